"""How busy the machine is with other things: figures taken beside other work say little."""

import os
import resource
import time
from pathlib import Path


class Watch:
    """Counts, from its making on, the work on this machine that is not ours."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._busy, self._own = _busy_seconds(), _own_seconds()

    @property
    def seconds(self) -> float:
        """Return for how long it has been counting."""
        return time.perf_counter() - self._began

    def others(self) -> float:
        """Return how many cores others have kept busy; exact once all that we started has ended."""
        ours = _own_seconds() - self._own
        return max(0.0, (_busy_seconds() - self._busy - ours) / self.seconds)


def load() -> str:
    """Return how many processes want a core, of how many there are."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def _busy_seconds() -> float:
    user, nice, system, _idle, _waiting, *interrupts = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")


def _own_seconds() -> float:
    """Return the processor time of this process and of the children that have ended, theirs included."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)
