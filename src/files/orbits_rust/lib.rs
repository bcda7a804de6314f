//! The work and its border to Python, with PyO3.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// Follows each start for so many steps of x -> 3.7 x (1 - x), and adds up
/// where they have come to. It knows nothing of Python.
fn orbit_sum(starts: &[f64], steps: u32) -> f64 {
    let last = |start: f64| (0..steps).fold(start, |x, _| 3.7 * x * (1.0 - x));
    starts.iter().map(|&start| last(start)).sum()
}

#[pymodule]
mod orbits_rust {
    use super::*;

    #[pyfunction]
    fn sum_holding(starts: Vec<f64>, steps: u32) -> f64 {
        orbit_sum(&starts, steps)
    }

    #[pyfunction]
    fn sum_detached(py: Python<'_>, starts: Vec<f64>, steps: u32) -> f64 {
        py.detach(|| orbit_sum(&starts, steps))
    }

    /// Computes without the lock, and takes it for each report.
    #[pyfunction]
    fn sum_reporting(
        py: Python<'_>,
        starts: Vec<f64>,
        steps: u32,
        report: Py<PyAny>,
    ) -> PyResult<()> {
        py.detach(|| {
            for block in starts.chunks(1000) {
                let sum = orbit_sum(block, steps);
                Python::attach(|py| report.call1(py, (sum,)))?;
            }
            Ok(())
        })
    }

    /// An error that Python sees as a `ValueError`.
    #[pyfunction]
    fn first(starts: Vec<f64>) -> PyResult<f64> {
        let nothing = || PyValueError::new_err("there is no first of nothing");
        starts.first().copied().ok_or_else(nothing)
    }

    /// A fault of ours: it panics if there is nothing.
    #[pyfunction]
    fn first_or_panic(starts: Vec<f64>) -> f64 {
        starts[0]
    }
}
