"""What helps the collective to cooperate, factor by factor: statements in our own words (measure M6)."""

from dataclasses import dataclass

from qic_core.measures.factors import Verdict, score, verdict
from qic_core.words import N_, Words, decimal
from qic_core.workshop.charts import Bar, bars
from qic_core.workshop.fields import Criterion, Field, Item, Level, Ratings
from qic_core.workshop.kind import ITEMS_AT_MOST, CellKind, Chart, Content, Harvest, Summary, Table
from qic_core.workshop.ratings import steps_given, voices_on

COLLECTIVE = "collective"
STEPS = (1, 2, 3, 4, 5)
ROOM = 1.2  # beyond the longest bar, for what is written at its end
NAMES = (N_("Not true at all"), N_("Rather untrue"), N_("In between"), N_("Rather true"), N_("Quite true"))
LEVELS = tuple(Level(step, name) for step, name in zip(STEPS, NAMES, strict=True))
VERDICTS: dict[Verdict, str] = {
    "strength": N_("a strength"),
    "discuss": N_("to be discussed"),
    "concern": N_("a concern"),
}
SAID: dict[Verdict, str] = {
    "strength": N_("Strengths: %(factors)s."),
    "discuss": N_("To be discussed: %(factors)s."),
    "concern": N_("Concerns: %(factors)s."),
}


@dataclass(frozen=True, slots=True)
class Factor:
    """One condition of working together, with the statements that tell it; both are msgids."""

    key: str
    name: str
    statements: tuple[Criterion, ...]


def _factor(key: str, name: str, *statements: str) -> Factor:
    return Factor(key, name, tuple(Criterion(f"{key}{n}", text, LEVELS) for n, text in enumerate(statements, start=1)))


FACTORS = (
    _factor(
        "aim",
        N_("A shared aim"),
        N_("We all know why we work together."),
        N_("What we aim for is worth the time that we give it."),
    ),
    _factor(
        "respect",
        N_("Listening and respect"),
        N_("Everyone is listened to, whoever they are."),
        N_("What is said here gets done."),
    ),
    _factor(
        "residents",
        N_("The residents' place"),
        N_("Residents weigh on what is decided."),
        N_("Our meetings suit people who are not used to meetings."),
    ),
    _factor(
        "working",
        N_("Ways of working"),
        N_("We know who decides what, and how."),
        N_("The work is shared out fairly."),
    ),
    _factor(
        "means",
        N_("Our means"),
        N_("Somebody has time to hold it all together."),
        N_("We have what we need: people, rooms, money."),
    ),
)
STATEMENTS = tuple(statement for factor in FACTORS for statement in factor.statements)


class Factors(CellKind):
    name = "factors"
    title = N_("What helps us cooperate")
    explanation = N_(
        "Ten short statements on five conditions of working together: the room sees its strengths and its concerns."
    )

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (Ratings("statements", (Item(COLLECTIVE, content.title),), STATEMENTS, one_by_one=True),)

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        counted = {
            statement.key: voices_on(statement, harvest.answers, field="statements", item=COLLECTIVE)
            for statement in STATEMENTS
        }
        return {"statements": counted, "voices": harvest.voices}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        scored = scores_of(summary)
        told = []
        for judged, sentence in SAID.items():
            factors = [words.gettext(factor.name) for factor, figure in scored if verdict(figure) == judged]
            told += [words.gettext(sentence) % {"factors": " · ".join(factors)}] if factors else []
        if not told:
            return words.gettext("No answer yet.")
        voices = words.ngettext("%(n)s voice", "%(n)s voices", summary["voices"]) % {"n": summary["voices"]}
        return f"{' '.join(told)} ({voices})"

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        head = (N_("Condition"), N_("Score, 1 to 5"), N_("In words"), N_("Voices"))
        rows = [
            (
                words.gettext(factor.name),
                decimal(figure, words),
                words.gettext(VERDICTS[verdict(figure)]),
                max(sum(summary["statements"][statement.key]) for statement in factor.statements),
            )
            for factor, figure in scores_of(summary)
        ]
        return Table([words.gettext(text) for text in head], rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        drawn = [
            Bar(words.gettext(factor.name), figure, f"{decimal(figure, words)} · {_in_words(figure, words)}")
            for factor, figure in scores_of(summary)[:most]
        ]
        return bars(drawn, font=font, top=STEPS[-1] * ROOM) if drawn else None

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        return {words.gettext(factor.name): round(figure, 2) for factor, figure in scores_of(summary)}


def scores_of(summary: Summary) -> list[tuple[Factor, float]]:
    """Return each factor whose statements were all answered with its score, 1–5, the highest first."""
    found = [
        (factor, score([steps_given(STEPS, summary["statements"][one.key]) for one in factor.statements]))
        for factor in FACTORS
    ]
    return sorted([(factor, figure) for factor, figure in found if figure is not None], key=lambda one: -one[1])


def _in_words(figure: float, words: Words) -> str:
    return words.gettext(VERDICTS[verdict(figure)])
