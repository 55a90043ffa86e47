"""The registry: every kind of cell, a line each. The one place that knows all subjects."""

from qic_core.challenge.cells import Priority
from qic_core.challenge.judgment import Judgment
from qic_core.cooperation.cells import Cooperation
from qic_core.workshop.kinds.agreement import Agreement
from qic_core.workshop.kinds.choice import Choice
from qic_core.workshop.kinds.dots import Dots
from qic_core.workshop.kinds.ideas import Ideas
from qic_core.workshop.kinds.text import Text
from qic_core.workshop.kinds.words import WordCloud
from qic_core.workshop.registry import register

register(
    Text(),
    Ideas(),
    WordCloud(),
    Choice(),
    Dots(),
    Priority(),
    Judgment(),
    Agreement(),
    Cooperation(),
)
