import gettext

import pytest

from qic_core.cooperation.levels import LEVELS
from qic_core.workshop.kind import Answer, Content, Harvest
from qic_core.workshop.registry import kind_of

WORDS = gettext.NullTranslations()
COOPERATION = kind_of("cooperation")
CONTENT = Content("cooperation", "Où en sommes-nous ?", "À quel niveau coopérons-nous ?")


def harvest(*levels, voices=1):
    return Harvest([Answer({"level": level}, voices) for level in levels])


def summary(gathered):
    return COOPERATION.summarise(CONTENT, gathered)


def test_the_scale_has_seven_levels_each_with_its_definition_and_pictogram():
    assert [level.value for level in LEVELS] == [1, 2, 3, 4, 5, 6, 7]
    assert all(level.name and level.definition and level.pictogram for level in LEVELS)


@pytest.mark.parametrize(
    ("gathered", "counts", "median", "agreement"),
    [
        (harvest(), [0, 0, 0, 0, 0, 0, 0], None, None),
        (harvest(4), [0, 0, 0, 1, 0, 0, 0], 4, 1),
        (harvest(*[6] * 30), [0, 0, 0, 0, 0, 30, 0], 6, 1),
        (harvest(1, 7), [1, 0, 0, 0, 0, 0, 1], 1, -1),
        (harvest(*range(1, 8)), [1, 1, 1, 1, 1, 1, 1], 4, 0),
        (harvest(3, 4, voices=6), [0, 0, 6, 6, 0, 0, 0], 3, 5 / 6),
    ],
)
def test_levels_are_counted_by_voices_and_never_averaged(gathered, counts, median, agreement):
    found = summary(gathered)
    assert (found["counts"], found["median"]) == (counts, median)
    assert found["agreement"] == pytest.approx(agreement)


@pytest.mark.parametrize(
    ("gathered", "begins", "says"),
    [
        (harvest(), "No answer yet.", ""),
        (harvest(5), "Median of 1 voices: level 5, Coordination.", "sees it the same way"),
        (harvest(5, 5, voices=6), "Median of 12 voices: level 5, Coordination.", "sees it the same way"),
        (harvest(2, 3, 4, 5), "Median of 4 voices: level 3, Communication.", "Views differ"),
        (harvest(1, 1, 7, 7), "Median of 4 voices: level 1, Competition.", "divided"),
    ],
)
def test_the_sentence_tells_the_median_and_how_far_views_are_apart(gathered, begins, says):
    sentence = COOPERATION.sentence(CONTENT, summary(gathered), WORDS)
    assert sentence.startswith(begins)
    assert says in sentence


def test_the_table_has_every_level_with_its_voices():
    rows = COOPERATION.table(CONTENT, summary(harvest(1, 7, 7)), WORDS).rows
    assert [(row[0], row[3]) for row in rows] == [(1, 1), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0), (7, 2)]


def test_the_chart_marks_the_median_alone():
    drawn = COOPERATION.chart(CONTENT, summary(harvest(2, 5, 6)), WORDS, font=14)
    rows = drawn.rows
    assert [row["label"] for row in rows if row["frame"] != "transparent"] == ["5|Coordination"]
    assert [row["value"] for row in rows] == [0, 1, 0, 0, 1, 1, 0]


def test_the_curve_follows_the_median_and_skips_a_run_without_answers():
    assert COOPERATION.trend(CONTENT, summary(harvest(2, 5, 6)), WORDS) == {"Median level": 5}
    assert COOPERATION.trend(CONTENT, summary(harvest()), WORDS) == {}
