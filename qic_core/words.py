"""The words: msgids are English sentences, each language has a catalogue in `locale/`."""

import gettext
import io
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = {"fr": "Français", "en": "English"}
DEFAULT_LANGUAGE = "fr"
LOCALE = Path(__file__).parent.parent / "locale"
MINUS = "−"
LONG_AT_LEAST = 10_000

Words = gettext.NullTranslations


def N_(message: str) -> str:
    """Mark a declaration that is translated later, where it is shown."""
    return message


def language_of(wish: str | None) -> str:
    """Return the language spoken here that `wish` (a cookie or an Accept-Language header) asks for."""
    first = (wish or "").split(",")[0].split(";")[0].split("-")[0].strip().lower()
    return first if first in LANGUAGES else DEFAULT_LANGUAGE


def decimal(value: float, words: Words) -> str:
    """Return a number with two decimals, as the language of the catalogue writes it: 0,61 in French."""
    return minus(format_decimal(round(value, 2) + 0.0, "0.00", locale=words.info().get("language", "en")))


def figure(value: float, words: Words) -> str:
    """Return a number with the decimals that it needs, as the catalogue's language writes it: 12 500, 0,5."""
    return minus(format_decimal(value, "#,##0.##", locale=words.info().get("language", "en")))


def readable(value: object, words: Words) -> object:
    """Return a long number as people read it, 1 000 000 000; anything else, years too, as it is."""
    return figure(value, words) if isinstance(value, int | float) and abs(value) >= LONG_AT_LEAST else value


def minus(figure: str) -> str:
    """Return a figure with a minus as long as the digits around it: −1,00."""
    return figure.replace("-", MINUS)


def quantity(value: float, unit: str, words: Words) -> str:
    """Return a figure with its unit, which may be none: 37,5 %."""
    return f"{figure(value, words)}\N{NO-BREAK SPACE}{unit}" if unit else figure(value, words)


def day_in_full(day: date | None, words: Words) -> str:
    """Return a day in full, or nothing: « 12 juin 2027 », « 1er juin 2027 »."""
    if day is None:
        return ""
    language = words.info().get("language", "en")
    told = format_date(day, "long", locale=language)
    return f"1er{told[1:]}" if day.day == 1 and language == "fr" else told


@cache
def catalogue(language: str) -> Words:
    """Return the catalogue of a language of LANGUAGES, compiled once from its .po file."""
    with (LOCALE / language / "LC_MESSAGES" / "qic.po").open("rb") as file:
        compiled = io.BytesIO()
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
