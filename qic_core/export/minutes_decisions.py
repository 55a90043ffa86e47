"""What came out of a notebook's runs, as its minutes tell it: what was adopted, kept and contested."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from qic_core.challenge.conditions import BY_KEY, HIGHEST, SCORES
from qic_core.challenge.rules import Challenge
from qic_core.challenge.service import current_challenge, earlier_challenges, list_scores
from qic_core.export.blocks import Block, Heading, Look, Paragraph, Points, Quote, paragraphs_of
from qic_core.export.typography import day_in_full
from qic_core.measures.participation import share_of
from qic_core.thread.rules import THINGS, Thing, ThingKind
from qic_core.thread.service import fates_of_runs
from qic_core.vision.rules import AmendmentState, Vision
from qic_core.vision.service import current_vision, earlier_visions
from qic_core.vision.statements import list_statements
from qic_core.words import N_, Words
from qic_core.workshop.kind import Visibility
from qic_core.workshop.tables import IdeaRow

SECTION, PART = 1, 2
TOLD_AT_MOST = 30
ADOPTED = (ThingKind.CHALLENGE, ThingKind.VISION)
# What is kept, from the first step of the journey to the last.
KEPT = {
    ThingKind.READINESS: N_("Conditions scored by the room"),
    ThingKind.EVIDENCE: N_("What is known, and what is to be found out"),
    ThingKind.CANDIDATE: N_("Proposed challenges"),
    ThingKind.STATEMENT: N_("Drafts of the vision"),
    ThingKind.AMENDMENT: N_("Amendments to these drafts"),
    ThingKind.CHANGE: N_("Changes we aim for"),
    ThingKind.LINK: N_("Links of the pathway that the room has judged"),
    ThingKind.ACTION: N_("Actions"),
    ThingKind.PLAN_LINE: N_("Lines of the cooperation plan"),
    ThingKind.DECISION: N_("Decisions of loops"),
    ThingKind.LEARNING: N_("Learnings"),
    ThingKind.OUTCOME: N_("What others have changed"),
}
# What the chapter of a loop tells in full.
TOLD_BY_THE_LOOP = (ThingKind.DECISION, ThingKind.LEARNING)
STATES = {
    AmendmentState.PROPOSED: N_("waiting"),
    AmendmentState.ACCEPTED: N_("accepted"),
    AmendmentState.REFUSED: N_("not accepted"),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """A challenge or a vision that was adopted; `year` is the vision's."""

    kind: ThingKind
    said: str
    adopted: Challenge | Vision
    year: int | None = None

    @property
    def ended_at(self) -> datetime | None:
        return self.adopted.ended_at


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What a notebook led to: decisions, and the other things that the collective kept."""

    decided: tuple[Decided, ...] = ()
    kept: tuple[Thing, ...] = ()

    @property
    def contested(self) -> list[Decided]:
        return [one for one in self.decided if one.adopted.dissent]


def outcomes_of(
    session: Session, collective_id: int, run_ids: Collection[int], held_on: date | None, *, in_a_loop: bool = False
) -> Outcomes:
    """Return what came of these runs, and what else was adopted on their day; not what their loop tells itself."""
    things = fates_of_runs(session, run_ids)
    tied = {(thing.kind, thing.id) for thing in things}
    decided = [
        one
        for one in _adopted(session, collective_id)
        if (one.kind, one.adopted.id) in tied or one.adopted.adopted_on == held_on
    ]
    unseen = _unseen(session, run_ids)
    apart = (*ADOPTED, *TOLD_BY_THE_LOOP) if in_a_loop else ADOPTED
    kept = [thing for thing in things if thing.kind not in apart and thing.said.casefold() not in unseen]
    return Outcomes(tuple(decided), tuple(kept))


def decision_blocks(
    session: Session, collective_id: int, outcomes: Outcomes, words: Words, *, in_a_loop: bool = False
) -> Iterator[Block]:
    """Yield what was decided and kept, then who disagrees, in their own words; a loop's decisions come before."""
    if outcomes.decided or not in_a_loop:
        yield Heading(words.gettext("What was decided"), SECTION)
    for one in outcomes.decided:
        yield from _decision(one, words)
    if not (outcomes.decided or in_a_loop):
        yield Paragraph(words.gettext("No challenge and no vision was adopted at this meeting."))
    if outcomes.kept:
        yield Heading(words.gettext("What the collective keeps of it"), PART)
        yield Paragraph(words.gettext("Out of what the room said, the collective has written down:"), Look.LEADS_IN)
        yield from _kept(session, collective_id, outcomes.kept, words)
    if outcomes.decided:
        yield Heading(words.gettext("Disagreements, in their own words"), SECTION)
        yield from _dissent(outcomes.contested, words)


