"""The story behind each curve, as a loop tells it."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.evaluation.indicators import own_indicator
from qic_core.evaluation.loop_rules import STORY_LENGTH
from qic_core.evaluation.loops import own_loop
from qic_core.evaluation.tables import DecisionRow, IndicatorRow, LoopChangeRow, StoryRow
from qic_core.workshop.texts import clean_text


@dataclass(frozen=True, slots=True)
class Story:
    """Why a curve goes as it goes; without words it was taken back. Version 0: nobody has told it yet."""

    loop_id: int
    indicator_id: int
    indicator: str
    text: str = ""
    version: int = 0

    @property
    def id(self) -> tuple[int, int]:
        """Return by what a story is known: its loop and its curve."""
        return self.loop_id, self.indicator_id


def stories_of(session: Session, loop_id: int) -> list[Story]:
    """Return what a loop has told of the curves, in the order of the indicators."""
    rows = (
        select(StoryRow, IndicatorRow.name)
        .join(IndicatorRow, col(IndicatorRow.id) == StoryRow.indicator_id)
        .where(StoryRow.loop_id == loop_id)
        .order_by(col(StoryRow.indicator_id))
    )
    return [Story(loop_id, row.indicator_id, name, row.text, row.version) for row, name in session.exec(rows)]


def tell_story(work: Work, *, loop_id: int, indicator_id: int, version: int, text: str) -> None:
    """Write the story behind a curve of the loop's scope, as long as it is open; `version` 0: nobody told it before."""
    loop = own_loop(work, loop_id, at_work=True)
    indicator = own_indicator(work, indicator_id)
    _check_scope(work, loop_id, indicator)
    said = clean_text(text, at_most=STORY_LENGTH, lines=True)
    asked = select(StoryRow).where(StoryRow.loop_id == loop.id, StoryRow.indicator_id == indicator_id)
    row = work.session.exec(asked).first()
    if version != (row.version if row else 0):
        raise DomainError("story_changed_meanwhile")
    if row is None and not said:
        raise DomainError("story_empty")
    kept = row or StoryRow(loop_id=loop_id, indicator_id=indicator_id, text="")
    kept.text, kept.version = said, version + 1
    work.session.add(kept)
    work.session.flush()


def _check_scope(work: Work, loop_id: int, indicator: IndicatorRow) -> None:
    changes = select(LoopChangeRow.change_id).where(
        LoopChangeRow.loop_id == loop_id, LoopChangeRow.change_id == indicator.change_id
    )
    actions = select(DecisionRow.id).where(DecisionRow.loop_id == loop_id, DecisionRow.action_id == indicator.action_id)
    if not (work.session.exec(changes).first() or work.session.exec(actions).first()):
        raise DomainError("story_out_of_scope", name=indicator.name)
