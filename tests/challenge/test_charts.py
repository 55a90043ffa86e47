import gettext
from datetime import date, timedelta

import pytest

from qic_core.challenge.charts import DAYS_AT_MOST, strips
from qic_core.challenge.conditions import CONDITIONS
from qic_core.challenge.rules import Score

WORDS = gettext.NullTranslations()
JUNE = date(2026, 6, 18)


def scores(**given):
    """Scores told as `ties={day: score}`, day after day."""
    return {
        key: [Score(number, key, score, "", JUNE + timedelta(days=day)) for number, (day, score) in enumerate(days)]
        for key, days in given.items()
    }


def drawn(**given):
    told = scores(**given)
    ranked = [one for one in CONDITIONS if one.key in told]
    return strips(ranked, told, WORDS, font=14)


def cells(chart):
    return [(row["title"].partition("|")[0][:9], row["day"], row["caption"]) for row in chart.rows]


def test_each_condition_is_a_strip_of_its_scores_day_by_day():
    assert cells(drawn(ties=[(0, 1), (90, 2)], means=[(0, 0), (90, 0)])) == [
        ("Collabora", "18/06/2026", "1"),
        ("", "16/09/2026", "2"),
        ("Means tha", "18/06/2026", "0"),
        ("", "16/09/2026", "0"),
    ]


def test_a_day_without_a_score_is_a_gap_and_the_last_score_of_a_day_counts():
    assert cells(drawn(ties=[(0, 1), (0, 3)], means=[(1, 2)])) == [
        ("Collabora", "18/06/2026", "3"),
        ("", "19/06/2026", ""),
        ("Means tha", "18/06/2026", ""),
        ("", "19/06/2026", "2"),
    ]


def test_strips_lie_one_below_the_other_and_titles_above_their_strip():
    rows = [row for row in drawn(challenge=[(0, 1)], leaders=[(0, 1)], ties=[(0, 1)]).rows if row["title"]]
    assert [row["top"] for row in rows] == sorted(row["top"] for row in rows)
    assert all(row["title_at"] < row["top"] < row["bottom"] for row in rows)
    assert all(before["bottom"] < after["title_at"] for before, after in zip(rows, rows[1:], strict=False))


def test_only_the_last_days_are_drawn():
    days = [row["day"] for row in drawn(ties=[(day, 1) for day in range(30)]).rows]
    assert len(days) == DAYS_AT_MOST
    assert days[-1] == "17/07/2026"


@pytest.mark.parametrize(("score", "ink"), [(0, "white"), (1, "#14323a"), (2, "white"), (3, "white")])
def test_the_figure_is_legible_on_its_colour(score, ink):
    assert drawn(ties=[(0, score)]).rows[0]["ink"] == ink
