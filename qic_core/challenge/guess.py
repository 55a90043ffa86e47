"""« Devinez puis découvrez » (A5-10): the room guesses a figure, then sees the real one beside its guesses."""

from collections.abc import Sequence
from itertools import accumulate

from qic_core.challenge.histogram import Bin, bins_of, histogram
from qic_core.challenge.rules import UNIT_LENGTH
from qic_core.words import N_, Words, quantity
from qic_core.workshop.fields import Field, Figure, Number
from qic_core.workshop.fields.written import LARGEST_FIGURE
from qic_core.workshop.kind import (
    ITEMS_AT_MOST,
    Answer,
    CellKind,
    Chart,
    Content,
    Harvest,
    Setting,
    Summary,
    Table,
    Wording,
)

NEAR_PERCENT = 10


class Guess(CellKind):
    name = "guess"
    title = N_("Guess, then find out")
    explanation = N_("Each person guesses a figure; the real one shows beside the guesses when you reveal them.")
    settings = (
        Setting("figure", N_("The real figure"), -LARGEST_FIGURE, LARGEST_FIGURE, 0, decimals=2),
        Wording("unit", N_("Its unit: percent, inhabitants, euros…"), UNIT_LENGTH),
    )

    def fields(self, content: Content) -> tuple[Field, ...]:
        real, unit = content.settings["figure"], content.settings["unit"]
        lowest = -LARGEST_FIGURE if real < 0 else 0
        highest = 100 if unit == "%" and 0 <= real <= 100 else LARGEST_FIGURE
        return (Number("guess", lowest, highest, unit, N_("Your guess")),)

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        guesses, real = _guesses(harvest.answers), content.settings["figure"]
        near = sum(voices for guess, voices in guesses if 100 * abs(guess - real) <= NEAR_PERCENT * abs(real))
        return {
            "guesses": [list(guess) for guess in guesses],
            "median": _median(guesses),
            "figure": real,
            "near": near,
            "voices": harvest.voices,
        }

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        if summary["median"] is None:
            return words.gettext("No answer yet.")
        unit = content.settings["unit"]
        said = {key: quantity(summary[of], unit, words) for key, of in (("guess", "median"), ("figure", "figure"))}
        return words.gettext("The room thought %(guess)s, it is %(figure)s.") % said

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        rows = [(found.label(words), found.voices) for found in _bins(summary)]
        near = words.gettext("Less than %(percent)s %% from the real figure") % {"percent": NEAR_PERCENT}
        rows += [(near, summary["near"])] if rows else []
        return Table((words.gettext("Guess"), words.gettext("Voices")), rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        bins = _bins(summary)
        said = quantity(summary["figure"], content.settings["unit"], words)
        real = words.gettext("Real figure: %(figure)s") % {"figure": said}
        return histogram(bins, rule=summary["figure"], caption=real, words=words, font=font) if bins else None

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        return {} if summary["median"] is None else {words.gettext("Middle guess"): summary["median"]}


def _guesses(answers: Sequence[Answer]) -> list[tuple[Figure, int]]:
    """Return (guess, voices), the smallest first."""
    voices: dict[Figure, int] = {}
    for answer in answers:
        guess = answer.values["guess"]
        if isinstance(guess, int | float):
            voices[guess] = voices.get(guess, 0) + answer.voices
    return sorted(voices.items())


def _median(guesses: Sequence[tuple[Figure, int]]) -> Figure | None:
    """Return the guess of the lower middle voice, which somebody did make; None without any."""
    total = sum(voices for _, voices in guesses)
    reached = zip(guesses, accumulate(voices for _, voices in guesses), strict=True)
    return next((guess for (guess, _), voices in reached if 2 * voices >= total), None)


def _bins(summary: Summary) -> list[Bin]:
    return bins_of([(guess, voices) for guess, voices in summary["guesses"]], summary["figure"])
