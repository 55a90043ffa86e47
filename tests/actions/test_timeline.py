from datetime import UTC, date, datetime, timedelta
from gettext import NullTranslations

import altair as alt
import pytest

from qic_core.actions.charts import dated, timeline, timeline_sentence, undated
from qic_core.actions.rules import Action, Plan, Status

WORDS = NullTranslations()
TODAY = date(2027, 6, 15)


def act(key, starts_on=None, ends_on=None, status=Status.IDEA):
    return Action(key, Plan(f"Action {key}", starts_on=starts_on, ends_on=ends_on), status)


def drawn(*actions):
    return timeline(actions, WORDS, today=TODAY, font=15)


def day_of(value):
    return datetime.fromtimestamp(value / 1000, UTC).date()


ACTIONS = [
    act(1, date(2027, 6, 1), date(2027, 6, 30), Status.RUNNING),
    act(2, date(2027, 5, 1), date(2027, 6, 1), Status.RUNNING),
    act(3, None, date(2027, 5, 15)),
    act(4, date(2027, 7, 1)),
    act(5),
]


def test_actions_come_in_the_order_of_their_first_day_and_those_without_any_are_apart():
    assert [action.id for action in dated(ACTIONS)] == [2, 3, 1, 4]


def test_what_is_over_comes_last():
    done = act(9, date(2027, 1, 1), date(2027, 2, 1), Status.DONE)
    stopped = act(8, date(2026, 1, 1), date(2027, 2, 1), Status.STOPPED)
    assert [action.id for action in dated([done, stopped, *ACTIONS])] == [2, 3, 1, 4, 8, 9]


def test_what_has_no_day_is_told_apart():
    assert [action.id for action in undated(ACTIONS)] == [5]


def test_a_row_says_the_name_the_status_and_what_the_bar_does_not_show():
    labels = [row["label"] for row in drawn(*ACTIONS).rows]
    assert labels == [
        "Today",
        "Action 2 · Under way · overdue",
        "Action 3 · Idea · overdue · until 15/05/2027",
        "Action 1 · Under way",
        "Action 4 · Idea · from 01/07/2027 on",
    ]


def test_a_bar_goes_from_the_morning_of_its_first_day_to_the_end_of_its_last():
    [today, bar] = drawn(ACTIONS[0]).rows
    assert (today["shape"], day_of(today["start"])) == ("today", TODAY)
    assert (bar["shape"], day_of(bar["start"]), day_of(bar["end"])) == ("bar", date(2027, 6, 1), date(2027, 7, 1))


def test_an_action_of_one_day_among_long_ones_is_still_seen():
    day = act(1, TODAY, TODAY)
    long = act(2, date(2025, 1, 1), date(2030, 1, 1))
    bar = next(row for row in drawn(day, long).rows if row["label"].startswith("Action 1"))
    assert timedelta(milliseconds=bar["end"] - bar["start"]) > timedelta(days=9)


@pytest.mark.parametrize("count", [0, 1, 60])
def test_the_picture_can_be_drawn_whatever_their_number(count):
    actions = [act(n, TODAY + timedelta(days=n), TODAY + timedelta(days=2 * n)) for n in range(count)]
    chart = drawn(*actions)
    assert len(chart.rows) == count + 1
    alt.LayerChart.from_dict({**chart.picture, "data": {"values": [*chart.rows]}}).to_dict()


def test_the_same_picture_serves_other_actions():
    assert drawn(*ACTIONS).picture is drawn(*ACTIONS[:2]).picture


def test_a_sentence_says_from_when_to_when_what_goes_on_and_what_is_late():
    assert timeline_sentence(ACTIONS[:4], WORDS, today=TODAY) == (
        "4 actions between 01/05/2027 and 01/07/2027, 1 planned for today, 2 overdue."
    )
    assert timeline_sentence([ACTIONS[3]], WORDS, today=TODAY) == (
        "1 action between 01/07/2027 and 01/07/2027, 0 planned for today."
    )


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "planned"),
    [
        (date(2027, 1, 1), None, 1),
        (TODAY, None, 1),
        (date(2027, 6, 16), None, 0),
        (None, date(2027, 7, 1), 1),
        (None, TODAY, 1),
        (None, date(2027, 6, 14), 0),
    ],
)
def test_an_action_open_at_one_end_goes_on_as_long_as_the_other_allows(starts_on, ends_on, planned):
    assert f", {planned} planned for today" in timeline_sentence([act(1, starts_on, ends_on)], WORDS, today=TODAY)


def test_what_is_over_does_not_go_on():
    done = act(1, date(2027, 6, 1), date(2027, 6, 30), Status.DONE)
    assert "0 planned for today" in timeline_sentence([done], WORDS, today=TODAY)
