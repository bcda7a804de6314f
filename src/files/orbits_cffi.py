"""C++ behind a C face, called from Python with cffi.

The first argument is the path of the library, such as build/liborbits.so.
"""

import sys

import numpy as np
from cffi import FFI

ffi = FFI()
ffi.cdef(
    """
    int orbits_sum(const double *starts, size_t count, int steps, double *sum);
    void orbits_report(const double *starts, size_t count, int steps,
                       void (*report)(double sum, void *user), void *user);
    typedef struct Mean Mean;
    Mean *mean_new(void);
    void mean_add(Mean *mean, double value);
    double mean_value(const Mean *mean);
    void mean_destroy(Mean *mean);
    """
)
lib = ffi.dlopen(sys.argv[1])


def orbit_sum(starts, steps):
    numbers = ffi.from_buffer("double[]", starts)  # no copy, an address
    answer = ffi.new("double *")  # room for one number
    if lib.orbits_sum(numbers, len(numbers), steps, answer) != 0:
        raise ValueError("steps must not be negative")
    return answer[0]


@ffi.callback("void(double, void *)")
def report(block_sum, user):
    ffi.from_handle(user).append(round(block_sum, 3))


starts = np.linspace(0.1, 0.9, 3000)
print(f"{orbit_sum(starts, 1000):.3f}")
try:
    orbit_sum(starts, -1)
except ValueError as error:
    print("ValueError:", error)

reports = []
handle = ffi.new_handle(reports)
numbers = ffi.from_buffer("double[]", starts)
lib.orbits_report(numbers, len(numbers), 1000, report, handle)
print(reports)

mean = ffi.gc(lib.mean_new(), lib.mean_destroy)
for value in (1.0, 2.0, 6.0):
    lib.mean_add(mean, value)
print(lib.mean_value(mean))
del mean  # the last name is gone: cffi calls mean_destroy
