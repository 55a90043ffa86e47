"""Fields that people answer in their own words and figures. Pure."""

import re
from dataclasses import dataclass

from qic_core.errors import DomainError
from qic_core.words import N_, Words
from qic_core.workshop.fields.parts import UNKNOWN, Figure, Form, Item, Json, first_of, texts_in
from qic_core.workshop.texts import clean_text

LONGEST_IDEA = 300
LARGEST_FIGURE = 10**9
FIGURE = re.compile(r"([-−–]?)(\d{1,12})(?:[.,](\d{1,12}))?")
GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?!\d))")


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
    """One figure between two bounds, with two decimals at most; `unit` is shown as it is."""

    key: str
    lowest: int = -LARGEST_FIGURE
    highest: int = LARGEST_FIGURE
    unit: str = ""
    label: str = ""

    def read(self, form: Form) -> Json:
        return _figure(first_of(form, self.key))

    def check(self, value: Json) -> Json:
        if value is None:
            raise DomainError("figure_missing")
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise DomainError("answer_malformed")
        if not self.lowest <= value <= self.highest:
            raise DomainError("figure_out_of_bounds", lowest=self.lowest, highest=self.highest)
        kept = round(value, 2)
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
        return {
            item.key: {
                "figure": _figure(first_of(form, f"{self.key}.{item.key}.figure")),
                "unknown": 1 if first_of(form, f"{self.key}.{item.key}.unknown") else None,
            }
            for item in self.items
        }

    def check(self, value: Json) -> Json:
        given = {} if value is None else value
        if not isinstance(given, dict) or not set(given) <= {item.key for item in self.items}:
            raise DomainError("answer_malformed")
        kept = {key: self._check_item(one) for key, one in given.items()}
        if not any(kept.values()):
            raise DomainError("rating_missing")
        return {key: one for key, one in kept.items() if one}

    def _check_item(self, one: Json) -> dict[str, Json]:
        given = {} if one is None else one
        if not isinstance(given, dict) or not set(given) <= {"figure", "unknown"}:
            raise DomainError("answer_malformed")
        if given.get("figure") is not None:
            return {"figure": Number(self.key).check(given["figure"])}
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


def _figure(typed: str) -> Figure | None:
    """Return what is typed as people write figures: « 1 500 », « 12,5 », « −3 », « 40 % »."""
    text = GROUPED.sub("", typed.strip()).removesuffix("%").rstrip()
    if not text:
        return None
    found = FIGURE.fullmatch(text)
    if not found:
        raise DomainError("number_malformed", typed=typed.strip()[:20])
    sign, whole, decimals = found[1], found[2], found[3] or ""
    if len(decimals) > 2:
        raise DomainError("figure_unclear", typed=typed.strip()[:20])
    size = float(f"{whole}.{decimals}") if decimals else int(whole)
    return -size if sign else size
