"""Who releases the global interpreter lock?

Does each job twice, first one after the other and then in two threads at
once, and prints how many times as fast the threads were. Close other programs
first: a thread can only use a core that is free.
"""

import os
import tempfile
import threading
import time
import zlib
from hashlib import sha256

import h5py
import numpy as np
import pandas as pd
from scipy.ndimage import gaussian_filter

RUNS = 9

rng = np.random.default_rng(1)
numbers = rng.random((1500, 1500))
objects = numbers[:600].astype(object)
few_bytes = rng.integers(0, 64, 6_000_000, dtype=np.uint8).tobytes()
many_bytes = 10 * few_bytes
table = pd.DataFrame(
    {"key": rng.integers(0, 500, 3_000_000), "value": rng.random(3_000_000)}
)
folder = tempfile.TemporaryDirectory()
path = os.path.join(folder.name, "numbers.h5")
with h5py.File(path, "w") as file:
    for name in ("first", "second"):
        data = rng.integers(0, 99, (2000, 1000))
        file.create_dataset(name, data=data, compression="gzip", chunks=(100, 1000))


def read_hdf5(name):
    with h5py.File(path) as file:
        return file[name][:]


# Each job is called with the name of its thread; only one of them needs it.
JOBS = {
    "sum of squares, plain Python": lambda _: sum(n * n for n in range(1_500_000)),
    "numpy.sin, numbers": lambda _: np.sin(numbers),
    "numpy +, Python objects": lambda _: objects + objects,
    "scipy.ndimage, a filter": lambda _: gaussian_filter(numbers, 3),
    "pandas, groupby().sum()": lambda _: table.groupby("key")["value"].sum(),
    "hashlib.sha256": lambda _: sha256(many_bytes).digest(),
    "zlib.compress": lambda _: zlib.compress(few_bytes, 1),
    "h5py, two data sets": read_hdf5,
}


def in_turn(job):
    job("first")
    job("second")


def in_threads(job):
    threads = [
        threading.Thread(target=job, args=(name,)) for name in ("first", "second")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def seconds(run, job):
    started = time.perf_counter()
    run(job)
    return time.perf_counter() - started


for title, job in JOBS.items():
    turn = min(seconds(in_turn, job) for _ in range(RUNS))
    threads = min(seconds(in_threads, job) for _ in range(RUNS))
    print(f"{title:<30} {turn:.2f} s   {threads:.2f} s   {turn / threads:.1f}")
