"""Keep the links of the pathways: what leads to what, why we think so, and how sure the room is."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.pathways.confidence import Confidence, confidence_of
from qic_core.pathways.rules import LINKS_AT_MOST, WHY_LENGTH, Pathways, Web, check_confidence
from qic_core.pathways.service import pathways_of
from qic_core.pathways.tables import LinkRow
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import tie
from qic_core.vision.service import current_vision
from qic_core.words import N_
from qic_core.workshop.content import ITEM_LENGTH
from qic_core.workshop.fields import Item
from qic_core.workshop.runs import RunState, get_run
from qic_core.workshop.texts import clean_text, one_line

VISION = N_("Vision")


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link to draw: from a change to another, or (`to_id` None) to the vision."""

    from_id: int
    to_id: int | None
    hypothesis: str = ""
    evidence: str = ""
    confidence: int | None = None


def add_link(work: Work, *, from_id: int, to_id: int | None, hypothesis: str = "", evidence: str = "") -> int:
    """Say that a change leads to another, or to the vision; return the link's id."""
    return add_links(work, links=[NewLink(from_id, to_id, hypothesis, evidence)])[0]


def add_links(work: Work, *, links: Iterable[NewLink]) -> list[int]:
    """Draw links one after the other, each held to those before it; return their ids."""
    pathways = pathways_of(work.session, work.collective_id or 0)
    web, rows = Web(pathways.changes, pathways.links), list[LinkRow]()
    for new in links:
        web.add(new.from_id, new.to_id)
        if len(pathways.links) + len(rows) >= LINKS_AT_MOST:
            raise DomainError("too_many_links", at_most=LINKS_AT_MOST)
        rows.append(_row(work, new))
    work.session.add_all(rows)
    work.session.flush()
    return [row.id or 0 for row in rows]


def edit_link(
    work: Work, *, link_id: int, version: int, hypothesis: str, evidence: str, confidence: int | None
) -> None:
    """Rewrite why a link holds and how sure we are; refuses when somebody else saved it since `version` was read."""
    row = _own(work, link_id)
    if row.withdrawn_at is not None:
        raise DomainError("pathway_link_unknown")
    if row.version != version:
        raise DomainError("link_changed_meanwhile")
    row.hypothesis, row.evidence = check_why(hypothesis), check_why(evidence)
    row.confidence = check_confidence(confidence)
    row.version += 1


def withdraw_link(work: Work, *, link_id: int) -> None:
    """Take a link off the map; it stays in the history."""
    row = _own(work, link_id)
    row.withdrawn_at = row.withdrawn_at or work.now


def link_items(session: Session, collective_id: int) -> list[Item]:
    """Return the links as what a cell asks about: those nobody judged first, then the one the room is least sure of."""
    pathways = pathways_of(session, collective_id)
    texts = link_texts(session, collective_id, pathways)
    by_doubt = sorted(pathways.links, key=lambda link: -1 if link.confidence is None else link.confidence)
    return [Item(f"l{link.id}", texts[link.id], thing=("link", link.id)) for link in by_doubt]


def link_texts(session: Session, collective_id: int, pathways: Pathways) -> dict[int, str]:
    """Return each link as one line, “A → B”, both ends to be seen however long their titles are."""
    vision = current_vision(session, collective_id)
    titles: dict[int | None, str] = {change.id: change.title for change in pathways.changes}
    titles[None] = vision.text if vision else VISION
    return {link.id: one_line(titles[link.from_id], titles[link.to_id], at_most=ITEM_LENGTH) for link in pathways.links}


def keep_confidence(work: Work, *, run_id: int) -> int:
    """Take to the links how sure the room was in a closed run of `confidence`; return how many links got a figure."""
    run = get_run(work.session, work.collective_id or 0, run_id)
    if run.state != RunState.CLOSED or run.output is None or run.content.kind != Confidence.name:
        raise DomainError("confidence_not_closed")
    judged = confidence_of(run.output["summary"])
    about = [(item.thing, item.key) for item in run.content.items if item.key in judged]
    asked = {thing[1]: judged[key] for thing, key in about if thing and thing[0] == LinkRow.__tablename__}
    pathways = pathways_of(work.session, run.collective_id)
    texts = link_texts(work.session, run.collective_id, pathways)
    kept = [link for link in pathways.links if link.id in asked]
    for link in kept:
        row = _own(work, link.id)
        row.confidence = asked[link.id]
        row.version += 1
        tie(work, Thing(ThingKind.LINK, link.id, texts[link.id]), run_ids=[run_id])
    return len(kept)


def check_why(text: str) -> str:
    """Return a hypothesis or its evidence, in lines; refuses an over-long one."""
    return clean_text(text, at_most=WHY_LENGTH, lines=True)


def _row(work: Work, new: NewLink) -> LinkRow:
    return LinkRow(
        collective_id=work.collective_id or 0,
        from_id=new.from_id,
        to_id=new.to_id,
        hypothesis=check_why(new.hypothesis),
        evidence=check_why(new.evidence),
        confidence=check_confidence(new.confidence),
        created_at=work.now,
    )


def _own(work: Work, link_id: int) -> LinkRow:
    row = work.session.get(LinkRow, link_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("pathway_link_unknown")
    return row
