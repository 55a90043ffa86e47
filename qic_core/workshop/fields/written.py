"""Fields that people answer in their own words and figures. Pure."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from qic_core.errors import DomainError
from qic_core.spreadsheet import folded
from qic_core.words import N_, Words
from qic_core.workshop.fields.parts import UNKNOWN, Figure, Form, Item, Json, first_of, texts_in
from qic_core.workshop.texts import clean_text

LONGEST_IDEA = 300
LARGEST_FIGURE = 10**9
# What is foreseen of an indicator has the bounds of its measures.
LARGEST_FORESEEN, FORESEEN_DECIMALS = 10**12, 6
FIGURE = re.compile(r"([-−–]?)(\d{1,15})(?:[.,](\d{1,12}))?")
SIGNED = re.compile(r"^([-−–+])\s*(?=\d)")
GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?!\d))")
THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
# What people write after a figure, and the words by which a unit says the same.
PERCENT_WORDS = ("%", "pourcent", "pour cent", "percent", "per cent")
SIGNS = {"%": PERCENT_WORDS, "€": ("€", "euro")}


@dataclass(frozen=True, slots=True)
class Texts:
    """Up to `at_most` texts of at most `length` characters each, one at least when `needed`.

    `as_ideas`: each text is moderated and grouped on its own; otherwise it only goes with its answer.
    """

    key: str
    at_most: int = 1
    length: int = 140
    label: str = ""
    needed: bool = True
    as_ideas: bool = True

    @property
    def long(self) -> bool:
        """Tell whether it is a story, in paragraphs."""
        return self.length > LONGEST_IDEA

    def read(self, form: Form) -> Json:
        return list(form.get(self.key, ()))

    def check(self, value: Json) -> Json:
        texts = [clean_text(text, at_most=self.length, lines=self.long) for text in texts_in(value)]
        texts = list(dict.fromkeys(text for text in texts if text))
        if self.needed and not texts:
            raise DomainError("text_missing")
        if len(texts) > self.at_most:
            raise DomainError("too_many_texts", at_most=self.at_most)
        return [*texts]

    def columns(self, words: Words) -> list[str]:
        if not self.label:
            return [words.gettext("Text %(n)s") % {"n": n} for n in range(1, self.at_most + 1)]
        label = words.gettext(self.label)
        return [label] if self.at_most == 1 else [f"{label} {n}" for n in range(1, self.at_most + 1)]

    def cells(self, value: Json) -> list[str | Figure | None]:
        texts = value if isinstance(value, list) else []
        return [str(texts[n]) if n < len(texts) else None for n in range(self.at_most)]


@dataclass(frozen=True, slots=True)
class Number:
    """One figure between two bounds, with so many decimals at most; `unit` is shown as it is."""

    key: str
    lowest: int = -LARGEST_FIGURE
    highest: int = LARGEST_FIGURE
    unit: str = ""
    label: str = ""
    decimals: int = 2

    def read(self, form: Form) -> Json:
        return _figure(first_of(form, self.key), self.unit, decimals=self.decimals)

    def check(self, value: Json) -> Json:
        if value is None:
            raise DomainError("figure_missing")
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise DomainError("answer_malformed")
        if not self.lowest <= value <= self.highest:
            raise DomainError("figure_out_of_bounds", lowest=self.lowest, highest=self.highest)
        kept = round(value, self.decimals)
        return int(kept) if kept == int(kept) else kept

    def columns(self, words: Words) -> list[str]:
        return [words.gettext(self.label or N_("Figure"))]

    def cells(self, value: Json) -> list[str | Figure | None]:
        return [value if isinstance(value, int | float) else None]


@dataclass(frozen=True, slots=True)
class Figures:
    """A figure about each item, or that one does not know; an item left blank is missing. A figure typed holds.

    Each item has a screen of its own. What is kept of one is `{"figure": 97}` or `{"unknown": 1}`.
    """

    key: str
    items: tuple[Item, ...]
    label: str = ""

    def read(self, form: Form) -> Json:
        return {item.key: self._read_item(form, item) for item in self.items}

    def check(self, value: Json) -> Json:
        given = {} if value is None else value
        if not isinstance(given, dict) or not set(given) <= {item.key for item in self.items}:
            raise DomainError("answer_malformed")
        kept = {}
        for item in self.items:
            if item.key in given:
                with self._telling(item):
                    kept[item.key] = self._check_item(given[item.key])
        if not any(kept.values()):
            raise DomainError("rating_missing")
        return {key: one for key, one in kept.items() if one}

    def _read_item(self, form: Form, item: Item) -> Json:
        with self._telling(item):
            return {
                "figure": _foreseen(first_of(form, f"{self.key}.{item.key}.figure"), item),
                "unknown": 1 if first_of(form, f"{self.key}.{item.key}.unknown") else None,
            }

    @contextmanager
    def _telling(self, item: Item) -> Iterator[None]:
        """Refuse with the item's name, where there are several: another one may be on the screen."""
        try:
            yield
        except DomainError as error:
            if len(self.items) == 1:
                raise
            raise DomainError("answer_about", item=item.text, why=error) from error

    def _check_item(self, one: Json) -> dict[str, Json]:
        given = {} if one is None else one
        if not isinstance(given, dict) or not set(given) <= {"figure", "unknown"}:
            raise DomainError("answer_malformed")
        if given.get("figure") is not None:
            asked = Number(self.key, -LARGEST_FORESEEN, LARGEST_FORESEEN, decimals=FORESEEN_DECIMALS)
            return {"figure": asked.check(given["figure"])}
        if given.get("unknown") not in (None, 1):
            raise DomainError("answer_malformed")
        return {"unknown": 1} if given.get("unknown") else {}

    def columns(self, words: Words) -> list[str]:
        return [item.text for item in self.items]

    def cells(self, value: Json) -> list[str | Figure | None]:
        given = value if isinstance(value, dict) else {}
        return [_told(given.get(item.key)) for item in self.items]


