"""Fields that people answer by choosing, ranking or sharing out. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qic_core.errors import DomainError
from qic_core.words import Words
from qic_core.workshop.fields.parts import UNKNOWN, Criterion, Figure, Form, Item, Json, Level, first_of, texts_in

WHOLE = re.compile(r"-?\d{1,5}")


@dataclass(frozen=True, slots=True)
class Choices:
    """One or, up to `at_most`, several of the items; `hint` (a msgid) takes the place of the usual instruction.

    A `whole` one names who answers: everybody gets all its items, on a screen of its own, before a share of the rest.
    """

    key: str
    items: tuple[Item, ...]
    at_most: int = 1
    label: str = ""
    hint: str = ""
    whole: bool = False

    def read(self, form: Form) -> Json:
        return list(form.get(self.key, ()))

    def check(self, value: Json) -> Json:
        known = {item.key for item in self.items}
        chosen = list(dict.fromkeys(texts_in(value)))
        if not chosen:
            raise DomainError("choice_missing")
        if not set(chosen) <= known:
            raise DomainError("choice_unknown")
        if len(chosen) > self.at_most:
            raise DomainError("too_many_choices", at_most=self.at_most)
        return [*chosen]

    def columns(self, words: Words) -> list[str]:
        return [words.gettext(self.label)] if self.whole else [item.said(words) for item in self.items]

    def cells(self, value: Json) -> list[str | Figure | None]:
        chosen = value if isinstance(value, list) else []
        if self.whole:
            return [", ".join(item.text for item in self.items if item.key in chosen) or None]
        return [int(item.key in chosen) for item in self.items]


@dataclass(frozen=True, slots=True)
class Scale:
    """One of the named levels."""

    key: str
    levels: tuple[Level, ...]
    label: str = ""

    def read(self, form: Form) -> Json:
        return _whole(first_of(form, self.key))

    def check(self, value: Json) -> Json:
        if value is None:
            raise DomainError("level_missing")
        if isinstance(value, bool) or not isinstance(value, int) or value not in {level.value for level in self.levels}:
            raise DomainError("level_unknown")
        return value

    def columns(self, words: Words) -> list[str]:
        return [words.gettext("Level")]

    def cells(self, value: Json) -> list[str | Figure | None]:
        return [value if isinstance(value, int) else None]


@dataclass(frozen=True, slots=True)
class Points:
    """`total` points to share out over the items; leaving some is allowed, giving more is not."""

    key: str
    items: tuple[Item, ...]
    total: int = 10
    label: str = ""

    def read(self, form: Form) -> Json:
        return {item.key: _whole(first_of(form, f"{self.key}.{item.key}")) or 0 for item in self.items}

    def check(self, value: Json) -> Json:
        points = {key: _count(given) for key, given in _by_key(value, self.items).items()}
        spent = sum(points.values())
        if spent > self.total:
            raise DomainError("too_many_points", total=self.total, spent=spent)
        if not spent:
            raise DomainError("points_missing", total=self.total)
        return {key: given for key, given in points.items() if given}

    def columns(self, words: Words) -> list[str]:
        return [item.text for item in self.items]

    def cells(self, value: Json) -> list[str | Figure | None]:
        given = value if isinstance(value, dict) else {}
        return [_int(given.get(item.key)) or 0 for item in self.items]


@dataclass(frozen=True, slots=True)
class Ratings:
    """Each item answered on each criterion; an item left blank is missing, not low.

    `apart_from` is the key of the `Choices` that names one's own item, which is not for oneself to rate.
    With `one_by_one` each criterion has a screen of its own, else only where there is a single item.
    """

    key: str
    items: tuple[Item, ...]
    criteria: tuple[Criterion, ...]
    label: str = ""
    apart_from: str = ""
    one_by_one: bool = False

    def read(self, form: Form) -> Json:
        return {
            item.key: {
                criterion.key: _whole(first_of(form, f"{self.key}.{item.key}.{criterion.key}"))
                for criterion in self.criteria
            }
            for item in self.items
        }

    def check(self, value: Json) -> Json:
        given = {key: self._check_item(ratings) for key, ratings in _by_key(value, self.items).items()}
        if not any(given.values()):
            raise DomainError("rating_missing")
        return {key: ratings for key, ratings in given.items() if ratings}

    def _check_item(self, ratings: Json) -> dict[str, Json]:
        scales = {criterion.key: Scale(criterion.key, criterion.levels) for criterion in self.criteria}
        given = _by_key(ratings, self.criteria).items()
        return {key: scales[key].check(level) for key, level in given if level is not None}

    def columns(self, words: Words) -> list[str]:
        labels = [f" — {words.gettext(asked.label)}" for asked in self.criteria] if len(self.criteria) > 1 else [""]
        return [item.text + label for item in self.items for label in labels]

    def cells(self, value: Json) -> list[str | Figure | None]:
        given = value if isinstance(value, dict) else {}
        rated = [(given.get(item.key), asked) for item in self.items for asked in self.criteria]
        return [_rated(one.get(asked.key), asked) if isinstance(one, dict) else None for one, asked in rated]


def _rated(level: Json, criterion: Criterion) -> str | int | None:
    apart = {step.value for step in criterion.levels if step.apart}
    return UNKNOWN if level in apart else _int(level)


def _by_key(value: Json, asked: Sequence[Item | Criterion]) -> dict[str, Json]:
    given = {} if value is None else value
    if not isinstance(given, dict) or not set(given) <= {one.key for one in asked}:
        raise DomainError("answer_malformed")
    return given


def _whole(typed: str) -> int | None:
    if not typed.strip():
        return None
    if not WHOLE.fullmatch(typed.strip()):
        raise DomainError("number_malformed", typed=typed.strip()[:20])
    return int(typed)


def _count(given: Json) -> int:
    if given is None:
        return 0
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        raise DomainError("points_malformed")
    return given


def _int(value: Json) -> int | None:
    return value if isinstance(value, int) else None
