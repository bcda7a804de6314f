//! What may be read, and what written: Landlock.
//!
//! A file that is not named cannot be opened, nor a folder listed. Without the
//! right of Linux 6.2, any file could be emptied, so that is the least. What
//! Landlock leaves open, as changing modes and sockets with names, is closed by
//! the filter of system calls.

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr,
    RulesetCreatedAttr, RulesetError, RulesetStatus, Scope, path_beneath_rules,
};

use super::Confinement;

/// The least that must be had: reading, writing, moving, emptying.
const LEAST: ABI = ABI::V3;

/// What is asked for; of what goes beyond, only the scope of signals matters.
const MOST: ABI = ABI::V6;

/// Restricts the process to the files of `confinement`. Says whether the kernel
/// keeps its signals inside, too.
pub(super) fn confine(confinement: &Confinement) -> Result<bool, String> {
    match restrict(confinement, CompatLevel::HardRequirement) {
        Ok(()) => Ok(true),
        Err(_) => restrict(confinement, CompatLevel::BestEffort)
            .map(|()| false)
            .map_err(|_| "Landlock, as of Linux 6.2 or later, is not to be had".to_owned()),
    }
}

/// `scope` says how much the scope of signals is wanted.
fn restrict(confinement: &Confinement, scope: CompatLevel) -> Result<(), String> {
    let status = ruleset(confinement, scope).map_err(|error| error.to_string())?;
    if status.ruleset == RulesetStatus::NotEnforced || !status.no_new_privs {
        return Err("it is not enforced".to_owned());
    }
    Ok(())
}

fn ruleset(
    confinement: &Confinement,
    scope: CompatLevel,
) -> Result<landlock::RestrictionStatus, RulesetError> {
    Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(LEAST))?
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(MOST))?
        .handle_access(AccessNet::from_all(MOST))?
        .set_compatibility(scope)
        .scope(Scope::from_all(MOST))?
        .create()?
        .set_compatibility(CompatLevel::BestEffort)
        .add_rules(path_beneath_rules(
            &confinement.read,
            AccessFs::from_read(MOST),
        ))?
        .add_rules(path_beneath_rules(
            &confinement.write,
            AccessFs::from_all(MOST),
        ))?
        .restrict_self()
}
