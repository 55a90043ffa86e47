"""Verbal grades for each proposal, ranked by majority judgment (measure M9)."""

from collections.abc import Sequence

from qic_core.measures.majority_judgment import majority_grade, ranking, shares_around
from qic_core.words import N_, Words
from qic_core.workshop.charts import stacked
from qic_core.workshop.fields import Criterion, Field, Level, Ratings
from qic_core.workshop.kind import ITEMS_AT_MOST, CellKind, Chart, Content, Harvest, Summary, Table
from qic_core.workshop.ratings import shares_of, voices_on

GRADES = (
    N_("To be rejected"),
    N_("Not enough"),
    N_("Acceptable"),
    N_("Fairly good"),
    N_("Good"),
    N_("Excellent"),
)
LEVELS = tuple(Level(value, name) for value, name in enumerate(GRADES, start=1))
GRADE = Criterion("grade", N_("As our challenge, it is…"), LEVELS)
# From the best to the worst, and the places whose colour is light.
COLOURS = ("#0b5c6b", "#33808a", "#b3a35a", "#d6993f", "#c2651f", "#9a3412")
LIGHT = (2, 3)


class Judgment(CellKind):
    name = "judgment"
    title = N_("Judgment")
    explanation = N_("Each person gives each proposal a grade in words; the middle grade of the room ranks them.")
    takes_items = True
    items_at_least = 1
    seconds_per_item = 12

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (Ratings("grades", content.items, (GRADE,)),)

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        merits = {item.key: voices_on(GRADE, harvest.answers, field="grades", item=item.key) for item in content.items}
        return {"merits": merits, "order": ranking(merits), "voices": harvest.voices}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        ranked = _ranked(content, summary)
        if not ranked:
            return words.gettext("No answer yet.")
        text, counts = ranked[0]
        said = {"proposal": text, "grade": words.gettext(_grade(counts)), "voices": sum(counts)}
        return words.gettext("Best judged: “%(proposal)s”, %(grade)s for the middle of %(voices)s voices.") % said

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        head = (N_("No."), N_("Proposal"), N_("Grade"), N_("Above"), N_("Below"), N_("Voices"))
        rows = []
        for number, (text, counts) in enumerate(_ranked(content, summary), start=1):
            above, below = shares_around(counts) or (0, 0)
            grade = words.gettext(_grade(counts))
            rows.append((number, text, grade, f"{round(100 * above)} %", f"{round(100 * below)} %", sum(counts)))
        return Table([words.gettext(text) for text in head], rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        order = [words.gettext(name) for name in GRADES]
        shares = shares_of(_ranked(content, summary)[:most], order)
        return stacked(shares, order=order[::-1], colours=COLOURS, light=LIGHT, font=font) if shares else None

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        return {text: 1 + (majority_grade(counts) or 0) for text, counts in _ranked(content, summary)[:5]}


def _ranked(content: Content, summary: Summary) -> list[tuple[str, list[int]]]:
    """Return (text, voices on each grade) of the proposals that were judged, the best first."""
    texts = {item.key: item.text for item in content.items}
    return [(texts[key], summary["merits"][key]) for key in summary["order"]]


def _grade(counts: Sequence[int]) -> str:
    return GRADES[majority_grade(counts) or 0]
