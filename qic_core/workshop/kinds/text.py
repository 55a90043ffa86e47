"""A cell that tells and asks nothing."""

from qic_core.words import N_, Words
from qic_core.workshop.fields import Field
from qic_core.workshop.kind import ITEMS_AT_MOST, CellKind, Content, Harvest, Summary, Table


class Text(CellKind):
    name = "text"
    title = N_("Text")
    explanation = N_("A text on the wall and the phones: welcome, instructions, a fact to hear together.")
    asks = False

    def fields(self, content: Content) -> tuple[Field, ...]:
        return ()

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        return {}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        return content.prompt

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        return Table((), ())

    def chart(self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST) -> None:
        return None
