"""Three threads want one lock, again and again, for one second.

Prints how often each of them had its turn: first with no pause outside the
lock, then with a pause of one millisecond.
"""

import threading
import time

lock = threading.Lock()
stop = threading.Event()


def work(name, pause):
    while not stop.is_set():
        with lock:
            time.sleep(0.001)  # something that takes a while
            turns[name] += 1
        if pause:
            time.sleep(pause)


for pause in (0, 0.001):
    turns = {"first": 0, "second": 0, "third": 0}
    stop.clear()
    threads = [threading.Thread(target=work, args=(name, pause)) for name in turns]
    for thread in threads:
        thread.start()
    time.sleep(1)
    stop.set()
    for thread in threads:
        thread.join()
    print(f"pause of {pause * 1000:g} ms: {turns}")
