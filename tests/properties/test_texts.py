import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from qic_core.errors import DomainError
from qic_core.measures.word_counts import fold
from qic_core.workshop.texts import DROPPED, clean_text

HUGE = 10**6
anything = st.text(st.characters(), max_size=300)
plain = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=100)


@given(raw=anything, lines=st.booleans())
def test_clean_text_is_clean_and_stays_the_same_when_cleaned_again(raw, lines):
    clean = clean_text(raw, at_most=HUGE, lines=lines)
    assert clean_text(clean, at_most=HUGE, lines=lines) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert clean == clean.strip()
    assert not {ord(char) for char in clean} & set(DROPPED)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Co") and char not in "\n\t" for char in clean)
    assert lines or not set(clean) & {"\n", "\t"}
    clean.encode()


@given(text=plain)
def test_what_can_be_read_is_kept_to_the_letter(text):
    assert clean_text(text, at_most=HUGE) == unicodedata.normalize("NFC", text)


@given(raw=anything, at_most=st.integers(0, 50))
def test_a_text_is_within_its_bound_or_refused_with_its_true_length(raw, at_most):
    try:
        kept = clean_text(raw, at_most=at_most)
    except DomainError as error:
        refusal = error
    else:
        assert kept == clean_text(raw, at_most=HUGE)
        assert len(kept) <= at_most
        return
    assert refusal.code == "text_too_long"
    assert refusal.params["length"] > at_most


@given(raw=anything)
def test_every_text_that_is_kept_can_be_counted_as_a_word(raw):
    clean = clean_text(raw, at_most=HUGE)
    assert clean or not fold(clean)
