"""What a worker of joblib finds: how many threads it may start, how many workers a
pool inside the pool has, and what became of a large array.
"""

import os

import numpy as np
from joblib import Parallel, delayed


def who():
    return os.getpid()


def look(data):
    workers = set(Parallel(n_jobs=2)(delayed(who)() for _ in range(8)))
    return {
        "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS"),
        "workers of a pool inside": len(workers),
        "the array is a": type(data).__name__,
    }


if __name__ == "__main__":
    data = np.zeros(1_000_000)
    for found in Parallel(n_jobs=2)(delayed(look)(data) for _ in range(2)):
        print(found)
