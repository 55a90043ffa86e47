import gettext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.challenge.histogram import BINS_AT_MOST, bins_of, histogram

WORDS = gettext.NullTranslations()
FIGURES = st.one_of(st.integers(-(10**9), 10**9), st.floats(-(10**9), 10**9).map(lambda guess: round(guess, 2)))


def columns(guesses, real):
    return [(found.low, found.high, found.voices) for found in bins_of([(guess, 1) for guess in guesses], real)]


@pytest.mark.parametrize(
    ("guesses", "real", "drawn"),
    [
        ([], 5, []),
        ([5], 5, [(5, 6, 1)]),
        ([0.1, 0.2, 0.3], 0.4, [(0.1, 0.15, 1), (0.15, 0.2, 0), (0.2, 0.25, 1), (0.25, 0.3, 0), (0.3, 0.35, 1),
                                (0.35, 0.4, 0), (0.4, 0.45, 0)]),
        ([-2, -1], -1, [(-2, -1.9, 1), *[(round(-1.9 + n / 10, 1), round(-1.8 + n / 10, 1), 0) for n in range(9)],
                        (-1, -0.9, 1)]),
    ],
)  # fmt: skip
def test_columns_are_round_and_reach_the_real_figure(guesses, real, drawn):
    assert columns(guesses, real) == drawn


@pytest.mark.parametrize(("far", "opens", "label"), [(10**6, "above", "%s and more"), (-(10**6), "below", "Below %s")])
def test_a_guess_far_away_goes_into_the_last_column_which_says_so(far, opens, label):
    bins = bins_of(sorted([(far, 1), (20, 5), (30, 5), (40, 5)]), 35)
    [last] = [found for found in bins if found.open]
    assert last.open == opens
    edge = last.high if opens == "below" else last.low
    assert last.label(WORDS) == label % f"{edge:g}"
    assert sum(found.voices for found in bins) == 16


@given(st.dictionaries(FIGURES, st.integers(1, 30), min_size=1, max_size=40), FIGURES)
def test_every_voice_is_in_one_of_a_few_columns_side_by_side(guessed, real):
    bins = bins_of(sorted(guessed.items()), real)
    assert sum(found.voices for found in bins) == sum(guessed.values())
    assert len(bins) <= BINS_AT_MOST + 1
    assert all(before.high == pytest.approx(after.low, abs=1e-5) for before, after in zip(bins, bins[1:], strict=False))
    assert bins[0].low <= real + 1e-5
    assert real <= bins[-1].high + 1e-5


def test_the_caption_stays_on_the_picture_on_either_side():
    def side(real):
        drawn = histogram(bins_of([(10, 1), (90, 1)], real), rule=real, caption="Vrai", words=WORDS, font=14)
        return [layer["mark"]["align"] for layer in drawn.picture["layer"] if "align" in layer["mark"]]

    assert side(10) == ["left"]
    assert side(90) == ["right"]


def test_an_arrow_tells_that_a_column_holds_what_lies_farther_out():
    bins = bins_of([(-900, 1), (10, 5), (12, 5), (14, 5), (900, 2)], 13)
    counts = [row["count"] for row in histogram(bins, rule=13, caption="Vrai", words=WORDS, font=14).rows]
    assert (counts[0], counts[-1]) == ("← 6", "7 →")
