import pytest

from qic_core.collective.rules import (
    CODE_ALPHABET,
    COLLEGES_AT_MOST,
    SLUG_LENGTH,
    check_colleges,
    check_name,
    check_timezone,
    free_slug,
    is_code,
    normal_code,
    slug_of,
)
from qic_core.errors import DomainError


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("QUAR24", "QUAR24"),
        ("quar24", "QUAR24"),
        (" quar 24 ", "QUAR24"),
        ("QUA-R24", "QUAR24"),
        ("qua\u2011r\u00a024", "QUAR24"),
        ("Q.U.A.R_2/4 !", "QUAR24"),
        ("", ""),
    ],
)
def test_a_code_is_read_as_people_type_it(typed, code):
    assert normal_code(typed) == code


def test_an_endless_code_is_cut_and_is_none():
    assert not is_code(normal_code("QUAR24" * 20_000))


@pytest.mark.parametrize(
    ("code", "possible"),
    [
        ("QUAR24", True),
        ("AAAAAA", True),
        ("QUAR2", False),
        ("QUAR242", False),
        ("QUAR2O", False),
        ("QUAR20", False),
        ("quar24", False),
        ("QUAR2\x00", False),
        ("", False),
    ],
)
def test_a_code_has_six_characters_of_the_alphabet(code, possible):
    assert is_code(code) is possible


def test_the_alphabet_of_codes_has_no_look_alikes():
    assert not set(CODE_ALPHABET) & set("O0I1LB8S5Z2") - set("L2")
    assert len(set(CODE_ALPHABET)) == len(CODE_ALPHABET)
    assert CODE_ALPHABET.isupper()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Koungou", "koungou"),
        ("Cœur de ville", "coeur-de-ville"),
        ("  Élus & Cie !  ", "elus-cie"),
        ("L'Île-de-Thau", "l-ile-de-thau"),
        ("ÆTHER", "aether"),
        ("حي السلام", "collectif"),
        ("!!!", "collectif"),
        ("a" * 200, "a" * SLUG_LENGTH),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_a_slug_is_a_name_as_an_address_may_hold_it(name, slug):
    assert slug_of(name) == slug


@pytest.mark.parametrize(
    ("wish", "taken", "slug"),
    [
        ("koungou", [], "koungou"),
        ("koungou", ["koungou"], "koungou-2"),
        ("koungou", ["koungou", "koungou-2"], "koungou-3"),
        ("koungou", ["koungou-2"], "koungou"),
        ("koungou", ["koungou", "koungou-3", "koungou-nord"], "koungou-2"),
        ("a" * 60, ["a" * 60, "a" * 55 + "-2"], "a" * 55 + "-3"),
    ],
)
def test_a_taken_slug_is_numbered(wish, taken, slug):
    assert free_slug(wish, taken) == slug


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Koungou", "Koungou"),
        ("  Quartiers\tde \n Koungou ", "Quartiers de Koungou"),
        ("Kou\x00ngou", "Kou ngou"),
        ("\u202eKoungou\u200b", "Koungou"),
        ("E\u0301lus", "Élus"),
        ("=1+1", "=1+1"),
        ("<b>Koungou</b>", "<b>Koungou</b>"),
        ("a" * 120, "a" * 120),
    ],
)
def test_a_name_is_trimmed_and_has_nothing_invisible(typed, name):
    assert check_name(typed) == name
    assert check_name(name) == name


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "name_missing"),
        (" \n\t", "name_missing"),
        ("\x00\u200b\u202e", "name_missing"),
        ("a" * 121, "name_too_long"),
    ],
)
def test_a_name_is_refused_when_it_is_empty_or_endless(typed, code):
    with pytest.raises(DomainError) as refusal:
        check_name(typed)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["Habitants"], ["Habitants"]),
        ([" Habitants ", "", "  ", "Élus"], ["Habitants", "Élus"]),
        (["Élus", "Habitants"], ["Élus", "Habitants"]),
        ([f"Collège {n}" for n in range(COLLEGES_AT_MOST)], [f"Collège {n}" for n in range(COLLEGES_AT_MOST)]),
    ],
)
def test_colleges_are_kept_in_their_order_without_blanks(names, kept):
    assert check_colleges(names) == kept


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ([], "colleges_missing"),
        (["", "  "], "colleges_missing"),
        ([f"Collège {n}" for n in range(COLLEGES_AT_MOST + 1)], "too_many_colleges"),
        (["Habitants", "habitants"], "college_twice"),
        (["Élus", "e\u0301lus"], "college_twice"),
        (["Habitants", " Habitants "], "college_twice"),
        (["a" * 61], "name_too_long"),
    ],
)
def test_colleges_are_refused_when_none_too_many_twice_or_endless(names, code):
    with pytest.raises(DomainError) as refusal:
        check_colleges(names)
    assert refusal.value.code == code


def test_a_time_zone_is_one_that_the_machine_knows():
    assert check_timezone("Indian/Mayotte") == "Indian/Mayotte"
    for strange in ("Mayotte", "", "Europe/Koungou", "../../etc/passwd"):
        with pytest.raises(DomainError) as refusal:
            check_timezone(strange)
        assert refusal.value.code == "timezone_unknown"
