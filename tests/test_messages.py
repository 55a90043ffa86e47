"""Every refusal has its sentence, and the sentence what it needs to be filled."""

import ast
import re
from pathlib import Path

import pytest

from qic_core.errors import DomainError
from qic_core.messages import ERRORS, sentence_of
from qic_core.words import catalogue

ROOT = Path(__file__).parent.parent
SOURCES = [*(ROOT / "pages").rglob("*.py"), *(ROOT / "qic_core").rglob("*.py")]
PLACE = re.compile(r"%\((\w+)\)[a-z]")


def refusals() -> list[tuple[str, set[str | None]]]:
    """Return each `DomainError("code", param=…)` of the code: its code, the names of its params (None: `**params`)."""
    calls = (node for path in SOURCES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return [
        (code, {keyword.arg for keyword in call.keywords})
        for call in calls
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "DomainError"
        for code in codes_in(call.args[0])
    ]


def codes_in(said: ast.expr) -> list[str]:
    """Return the codes that an expression may give: `"one" if … else "other"` gives two."""
    if isinstance(said, ast.IfExp):
        return codes_in(said.body) + codes_in(said.orelse)
    return [said.value] if isinstance(said, ast.Constant) else []


def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal():
    assert sorted({code for code, _ in refusals()} ^ set(ERRORS)) == []


def test_a_refusal_fills_every_place_of_its_sentence():
    unfilled = [
        (code, place)
        for code, params in refusals()
        for place in PLACE.findall(ERRORS.get(code, ""))
        if place not in params and None not in params
    ]
    assert unfilled == []


@pytest.mark.parametrize(
    ("value", "told"),
    [(-(10**9), "−1 000 000 000"), (10**12, "1 000 000 000 000"), (1900, "1900"), (3, "3"), (0.5, "0.5")],
)
def test_long_numbers_are_said_as_people_read_them_and_years_as_they_are(value, told):
    said = sentence_of(DomainError("figure_out_of_bounds", lowest=value, highest=1), catalogue("fr"))
    assert f"entre {told} et" in " ".join(said.split())
