import unicodedata

import pytest

from qic_core.errors import DomainError
from qic_core.workshop.texts import ARROW, clean_text, one_line, shortened

FAMILY = "👩🏽\u200d👩🏽\u200d👧🏽"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
UNICODE_16_FACE = "\U0001fae9"  # newer than the tables of the oldest Python that we run on


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("un local", "un local"),
        ("  un \t local\n\ncommun  ", "un local commun"),
        ("« un\u00a0local »\u202f!\u2028ici\u00a0", "« un\u00a0local »\u202f! ici"),
        ("un\x00 lo\x07cal\x1b", "un local"),
        ("un\rlocal\x0bcommun\x85ici", "un local commun ici"),
        ("\ufeffun local", "\ufeffun local"),
        ("\u202eun\u202c lo\u2066cal\u2069", "un local"),
        ("lone \ud800surrogate", "lone surrogate"),
        ("no\ufffecharacter\U0010ffff\ufdd0", "nocharacter"),
        ("e\u0301cole", "école"),
        ("e\x00\u0301cole", "école"),
        ("e\u202d\u0301cole", "école"),
        (f"{FAMILY} ✊🏿 ❤️ {ENGLAND}", f"{FAMILY} ✊🏿 ❤️ {ENGLAND}"),
        (UNICODE_16_FACE, UNICODE_16_FACE),
        ("مدرسة على الطريق", "مدرسة على الطريق"),
        ("नमस्\u200dते", "नमस्\u200dते"),
        ('=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
        ("+33 6 01", "+33 6 01"),
        ("@SUM(A1)|cmd", "@SUM(A1)|cmd"),
        ("<script>alert(1)</script> &amp;", "<script>alert(1)</script> &amp;"),
        ("# titre **gras** ![](http://x/y.png)", "# titre **gras** ![](http://x/y.png)"),
        ("%(name)s {name} ${name}", "%(name)s {name} ${name}"),
    ],
)
def test_text_is_kept_as_said_without_what_could_harm(raw, clean):
    assert clean_text(raw, at_most=200) == clean
    assert clean_text(clean, at_most=200) == clean


@pytest.mark.parametrize(
    "raw",
    ["", " ", "\n\t\r", "\x00\x01", "\u200b", "\u200d\u200d", "\ufe0f", "\u202e\u202c", "\u00ad", "\ud800", "\u0301"],
)
def test_text_in_which_nothing_can_be_seen_is_empty(raw):
    assert clean_text(raw, at_most=10) == ""
    assert clean_text(raw, at_most=10, lines=True) == ""


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("un\ndeux", "un\ndeux"),
        ("un\r\ndeux\rtrois\u2028quatre", "un\ndeux\ntrois\nquatre"),
        ("un\n\n\n\n\ndeux", "un\n\ndeux"),
        ("\n\n un\n  deux\t3 \n\n", "un\n  deux\t3"),
        ("un\x00\x0cdeux", "un\ndeux"),
    ],
)
def test_lines_are_kept_where_they_are_wanted(raw, clean):
    assert clean_text(raw, at_most=200, lines=True) == clean
    assert clean_text(clean, at_most=200, lines=True) == clean


@pytest.mark.parametrize(
    ("raw", "length"),
    [("a" * 11, 11), ("a" * 100_000, 100_000), ("a\x00" * 100_000, 100_000), ("é" * 11, 11), ("e\u0301" * 11, 11)],
)
def test_text_over_the_bound_is_refused_with_its_length(raw, length):
    with pytest.raises(DomainError) as refusal:
        clean_text(raw, at_most=10)
    assert (refusal.value.code, refusal.value.params) == ("text_too_long", {"at_most": 10, "length": length})


@pytest.mark.parametrize("raw", ["a" * 10, " " * 100_000 + "a" * 10, "\x00" * 100_000 + "a" * 10, "e\u0301" * 10])
def test_only_what_is_kept_counts(raw):
    assert len(clean_text(raw, at_most=10)) == 10


def test_no_character_leaves_a_control_or_a_lone_half_behind():
    for code in [*range(0x3000), *range(0xD000, 0x10000), *range(0x1F000, 0x20000), *range(0xE0000, 0xE0100)]:
        kept = clean_text(f"|{chr(code)}|", at_most=10)
        assert kept.startswith("|")
        assert kept.endswith("|")
        assert unicodedata.normalize("NFC", kept) == kept
        assert not {unicodedata.category(char) for char in kept} & {"Cc", "Cs", "Co"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Savoir lire", "Savoir lire"),
        ("Savoir lire une facture", "Savoir lire …"),
        ("Anticonstitutionnellement", "Anticonstituti…"),
    ],
)
def test_a_text_over_its_length_is_cut_at_a_word(text, kept):
    assert shortened(text, at_most=15) == kept


@pytest.mark.parametrize("end", ["court", "x" * 300, "mot " * 75])
@pytest.mark.parametrize("start", ["court", "y" * 300, "dit " * 75])
def test_both_ends_of_a_line_are_seen_however_long_they_are(start, end):
    line = one_line(start.strip(), end.strip(), at_most=140)
    assert len(line) <= 140
    left, right = line.split(ARROW)
    assert left.startswith(start[:5])
    assert right.startswith(end[:5])
    assert min(len(left), len(right)) >= 5
    if "court" in (start, end) and start != end:
        assert len(line) > 140 - 6
