"""« Comment c'est calculé »: every measure is there, and a link under a chart opens its own."""

import pytest
from streamlit.testing.v1 import AppTest

from qic_core.access.rules import Role
from qic_core.ui.measures import document_in
from qic_core.words import LANGUAGES
from tests.pages.house import House, go, unfold

TITLES = {"fr": "Comment c’est calculé", "en": "How it is computed"}
ALL = {"fr": "Toutes les mesures", "en": "All the measures"}


def said(app: AppTest) -> str:
    return "\n".join(one.value for one in app.markdown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_is_there_in_the_language_of_the_session(facilitator: AppTest, language: str) -> None:
    facilitator.session_state["language"] = language
    app = go(facilitator, "measures")
    document = document_in(language)
    assert app.title[0].value == TITLES[language]
    assert document.introduction in said(app)
    assert [fold.label for fold in app.expander] == [section.title for section in document.sections]


def test_a_fold_says_its_measure_once_it_is_opened(facilitator: AppTest) -> None:
    app = go(facilitator, "measures")
    text = {section.code: section.text for section in document_in("fr").sections}
    assert text["M13"] not in said(app)
    assert text["M13"] in said(unfold(app, "measure-M13"))
    assert text["M4"] not in said(app)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("wished", "code"), [("M4", "M4"), ("m13", "M13"), ("vagues", "vagues")])
def test_an_address_opens_the_measure_that_it_names(
    facilitator: AppTest, language: str, wished: str, code: str
) -> None:
    facilitator.session_state["language"] = language
    app = go(facilitator, "measures", mesure=wished)
    [section] = [section for section in document_in(language).sections if section.code == code]
    assert [header.value for header in app.header] == [section.title, ALL[language]]
    assert section.text in said(app)
    assert len(app.expander) == len(document_in(language).sections)


@pytest.mark.parametrize("wished", ["M99", "", "<script>", "M4 "])
def test_an_address_that_names_none_opens_none(facilitator: AppTest, wished: str) -> None:
    app = go(facilitator, "measures", mesure=wished)
    assert not app.exception
    assert not app.header
    assert len(app.expander) == len(document_in("fr").sections)


@pytest.mark.parametrize("role", [Role.READER, Role.SCRIBE, Role.COORDINATOR])
def test_everyone_who_may_read_finds_it(house: House, role: Role) -> None:
    app = go(house.enter(role), "measures")
    assert not app.error
    assert app.title[0].value == TITLES["fr"]
