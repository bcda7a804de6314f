"""How long does it take to start a worker that does nothing, and to end it again?

Needs CPython 3.14 or later.
"""

import multiprocessing
import threading
import time
from concurrent import interpreters


def nothing():
    pass


def thread():
    worker = threading.Thread(target=nothing)
    worker.start()
    worker.join()


def interpreter():
    worker = interpreters.create()
    worker.call(nothing)
    worker.close()


def process():
    worker = multiprocessing.get_context("spawn").Process(target=nothing)
    worker.start()
    worker.join()


def milliseconds(start, times):
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        start()
        taken.append((time.perf_counter() - started) * 1000)
    return min(taken)


if __name__ == "__main__":
    for start, times in [(thread, 9), (interpreter, 9), (process, 5)]:
        print(f"{start.__name__:<12} {milliseconds(start, times):7.2f} ms")
