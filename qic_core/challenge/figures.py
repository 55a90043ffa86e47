"""Figures and years as files write them: 37,5 · 1 234 · 40 % · n.d. Pure."""

import re

from qic_core.errors import DomainError
from qic_core.spreadsheet import folded
from qic_core.workshop.fields.written import FIGURE, GROUPED

SIGNS = "%‰€"
UNKNOWN = {
    "", "?", "-", "–", "—", "…", "...", "/", "nd", "nc", "na", "nr", "n/d", "n/c", "n/a", "s", "ss", "secret",
    "inconnu", "inconnue", "non connu", "non connue", "non disponible", "non communique", "non renseigne", "unknown",
}  # fmt: skip
ONE_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


def read_figure(typed: str, *, unit: str = "") -> tuple[float | None, str]:
    """Return a figure, None where the file says that it is not known, and the sign that stands after it, if any.

    Refuses what is no figure, and « 1.234 », which may be a thousand and more: unless it is a share of a hundred.
    """
    text = " ".join(typed.split())
    if _is_unknown(text):
        return None, ""
    sign = text[-1] if text[-1] in SIGNS else ""
    digits = GROUPED.sub("", text.removesuffix(sign).rstrip())
    found = FIGURE.fullmatch(digits)
    if not found:
        raise DomainError("figure_malformed", typed=text[:40])
    minus, whole, decimals = found[1], found[2], found[3] or "0"
    if THOUSANDS.fullmatch(digits.lstrip("-−–")) and "%" not in (sign, unit.strip()):
        raise DomainError("figure_unclear", typed=text[:40])
    size = float(f"{whole}.{decimals}")
    return (-size if minus else size), sign


def read_year(typed: str) -> int | None:
    """Return the one year that a cell tells, alone or in a date; refuses two of them, or none in other words."""
    years = set(ONE_YEAR.findall(typed))
    if _is_unknown(typed):
        return None
    if len(years) != 1:
        raise DomainError("year_unclear", typed=" ".join(typed.split())[:40])
    return int(years.pop())


def _is_unknown(typed: str) -> bool:
    text = folded(typed)
    return text in UNKNOWN or text.replace(".", "").replace(" ", "") in UNKNOWN
