"""The inbox: show, hide, group ideas into themes; every gesture can be undone."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.measures.similarity import near_duplicates
from qic_core.workshop.content import from_json
from qic_core.workshop.kind import Idea, Visibility
from qic_core.workshop.runs import RunState, own_run
from qic_core.workshop.tables import IdeaRow, ModerationStepRow, ThemeRow
from qic_core.workshop.tally import frozen_output, list_ideas
from qic_core.workshop.texts import clean_text

THEME_LENGTH = 80
TABLES: Mapping[str, type[IdeaRow] | type[ThemeRow]] = {"idea": IdeaRow, "theme": ThemeRow}


def show(work: Work, *, run_id: int, idea_ids: Collection[int]) -> None:
    """Let ideas be seen on the wall."""
    _change_ideas(work, run_id, idea_ids, lambda idea: {"visibility": Visibility.SHOWN})


def hide(work: Work, *, run_id: int, idea_ids: Collection[int]) -> None:
    """Keep ideas off the wall; they stay in the history."""
    _change_ideas(work, run_id, idea_ids, lambda idea: {"visibility": Visibility.HIDDEN})


def group(work: Work, *, run_id: int, idea_ids: Collection[int], label: str) -> None:
    """Put ideas under a named theme, made when it is new, and show them; each keeps its own words and source."""
    own_run(work, run_id)
    clean = _theme_label(label)
    theme = _theme(work.session, run_id, clean) or ThemeRow(run_id=run_id, label=clean)
    new = [] if theme.id else [_made(work, theme)]
    _change_ideas(work, run_id, idea_ids, lambda idea: {"visibility": Visibility.SHOWN, "theme_id": theme.id}, also=new)


def ungroup(work: Work, *, run_id: int, idea_ids: Collection[int]) -> None:
    """Take ideas out of their theme."""
    _change_ideas(work, run_id, idea_ids, lambda idea: {"theme_id": None})


def rename_theme(work: Work, *, run_id: int, theme_id: int, label: str) -> None:
    """Give a theme another name; refuses one that another theme has."""
    own_run(work, run_id)
    row = work.session.get(ThemeRow, theme_id)
    if row is None or row.run_id != run_id or row.withdrawn:
        raise DomainError("theme_unknown")
    clean = _theme_label(label)
    if _theme(work.session, run_id, clean) not in (None, row):
        raise DomainError("theme_twice", label=clean)
    _apply(work, run_id, [_change("theme", row, {"label": clean})])


def undo(work: Work, *, run_id: int) -> bool:
    """Take the last gesture back; return whether there was one."""
    own_run(work, run_id)
    step = work.session.exec(_steps(run_id).order_by(col(ModerationStepRow.id).desc())).first()
    if step is None:
        return False
    for change in reversed(step.changes):
        _set(work.session, change, "before")
    step.undone = True
    _refresh_output(work, run_id)
    return True


def can_undo(session: Session, run_id: int) -> bool:
    """Tell whether there is a gesture to take back."""
    return session.exec(_steps(run_id)).first() is not None


def propose_groups(session: Session, run_id: int) -> list[tuple[Idea, ...]]:
    """Return groups of ideas that say nearly the same and are not grouped yet: a proposal, never done unasked."""
    loose = [
        idea for idea in list_ideas(session, run_id) if idea.theme_id is None and idea.visibility != Visibility.HIDDEN
    ]
    by_id = {idea.id: idea for idea in loose}
    groups = near_duplicates({idea.id: idea.text for idea in loose})
    return [tuple(by_id[key] for key in keys) for keys in groups]


def _steps(run_id: int) -> SelectOfScalar[ModerationStepRow]:
    return select(ModerationStepRow).where(ModerationStepRow.run_id == run_id, col(ModerationStepRow.undone).is_(False))


def _theme_label(typed: str) -> str:
    label = clean_text(typed, at_most=THEME_LENGTH)
    if not label:
        raise DomainError("theme_unnamed")
    return label


def _theme(session: Session, run_id: int, label: str) -> ThemeRow | None:
    rows = session.exec(select(ThemeRow).where(ThemeRow.run_id == run_id, col(ThemeRow.withdrawn).is_(False)))
    return next((row for row in rows if row.label.casefold() == label.casefold()), None)


def _made(work: Work, theme: ThemeRow) -> dict[str, Any]:
    work.session.add(theme)
    work.session.flush()
    return {"table": "theme", "id": theme.id, "before": {"withdrawn": True}, "after": {"withdrawn": False}}


def _change_ideas(
    work: Work,
    run_id: int,
    idea_ids: Collection[int],
    after: Callable[[IdeaRow], dict[str, Any]],
    *,
    also: Sequence[dict[str, Any]] = (),
) -> None:
    own_run(work, run_id)
    rows = work.session.exec(select(IdeaRow).where(IdeaRow.run_id == run_id, col(IdeaRow.id).in_(idea_ids))).all()
    if not rows or len(rows) < len(set(idea_ids)):
        raise DomainError("ideas_not_chosen")
    _apply(work, run_id, [*also, *(_change("idea", row, after(row)) for row in rows)])


def _change(table: str, row: IdeaRow | ThemeRow, after: dict[str, Any]) -> dict[str, Any]:
    return {"table": table, "id": row.id, "before": {key: getattr(row, key) for key in after}, "after": after}


def _apply(work: Work, run_id: int, changes: list[dict[str, Any]]) -> None:
    for change in changes:
        _set(work.session, change, "after")
    work.session.add(ModerationStepRow(run_id=run_id, made_at=work.now, changes=changes))
    _refresh_output(work, run_id)


def _set(session: Session, change: dict[str, Any], side: str) -> None:
    row = session.get(TABLES[change["table"]], change["id"])
    for key, value in change[side].items():
        setattr(row, key, value)


def _refresh_output(work: Work, run_id: int) -> None:
    """Sorting often goes on after closing: the notebook then keeps the sorted output."""
    run = own_run(work, run_id)
    if run.state == RunState.CLOSED:
        work.session.flush()
        run.output = frozen_output(work.session, run_id, from_json(run.content))
