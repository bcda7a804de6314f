//! The parts of the sandbox in their order: what takes away the right to do
//! what a later part needs comes after it.

use rustix::process::Signal;
use rustix::thread::{CapabilitySet, CapabilitySets};

use super::{Confinement, Part, calls, files, limits, processes};

/// Confines the process, which must have one thread, and says part by part
/// whether that is in force.
pub(super) fn confine(confinement: &Confinement) -> Vec<Part> {
    let mut parts = vec![
        Part::new("processes", processes::confine(confinement.processes)),
        Part::new("rights", give_up_rights()),
        Part::new("limits", limits::confine(confinement)),
    ];
    // After the changes of who this is, which would undo it.
    let bound = rustix::process::set_parent_process_death_signal(Some(Signal::KILL));
    parts.push(Part::new("death", said(bound, "with the one who waits")));
    let scoped = files::confine(confinement);
    let signals = match &scoped {
        Ok(true) => "scoped by the kernel",
        _ => "none at all",
    };
    let to_others = matches!(scoped, Ok(true));
    let detail = |_| "Landlock".to_owned();
    parts.push(Part::new("files", scoped.map(detail)));
    let calls = calls::confine(confinement.compiles, to_others);
    parts.push(Part::new("signals", said(calls.clone(), signals)));
    parts.push(Part::new("calls", said(calls, "seccomp")));
    parts
}

/// A server of root hands on none of root's powers.
fn give_up_rights() -> Result<String, String> {
    let none = CapabilitySets {
        effective: CapabilitySet::empty(),
        permitted: CapabilitySet::empty(),
        inheritable: CapabilitySet::empty(),
    };
    said(
        rustix::thread::set_capabilities(None, none),
        "no capabilities",
    )
}

fn said<E: ToString>(result: Result<(), E>, how: &str) -> Result<String, String> {
    match result {
        Ok(()) => Ok(how.to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
