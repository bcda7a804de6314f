"""Locks, for the tests of literalinclude."""

import threading


@decorated
def first(a,
          b=1):
    return a + b


class Lock:
    """A lock."""

    def acquire(self):
        # start
        self.taken = True
        # end
        return self.taken

    def release(self):
        self.taken = False


last = Lock()
