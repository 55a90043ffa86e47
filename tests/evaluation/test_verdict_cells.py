"""What the room would do with each action: counted, said in one sentence, drawn; not knowing is counted apart."""

import gettext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.evaluation.rules import Verdict
from qic_core.evaluation.verdict_cells import Verdicts, advice_of, in_words
from qic_core.words import catalogue
from qic_core.workshop.fields import Item
from qic_core.workshop.kind import Answer, Content, Harvest

WORDS = gettext.NullTranslations()
KIND = Verdicts()
ACTIONS = (Item("a1", "Un café", thing=("action", 1)), Item("a2", "Un jardin", thing=("action", 2)))
CONTENT = Content("verdicts", "Que faisons-nous ?", "Que faire ?", {}, ACTIONS)
CONTINUE, ADJUST, REDIRECT, STOP, UNKNOWN = 1, 2, 3, 4, 0


def room(*answers, voices=1):
    """Return a harvest; each answer gives the level of the café, then that of the garden, None left blank."""
    given_ = [
        {item.key: {"verdict": level} for item, level in zip(ACTIONS, levels, strict=True) if level is not None}
        for levels in answers
    ]
    return Harvest([Answer({"verdicts": one}, voices) for one in given_])


def summary(*answers, **more):
    return KIND.summarise(CONTENT, room(*answers, **more))


def sentence(*answers, words=WORDS):
    return KIND.sentence(CONTENT, summary(*answers), words)


def test_voices_are_counted_by_action_and_verdict_a_table_with_all_its_voices():
    found = summary((CONTINUE, STOP), (CONTINUE, UNKNOWN), (ADJUST, None), voices=3)
    assert found == {"actions": {"a1": [6, 3, 0, 0, 0], "a2": [0, 0, 0, 3, 3]}, "voices": 9}


@pytest.mark.parametrize(
    ("counts", "leading", "is_clear", "voices"),
    [
        ([0, 0, 0, 0, 0], None, False, 0),
        ([0, 0, 0, 0, 5], None, False, 0),
        ([1, 0, 0, 0, 0], Verdict.CONTINUE, True, 1),
        ([2, 1, 0, 0, 9], Verdict.CONTINUE, True, 3),
        ([1, 3, 1, 0, 0], Verdict.ADJUST, False, 5),
        ([2, 2, 0, 0, 0], None, False, 4),
        ([0, 0, 1, 7, 0], Verdict.STOP, True, 8),
    ],
)
def test_the_room_is_clear_when_two_voices_out_of_three_say_the_same(counts, leading, is_clear, voices):
    advice = advice_of(counts)
    assert (advice.leading, advice.is_clear, advice.voices, advice.unknown) == (leading, is_clear, voices, counts[-1])


@given(st.lists(st.integers(0, 50), min_size=5, max_size=5))
def test_what_leads_has_more_voices_than_any_other_verdict(counts):
    advice = advice_of(counts)
    if advice.leading:
        others = [count for verdict, count in advice.counts.items() if verdict != advice.leading]
        assert advice.counts[advice.leading] > max(others)
    else:
        assert sorted(counts[:-1])[-1] == sorted(counts[:-1])[-2]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([], "No answer yet."),
        ([(UNKNOWN, UNKNOWN)], "No answer yet."),
        ([(CONTINUE, STOP)], "The room is clear about 2 actions out of 2. Clearest: “Un café”, continue."),
        (
            [(CONTINUE, STOP), (CONTINUE, ADJUST)],
            "The room is clear about 1 action out of 2. Clearest: “Un café”, continue. "
            "Most divided: “Un jardin” (adjust 1, stop 1).",
        ),
        (
            [(CONTINUE, None), (STOP, None)],
            "The room is not clear about any action yet. Most divided: “Un café” (continue 1, stop 1).",
        ),
        ([(None, REDIRECT)], "The room is clear about 1 action out of 1. Clearest: “Un jardin”, redirect."),
    ],
)
def test_the_sentence_says_where_the_room_is_clear_and_where_it_is_divided(answers, told):
    assert sentence(*answers) == told


def test_the_sentence_is_told_in_french():
    told = sentence((STOP, CONTINUE), (STOP, ADJUST), words=catalogue("fr")).replace("\N{NO-BREAK SPACE}", " ")
    assert told == (
        "La salle voit clair sur 1 action sur 2. La plus claire : « Un café », arrêter. "
        "La plus discutée : « Un jardin » (continuer 1, ajuster 1)."
    )


def test_a_long_action_is_shortened_in_the_sentence_and_whole_in_the_table():
    long = Item("a1", "Un café des parents " * 6)
    content = Content("verdicts", "Que faisons-nous ?", "Que faire ?", {}, (long,))
    found = KIND.summarise(content, Harvest([Answer({"verdicts": {"a1": {"verdict": 1}}})]))
    assert len(KIND.sentence(content, found, WORDS)) < 150
    assert KIND.table(content, found, WORDS).rows[0][0] == long.text


def test_the_table_has_a_column_a_verdict_and_one_for_who_does_not_know():
    table = KIND.table(CONTENT, summary((CONTINUE, UNKNOWN), (STOP, UNKNOWN)), WORDS)
    assert table.columns == ["Action", "Continue", "Adjust", "Redirect", "Stop", "I don't know"]
    assert table.rows == [["Un café", 1, 0, 0, 1, 0], ["Un jardin", 0, 0, 0, 0, 2]]


def test_the_chart_draws_the_share_of_each_answer_and_leaves_out_what_nobody_judged():
    chart = KIND.chart(CONTENT, summary((CONTINUE, None), (STOP, None)), WORDS, font=14)
    shares = {(row["label"], row["answer"]): row["share"] for row in chart.rows}
    assert {label for label, _ in shares} == {"Un café"}
    assert shares["Un café", "Continue"] == shares["Un café", "Stop"] == 0.5


def test_verdicts_are_told_the_most_voices_first():
    assert in_words(advice_of([1, 0, 2, 4, 9]), WORDS) == "stop 4, redirect 2, continue 1"
