//! Many small things wrong at once: all are told, then the check fails.

use anyhow::bail;

use crate::check::Outcome;

/// Passed for an empty list, else an error with one line a fault.
pub(crate) fn conclude(faults: &[String]) -> anyhow::Result<Outcome> {
    match faults {
        [] => Ok(Outcome::Passed),
        [fault] => bail!("{fault}"),
        _ => bail!("{} faults\n  {}", faults.len(), faults.join("\n  ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_told() {
        let error = conclude(&["a".into(), "b".into()]).unwrap_err();
        assert_eq!(error.to_string(), "2 faults\n  a\n  b");
    }

    #[test]
    fn no_fault_passes() {
        assert_eq!(conclude(&[]).unwrap(), Outcome::Passed);
    }
}
