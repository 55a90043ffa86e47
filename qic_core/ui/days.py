"""A day that a form asks for and must have."""

from datetime import date

from qic_core.errors import DomainError


def day_chosen(day: date | None) -> date:
    """Return the day that a form holds; refuses none."""
    if day is None:
        raise DomainError("day_missing")
    return day
