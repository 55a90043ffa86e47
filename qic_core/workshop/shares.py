"""Who is asked which of a run's questions, when they are more than one person can answer in three minutes. Pure.

A share follows from a number alone: a phone's, a sheet's, that of the next voice at a table.
"""

from math import ceil

from qic_core.measures.sampling import balanced_sample
from qic_core.workshop.fields import Field, Item
from qic_core.workshop.kind import Content
from qic_core.workshop.registry import kind_of

SHEETS_AT_MOST = 30
SHEETS_SEED = 0


def share_of(content: Content, *, ordinal: int, seed: int) -> tuple[Item, ...]:
    """Return the questions of participant `ordinal` (0, 1, 2…), all of them when they are few enough."""
    kind = kind_of(content.kind)
    asked, size = kind.questions(content), kind.sample_size(content)
    return tuple(asked) if len(asked) <= size else tuple(balanced_sample(asked, size, ordinal=ordinal, seed=seed))


def is_shared_out(content: Content) -> bool:
    """Tell whether paper and tablets, too, ask each person a share only."""
    kind = kind_of(content.kind)
    return kind.always_shared and len(kind.questions(content)) > kind.sample_size(content)


def count_sheets(content: Content) -> int:
    """Return how many different paper sheets there are: as many as hold each question once, 30 at most."""
    if not is_shared_out(content):
        return 1
    kind = kind_of(content.kind)
    return min(SHEETS_AT_MOST, ceil(len(kind.questions(content)) / kind.sample_size(content)))


def sheet_fields(content: Content, number: int) -> tuple[Field, ...]:
    """Return what the paper sheet of that number, from 1, asks."""
    return voice_fields(content, ordinal=number - 1, seed=SHEETS_SEED)


def voice_fields(content: Content, *, ordinal: int, seed: int) -> tuple[Field, ...]:
    """Return what one voice is asked on paper or at a table: its share, or all there is."""
    kind = kind_of(content.kind)
    if not is_shared_out(content):
        return kind.fields(content)
    return kind.fields_about(content, share_of(content, ordinal=ordinal, seed=seed))
