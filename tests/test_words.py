"""The catalogues hold exactly what the code says, in French that is fit to print."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from qic_core.words import LANGUAGES, LOCALE, decimal, figure
from qic_core.words import catalogue as spoken_in

ROOT = Path(__file__).parent.parent
SOURCES = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "qic_core").rglob("*.py")]
TRANSLATES = {"_", "N_", "counted", "gettext", "ngettext"}
PLACE = re.compile(r"%\((\w+)\)[a-z]")
MISPRINTS = {
    "a no-break space before ; ! ?": re.compile("(?<=[^\u00a0\u202f?!])[;!?]"),
    "a no-break space before :": re.compile(r"(?<=[^\u00a0\u202f]):(?!//|\d)"),
    "a no-break space inside « »": re.compile("«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»"),
    "a curved apostrophe": re.compile(r"(?<=\w)'"),
    "« » instead of other quotation marks": re.compile('["“”„]'),
}


@cache
def said() -> frozenset[str | tuple[str, ...]]:
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file, "babel.cfg")
    return frozenset(found[2] for found in extract_from_dir(ROOT, methods, options))


@cache
def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "qic.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def translations(message: Message) -> tuple[str, ...]:
    return message.string if message.pluralizable else (message.string,)


def places(text: str | tuple[str, ...]) -> set[str]:
    return set(PLACE.findall(text if isinstance(text, str) else " ".join(text)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_exactly_what_the_code_says(language):
    written = {message.id for message in messages(language)}
    assert sorted(map(str, said() - written)) == [], "said in the code, not in the catalogue: make words"
    assert sorted(map(str, written - said())) == [], "in the catalogue, no longer said in the code: make words"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess_or_a_leftover(language):
    assert [message.id for message in messages(language) if message.fuzzy] == []
    assert list(catalogue(language).obsolete) == []


def test_everything_is_said_in_french():
    assert [message.id for message in messages("fr") if not all(translations(message))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_the_places_of_its_sentence(language):
    """A singular may leave its number out (« une voix »); nothing else may."""
    for message in messages(language):
        *singulars, last = translations(message)
        if last:
            assert places(last) == places(message.id), message.id
            assert all(places(singular) <= places(message.id) for singular in singulars), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_can_be_filled(language):
    """A bare « 50 % des » in a sentence with places would raise when shown."""
    for message in messages(language):
        values = dict.fromkeys(places(message.id), 1)
        for text in translations(message) if values else ():
            assert "%" not in (text % values).replace("%", "", text.count("%%")), message.id


@pytest.mark.parametrize("mark", MISPRINTS)
def test_french_is_printed_as_french(mark):
    texts = [text for message in messages("fr") for text in translations(message)]
    assert [text for text in texts if MISPRINTS[mark].search(PLACE.sub("0", text))] == []


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("Prêt\u00a0?", True), ("Prêt\u202f!", True), ("Vraiment\u202f?!", True), ("Prêt ?", False), ("Prêt!", False),
        ("Code\u00a0: %(code)s", True), ("Code : %(code)s", False), ("Enregistré à %(h)s:%(m)s", True),
        ("voir https://exemple.fr", True), ("«\u00a0carnet\u00a0»", True), ("« carnet »", False), ("“carnet”", False),
    ],
)  # fmt: skip
def test_misprints_are_seen(text, fit):
    seen = [mark for mark, misprint in MISPRINTS.items() if misprint.search(PLACE.sub("0", text))]
    assert (seen == []) == fit


def test_no_words_inside_an_f_string():
    """Before Python 3.12 the extraction does not see them."""
    hidden = [f"{path.relative_to(ROOT)}:{line}" for path in SOURCES for line in words_in_f_strings(path)]
    assert hidden == []


def words_in_f_strings(path: Path) -> Iterator[int]:
    for string in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for call in ast.walk(string) if isinstance(string, ast.JoinedStr) else ():
            if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant):
                name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
                if name in TRANSLATES:
                    yield call.lineno


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [(77, "77", "77"), (12.5, "12,5", "12.5"), (0, "0", "0"), (-3.25, "−3,25", "−3.25"), (0.125, "0,12", "0.12")],
)
def test_a_figure_has_the_decimals_that_it_needs(value: float, french: str, english: str) -> None:
    assert figure(value, spoken_in("fr")) == french
    assert figure(value, spoken_in("en")) == english


@pytest.mark.parametrize(
    ("value", "french"), [(-1, "−1,00"), (0.614, "0,61"), (-0.004, "0,00"), (-12.5, "−12,50"), (1000, "1000,00")]
)
def test_a_decimal_has_a_minus_as_long_as_its_digits_and_no_minus_before_nothing(value: float, french: str) -> None:
    assert decimal(value, spoken_in("fr")) == french
