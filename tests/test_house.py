"""The house rules that no other tool keeps."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "pages").rglob("*.py"))
MODULES = sorted([ROOT / "app.py", *(ROOT / "qic_core").rglob("*.py")])
HAND_WRITTEN = [path for path in MODULES if "migrations" not in path.parts]
SHOWN = [*PAGES, *sorted((ROOT / "qic_core" / "ui").rglob("*.py"))]
HTML = ROOT / "qic_core" / "ui" / "html.py"

VAGUE = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
READS_MARKDOWN = {
    "caption", "error", "header", "info", "markdown", "subheader", "success", "title", "toast", "warning", "write",
}  # fmt: skip
SAFE = {"_", "counted", "plain"}


def widgets() -> set[str]:
    """Return Streamlit's commands that hold or send something: those with a key and an answer to its change."""
    return {
        name
        for name, command in inspect.getmembers(st, inspect.isroutine)
        if (arguments := inspect.signature(command).parameters) and "key" in arguments
        for answer in ("on_change", "on_click", "on_submit")
        if answer in arguments and arguments[answer].default != "ignore"
    }


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def nodes_of(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def commands_of(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call of a method, by its name: `st.button(…)`, `column.button(…)`."""
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node


def is_raw(shown: ast.expr) -> bool:
    """Tell whether an expression surely shows a value as it is: `cell.title`, but not `plain(cell.title)`."""
    if isinstance(shown, ast.Call):
        called = shown.func.id if isinstance(shown.func, ast.Name) else ""
        return called not in SAFE and any(map(is_raw, shown.args))
    if isinstance(shown, ast.IfExp):
        return is_raw(shown.body) or is_raw(shown.orelse)
    inner = (child for child in ast.iter_child_nodes(shown) if isinstance(child, ast.expr))
    return isinstance(shown, ast.Attribute | ast.Subscript) or any(map(is_raw, inner))


def test_streamlit_still_has_the_widgets_that_we_hold_to_a_key():
    assert {"button", "form_submit_button", "radio", "text_area", "download_button", "data_editor"} <= widgets()
    assert not {"container", "tabs", "expander", "dataframe", "altair_chart", "title"} & widgets()


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_is_short_and_only_asks_acts_and_shows(path):
    defined = [node.name for node in nodes_of(path) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert lines_of(path) <= 80
    assert defined == []


@pytest.mark.parametrize("path", HAND_WRITTEN, ids=name_of)
def test_a_module_can_be_read_in_one_go(path):
    functions = [node for node in nodes_of(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert lines_of(path) <= 250
    assert [function.name for function in functions if function.end_lineno - function.lineno >= 50] == []


@pytest.mark.parametrize("path", [*PAGES, *MODULES], ids=name_of)
def test_a_name_says_what_is_inside(path):
    assert not VAGUE & {part.removesuffix(".py").lstrip("_") for part in path.relative_to(ROOT).parts}


@pytest.mark.parametrize("path", [path for path in [*PAGES, *MODULES] if path != HTML], ids=name_of)
def test_html_is_drawn_in_one_place_only(path):
    drawn = [call.lineno for name, call in commands_of(path) if name == "html"]
    assert drawn == []
    assert "unsafe_allow_html" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SHOWN, ids=name_of)
def test_every_widget_has_a_key(path):
    """Without one a widget is known by its label, and a change of language forgets what it held."""
    asked = widgets()
    unkeyed = [
        f"line {call.lineno}: {name}"
        for name, call in commands_of(path)
        if name in asked and "key" not in {keyword.arg for keyword in call.keywords}
    ]
    assert unkeyed == []


@pytest.mark.parametrize("path", SHOWN, ids=name_of)
def test_nothing_that_people_typed_is_read_as_markdown(path):
    """A value goes through plain(): Markdown would load images from elsewhere and break the page's structure."""
    read = READS_MARKDOWN | widgets()
    raw = [
        f"line {call.lineno}: {name}"
        for name, call in commands_of(path)
        if name in read
        and any(map(is_raw, [*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg == "label")]))
    ]
    assert raw == []
