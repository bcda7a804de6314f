//! What a process may use up: rlimits.
//!
//! Memory is limited as data, not as address space: threads reserve far more of
//! that than they ever use, and thirty of them would be the end.

use rustix::process::{Resource, Rlimit, getrlimit, setpriority_process, setrlimit};

use super::Confinement;

/// Files that may be open at a time.
const OPEN_FILES: u64 = 1024;

/// How far a program's processes stand back behind others, so that even many of
/// them leave the machine to be used.
const NICE: i32 = 10;

/// Sets the limits, for good.
pub(super) fn confine(confinement: &Confinement) -> Result<String, String> {
    let limits = [
        (Resource::Data, confinement.memory),
        (Resource::Fsize, confinement.file),
        (Resource::Cpu, confinement.seconds),
        (Resource::Nofile, OPEN_FILES),
        (Resource::Core, 0),
        (Resource::Msgqueue, 0),
    ];
    for (resource, most) in limits {
        set(resource, most)?;
    }
    if !confinement.compiles {
        setpriority_process(None, NICE).map_err(|error| format!("priority: {error}"))?;
    }
    Ok("rlimits".to_owned())
}

/// Sets a limit, unless it is lower already.
pub(super) fn set(resource: Resource, most: u64) -> Result<(), String> {
    let most = getrlimit(resource).maximum.map_or(most, |it| it.min(most));
    let limit = Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    setrlimit(resource, limit).map_err(|error| format!("{resource:?}: {error}"))
}
