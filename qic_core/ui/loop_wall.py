"""What the wall draws of a loop: the curves with what the room sees, and decisions as they fall into place."""

from dataclasses import dataclass, replace

from sqlmodel import Session

from qic_core.evaluation.charts import Look
from qic_core.evaluation.forecast_cells import Forecast, room_sentence
from qic_core.evaluation.loop_board import board_of
from qic_core.evaluation.room_curves import room_curve
from qic_core.evaluation.rules import VERDICTS
from qic_core.evaluation.verdict_cells import in_words
from qic_core.ui.html import draw
from qic_core.ui.session import asking
from qic_core.ui.words import words
from qic_core.workshop.kind import Chart, Content, Summary
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import Run

CURVE = Look(height=400, font=36)
LINES_ON_WALL = 4
# In a column that holds more than a few, what was decided gives way to which action and who.
CARDS_ON_WALL, TOLD_ON_WALL = 4, 2


def draw_board(run: Run) -> bool:
    """Draw the decisions of the loop as they stand, when it is the moment to take them; return whether it is."""
    with asking() as session:
        board = board_of(session, run)
    if board is None:
        return False
    advice = {key: in_words(said, words()) for key, said in board.advice.items() if said.voices}
    draw("wall_board.html", board=board, names=VERDICTS, advice=advice, most=CARDS_ON_WALL, few=TOLD_ON_WALL)
    return True


@dataclass(frozen=True, slots=True)
class Scene:
    """A few of the room's figures, the curve of one of them, and the sentence that says what the room sees of it."""

    sentence: str
    lines: Chart | None
    curve: Chart | None


def forecast_scene(session: Session, run: Run, content: Content, summary: Summary, turn: int) -> Scene:
    """Return what the wall shows of a run of forecasts: another curve at each turn."""
    kind = kind_of(Forecast.name)
    answered = [item for item in content.items if summary["indicators"][item.key]["voices"]]
    if not answered:
        return Scene(kind.sentence(content, summary, words()), None, None)
    place = turn % len(answered)
    start = place - place % LINES_ON_WALL
    few = replace(content, items=tuple(answered[start : start + LINES_ON_WALL]))
    item, told = answered[place], summary["indicators"][answered[place].key]
    lines = kind.chart(few, summary, words(), font=CURVE.font)
    curve = room_curve(session, run.collective_id, item, told, words(), look=CURVE)
    return Scene(room_sentence(item, told, words()), lines, curve)
