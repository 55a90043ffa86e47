"""Changes and links from two spreadsheets (or one): shown first, line by line; all written together, or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from sqlmodel import Session

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.pathways.columns import (
    CHANGE_COLUMNS,
    LINK_COLUMNS,
    Cells,
    Columns,
    confidence_in,
    headings_of,
    is_vision,
    wording_in,
)
from qic_core.pathways.links import NewLink, add_links, check_why
from qic_core.pathways.rules import CHANGES_AT_MOST, LINKS_AT_MOST, Change, Web
from qic_core.pathways.service import add_change, pathways_of
from qic_core.spreadsheet import LineError, folded, read_csv, without_apostrophe

Lines: TypeAlias = Sequence[tuple[int, Cells]]
# A change whose own line is wrong: links to it are not blamed for that.
SPOILT = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """What the files would bring in, and what must be mended first.

    A change to come has a negative id until it is written; `titles` names all that links may lead from and to.
    """

    changes: Sequence[Change]
    links: Sequence[NewLink]
    titles: Mapping[int, str]
    change_errors: Sequence[LineError]
    link_errors: Sequence[LineError]

    @property
    def is_right(self) -> bool:
        return not self.change_errors and not self.link_errors


class _Names:
    """By what name a file of links calls changes: their number in the file of changes, or their title."""

    def __init__(self, standing: Iterable[Change]) -> None:
        self._ids: dict[str, set[int]] = defaultdict(set)
        for change in standing:
            self._ids[_name(change.title)].add(change.id)

    def learn(self, cells: Cells, change_id: int) -> None:
        for name in {_name(cells["title"]), _name(cells.get("number", ""))} - {""}:
            self._ids[name].add(change_id)

    def find(self, name: str) -> int:
        """Return the change of that name; refuses a name of none or of several."""
        found = self._ids.get(_name(name), set())
        right = found - {SPOILT}
        if not found:
            raise DomainError("change_not_found", name=name)
        if len(right) > 1:
            raise DomainError("change_ambiguous", name=name)
        return next(iter(right), SPOILT)


def preview_pathways(session: Session, collective_id: int, *, changes: bytes = b"", links: bytes = b"") -> Preview:
    """Read the files (empty: not given) and hold each line against the others and against what stands."""
    standing = pathways_of(session, collective_id)
    change_lines = _lines(changes, CHANGE_COLUMNS, "horizon", at_most=CHANGES_AT_MOST)
    link_lines = _lines(links, LINK_COLUMNS, "to", at_most=LINKS_AT_MOST)
    if not change_lines and not link_lines:
        raise DomainError("csv_empty")
    names = _Names(standing.changes)
    new, change_errors = _new_changes(change_lines, standing.changes, names)
    if len(standing.changes) + len(new) > CHANGES_AT_MOST:
        raise DomainError("too_many_changes", at_most=CHANGES_AT_MOST)
    web = Web([*standing.changes, *new], standing.links)
    new_links, link_errors = _new_links(link_lines, web, names)
    if len(standing.links) + len(new_links) > LINKS_AT_MOST:
        raise DomainError("too_many_links", at_most=LINKS_AT_MOST)
    return Preview(new, new_links, web.titles, change_errors, link_errors)


def write_pathways(work: Work, *, preview: Preview) -> tuple[int, int]:
    """Write all that a preview without errors holds; return how many changes and how many links."""
    if not preview.is_right:
        raise DomainError("csv_has_errors")
    ids = {change.id: add_change(work, wording=change.wording) for change in preview.changes}
    ends = [(ids.get(link.from_id, link.from_id), ids.get(link.to_id or 0, link.to_id)) for link in preview.links]
    add_links(work, links=[
        replace(link, from_id=from_id, to_id=to_id)
        for link, (from_id, to_id) in zip(preview.links, ends, strict=True)
    ])  # fmt: skip
    return len(preview.changes), len(preview.links)


def _lines(data: bytes, columns: Columns, needed: str, *, at_most: int) -> Lines:
    if not data:
        return []
    headings = headings_of(columns)
    lines = read_csv(data, headings, at_most=at_most)
    if any(needed not in cells for _line, cells in lines):
        raise DomainError("csv_heading_missing", heading=headings[needed][0])
    return [(line, {key: without_apostrophe(cell) for key, cell in cells.items()}) for line, cells in lines]


def _new_changes(lines: Lines, standing: Iterable[Change], names: _Names) -> tuple[list[Change], list[LineError]]:
    taken = {(change.horizon, _name(change.title)) for change in standing}
    changes, errors = list[Change](), list[LineError]()
    for line, cells in lines:
        try:
            wording = wording_in(cells)
            place = (wording.horizon, _name(wording.title))
            if place in taken:
                raise DomainError("change_twice", title=wording.title)
            if not cells.get("number"):
                taken.add(place)
            changes.append(Change(-line, wording))
            names.learn(cells, -line)
        except DomainError as error:
            errors.append(LineError(line, error))
            names.learn(cells, SPOILT)
    return changes, errors


def _new_links(lines: Lines, web: Web, names: _Names) -> tuple[list[NewLink], list[LineError]]:
    links, errors = list[NewLink](), list[LineError]()
    for line, cells in lines:
        try:
            from_id = names.find(cells["from"])
            to_id = None if is_vision(cells["to"]) else names.find(cells["to"])
            why, shown = check_why(cells.get("hypothesis", "")), check_why(cells.get("evidence", ""))
            new = NewLink(from_id, to_id, why, shown, confidence_in(cells))
            if SPOILT not in (from_id, to_id):
                web.add(from_id, to_id)
                links.append(new)
        except DomainError as error:
            errors.append(LineError(line, error))
    return links, errors


def _name(text: str) -> str:
    return folded(" ".join(text.split()))
