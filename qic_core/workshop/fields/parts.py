"""What every field is made of: the values it holds, the items, levels and criteria that it shows. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeAlias

from qic_core.errors import DomainError
from qic_core.words import Words

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"
Form: TypeAlias = Mapping[str, Sequence[str]]
Values: TypeAlias = dict[str, Json]
Figure: TypeAlias = int | float
# What a spreadsheet holds where somebody does not know.
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Known:
    """What is told before a figure is asked: the day that is asked about, the unit, the latest figure if there is."""

    asked_on: date
    unit: str = ""
    value: Figure | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One proposal or statement that people rate; `ideas` are the ids of the contributed ideas it came from.

    `thing` (table, id) is what of the journey it is about: a link that the room trusts or not.
    With a `pictogram` (a file of data/pictograms) the item is ours: its text is a msgid.
    `ends` are the two that the item is about when it asks what the one does to the other: its text is their one line.
    `known` is what is told of an item of which a figure is asked.
    """

    key: str
    text: str
    ideas: tuple[int, ...] = ()
    pictogram: str = ""
    thing: tuple[str, int] | None = None
    ends: tuple[str, str] | None = None
    known: Known | None = None

    def said(self, words: Words) -> str:
        """Return the text as people read it."""
        return words.gettext(self.text) if self.pictogram else self.text


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a scale: name and definition are msgids, the pictogram a file of data/pictograms.

    One that is `apart` is no step: « I don't know », which is neither low nor left blank.
    """

    value: int
    name: str
    definition: str = ""
    pictogram: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question asked of each item, answered on its levels."""

    key: str
    label: str
    levels: tuple[Level, ...]
    pictogram: str = ""


class Field(Protocol):
    """What every field offers; `key` names it in forms, answers and spreadsheets, `label` (a msgid) before people."""

    @property
    def key(self) -> str: ...

    @property
    def label(self) -> str: ...

    def read(self, form: Form) -> Json:
        """Return what the form says for this field, unchecked; None when it says nothing."""

    def check(self, value: Json) -> Json:
        """Return the value as it is kept; raises DomainError with the sentence's code."""

    def columns(self, words: Words) -> list[str]:
        """Return the spreadsheet columns of this field."""

    def cells(self, value: Json) -> list[str | Figure | None]:
        """Return the value spread over `columns`."""


def texts_in(value: Json) -> list[str]:
    """Return a list of texts; refuses anything else."""
    texts = [] if value is None else value
    kept = [text for text in texts if isinstance(text, str)] if isinstance(texts, list) else []
    if kept != texts:
        raise DomainError("answer_malformed")
    return kept


def first_of(form: Form, name: str) -> str:
    """Return the first thing that a form says under a name, or nothing."""
    return next(iter(form.get(name, ())), "")
