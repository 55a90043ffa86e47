"""The closed vocabulary of what a cell may ask. Pure.

`read` turns a posted form (name → values) into a JSON value, `check` holds any value to the field's bounds.
"""

from qic_core.workshop.fields.chosen import Choices, Points, Ratings, Scale
from qic_core.workshop.fields.parts import Criterion, Field, Figure, Form, Item, Json, Known, Level, Values
from qic_core.workshop.fields.written import Figures, Number, Texts

__all__ = [
    "Choices", "Criterion", "Field", "Figure", "Figures", "Form", "Item", "Json", "Known", "Level", "Number", "Points",
    "Ratings", "Scale", "Texts", "Values",
]  # fmt: skip
