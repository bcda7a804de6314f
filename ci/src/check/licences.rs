//! `licences`: deny.toml against the whole lock file, every platform's
//! packages included.

use crate::check::Outcome;
use crate::faults;
use crate::licence::Policy;
use crate::repository::Repository;

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    let policy = Policy::read(&repository.read("deny.toml")?)?;
    faults::conclude(&policy.faults(&repository.metadata()?))
}
