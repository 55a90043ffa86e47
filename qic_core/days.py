"""Days: which of them were surely mistyped, what comes months later, how pictures hold them. Pure."""

from calendar import monthrange
from datetime import UTC, date, datetime

from qic_core.errors import DomainError

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


def check_day(day: date, *, earliest: date = EARLIEST) -> None:
    """Refuse a day whose year was mistyped."""
    if not earliest <= day <= LATEST:
        raise DomainError("day_out_of_bounds", earliest=earliest.year, latest=LATEST.year)


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a month that has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def utc_ms(day: date) -> float:
    """Return a day as pictures hold it: a text would be read in the reader's time zone, a day too early."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000
