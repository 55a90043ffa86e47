"""Keep what is learnt: which hypothesis it changes, and the day on which the pathways were put right (A5-04, A5-05)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from qic_core.collective.organisations import check_past
from qic_core.days import check_day
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.evaluation.learning_rules import DAY, LEARNINGS_AT_MOST, TEXT_LENGTH, Leads, Learning
from qic_core.evaluation.tables import LearningRow, LoopRow
from qic_core.pathways.links import check_why, edit_link, link_texts
from qic_core.pathways.service import pathways_of
from qic_core.pathways.tables import ChangeRow, LinkRow
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import carry, tie
from qic_core.workshop.texts import clean_text


def list_learnings(session: Session, collective_id: int) -> list[Learning]:
    """Return what was learnt, the latest first, with the links that it is about as they are today."""
    return _learnings(session, collective_id, col(LearningRow.withdrawn_at).is_(None))


def withdrawn_learnings(session: Session, collective_id: int) -> list[tuple[int, str]]:
    """Return (id, words) of the learnings that were taken away, the last one first."""
    gone = select(LearningRow.id, LearningRow.text).where(
        LearningRow.collective_id == collective_id, col(LearningRow.withdrawn_at).is_not(None)
    )
    latest_first = gone.order_by(col(LearningRow.withdrawn_at).desc(), col(LearningRow.id).desc())
    return [(key or 0, text) for key, text in session.exec(latest_first)]


def learnings_of_links(session: Session, collective_id: int, link_ids: Collection[int]) -> dict[int, list[Learning]]:
    """Return what was learnt of some links (link id → learnings, the latest first); the others are left out."""
    standing = col(LearningRow.withdrawn_at).is_(None) & col(LearningRow.link_id).in_(link_ids)
    found: dict[int, list[Learning]] = defaultdict(list)
    for one in _learnings(session, collective_id, standing):
        if one.link is not None:
            found[one.link.id].append(one)
    return dict(found)


def add_learning(
    work: Work,
    *,
    text: str,
    learnt_on: date,
    link_id: int | None = None,
    hypothesis_after: str = "",
    loop_id: int | None = None,
    idea_ids: Iterable[int] = (),
    run_ids: Iterable[int] = (),
) -> int:
    """Write what was learnt, tied to what the room said; what its link says so far is kept. Return its id."""
    _check_room(work)
    row = LearningRow(
        collective_id=work.collective_id or 0, loop_id=_own_loop(work, loop_id), text="", learnt_on=learnt_on,
        created_at=work.now,
    )  # fmt: skip
    _write(work, row, text, learnt_on, link_id, hypothesis_after)
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    tie(work, Thing(ThingKind.LEARNING, row.id, row.text), run_ids=run_ids, idea_ids=idea_ids)
    return row.id


def edit_learning(
    work: Work,
    *,
    learning_id: int,
    version: int,
    text: str,
    learnt_on: date,
    link_id: int | None = None,
    hypothesis_after: str = "",
) -> None:
    """Rewrite a learning; once the pathways were put right, its words only. Refuses what somebody else saved since."""
    row = _own_as_read(work, learning_id, version)
    if row.rectified_on is not None:
        if (link_id, check_why(hypothesis_after)) != (row.link_id, row.hypothesis_after):
            raise DomainError("learning_rectified", day=row.rectified_on.strftime(DAY))
        if learnt_on > row.rectified_on:
            raise DomainError("rectified_too_early", day=learnt_on.strftime(DAY))
    _write(work, row, text, learnt_on, link_id, hypothesis_after)
    row.version += 1


def rectify(work: Work, *, learning_id: int, version: int, on: date, link_version: int | None = None) -> None:
    """Let the link of the pathways say what was learnt, since a day; what it said until then is kept here.

    The link comes from all that the learning came from. With `link_version`, refuses a link saved since.
    """
    row = _own_as_read(work, learning_id, version)
    if row.rectified_on is not None:
        raise DomainError("learning_rectified", day=row.rectified_on.strftime(DAY))
    if not row.hypothesis_after:
        raise DomainError("hypothesis_missing")
    _check_day(work, on)
    if on < row.learnt_on:
        raise DomainError("rectified_too_early", day=row.learnt_on.strftime(DAY))
    link = _own_link(work, row.link_id or 0)
    said = link_texts(work.session, row.collective_id, pathways_of(work.session, row.collective_id))
    if row.link_id not in said:
        raise DomainError("learning_link_gone")
    row.hypothesis_before = link.hypothesis
    edit_link(
        work, link_id=link.id or 0, version=link_version or link.version, hypothesis=row.hypothesis_after,
        evidence=link.evidence, confidence=link.confidence,
    )  # fmt: skip
    row.rectified_on = on
    row.version += 1
    carry(work, (ThingKind.LEARNING, learning_id), Thing(ThingKind.LINK, row.link_id, said[row.link_id]))


def withdraw_learning(work: Work, *, learning_id: int) -> None:
    """Take a learning away; it stays in the history, and what it put right in the pathways stays right."""
    row = _own(work, learning_id)
    row.withdrawn_at = row.withdrawn_at or work.now


def restore_learning(work: Work, *, learning_id: int) -> None:
    """Put a learning back as it was."""
    row = _own(work, learning_id)
    if row.withdrawn_at is not None:
        _check_room(work)
        row.withdrawn_at = None


def _write(
    work: Work, row: LearningRow, text: str, learnt_on: date, link_id: int | None, hypothesis_after: str
) -> None:
    said, after = clean_text(text, at_most=TEXT_LENGTH), check_why(hypothesis_after)
    if not said:
        raise DomainError("learning_empty")
    _check_day(work, learnt_on)
    if after and link_id is None:
        raise DomainError("learning_without_link")
    if link_id != row.link_id:
        row.hypothesis_before = "" if link_id is None else _own_link(work, link_id).hypothesis
    row.text, row.learnt_on, row.link_id, row.hypothesis_after = said, learnt_on, link_id, after


def _check_day(work: Work, day: date) -> None:
    check_day(day)
    check_past(day, work)


def _check_room(work: Work) -> None:
    standing = select(func.count()).where(
        LearningRow.collective_id == (work.collective_id or 0), col(LearningRow.withdrawn_at).is_(None)
    )
    if work.session.exec(standing).one() >= LEARNINGS_AT_MOST:
        raise DomainError("too_many_learnings", at_most=LEARNINGS_AT_MOST)


def _own(work: Work, learning_id: int) -> LearningRow:
    row = work.session.get(LearningRow, learning_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("learning_unknown")
    return row


def _own_as_read(work: Work, learning_id: int, version: int) -> LearningRow:
    """Return the row of a learning that stands as it was read; refuses one taken away or saved since."""
    row = _own(work, learning_id)
    if row.withdrawn_at is not None:
        raise DomainError("learning_withdrawn")
    if row.version != version:
        raise DomainError("learning_changed_meanwhile")
    return row


def _own_link(work: Work, link_id: int) -> LinkRow:
    """Return the row of a link that stands; refuses another."""
    row = work.session.get(LinkRow, link_id)
    if row is None or row.collective_id != work.collective_id or row.withdrawn_at is not None:
        raise DomainError("learning_link_gone")
    return row


def _own_loop(work: Work, loop_id: int | None) -> int | None:
    row = work.session.get(LoopRow, loop_id) if loop_id is not None else None
    if loop_id is not None and (row is None or row.collective_id != work.collective_id):
        raise DomainError("loop_unknown")
    return loop_id


def _learnings(session: Session, collective_id: int, which: ColumnElement[bool]) -> list[Learning]:
    asked = (
        select(LearningRow, LoopRow.title)
        .join(LoopRow, col(LoopRow.id) == LearningRow.loop_id, isouter=True)
        .where(LearningRow.collective_id == collective_id, which)
        .order_by(col(LearningRow.learnt_on).desc(), col(LearningRow.id).desc())
    )
    rows = session.exec(asked).all()
    links = _links(session, collective_id) if any(row.link_id for row, _loop in rows) else {}
    return [
        Learning(
            row.id or 0, row.text, row.learnt_on, links.get(row.link_id or 0), row.hypothesis_before,
            row.hypothesis_after, row.rectified_on, row.loop_id, loop or "", row.version,
        )
        for row, loop in rows
    ]  # fmt: skip


def _links(session: Session, collective_id: int) -> dict[int, Leads]:
    """Return the links that learnings are about, those that were taken off the pathways too."""
    start, end = aliased(ChangeRow), aliased(ChangeRow)
    learnt = select(LearningRow.link_id).where(LearningRow.collective_id == collective_id)
    asked = (
        select(LinkRow, start, end)
        .join(start, col(start.id) == LinkRow.from_id)
        .join(end, col(end.id) == LinkRow.to_id, isouter=True)
        .where(LinkRow.collective_id == collective_id, col(LinkRow.id).in_(learnt))
    )
    return {link.id or 0: _leads(link, start, end) for link, start, end in session.exec(asked)}


def _leads(link: LinkRow, start: ChangeRow, end: ChangeRow | None) -> Leads:
    stands = all(row is None or row.withdrawn_at is None for row in (link, start, end))
    return Leads(
        link.id or 0, link.from_id, start.title, end.title if end else "", link.hypothesis, link.version, stands
    )
