"""How sure the room is of each link « A → B » of the pathways, 0 to 100: never a probability (measure M12)."""

from qic_core.measures.ordinal import agreement, lower_median
from qic_core.words import N_, Words, decimal
from qic_core.workshop.charts import stacked
from qic_core.workshop.fields import Criterion, Field, Level, Ratings
from qic_core.workshop.kind import ITEMS_AT_MOST, CellKind, Chart, Content, Harvest, Summary, Table
from qic_core.workshop.ratings import shares_of, voices_on

STEPS = (0, 25, 50, 75, 100)
NAMES = (N_("Not at all"), N_("A little"), N_("Half and half"), N_("Mostly"), N_("Fully"))
LEVELS = tuple(Level(step, name) for step, name in zip(STEPS, NAMES, strict=True))
SURE = Criterion("sure", N_("Do we trust that the one leads to the other?"), LEVELS)
# From the surest to the least sure, and the places whose colour is light.
COLOURS = ("#0b5c6b", "#33808a", "#b3a35a", "#d6993f", "#9a3412")
LIGHT = (2, 3)


class Confidence(CellKind):
    name = "confidence"
    title = N_("Confidence in the pathway")
    explanation = N_(
        "Does one change lead to the next? The room says how sure it is of each link; the weakest is first."
    )
    takes_items = True
    items_at_least = 1
    seconds_per_item = 15

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (Ratings("links", content.items, (SURE,)),)

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        counted = {item.key: voices_on(SURE, harvest.answers, field="links", item=item.key) for item in content.items}
        return {"links": counted}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        links = _weakest_first(content, summary)
        if not links:
            return words.gettext("No answer yet.")
        text, confidence, counts = links[0]
        said = {"link": text, "confidence": confidence, "name": _name(confidence, words), "voices": sum(counts)}
        return (
            words.gettext("Weakest link: “%(link)s”, confidence %(confidence)s of 100, %(name)s (%(voices)s voices).")
            % said
        )

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        head = (N_("Link"), N_("Confidence, 0 to 100"), N_("In words"), N_("Agreement"), N_("Voices"))
        rows = [
            (text, confidence, _name(confidence, words), decimal(agreement(counts) or 0, words), sum(counts))
            for text, confidence, counts in _weakest_first(content, summary)
        ]
        return Table([words.gettext(text) for text in head], rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        order = [f"{step} – {words.gettext(name)}" for step, name in zip(STEPS, NAMES, strict=True)]
        shares = shares_of([(text, counts) for text, _, counts in _weakest_first(content, summary)[:most]], order)
        return stacked(shares, order=order[::-1], colours=COLOURS, light=LIGHT, font=font) if shares else None

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        return {text: confidence for text, confidence, _ in _weakest_first(content, summary)[:5]}


def confidence_of(summary: Summary) -> dict[str, int]:
    """Return the room's confidence (0–100, lower median) in each link that someone judged, by the item's key."""
    medians = {key: lower_median(counts) for key, counts in summary["links"].items()}
    return {key: STEPS[median - 1] for key, median in medians.items() if median is not None}


def _weakest_first(content: Content, summary: Summary) -> list[tuple[str, int, list[int]]]:
    """Return (text, confidence, voices on each step) of the judged links, the one the room is least sure of first."""
    sure = confidence_of(summary)
    found = [(item.text, sure[item.key], summary["links"][item.key]) for item in content.items if item.key in sure]
    return sorted(found, key=lambda link: link[1])


def _name(confidence: int, words: Words) -> str:
    return words.gettext(NAMES[STEPS.index(confidence)])
