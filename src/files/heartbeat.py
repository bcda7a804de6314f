"""How long a call of numba keeps other threads waiting, with the lock and without."""

import threading
import time

from numba import njit


def harmonic(n):
    total = 0.0
    for i in range(n):
        total += 1.0 / (i + 1.0)
    return total


def longest_silence(work):
    """How long another thread has to wait while `work` runs, at worst."""
    beats, done = [time.perf_counter()], threading.Event()

    def heart():
        while not done.wait(0.01):
            beats.append(time.perf_counter())

    thread = threading.Thread(target=heart)
    thread.start()
    started = time.perf_counter()
    work()
    taken = time.perf_counter() - started
    done.set()
    thread.join()
    beats.append(time.perf_counter())
    return taken, max(b - a for a, b in zip(beats, beats[1:]))


for options in ({}, {"nogil": True}):
    work = njit(**options)(harmonic)
    work(10)
    taken, silence = longest_silence(lambda: work(500_000_000))
    print(f"{str(options):<15} {taken:.2f} s, silent for {silence:.2f} s")
