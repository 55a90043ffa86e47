"""The closed vocabulary of what a cell may ask. Pure: a field reads a form, and refuses a bad value.

Each field turns a posted form (name → values, as browsers send it) into a JSON value with `read`, and `check` holds
any such value, wherever it comes from, to the field's bounds. A missing answer is None, never zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from qic_core.errors import DomainError
from qic_core.workshop.texts import clean_text

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"
Form: TypeAlias = Mapping[str, Sequence[str]]
Values: TypeAlias = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Item:
    """One proposal or statement that people rate; `ideas` are the ids of the contributed ideas it came from."""

    key: str
    text: str
    ideas: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a scale: name and definition are msgids, the pictogram a file of data/pictograms."""

    value: int
    name: str
    definition: str = ""
    pictogram: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question asked of each item, answered on its levels."""

    key: str
    label: str
    levels: tuple[Level, ...]
    pictogram: str = ""


class Field(Protocol):
    """What every field offers; `key` names it in forms, answers and spreadsheets."""

    @property
    def key(self) -> str: ...

    def read(self, form: Form) -> Json:
        """Return what the form says for this field, unchecked; None when it says nothing."""

    def check(self, value: Json) -> Json:
        """Return the value as it is kept; raises DomainError with the sentence's code."""

    def columns(self) -> list[str]:
        """Return the spreadsheet columns of this field."""

    def cells(self, value: Json) -> list[str | int | None]:
        """Return the value spread over `columns`."""


@dataclass(frozen=True, slots=True)
class Texts:
    """One to `at_most` short texts of at most `length` characters each."""

    key: str
    at_most: int = 1
    length: int = 140

    def read(self, form: Form) -> Json:
        return list(form.get(self.key, ()))

    def check(self, value: Json) -> Json:
        if not isinstance(value, list):
            raise DomainError("answer_malformed")
        texts = [clean_text(str(text), at_most=self.length) for text in value]
        texts = list(dict.fromkeys(text for text in texts if text))
        if not texts:
            raise DomainError("text_missing")
        if len(texts) > self.at_most:
            raise DomainError("too_many_texts", at_most=self.at_most)
        return [*texts]

    def columns(self) -> list[str]:
        return [self.key] if self.at_most == 1 else [f"{self.key} {n}" for n in range(1, self.at_most + 1)]

    def cells(self, value: Json) -> list[str | int | None]:
        texts = [str(text) for text in value] if isinstance(value, list) else []
        return [texts[n] if n < len(texts) else None for n in range(self.at_most)]


@dataclass(frozen=True, slots=True)
class Choices:
    """One or, up to `at_most`, several of the items."""

    key: str
    items: tuple[Item, ...]
    at_most: int = 1

    def read(self, form: Form) -> Json:
        return list(form.get(self.key, ()))

    def check(self, value: Json) -> Json:
        known = {item.key for item in self.items}
        chosen = list(dict.fromkeys(value)) if isinstance(value, list) else []
        if not chosen:
            raise DomainError("choice_missing")
        if not set(chosen) <= known:
            raise DomainError("choice_unknown")
        if len(chosen) > self.at_most:
            raise DomainError("too_many_choices", at_most=self.at_most)
        return [*chosen]

    def columns(self) -> list[str]:
        return [item.text for item in self.items]

    def cells(self, value: Json) -> list[str | int | None]:
        chosen = value if isinstance(value, list) else []
        return [int(item.key in chosen) for item in self.items]


@dataclass(frozen=True, slots=True)
class Scale:
    """One of the named levels."""

    key: str
    levels: tuple[Level, ...]

    def read(self, form: Form) -> Json:
        return _whole(next(iter(form.get(self.key, ())), ""))

    def check(self, value: Json) -> Json:
        if value is None:
            raise DomainError("level_missing")
        if isinstance(value, bool) or value not in {level.value for level in self.levels}:
            raise DomainError("level_unknown")
        return value

    def columns(self) -> list[str]:
        return [self.key]

    def cells(self, value: Json) -> list[str | int | None]:
        return [value if isinstance(value, int) else None]


@dataclass(frozen=True, slots=True)
class Points:
    """`total` points to share out over the items; leaving some is allowed, giving more is not."""

    key: str
    items: tuple[Item, ...]
    total: int = 10

    def read(self, form: Form) -> Json:
        return {item.key: _whole(next(iter(form.get(f"{self.key}.{item.key}", ())), "")) or 0 for item in self.items}

    def check(self, value: Json) -> Json:
        known = {item.key for item in self.items}
        if not isinstance(value, dict) or not set(value) <= known:
            raise DomainError("answer_malformed")
        points = {key: given for key, given in value.items() if given not in (0, None)}
        if any(isinstance(given, bool) or not isinstance(given, int) or given < 0 for given in points.values()):
            raise DomainError("points_malformed")
        spent = sum(given for given in points.values() if isinstance(given, int))
        if spent > self.total:
            raise DomainError("too_many_points", total=self.total, spent=spent)
        if not spent:
            raise DomainError("points_missing", total=self.total)
        return {**points}

    def columns(self) -> list[str]:
        return [item.text for item in self.items]

    def cells(self, value: Json) -> list[str | int | None]:
        given = value if isinstance(value, dict) else {}
        return [_int(given.get(item.key)) or 0 for item in self.items]


@dataclass(frozen=True, slots=True)
class Ratings:
    """Each item answered on each criterion; an item left blank is missing, not low."""

    key: str
    items: tuple[Item, ...]
    criteria: tuple[Criterion, ...]

    def read(self, form: Form) -> Json:
        return {
            item.key: {
                criterion.key: _whole(next(iter(form.get(f"{self.key}.{item.key}.{criterion.key}", ())), ""))
                for criterion in self.criteria
            }
            for item in self.items
        }

    def check(self, value: Json) -> Json:
        known = {item.key for item in self.items}
        if not isinstance(value, dict) or not set(value) <= known:
            raise DomainError("answer_malformed")
        checked = {key: self._check_item(ratings) for key, ratings in value.items()}
        given = {key: ratings for key, ratings in checked.items() if ratings}
        if not given:
            raise DomainError("rating_missing")
        return {**given}

    def _check_item(self, ratings: Json) -> dict[str, Json]:
        if not isinstance(ratings, dict):
            raise DomainError("answer_malformed")
        scales = {criterion.key: Scale(criterion.key, criterion.levels) for criterion in self.criteria}
        if not set(ratings) <= set(scales):
            raise DomainError("answer_malformed")
        return {key: scales[key].check(given) for key, given in ratings.items() if given is not None}

    def columns(self) -> list[str]:
        return [f"{item.text} — {criterion.key}" for item in self.items for criterion in self.criteria]

    def cells(self, value: Json) -> list[str | int | None]:
        given = value if isinstance(value, dict) else {}
        rated = [(given.get(item.key), criterion.key) for item in self.items for criterion in self.criteria]
        return [_int(ratings.get(key)) if isinstance(ratings, dict) else None for ratings, key in rated]


def _whole(typed: str) -> int | None:
    typed = typed.strip()
    if not typed:
        return None
    if not typed.lstrip("-").isdecimal() or len(typed) > 6:
        raise DomainError("number_malformed", typed=typed[:20])
    return int(typed)


def _int(value: Json) -> int | None:
    return value if isinstance(value, int) else None
