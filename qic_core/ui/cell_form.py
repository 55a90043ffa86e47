"""The form in which a cell is written; what it asks for depends on the cell's kind."""

import streamlit as st

from qic_core.ui.choices import told_apart
from qic_core.ui.words import _
from qic_core.workshop.drafting import NOTES_LENGTH, PROMPT_LENGTH, TEXT_LENGTH, Draft, draft_of
from qic_core.workshop.fields import Json
from qic_core.workshop.kind import CellKind, Setting, Wording
from qic_core.workshop.notebooks import Cell, Notebook
from qic_core.workshop.registry import all_kinds, all_subjects, kind_of

HERE = ""


def draft_form(cell: Cell, notebook: Notebook) -> Draft | None:
    """Draw the form of a cell; return its draft when it was sent."""
    return _form(kind_of(cell.kind), draft_of(cell), _sources(notebook, cell), key=f"cell-{cell.id}")


def new_cell_form(notebook: Notebook) -> Draft | None:
    """Draw the choice of a kind and the form of a new cell; return its draft when it was sent."""
    kind = st.selectbox(
        _("What the room does"),
        all_kinds(),
        format_func=lambda kind: f"{_(kind.title)} — {_(kind.explanation)}",
        key="kind",
    )
    key = f"new-{notebook.id}-{len(notebook.cells)}-{kind.name}"
    return _form(kind, Draft(kind.name, "", "", about=kind.about), _sources(notebook), key=key)


def _form(kind: CellKind, before: Draft, sources: dict[int, str], *, key: str) -> Draft | None:
    with st.form(f"form-{key}", border=False):
        title = st.text_input(_("Title, for your own list"), before.title, max_chars=120, key=f"title-{key}")
        label = _("The question, as the room reads it") if kind.asks else _("The text")
        length = PROMPT_LENGTH if kind.asks else TEXT_LENGTH
        prompt = st.text_area(label, before.prompt, max_chars=length, height="content", key=f"prompt-{key}")
        items, items_from, about = _items(kind, before, sources, key)
        settings = {
            setting.key: _setting(setting, before.settings.get(setting.key, setting.default), f"{setting.key}-{key}")
            for setting in kind.settings
        }
        minutes = int(st.number_input(_("Minutes planned"), 0, 240, before.minutes, key=f"minutes-{key}"))
        notes = st.text_area(_("Notes for the facilitator"), before.notes, max_chars=NOTES_LENGTH, key=f"notes-{key}")
        moderated = kind.free_text and st.toggle(
            _("Texts wait in the inbox before the wall"), before.moderated is not False, key=f"moderated-{key}"
        )
        sent = st.form_submit_button(_("Save the cell"), type="primary", key=f"save-{key}")
    draft = Draft(kind.name, title, prompt, {**settings}, items, items_from, minutes, notes, moderated, about)
    return draft if sent else None


def _setting(setting: Setting | Wording, value: Json, key: str) -> Json:
    if isinstance(setting, Wording):
        return st.text_input(_(setting.label), str(value), max_chars=setting.length, key=key)
    if (setting.lowest, setting.highest) == (0, 1):
        return int(st.toggle(_(setting.label), bool(value), key=key))
    if setting.decimals:
        return st.number_input(
            _(setting.label), float(setting.lowest), float(setting.highest), float(str(value)), step=1.0, key=key
        )
    return st.number_input(_(setting.label), setting.lowest, setting.highest, int(str(value)), key=key)


def _items(kind: CellKind, before: Draft, sources: dict[int, str], key: str) -> tuple[list[str], int | None, str]:
    if not kind.takes_items:
        return [], None, ""
    typed = st.text_area(_("Proposals, one a line"), "\n".join(before.items), height=150, key=f"items-{key}")
    places: dict[int | str, str] = {subject.name: _(subject.title) for subject in all_subjects()}
    places |= {cell_id: _("the grouped ideas of “%(cell)s”", cell=title) for cell_id, title in sources.items()}
    places = told_apart(places)
    options = [HERE, *places]
    current = before.about or before.items_from or HERE
    source = st.selectbox(
        _("… or take them from"),
        options,
        options.index(current) if current in options else 0,
        format_func=lambda place: places.get(place, _("nowhere else: those written above")),
        key=f"source-{key}",
    )
    return typed.splitlines(), source if isinstance(source, int) else None, source if isinstance(source, str) else ""


def _sources(notebook: Notebook, cell: Cell | None = None) -> dict[int, str]:
    earlier = [other for other in notebook.cells if cell is None or other.position < cell.position]
    return {other.id: other.title for other in earlier if kind_of(other.kind).free_text}
