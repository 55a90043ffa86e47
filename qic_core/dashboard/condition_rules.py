"""The five conditions of collective impact: where each stands, how it moved, what the data say of it. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qic_core.challenge.conditions import HIGHEST, IMPACT_CONDITIONS, SCORES, Condition
from qic_core.challenge.rules import Score
from qic_core.measures.participation import share_of
from qic_core.measures.readiness import weakest
from qic_core.words import N_, Words

DAY = "%d/%m/%Y"
MOVES = {-1: N_("down since %(day)s"), 0: N_("unchanged since %(day)s"), 1: N_("up since %(day)s")}
DOTS = ("○", "●")


@dataclass(frozen=True, slots=True)
class Standing:
    """A condition with its scorings, the first first; none as long as nobody scored it."""

    condition: Condition
    history: tuple[Score, ...] = ()

    @property
    def latest(self) -> Score | None:
        return self.history[-1] if self.history else None

    @property
    def before(self) -> Score | None:
        """Return the score of the last day before that of the latest one: a day's corrections are no move."""
        day = self.history[-1].scored_on if self.history else None
        return next((score for score in reversed(self.history) if day and score.scored_on < day), None)

    @property
    def move(self) -> int | None:
        """Return −1, 0 or 1 against the day before; None where there is nothing to compare."""
        if self.latest is None or self.before is None:
            return None
        return (self.latest.score > self.before.score) - (self.latest.score < self.before.score)


@dataclass(frozen=True, slots=True)
class Found:
    """What the data of the journey say of the five conditions; None and zero: nothing yet."""

    vision_on: date | None = None
    residents: int = 0
    everyone: int = 0
    actions: int = 0
    reinforcing: int = 0
    indicators: int = 0
    measured: int = 0
    loop_on: date | None = None
    seminaires: int = 0
    given: int = 0
    overdue: int = 0
    public: bool = False
    seats: int = 0
    core: int = 0
    met_on: date | None = None


def standings(scores: Mapping[str, Sequence[Score]]) -> list[Standing]:
    """Return where the five conditions stand, in the order in which they are told."""
    return [Standing(condition, tuple(scores.get(condition.key, ()))) for condition in IMPACT_CONDITIONS]


def score_line(score: Score | None, words: Words) -> str:
    """Return a score in dots and words: ●●○ Under way."""
    if score is None:
        return words.gettext("Not scored yet")
    dots = DOTS[1] * score.score + DOTS[0] * (HIGHEST - score.score)
    return f"{dots} {words.gettext(SCORES[score.score])}"


def move_line(standing: Standing, words: Words) -> str:
    """Return which way a condition moved since the day before, in words; nothing after one day of scoring only."""
    if standing.move is None or standing.before is None:
        return ""
    return words.gettext(MOVES[standing.move]) % {"day": f"{standing.before.scored_on:{DAY}}"}


def rests_line(standing: Standing, words: Words) -> str:
    """Return when a condition was last scored, by how many voices of the room, and on what that rests."""
    score = standing.latest
    if score is None:
        return ""
    day = words.gettext("Scored on %(day)s") % {"day": f"{score.scored_on:{DAY}}"}
    room = ""
    if score.voices is not None:
        told = words.ngettext("the room, %(n)s voice", "the room, %(n)s voices", score.voices)
        room = told % {"n": score.voices}
    return " · ".join(part for part in (day, room, score.evidence) if part)


def overview_sentence(found: Sequence[Standing], words: Words) -> str:
    """Return which of the five are weakest, and how many moved."""
    scores = {one.condition.key: one.latest.score for one in found if one.latest}
    if not scores:
        return words.gettext("The five conditions are not scored yet: they are what a collective works on all along.")
    least = set(weakest(scores))
    named = [words.gettext(one.condition.title) for one in found if one.condition.key in least]
    said = words.gettext("To work on first: %(conditions)s (%(score)s).") % {
        "conditions": ", ".join(named),
        "score": words.gettext(SCORES[min(scores.values())]),
    }
    up, down, same = (sum(one.move == way for one in found) for way in (1, -1, 0))
    if not up + down + same:
        return said
    moved = words.gettext("Since the time before: %(up)s up, %(down)s down, %(same)s unchanged.")
    return f"{said} {moved % {'up': up, 'down': down, 'same': same}}"


def facts(found: Found, words: Words) -> dict[str, str]:
    """Return what the data say of each condition, on one line."""
    told = {
        "vision": _vision(found, words),
        "synergy": _synergy(found, words),
        "evaluation": _evaluation(found, words),
        "communication": _communication(found, words),
        "support": _support(found, words),
    }
    return {key: " · ".join(lines) for key, lines in told.items()}


def _vision(found: Found, words: Words) -> Iterator[str]:
    if found.vision_on is None:
        yield words.gettext("No vision is adopted yet")
        return
    yield words.gettext("Vision adopted on %(day)s") % {"day": f"{found.vision_on:{DAY}}"}
    share = share_of(found.residents, found.everyone)
    if share is not None:
        yield words.gettext("%(percent)s %% of residents among those who decided") % {"percent": round(100 * share)}


def _synergy(found: Found, words: Words) -> Iterator[str]:
    yield words.ngettext("%(n)s action", "%(n)s actions", found.actions) % {"n": found.actions}
    ties = words.ngettext(
        "%(n)s tie by which one strengthens another", "%(n)s ties by which one strengthens another", found.reinforcing
    )
    yield ties % {"n": found.reinforcing}


def _evaluation(found: Found, words: Words) -> Iterator[str]:
    told = words.ngettext(
        "%(measured)s of %(n)s indicator measured within a year",
        "%(measured)s of %(n)s indicators measured within a year",
        found.indicators,
    )
    said = {"measured": found.measured, "n": found.indicators}
    yield told % said if found.indicators else words.gettext("No indicator yet")
    if found.loop_on is not None:
        yield words.gettext("Last loop: %(day)s") % {"day": f"{found.loop_on:{DAY}}"}


def _communication(found: Found, words: Words) -> Iterator[str]:
    told = words.ngettext(
        "Residents told what became of %(given)s of %(n)s séminaire",
        "Residents told what became of %(given)s of %(n)s séminaires",
        found.seminaires,
    )
    if found.seminaires:
        yield told % {"given": found.given, "n": found.seminaires}
    if found.overdue:
        yield words.ngettext("%(n)s feedback overdue", "%(n)s feedbacks overdue", found.overdue) % {"n": found.overdue}
    yield words.gettext("Public page shown") if found.public else words.gettext("Public page not shown")


def _support(found: Found, words: Words) -> Iterator[str]:
    yield words.gettext("Trinôme: %(held)s of 3 seats held") % {"held": found.seats}
    if found.core:
        yield words.ngettext("%(n)s person in the core group", "%(n)s people in the core group", found.core) % {
            "n": found.core
        }
    if found.met_on is not None:
        yield words.gettext("Last met on %(day)s") % {"day": f"{found.met_on:{DAY}}"}
