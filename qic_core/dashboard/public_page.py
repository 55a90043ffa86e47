"""The public page: whether it is shown, and what it says, gathered out of the journey."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from sqlmodel import Session, col, select

from qic_core.actions.rules import Action, Status
from qic_core.actions.service import list_actions
from qic_core.challenge.evidence import list_evidence
from qic_core.challenge.rules import Challenge, Evidence
from qic_core.challenge.service import current_challenge, earlier_challenges
from qic_core.collective.rules import Collective
from qic_core.collective.service import current_code, get_collective
from qic_core.collective.tables import CollectiveRow
from qic_core.cooperation.naming import names_shown
from qic_core.cooperation.waves import list_waves
from qic_core.dashboard.public_decisions import decisions_said, learning_ids, loop_decisions
from qic_core.dashboard.public_rules import (
    ACTIONS_AT_MOST,
    CHANGES_AT_MOST,
    DECISIONS_AT_MOST,
    FIGURES_AT_MOST,
    UNTOLD,
    WORDS_LENGTH,
    Adopted,
    Decided,
    Doing,
    FirstStep,
    Ideas,
    Lane,
    PublicPage,
    PublicSwitch,
    ideas_of,
    moved_between,
)
from qic_core.dashboard.public_told import confirmed_outcomes, counted, told_back
from qic_core.dashboard.tables import PublicPageRow
from qic_core.db.engine import Work
from qic_core.db.tables import RevisionRow
from qic_core.errors import DomainError
from qic_core.pathways.rules import Change, Horizon
from qic_core.pathways.service import list_changes
from qic_core.roadmap.service import roadmap_of
from qic_core.thread.fates import count_shown_ideas, shown_fates
from qic_core.thread.rules import ThingKind
from qic_core.vision.rules import Vision
from qic_core.vision.service import current_vision, earlier_visions
from qic_core.workshop.texts import clean_text

# What moves comes first, what was given up last.
ORDER = (Status.RUNNING, Status.DONE, Status.READY, Status.IDEA, Status.STOPPED)


class Standing(Protocol):
    """A thing whose words an idea may have become."""

    @property
    def id(self) -> int: ...


def public_switch(session: Session, collective_id: int) -> PublicSwitch:
    """Return whether a collective shows its page, for the form that changes it."""
    row = session.get(PublicPageRow, collective_id)
    return PublicSwitch(collective_id, row.shown, row.words, row.version) if row else PublicSwitch(collective_id)


def save_public_page(work: Work, *, shown: bool, words: str, version: int) -> int:
    """Show the page or not; refuses when another saved since `version` was read. Return the new version."""
    row = work.session.get(PublicPageRow, work.collective_id)
    if version != (row.version if row else 0):
        raise DomainError("public_page_changed_meanwhile")
    kept = row or PublicPageRow(collective_id=work.collective_id or 0)
    kept.shown, kept.words = shown, clean_text(words, at_most=WORDS_LENGTH, lines=True)
    kept.version = version + 1
    work.session.add(kept)
    work.session.flush()
    return kept.version


def page_address(session: Session, collective_id: int, *, start: str) -> str:
    """Return where a printed QR leads: to the public page when it is shown, else to the room."""
    if public_switch(session, collective_id).shown:
        return f"{start}/c/{get_collective(session, collective_id).slug}"
    return f"{start}/r/{current_code(session, collective_id)}"


def shown_at(session: Session, slug: str) -> tuple[int, int] | None:
    """Return the id and the revision of the collective that shows its page under this slug: one small question."""
    asked = (
        select(CollectiveRow.id, RevisionRow.number)
        .join(PublicPageRow, col(PublicPageRow.collective_id) == CollectiveRow.id)
        .join(RevisionRow, col(RevisionRow.collective_id) == CollectiveRow.id)
        .where(CollectiveRow.slug == slug, col(PublicPageRow.shown).is_(True))
    )
    found = session.exec(asked).first()
    return (found[0] or 0, found[1]) if found else None


def public_page_of(session: Session, slug: str) -> PublicPage | None:
    """Return what the page of this slug says; None unless it is shown."""
    found = shown_at(session, slug)
    return page_as_it_stands(session, found[0]) if found else None


def page_to_preview(session: Session, slug: str) -> PublicPage | None:
    """Return what the page says, or would say once it is shown; None when there is no such collective."""
    found = session.exec(select(CollectiveRow.id).where(CollectiveRow.slug == slug)).first()
    return page_as_it_stands(session, found) if found else None


def page_as_it_stands(session: Session, collective_id: int) -> PublicPage:
    """Gather what the page says of a collective today."""
    collective = get_collective(session, collective_id)
    challenge, vision = current_challenge(session, collective_id), current_vision(session, collective_id)
    changes, actions = list_changes(session, collective_id), list_actions(session, collective_id)
    evidence = list_evidence(session, collective_id)
    roadmap = roadmap_of(session, collective_id, address="")
    named = names_shown(session, collective_id)
    return PublicPage(
        collective_id=collective_id,
        slug=collective.slug,
        name=collective.name,
        place=collective.place,
        timezone=collective.timezone,
        words=public_switch(session, collective_id).words,
        challenge=_adopted(challenge.sentence, challenge) if challenge else None,
        vision=_adopted(vision.text, vision, vision.year) if vision else None,
        path=tuple(_lane(horizon, changes) for horizon in Horizon),
        actions=_doings(actions)[:ACTIONS_AT_MOST],
        actions_left=max(0, len(actions) - ACTIONS_AT_MOST),
        decisions=_decisions(session, collective, challenge, vision),
        figures=tuple(one for one in evidence if one.figure is not None)[:FIGURES_AT_MOST],
        cooperation=moved_between(list_waves(session, collective_id), named=named),
        first_steps=tuple(FirstStep(one.what, one.by) for one in roadmap.first_actions),
        next_on=roadmap.next_loop_on,
        ideas=_ideas(session, collective_id, challenge, vision, changes, actions, evidence),
        counted=counted(session, collective_id),
        told=told_back(session, collective_id),
        confirmed=confirmed_outcomes(session, collective_id),
    )


def _adopted(text: str, thing: Challenge | Vision, year: int | None = None) -> Adopted:
    return Adopted(text, thing.adopted_on, thing.residents, thing.everyone, year)


def _lane(horizon: Horizon, changes: Sequence[Change]) -> Lane:
    titles = tuple(change.title for change in changes if change.horizon == horizon)
    return Lane(horizon, titles[:CHANGES_AT_MOST], max(0, len(titles) - CHANGES_AT_MOST))


def _doings(actions: Sequence[Action]) -> tuple[Doing, ...]:
    ordered = sorted(actions, key=lambda action: ORDER.index(action.status))
    return tuple(Doing(action.title, action.status) for action in ordered)


def _decisions(
    session: Session, collective: Collective, challenge: Challenge | None, vision: Vision | None
) -> tuple[Decided, ...]:
    """Return what was decided, the latest first."""
    standing = [
        *([Decided(challenge.adopted_on, ThingKind.CHALLENGE, challenge.sentence)] if challenge else []),
        *([Decided(vision.adopted_on, ThingKind.VISION, vision.text)] if vision else []),
    ]
    earlier = [
        *(
            Decided(one.adopted_on, ThingKind.CHALLENGE, one.sentence, replaced=True)
            for one in earlier_challenges(session, collective.id)
        ),
        *(
            Decided(one.adopted_on, ThingKind.VISION, one.text, replaced=True)
            for one in earlier_visions(session, collective.id)
        ),
    ]
    told = [*loop_decisions(session, collective.id), *standing, *earlier]
    return tuple(sorted(told, key=lambda one: one.on, reverse=True)[:DECISIONS_AT_MOST])


def _ideas(
    session: Session,
    collective_id: int,
    challenge: Challenge | None,
    vision: Vision | None,
    changes: Sequence[Change],
    actions: Sequence[Action],
    evidence: Sequence[Evidence],
) -> Ideas:
    """Return what became of the room's ideas: only what stands today counts, in today's words."""
    standing = {
        **_said(ThingKind.CHALLENGE, ((one, one.sentence) for one in [challenge] if one)),
        **_said(ThingKind.VISION, ((one, one.text) for one in [vision] if one)),
        **_said(ThingKind.CHANGE, ((one, one.title) for one in changes)),
        **_said(ThingKind.ACTION, ((one, one.title) for one in actions)),
        **_said(ThingKind.EVIDENCE, ((one, one.statement) for one in evidence)),
        **{(ThingKind.DECISION, key): said for key, said in decisions_said(session, collective_id).items()},
        **{(ThingKind.LEARNING, key): UNTOLD for key in learning_ids(session, collective_id)},
    }
    return ideas_of(shown_fates(session, collective_id), standing, shown=count_shown_ideas(session, collective_id))


def _said(kind: ThingKind, things: Iterable[tuple[Standing, str]]) -> dict[tuple[ThingKind, int], str]:
    return {(kind, thing.id): said for thing, said in things}
