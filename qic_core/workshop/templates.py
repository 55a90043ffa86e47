"""Notebook templates: TOML files that ship in data/notebooks/, and the collective's own in its data folder."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.workshop.drafting import Draft, add_cells
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.registry import kind_of

SHIPPED = Path(__file__).parent.parent.parent / "data" / "notebooks"
COVER_KEYS = {"title": str, "aim": str, "audience": str, "held_on": date, "by_hand": bool, "cell": list}
CELL_KEYS = {
    "kind": str,
    "title": str,
    "prompt": str,
    "minutes": int,
    "notes": str,
    "moderated": bool,
    "items_from": int,
    "about": str,
    "settings": dict,
}
LARGEST_FILE = 200_000


@dataclass(frozen=True, slots=True)
class Template:
    """A notebook ready to be copied; each draft comes with the place of the cell it takes its items from.

    Not `by_hand`: only the product makes a notebook of it.
    """

    name: str
    cover: Cover
    drafts: tuple[tuple[Draft, int | None], ...]
    by_hand: bool = True

    @property
    def minutes(self) -> int:
        return sum(draft.minutes for draft, _ in self.drafts)


def list_templates(folders: Sequence[Path]) -> tuple[list[Template], list[DomainError]]:
    """Return every template that can be read in the folders, and what is wrong with the others."""
    templates, errors = [], []
    for path in sorted(path for folder in folders for path in folder.glob("*.toml")):
        try:
            templates.append(read_template(path))
        except DomainError as error:
            errors.append(error)
    return templates, errors


def read_template(path: Path) -> Template:
    """Read one template; refuses a file that does not parse, with its line, or that says too little, with the key."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise DomainError("template_too_large", file=path.name)
        source = path.read_text(encoding="utf-8-sig")  # some editors of Windows begin UTF-8 with a mark
        return _template(path.stem, tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))  # else it is the end of the file that came too soon
        last = len(source.splitlines())
        raise DomainError("template_unreadable", file=path.name, line=int(line.group(1)) if line else last) from error
    except UnicodeDecodeError as error:
        raise DomainError("template_not_utf8", file=path.name) from error
    except DomainError as error:
        raise DomainError(error.code, **{**error.params, "file": path.name}) from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise DomainError("template_incomplete", file=path.name, key=str(error).strip("'")) from error


def create_from_template(work: Work, template: Template, *, cover: Cover | None = None) -> int:
    """Create a notebook from a template, under its own cover unless another is given; return its id."""
    notebook_id = create_notebook(work, cover or template.cover)
    add_cells(work, notebook_id=notebook_id, drafts=template.drafts)
    return notebook_id


def _template(name: str, read: dict[str, Any]) -> Template:
    _check_keys(read, COVER_KEYS)
    cover = Cover(read["title"], read.get("aim", ""), read.get("audience", ""), read.get("held_on"))
    drafts = tuple(_draft(cell, place) for place, cell in enumerate(read.get("cell", [])))
    return Template(name, cover, drafts, read.get("by_hand", True))


def _draft(read: dict[str, Any], place: int) -> tuple[Draft, int | None]:
    _check_keys(read, CELL_KEYS)
    settings = dict(read.get("settings", {}))
    items = settings.pop("items", settings.pop("options", []))
    if not isinstance(items, list) or not all(isinstance(text, str) for text in items):
        raise ValueError("items")
    kind = kind_of(read["kind"])
    draft = Draft(
        kind=kind.name,
        title=read["title"],
        prompt=read["prompt"],
        settings=kind.check_settings(settings),
        items=items,
        minutes=read.get("minutes", 5),
        notes=read.get("notes", ""),
        moderated=read.get("moderated"),
        about=read.get("about", ""),
    )
    source = read.get("items_from")
    if source is not None and not 1 <= source <= place:
        raise ValueError("items_from")
    return draft, None if source is None else source - 1


def _check_keys(read: dict[str, Any], known: dict[str, type]) -> None:
    for key, value in read.items():
        if not isinstance(value, known.get(key, ())):
            raise ValueError(key)
