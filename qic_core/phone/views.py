"""What the pages show, as values. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from qic_core.workshop.fields import Field, Form, Item, Json, Ratings, Scale, Values
from qic_core.workshop.glance import Passage
from qic_core.workshop.kind import ITEMS_AT_MOST, Content
from qic_core.workshop.registry import kind_of
from qic_core.workshop.shares import share_of

NO_BREAK = "\u00a0"
PUNCTUATION = re.compile(r" (?=[:;?!»])|(?<=«) ")
# Drawing the 3 540 pairs of 60 actions once would stop the room for half a second; a share of them takes 2 ms.
KEPT_ITEMS_AT_MOST = 300


@dataclass(frozen=True, slots=True)
class Room:
    """What the frame of a page says: the code of the room and whose it is."""

    code: str
    name: str = "Carnet QIC"
    timezone: str = "UTC"

    @property
    def path(self) -> str:
        return f"/r/{self.code}"

    def clock(self, moment: datetime) -> str:
        """Return the time of day where the collective lives."""
        return moment.astimezone(ZoneInfo(self.timezone)).strftime("%H:%M")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a passage asks of one participant; `items` is their share of the run's questions, or all of them."""

    passage: Passage
    content: Content
    items: tuple[Item, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        return kind_of(self.content.kind).fields_about(self.content, self.items)


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a question is filled in when it is drawn; `refused` is the key of the field that `sentence` is about."""

    typed: Form = field(default_factory=dict)
    key: str = ""
    sentence: str = ""
    refused: str | None = None
    may_send: bool = True


BLANK = Sheet()


def asked_of(passage: Passage, content: Content, ordinal: int) -> Asked:
    """Return what the participant `ordinal` is asked: a bounded, balanced share when there is too much for one."""
    return Asked(passage, content, share_of(content, ordinal=ordinal, seed=passage.run_id))


def all_asked(passage: Passage, content: Content) -> Asked:
    """Return all that a passage asks, whoever gets which share of it."""
    return Asked(passage, content, tuple(kind_of(content.kind).questions(content)))


def answered_in(passage: Passage, content: Content, form: Form) -> Asked:
    """Return what someone without a share of it was asked: all, or, where that is much, what their form is about."""
    whole = all_asked(passage, content)
    if len(whole.items) <= ITEMS_AT_MOST:
        return whole
    named = {part for name in form for part in name.split(".")}
    return replace(whole, items=tuple(item for item in whole.items if item.key in named)[:KEPT_ITEMS_AT_MOST])


def step_of(passage: Passage | None) -> str:
    """Return the step a phone is at, `<run>-<state>-<end in seconds>`: it changes when there is more to show."""
    if passage is None:
        return "none"
    ends_at = int(passage.ends_at.timestamp()) if passage.ends_at else 0
    return f"{passage.run_id}-{passage.state}-{ends_at}"


def typed_of(values: Values) -> dict[str, list[str]]:
    """Return an answer as the form that gives it: what `Field.read` reads, the other way round."""
    leaves = _leaves("", values)
    return {name: [str(one) for one in value] if isinstance(value, list) else [str(value)] for name, value in leaves}


def bound(text: str) -> str:
    """Return a text whose French punctuation never starts a line."""
    return PUNCTUATION.sub(NO_BREAK, text)


def pictograms_of(asked: Field) -> Iterator[str]:
    """Return the names of the pictograms that a field shows."""
    scales = [asked.levels] if isinstance(asked, Scale) else []
    if isinstance(asked, Ratings):
        yield from (criterion.pictogram for criterion in asked.criteria)
        scales += [criterion.levels for criterion in asked.criteria]
    yield from (level.pictogram for levels in scales for level in levels)


def _leaves(prefix: str, values: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _leaves(f"{prefix}{key}.", value)
        else:
            yield f"{prefix}{key}", value