def _decision(one: Decided, words: Words) -> Iterator[Block]:
    yield Heading(words.gettext(THINGS[one.kind]), PART)
    yield Paragraph(_when(one, words), Look.LEADS_IN)
    yield Quote(one.said)
    if one.adopted.reasons:
        yield Paragraph(words.gettext("Why this one"), Look.LEADS_IN)
        yield from map(Paragraph, paragraphs_of(one.adopted.reasons))
    yield Paragraph(_part(one.adopted, words))
    if one.ended_at:
        yield Paragraph(words.gettext("It has been replaced since."), Look.QUIET)


def _when(one: Decided, words: Words) -> str:
    day = day_in_full(one.adopted.adopted_on, words)
    if one.year is not None:
        return words.gettext("The vision for %(year)s, adopted on %(day)s:") % {"year": one.year, "day": day}
    return words.gettext("The challenge, adopted on %(day)s:") % {"day": day}


def _part(adopted: Challenge | Vision, words: Words) -> str:
    """Return how large the residents' part in a decision was."""
    share = share_of(adopted.residents, adopted.everyone)
    if share is None:
        return words.gettext("Who took part in this decision was not noted.")
    if not adopted.residents:
        return words.gettext("No resident's voice is in this decision yet: it is to be taken back to them.")
    said = {"voices": adopted.everyone, "percent": round(100 * share)}
    told = words.ngettext(
        "%(voices)s voice took part; residents: %(percent)s %%.",
        "%(voices)s voices took part; residents: %(percent)s %%.",
        adopted.everyone,
    )
    return told % said


def _kept(session: Session, collective_id: int, things: Sequence[Thing], words: Words) -> Iterator[Block]:
    teller = _Teller(session, collective_id, things, words)
    by_kind: dict[ThingKind, list[str]] = defaultdict(list)
    for thing in things:
        by_kind[thing.kind].append(teller.tell(thing))
    for kind, title in KEPT.items():
        said = list(dict.fromkeys(by_kind[kind]))
        if said:
            yield Heading(f"{words.gettext(title)} ({len(said)})", PART + 1)
            yield Points([*said[:TOLD_AT_MOST], *_more(len(said) - TOLD_AT_MOST, words)])


def _more(count: int, words: Words) -> list[str]:
    told = words.ngettext("and %(n)s more", "and %(n)s more", count) % {"n": count}
    return [told] if count > 0 else []


def _dissent(contested: Sequence[Decided], words: Words) -> Iterator[Block]:
    if not contested:
        yield Paragraph(words.gettext("No disagreement with these decisions was noted."))
    for one in contested:
        about = {
            ThingKind.CHALLENGE: words.gettext("About the challenge:"),
            ThingKind.VISION: words.gettext("About the vision:"),
        }
        yield Paragraph(about[one.kind], Look.LEADS_IN)
        yield Quote(one.adopted.dissent)


class _Teller:
    """Says what was kept in words: a start condition with its score, an amendment with what became of it."""

    def __init__(self, session: Session, collective_id: int, things: Sequence[Thing], words: Words) -> None:
        kinds = {thing.kind for thing in things}
        scores = list_scores(session, collective_id) if ThingKind.READINESS in kinds else {}
        statements = list_statements(session, collective_id) if ThingKind.AMENDMENT in kinds else []
        self._words = words
        self._scores = {score.id: score for found in scores.values() for score in found}
        self._states = {one.id: one.state for statement in statements for one in statement.amendments}

    def tell(self, thing: Thing) -> str:
        words = self._words
        if thing.kind == ThingKind.READINESS and thing.id in self._scores and thing.said in BY_KEY:
            score = self._scores[thing.id].score
            said = {"condition": words.gettext(BY_KEY[thing.said].title), "score": score, "highest": HIGHEST}
            said["name"] = words.gettext(SCORES[score])
            return words.gettext("%(condition)s: %(score)s of %(highest)s (%(name)s)") % said
        if thing.kind == ThingKind.AMENDMENT and thing.id in self._states:
            return f"{thing.said} ({words.gettext(STATES[self._states[thing.id]])})"
        return thing.said


def _adopted(session: Session, collective_id: int) -> list[Decided]:
    """Return every challenge and vision of the collective, the first adopted first, challenges before visions."""
    challenge, vision = current_challenge(session, collective_id), current_vision(session, collective_id)
    challenges = [*earlier_challenges(session, collective_id)[::-1], *([challenge] if challenge else [])]
    visions = [*earlier_visions(session, collective_id)[::-1], *([vision] if vision else [])]
    return [
        *(Decided(ThingKind.CHALLENGE, one.sentence, one) for one in challenges),
        *(Decided(ThingKind.VISION, one.text, one, one.year) for one in visions),
    ]


def _unseen(session: Session, run_ids: Collection[int]) -> set[str]:
    """Return what ideas of these runs say that moderation does not show, and no shown one says too."""
    rows = select(IdeaRow.text, IdeaRow.visibility).where(col(IdeaRow.run_id).in_(run_ids))
    texts: dict[bool, set[str]] = {True: set(), False: set()}
    for text, visibility in session.exec(rows):
        texts[visibility == Visibility.SHOWN].add(text.casefold())
    return texts[False] - texts[True]
