"""How often is too often. A whole room shares one address: it refuses no one who has a valid code."""

from collections import defaultdict, deque
from math import ceil
from time import monotonic


class TooOften(Exception):
    """Someone should wait for `minutes`."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


class Window:
    """At most `most` events by one and the same within any `minutes`, in this process's memory."""

    def __init__(self, most: int, minutes: int) -> None:
        self._most = most
        self._seconds = minutes * 60
        self._events: defaultdict[str, deque[float]] = defaultdict(deque)
        self._swept_at = monotonic()

    def count(self, who: str) -> None:
        """Count one more event; raises TooOften beyond the limit."""
        self.check(who)
        self._events[who].append(monotonic())

    def check(self, who: str) -> None:
        """Raise TooOften if one more event would be beyond the limit."""
        now = monotonic()
        if now - self._swept_at > self._seconds:
            self._sweep(now)
        events = self._events[who]
        while events and events[0] <= now - self._seconds:
            events.popleft()
        if len(events) >= self._most:
            raise TooOften(ceil((events[0] + self._seconds - now) / 60))

    def _sweep(self, now: float) -> None:
        """Forget those who have done nothing for a whole window."""
        for who in [who for who, events in self._events.items() if not events or events[-1] <= now - self._seconds]:
            del self._events[who]
        self._swept_at = now


class Limits:
    """What is counted, and for whom; each method raises TooOften."""

    def __init__(self) -> None:
        self._guesses_of_a_device = Window(20, minutes=10)
        self._guesses_of_an_address = Window(600, minutes=10)
        self._arrivals = Window(3_000, minutes=60)
        self._answers = Window(60, minutes=1)

    def guessed(self, device: str, address: str) -> None:
        """Count a code that opens nothing."""
        self._guesses_of_an_address.count(address)
        self._guesses_of_a_device.count(device)

    def check_guesser(self, device: str) -> None:
        """Refuse a device that has tried too many codes, even when it found one."""
        self._guesses_of_a_device.check(device)

    def arrived(self, code: str) -> None:
        """Count someone who goes in by this code."""
        self._arrivals.count(code)

    def answered(self, participant_id: int) -> None:
        """Count an answer sent, kept or not."""
        self._answers.count(str(participant_id))
