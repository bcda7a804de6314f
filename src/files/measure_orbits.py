"""The same work in one thread and in two, through five borders.

Build the two modules and the library first; the chapter says how. The first
argument is the path of the library, such as build/liborbits.so.
"""

import sys
import threading
import time

import numpy as np
import orbits_cpp
import orbits_rust
from cffi import FFI

RUNS = 15
STEPS = 1000
starts = np.linspace(0.1, 0.9, 10_000)

ffi = FFI()
ffi.cdef("int orbits_sum(const double *starts, size_t count, int steps, double *sum);")
lib = ffi.dlopen(sys.argv[1])


def sum_cffi(starts, steps):
    numbers = ffi.from_buffer("double[]", starts)
    answer = ffi.new("double *")
    if lib.orbits_sum(numbers, len(numbers), steps, answer) != 0:
        raise ValueError("steps must not be negative")
    return answer[0]


def in_one(work):
    for _ in range(2):
        work(starts, STEPS)


def in_two(work):
    threads = [threading.Thread(target=work, args=(starts, STEPS)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def shortest(run, work):
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        run(work)
        times.append(time.perf_counter() - started)
    return min(times) * 1000


for name, work in [
    ("cffi", sum_cffi),
    ("pybind11", orbits_cpp.sum_holding),
    ("pybind11, released", orbits_cpp.sum_released),
    ("PyO3", orbits_rust.sum_holding),
    ("PyO3, detached", orbits_rust.sum_detached),
]:
    assert abs(work(starts, STEPS) - sum_cffi(starts, STEPS)) < 1e-6
    one, two = shortest(in_one, work), shortest(in_two, work)
    print(f"{name:<19} one after the other {one:4.0f} ms, two threads {two:4.0f} ms")
