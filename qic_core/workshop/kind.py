"""A cell kind: the one declaration from which phone, tablet, paper, wall, notebook and spreadsheet are drawn. Pure."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, ClassVar, TypeAlias

from qic_core.errors import DomainError
from qic_core.words import N_, Words
from qic_core.workshop.fields import Field, Figure, Item, Json, Values
from qic_core.workshop.texts import clean_text

PATIENCE_SECONDS = 180
ITEMS_AT_MOST = 60


class Source(StrEnum):
    """By which way a voice came in."""

    PHONE = "phone"
    TABLE = "table"
    PAPER = "paper"


SOURCES = {Source.PHONE: N_("by phone"), Source.TABLE: N_("at a table"), Source.PAPER: N_("on paper")}


class Visibility(StrEnum):
    """Where an idea stands in the inbox."""

    WAITING = "waiting"
    SHOWN = "shown"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell asks; a run keeps the content it was opened with.

    `lot` is drawn by chance for that run alone: who knows all the rest cannot tell in which order it shuffles.
    """

    kind: str
    title: str
    prompt: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    lot: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one contribution says, for `voices` people (a table speaks for several)."""

    values: Values
    voices: int = 1
    college: str | None = None
    source: Source = Source.PHONE
    contribution_id: int = 0


@dataclass(frozen=True, slots=True)
class Idea:
    """One free text of a contribution, and where moderation has put it.

    `beside` is what its author wrote with it that is no idea: a story, which shows as soon as the idea does.
    """

    id: int
    text: str
    voices: int = 1
    college: str | None = None
    visibility: Visibility = Visibility.SHOWN
    theme_id: int | None = None
    contribution_id: int = 0
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    id: int
    label: str


@dataclass(frozen=True, slots=True)
class Harvest:
    """All that a run has gathered: current answers, their ideas, the themes made of them."""

    answers: Sequence[Answer] = ()
    ideas: Sequence[Idea] = ()
    themes: Sequence[Theme] = ()

    @property
    def voices(self) -> int:
        return sum(answer.voices for answer in self.answers)


Summary: TypeAlias = dict[str, Any]
Picture: TypeAlias = Mapping[str, Any]
Row: TypeAlias = Mapping[str, str | float]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture in Vega-Lite, the same as long as sizes and words are, and the rows that it draws.

    `key` says in their order what the numbers 1, 2, 3… on the picture stand for, if it has such; `lettered`, A, B, C…
    `caption` tells how to read it, where the run's own sentence does not; `shades` (colour, name) what colours say.
    """

    picture: Picture
    rows: Sequence[Row]
    key: Sequence[str] = ()
    lettered: bool = False
    caption: str = ""
    shades: Sequence[tuple[str, str]] = ()

    def wide(self, width: int) -> "Chart":
        """Return the chart at a width in pixels."""
        return replace(self, picture={**self.picture, "width": width})


@dataclass(frozen=True, slots=True)
class Table:
    """The twin of a chart: what it draws, in words and numbers."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str | int | float | None]]


@dataclass(frozen=True, slots=True)
class Setting:
    """A number that the facilitator sets on a cell of this kind, whole unless it has `decimals`; `label` is a msgid."""

    key: str
    label: str
    lowest: int
    highest: int
    default: int
    decimals: int = 0

    def check(self, value: Json) -> Figure:
        """Return the number as it is kept; refuses one out of bounds."""
        refusal = DomainError("setting_out_of_bounds", key=self.key, lowest=self.lowest, highest=self.highest)
        if isinstance(value, bool) or not isinstance(value, int | float) or not self.lowest <= value <= self.highest:
            raise refusal
        if isinstance(value, int):
            return value
        if not self.decimals:
            raise refusal
        kept = round(value, self.decimals)
        return int(kept) if kept.is_integer() else kept


@dataclass(frozen=True, slots=True)
class Wording:
    """A few words that the facilitator sets on a cell of this kind, or none; `label` is a msgid."""

    key: str
    label: str
    length: int
    default: str = ""

    def check(self, value: Json) -> str:
        """Return the words as they are kept; refuses what is no text, or too long."""
        if not isinstance(value, str):
            raise DomainError("setting_not_text", key=self.key)
        return clean_text(value, at_most=self.length)


class CellKind(ABC):
    """One activity. Class attributes are msgids or bounds; methods are pure functions of their arguments."""

    name: ClassVar[str]
    title: ClassVar[str]
    explanation: ClassVar[str]
    asks: ClassVar[bool] = True
    free_text: ClassVar[bool] = False
    takes_items: ClassVar[bool] = False
    about: ClassVar[str] = ""  # the subject (registry.Subject) that a new cell of this kind asks about
    items_at_least: ClassVar[int] = 2
    seconds_per_item: ClassVar[int] = 0
    always_shared: ClassVar[bool] = False  # on paper and tablets too, a person gets a share of the questions
    settings: ClassVar[tuple[Setting | Wording, ...]] = ()

    @abstractmethod
    def fields(self, content: Content) -> tuple[Field, ...]:
        """Return what one person is asked; empty for a cell that only tells."""

    @abstractmethod
    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        """Return the figures of a run as JSON: they are what closing it freezes."""

    @abstractmethod
    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        """Return one plain sentence that says what the chart shows."""

    @abstractmethod
    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        """Return the chart's twin."""

    @abstractmethod
    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        """Return the chart of the first `most` items with type of `font` pixels; None when cards say it better."""

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        """Return the figures (series → value) that make a curve when the cell is run again."""
        return {}

    def beside(self, content: Content, summary: Summary, words: Words, *, font: int) -> Chart | None:
        """Return a second picture of the same figures, which the wall shows beside the chart."""
        return None

    def questions(self, content: Content) -> Sequence[Item]:
        """Return what people are asked about, one a screen; each gets a share of it when it is too much for one."""
        return content.items

    def fields_about(self, content: Content, share: Sequence[Item]) -> tuple[Field, ...]:
        """Return what one person is asked whose share of the questions this is."""
        return self.fields(replace(content, items=tuple(share)))

    def sample_size(self, content: Content) -> int:
        """Return how many questions one person may be asked within three minutes."""
        return PATIENCE_SECONDS // self.seconds_per_item if self.seconds_per_item else ITEMS_AT_MOST

    def check_values(self, content: Content, values: Values) -> Values:
        """Return an answer whose fields are each in order, as it is kept; refuses what does not go together."""
        return values

    def check_content(self, content: Content) -> Content:
        """Return the content with every setting in its bounds; refuses items that this kind cannot ask about."""
        if self.takes_items and not self.items_at_least <= len(content.items) <= ITEMS_AT_MOST:
            raise DomainError("items_out_of_bounds", at_least=self.items_at_least, at_most=ITEMS_AT_MOST)
        return content

    def check_settings(self, settings: Mapping[str, Json]) -> dict[str, Any]:
        """Return every setting of this kind, defaults filled in; refuses an unknown or out-of-bounds one."""
        unknown = set(settings) - {setting.key for setting in self.settings}
        if unknown:
            raise DomainError("setting_unknown", key=min(unknown))
        return {setting.key: setting.check(settings.get(setting.key, setting.default)) for setting in self.settings}
