//! How many processes and threads there may be.
//!
//! The kernel counts them for each user, so that a user who is busy already
//! could start nothing. In a user namespace of its own the program is counted
//! by itself. Where there is none to be had, what the user has running now is
//! added to the limit.

use rustix::process::Resource;
use rustix::thread::UnshareFlags;

use super::limits;

/// Limits the processes and threads to `most` from now on.
pub(super) fn confine(most: u64) -> Result<String, String> {
    if unshare().is_ok() {
        limits::set(Resource::Nproc, most)?;
        return Ok("counted for itself".to_owned());
    }
    let others = running().map_err(|error| format!("cannot count them: {error}"))?;
    limits::set(Resource::Nproc, most + others)?;
    Ok("counted with those of the user".to_owned())
}

#[expect(
    deprecated,
    reason = "it is unsafe for the table of open files alone, which stays"
)]
fn unshare() -> rustix::io::Result<()> {
    rustix::thread::unshare(UnshareFlags::NEWUSER)
}

/// The processes and threads of this user.
fn running() -> std::io::Result<u64> {
    use std::os::unix::fs::MetadataExt;
    let user = rustix::process::getuid().as_raw();
    let mut count = 0;
    for entry in std::fs::read_dir("/proc")? {
        let path = entry?.path();
        // Whatever has ended meanwhile counts no more.
        if std::fs::metadata(&path).is_ok_and(|it| it.uid() == user)
            && let Ok(threads) = std::fs::read_dir(path.join("task"))
        {
            count += threads.count() as u64;
        }
    }
    Ok(count)
}
