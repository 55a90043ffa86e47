"""What we replace in Streamlit's browser side must still be there: an upgrade fails here first."""

import re
from pathlib import Path

import pytest

from qic_core.web import frontend

ROOT = Path(__file__).parents[2]
ICON = re.compile(r":material/([a-z0-9_]+)")
# Named by a kind of column that has no such icon.
NOT_DRAWN = {"star_filled"}


def code_of(stem: str) -> str:
    names = [name for name in frontend.asset_names() if name.endswith(".js") and frontend.stem_of(name) == stem]
    return "".join((frontend.STATIC / name).read_text(encoding="utf-8") for name in names)


@pytest.mark.parametrize("stem", frontend.replacements())
def test_every_english_word_we_translate_is_still_in_streamlit(stem):
    code = code_of(stem)
    assert [shipped for shipped in frontend.replacements()[stem] if shipped not in code] == []


@pytest.mark.parametrize("stem", frontend.replacements())
def test_a_translation_keeps_the_form_of_the_code_around_it(stem):
    for shipped, ours in frontend.replacements()[stem].items():
        assert ours.count("`") % 2 == 0, ours
        assert "\\" not in ours
        if shipped not in frontend.OFFLINE.get(stem, {}):
            assert shipped.count("${") == ours.count("${"), ours


@pytest.mark.parametrize("stem", frontend.replacements())
def test_every_translation_says_something_else(stem):
    assert [shipped for shipped, ours in frontend.replacements()[stem].items() if shipped == ours] == []


def test_a_page_icon_is_not_fetched_from_another_machine():
    code = code_of("index")
    assert "fonts.gstatic.com" in code
    assert "fonts.gstatic.com" not in frontend.rewrite("index", code)


def test_the_document_is_in_french_and_asks_nothing_of_other_machines():
    page = frontend.index_page("v")
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="fr">' in page
    assert frontend.NOSCRIPT in page
    assert "://" not in page
    assert "agent" not in page


def test_the_document_names_only_files_that_we_serve():
    assert set(frontend.first_assets()) <= frontend.asset_names()


def test_another_translation_is_another_version(monkeypatch, tmp_path):
    before = frontend.version()
    other = tmp_path / "streamlit.fr.toml"
    other.write_text('[index]\n"Stop" = "Halte"\n')
    monkeypatch.setattr(frontend, "TRANSLATIONS", other)
    assert frontend.version.__wrapped__() != before


@pytest.mark.parametrize("stem", frontend.FONTS)
def test_a_cut_font_replaces_one_that_streamlit_ships(stem):
    name = frontend.find_asset(stem)
    assert len(frontend.asset_body(name)) < (frontend.STATIC / name).stat().st_size / 2


def test_every_icon_that_is_drawn_is_in_the_cut_font():
    sources = [*(ROOT / "pages").rglob("*.py"), *(ROOT / "qic_core").rglob("*.py"), ROOT / "app.py"]
    sources += frontend.STATIC.rglob("*.js")
    drawn = {icon for path in sources for icon in ICON.findall(path.read_text(encoding="utf-8"))}
    missing = drawn - set(frontend.ICONS.read_text().split()) - NOT_DRAWN
    assert missing == set(), "add them to fonts/icons.txt, then run python -m qic_core.web.subset_fonts"
