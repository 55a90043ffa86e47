import re

from hypothesis import given
from hypothesis import strategies as st

from qic_core.collective.rules import (
    CODE_ALPHABET,
    SLUG_LENGTH,
    check_colleges,
    check_name,
    free_slug,
    is_code,
    normal_code,
    slug_of,
)
from qic_core.errors import DomainError

anything = st.text(st.characters(), max_size=150)


@given(name=anything, taken=st.sets(st.integers(2, 9)))
def test_a_slug_always_fits_an_address_and_a_free_one_is_free(name, taken):
    slug = slug_of(name)
    used = [slug, *(f"{slug[:55]}-{number}" for number in taken)]
    for one in (slug, free_slug(slug, used)):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*|.*--\d+", one)
        assert len(one) <= SLUG_LENGTH
    assert free_slug(slug, used) not in used


@given(typed=anything)
def test_a_code_read_twice_is_the_same(typed):
    assert normal_code(normal_code(typed)) == normal_code(typed)


@given(
    code=st.text(CODE_ALPHABET, min_size=6, max_size=6),
    gaps=st.lists(st.sampled_from(" -._\u00a0\u2011\n"), min_size=6),
)
def test_a_code_typed_in_any_way_is_found(code, gaps):
    typed = "".join(gap + char for gap, char in zip(gaps, code.lower(), strict=False))
    assert normal_code(typed) == code
    assert is_code(code)


@given(name=anything)
def test_a_name_is_printable_and_stays_the_same_or_is_refused(name):
    try:
        kept = check_name(name)
    except DomainError:
        return
    assert check_name(kept) == kept
    assert kept.isprintable()
    kept.encode()


@given(names=st.lists(anything | st.sampled_from(["Élus", "ÉLUS", "Habitants"]), max_size=15))
def test_colleges_are_different_and_stay_the_same_or_are_refused(names):
    try:
        kept = check_colleges(names)
    except DomainError:
        return
    assert check_colleges(kept) == kept
    assert len({name.casefold() for name in kept}) == len(kept)
