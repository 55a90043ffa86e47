"""What indicators are about: the changes and the actions that stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlmodel import Session

from qic_core.actions.service import list_actions
from qic_core.evaluation.indicator_rules import Indicator, Wording
from qic_core.pathways.service import list_changes

Group: TypeAlias = tuple[str, list[Indicator]]


@dataclass(frozen=True, slots=True)
class Subjects:
    """Changes and actions by their ids, with their titles, in the order of their pages."""

    changes: Mapping[int, str]
    actions: Mapping[int, str]

    def title(self, wording: Wording) -> str:
        """Return what an indicator is about; nothing when that was taken away since."""
        return self.changes.get(wording.change_id or 0) or self.actions.get(wording.action_id or 0) or ""

    def grouped(self, indicators: Iterable[Indicator]) -> list[Group]:
        """Return (title, indicators) of each change, then of each action, then of what was taken away since."""
        groups: dict[tuple[int, int], list[Indicator]] = {}
        for one in sorted(indicators, key=lambda one: (self._place(one.wording), one.id)):
            groups.setdefault(self._place(one.wording), []).append(one)
        return [(self.title(members[0].wording), members) for members in groups.values()]

    def _place(self, wording: Wording) -> tuple[int, int]:
        for rank, (known, key) in enumerate(((self.changes, wording.change_id), (self.actions, wording.action_id))):
            if key is not None and key in known:
                return rank, list(known).index(key)
        return 2, 0


def in_rows(groups: Iterable[Group], *, across: int) -> list[list[Group]]:
    """Return the groups in rows of so many indicators at most: small ones stand side by side, a long one is parted."""
    parts = [(title, members[at : at + across]) for title, members in groups for at in range(0, len(members), across)]
    rows: list[list[Group]] = []
    for title, members in parts:
        if not rows or sum(len(held) for _title, held in rows[-1]) + len(members) > across:
            rows.append([])
        rows[-1].append((title, members))
    return rows


def list_subjects(session: Session, collective_id: int) -> Subjects:
    """Return what an indicator may be about."""
    return Subjects(
        {change.id: change.title for change in list_changes(session, collective_id)},
        {action.id: action.title for action in list_actions(session, collective_id)},
    )
