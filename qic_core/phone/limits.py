"""How often is too often. A whole room shares one address: it refuses no one who has a valid code."""

from math import ceil
from time import time

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

GUESSES_OF_A_DEVICE = RateLimitItemPerMinute(20, 10, namespace="device")
GUESSES_OF_AN_ADDRESS = RateLimitItemPerMinute(600, 10, namespace="address")
ARRIVALS = RateLimitItemPerHour(3_000, namespace="arrivals")
ANSWERS = RateLimitItemPerMinute(60, namespace="answers")


class TooOften(Exception):
    """Someone should wait for `minutes`."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


class Limits:
    """Counts in this process's memory, over moving windows; each method raises TooOften."""

    def __init__(self) -> None:
        self._windows = MovingWindowRateLimiter(MemoryStorage())

    def guessed(self, device: str, address: str) -> None:
        """Count a code that opens nothing."""
        self._count(GUESSES_OF_A_DEVICE, device)
        self._count(GUESSES_OF_AN_ADDRESS, address)

    def check_guesser(self, device: str) -> None:
        """Refuse a device that has tried too many codes, even when it found one."""
        if not self._windows.test(GUESSES_OF_A_DEVICE, device):
            raise self._too_often(GUESSES_OF_A_DEVICE, device)

    def arrived(self, code: str) -> None:
        """Count someone who goes in by this code."""
        self._count(ARRIVALS, code)

    def answered(self, participant_id: int) -> None:
        """Count an answer sent, kept or not."""
        self._count(ANSWERS, str(participant_id))

    def _count(self, limit: RateLimitItem, who: str) -> None:
        if not self._windows.hit(limit, who):
            raise self._too_often(limit, who)

    def _too_often(self, limit: RateLimitItem, who: str) -> TooOften:
        reset = self._windows.get_window_stats(limit, who).reset_time
        return TooOften(max(1, ceil((reset - time()) / 60)))
