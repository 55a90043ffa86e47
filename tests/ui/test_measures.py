"""The page « Comment c'est calculé » reads two documents that say the same."""

import re
from pathlib import Path

import pytest

from qic_core.ui.measures import DOCUMENTS, document_in
from qic_core.words import LANGUAGES

FRENCH, ENGLISH = document_in("fr"), document_in("en")
SECTIONS = [section.code for section in FRENCH.sections]
NUMBER = re.compile(r"[−-]?\d+(?:[.,]\d+)?")
STEPS = {"fr": ("Comment", "Exemple", "Limites"), "en": ("How", "Example", "Limits")}
WITHOUT_STEPS = {"table", "carte"}


def test_there_is_a_document_for_every_language_of_the_app():
    assert set(DOCUMENTS) == set(LANGUAGES)


def test_both_documents_hold_the_same_sections_in_the_same_order():
    assert [section.code for section in ENGLISH.sections] == SECTIONS
    assert SECTIONS == [
        "table", "M1", "M2", "M3", "M4", "M5", "M6", "vagues", "M7", "conditions", "M8", "M9", "M11",
        "boucle", "M12", "M13", "M15", "M16", "M17",
        "carte", "devinez", "compteurs",
    ]  # fmt: skip


@pytest.mark.parametrize("code", SECTIONS)
def test_both_documents_say_the_same_figures(code):
    told = [
        sorted(number.replace(",", ".") for number in NUMBER.findall(section.text))
        for section in (*FRENCH.sections, *ENGLISH.sections)
        if section.code == code
    ]
    assert len(told) == 2
    assert told[0] == told[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_says_how_shows_an_example_and_tells_its_limits(language):
    for section in document_in(language).sections:
        said = re.findall(r"^\*\*(\w+)\.\*\*", section.text, re.MULTILINE)
        assert tuple(said) == (() if section.code in WITHOUT_STEPS else STEPS[language]), section.title


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_names_every_measure_that_has_a_section(language):
    table = document_in(language).sections[0].text
    rows = [row.strip(" |").split(" | ")[-1] for row in table.splitlines()[2:]]
    assert {row for row in rows if row.startswith("M")} == {code for code in SECTIONS if code.startswith("M")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_source_shows(language):
    document = document_in(language)
    shown = [document.introduction, *(text for section in document.sections for text in section)]
    assert not [text for text in shown if "<!--" in text or "'" in text or text.startswith("#") or not text]


def test_the_document_is_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    document_in.cache_clear()
    assert document_in("fr") == FRENCH
