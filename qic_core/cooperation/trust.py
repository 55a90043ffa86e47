"""Trust and value: six short questions about a few other organisations, in our own words (measure M5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qic_core.cooperation.levels import UNKNOWN
from qic_core.cooperation.pairs import NAMED, SPEAKS_FOR, names_of, refuse_own, shown_names, speaker_of
from qic_core.measures.trust import TRUST, VALUE, TrustAndValue, trust_and_value
from qic_core.words import N_, Words, decimal
from qic_core.workshop.breakdown import SMALLEST_GROUP
from qic_core.workshop.charts import Bar, bars
from qic_core.workshop.fields import Criterion, Field, Item, Level, Ratings, Values
from qic_core.workshop.kind import ITEMS_AT_MOST, CellKind, Chart, Content, Harvest, Setting, Summary, Table
from qic_core.workshop.ratings import steps_given, voices_on

STEPS = (1, 2, 3, 4)
NAMES = (N_("Not at all"), N_("A little"), N_("Mostly"), N_("Fully"))
LEVELS = (*(Level(step, name) for step, name in zip(STEPS, NAMES, strict=True)), UNKNOWN)
QUESTIONS = {
    "reliability": N_("Does it do what it says it will do?"),
    "openness": N_("Can one talk frankly with it, even when one disagrees?"),
    "mission": N_("Does it want the same for the neighbourhood as we do?"),
    "power": N_("Does its word count where decisions are taken?"),
    "involvement": N_("Does it give time to what we do together?"),
    "resources": N_("Does it bring means: people, rooms, figures, money?"),
}
CRITERIA = tuple(Criterion(key, QUESTIONS[key], LEVELS) for key in (*TRUST, *VALUE))
ROOM = 1.3  # beyond the longest bar, for what is written at its end


class Trust(CellKind):
    name = "trust"
    title = N_("Trust and contribution")
    explanation = N_(
        "Each person answers six short questions about three other organisations: whether we trust it, what it brings."
    )
    takes_items = True
    about = "organisations"
    items_at_least = 3
    seconds_per_item = 60
    always_shared = True
    settings = (Setting(NAMED, N_("Name the organisations on the wall"), 0, 1, 0),)

    def fields(self, content: Content) -> tuple[Field, ...]:
        return self.fields_about(content, content.items)

    def fields_about(self, content: Content, share: Sequence[Item]) -> tuple[Field, ...]:
        label = N_("Trust and contribution")
        rated = Ratings("ratings", tuple(share), CRITERIA, label=label, apart_from=SPEAKS_FOR, one_by_one=True)
        return (speaker_of(content), rated)

    def check_values(self, content: Content, values: Values) -> Values:
        return refuse_own(values, "ratings")

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        counted = {
            item.key: {
                asked.key: voices_on(asked, harvest.answers, field="ratings", item=item.key)[: len(STEPS)]
                for asked in CRITERIA
            }
            for item in content.items
        }
        return {"organisations": counted, "voices": harvest.voices}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        trust, value = _whole(summary)
        if trust is None and value is None:
            return words.gettext("No answer yet.")
        said = {"trust": _told(trust, words), "value": _told(value, words)}
        whole = words.gettext("Over all: trust %(trust)s of 4, contribution %(value)s of 4.") % said
        voices = words.ngettext("%(n)s voice", "%(n)s voices", summary["voices"]) % {"n": summary["voices"]}
        return f"{whole} ({voices})"

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        head = (N_("Organisation"), N_("Trust, of 4"), N_("Contribution, of 4"), N_("Voices"))
        rows = [
            (one.name, _told(one.trust, words), _told(one.value, words), one.voices)
            for one in _scored(content, summary)
        ]
        few = words.gettext("fewer than %(n)s") % {"n": SMALLEST_GROUP}
        return Table([words.gettext(text) for text in head], [(*row[:3], row[3] or few) for row in rows])

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        caption = words.gettext("trust %(trust)s · contribution %(value)s")
        drawn = [
            Bar(one.name, one.trust, caption % {"trust": _told(one.trust, words), "value": _told(one.value, words)})
            for one in _scored(content, summary)
            if one.trust is not None
        ]
        if not drawn:
            return None
        told = words.gettext("Each organisation once %(n)s voices have spoken of it.") % {"n": SMALLEST_GROUP}
        return replace(bars(drawn, font=font, top=STEPS[-1] * ROOM), caption=told)

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        trust, value = _whole(summary)
        series = {words.gettext("Trust, of 4"): trust, words.gettext("Contribution, of 4"): value}
        return {name: round(score, 2) for name, score in series.items() if score is not None}


@dataclass(frozen=True, slots=True)
class Scored:
    """What is said of an organisation; figures are None, and the voices 0, where fewer than five spoke of it."""

    name: str
    trust: float | None
    value: float | None
    voices: int


def _scored(content: Content, summary: Summary) -> list[Scored]:
    keys = dict(zip(names_of(content), (item.key for item in content.items), strict=True))
    found = []
    for one, name in shown_names(content).items():
        counts = summary["organisations"][keys[one]]
        voices = max(sum(steps) for steps in counts.values())
        told = voices >= SMALLEST_GROUP
        scores = trust_and_value(_answers(counts)) if told else TrustAndValue(None, None)
        found.append(Scored(name, *scores, voices if told else 0))
    return found


def _whole(summary: Summary) -> TrustAndValue:
    """Return the scores over all that was said, whatever the organisation."""
    added: dict[str, list[int]] = {asked.key: [0] * len(STEPS) for asked in CRITERIA}
    for counts in summary["organisations"].values():
        for key, steps in counts.items():
            added[key] = [sum(pair) for pair in zip(added[key], steps, strict=True)]
    return trust_and_value(_answers(added))


def _answers(counts: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    return {key: steps_given(STEPS, voices) for key, voices in counts.items()}


def _told(score: float | None, words: Words) -> str:
    return "—" if score is None else decimal(score, words)