def _told(one: Json) -> str | Figure | None:
    if not isinstance(one, dict):
        return None
    figure = one.get("figure")
    return figure if isinstance(figure, int | float) else UNKNOWN


def _foreseen(typed: str, item: Item) -> Figure | None:
    return _figure(typed, item.known.unit if item.known else "", decimals=FORESEEN_DECIMALS)


def _figure(typed: str, unit: str, *, decimals: int) -> Figure | None:
    """Return what is typed as people write figures: « 1 500 », « 12,5 », « - 3 », « +5 », « 40 % », « 12 familles »."""
    told = typed.strip()
    text = SIGNED.sub(lambda found: found[1].strip("+"), _without_unit(GROUPED.sub("", told), unit))
    if not text:
        return None
    found = FIGURE.fullmatch(text)
    if not found:
        raise DomainError("number_malformed", typed=told[:20])
    sign, whole, after = found[1], found[2], found[3] or ""
    may_be_thousands = THOUSANDS.fullmatch(f"{whole}.{after}") and not _is_in("%", unit)
    if len(after) > decimals or may_be_thousands:
        raise DomainError("figure_unclear", typed=told[:20])
    size = float(f"{whole}.{after}") if after else int(whole)
    return -size if sign else size


def _without_unit(text: str, unit: str) -> str:
    """Return what is typed without its unit, in the singular or the plural; refuses the sign of another one."""
    if unit and not unit[0].isdigit():
        text = re.sub(rf"(?<=\d)\s*{re.escape(unit.rstrip('s'))}s?$", "", text, flags=re.IGNORECASE)
    sign = text[-1:]
    if sign not in SIGNS:
        return text
    if unit and not _is_in(sign, unit):
        raise DomainError("figure_in_other_unit", typed=text[:20], unit=unit)
    return text.removesuffix(sign).rstrip()


def _is_in(sign: str, unit: str) -> bool:
    return any(word in folded(unit) for word in SIGNS[sign])
