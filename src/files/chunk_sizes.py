"""How much memory does a mean need, if dask takes larger chunks? And what does a
task cost that does nothing?

Wants the folder climate.zarr, which the chapter makes. Not for Windows, which has
no `resource`; on macOS the memory is counted in bytes, not in kilobytes.
"""

import resource
import subprocess
import sys
import time

import xarray as xr
from dask import delayed


def mean_in_chunks_of(days):
    warmth = xr.open_zarr("climate.zarr", chunks={"day": days})["warmth"]
    mean = warmth.mean("day")
    tasks = len(mean.data.dask)
    mean.compute()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{days:>4} days a chunk: {tasks:>3} tasks, at most {peak:>4} MB")


def nothing():
    pass


def cost_of_a_task(number=5000):
    runs = []
    for _ in range(3):
        lazy = delayed(nothing, pure=False)
        total = delayed(len)([lazy() for _ in range(number)])
        started = time.process_time()
        total.compute()
        runs.append(time.process_time() - started)
    print(f"{min(runs) / number * 1000:.2f} ms of CPU time for a task")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        mean_in_chunks_of(int(sys.argv[1]))
    else:
        # Each in a fresh Python: the most memory there was never goes down again.
        for days in (20, 100, 500):
            subprocess.run([sys.executable, __file__, str(days)], check=True)
        cost_of_a_task()
