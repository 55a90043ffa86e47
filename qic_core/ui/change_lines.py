"""What is said of a change, in one line each."""

from qic_core.pathways.rules import Wording
from qic_core.ui.words import words
from qic_core.words import figure

DAY = "%d/%m/%Y"


def day_line(wording: Wording) -> str:
    """Return by when, empty when nobody said."""
    return f"{wording.due_on:{DAY}}" if wording.due_on else ""


def states_line(wording: Wording) -> str:
    """Return from what state to what state a change leads, on one line."""
    return " → ".join(state for state in (wording.from_state, wording.to_state) if state)


def target_line(wording: Wording) -> str:
    """Return the figure that a change is to reach, with its unit and its period; empty when it has none."""
    if wording.target is None:
        return ""
    parts = (figure(wording.target.value, words()), wording.target.unit, wording.target.period)
    return " ".join(part for part in parts if part)
