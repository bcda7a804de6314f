// The border to Python, with pybind11.
#include <pybind11/functional.h>
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <functional>

namespace py = pybind11;
using Numbers = py::array_t<double, py::array::c_style | py::array::forcecast>;

double orbit_sum(const double *starts, std::size_t count, int steps);

double sum_holding(const Numbers &starts, int steps) {
    return orbit_sum(starts.data(), static_cast<std::size_t>(starts.size()), steps);
}

double sum_released(const Numbers &starts, int steps) {
    const double *data = starts.data(); // ask the Python object first
    auto count = static_cast<std::size_t>(starts.size());
    py::gil_scoped_release no_lock; // to the end of the function
    return orbit_sum(data, count, steps);
}

// Computes without the lock, and takes it for each report.
void sum_reporting(const Numbers &starts, int steps,
                   const std::function<void(double)> &report) {
    const double *data = starts.data();
    auto count = static_cast<std::size_t>(starts.size());
    py::gil_scoped_release no_lock;
    for (std::size_t from = 0; from < count; from += 1000) {
        std::size_t length = count - from < 1000 ? count - from : 1000;
        double sum = orbit_sum(data + from, length, steps);
        report(sum); // pybind11 takes the lock to call a Python function
    }
}

PYBIND11_MODULE(orbits_cpp, module) {
    module.def("sum_holding", &sum_holding);
    module.def("sum_released", &sum_released);
    module.def("sum_reporting", &sum_reporting);
}
