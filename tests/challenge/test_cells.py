import gettext

import pytest

from qic_core.workshop.fields import Item
from qic_core.workshop.kind import Answer, Content, Harvest
from qic_core.workshop.registry import kind_of

WORDS = gettext.NullTranslations()
PRIORITY = kind_of("priority")
CONTENT = Content(
    "priority",
    "Urgences",
    "Qu'est-ce qui presse ?",
    items=(Item("i1", "Éclairer le stade"), Item("i2", "Un local"), Item("i3", "Une navette")),
)


def rated(item, urgency=None, importance=None, shared=None, *, voices=1, college=None):
    given = {"urgency": urgency, "importance": importance, "shared": shared}
    return Answer({"ratings": {item: {key: step for key, step in given.items() if step}}}, voices, college)


def summary(*answers):
    return PRIORITY.summarise(CONTENT, Harvest(answers))


def rows(*answers):
    return [tuple(row) for row in PRIORITY.table(CONTENT, summary(*answers), WORDS).rows]


SOME = (rated("i2", 4, 4, 1), rated("i1", 2, 3, 4), rated("i2", 4, 2, 2, voices=6), rated("i3", shared=4))


def test_steps_are_counted_by_voices_and_a_blank_is_no_low_step():
    proposals = summary(*SOME)["proposals"]
    assert proposals["i2"] == {"urgency": [0, 0, 0, 7], "importance": [0, 6, 0, 1], "shared": [1, 6, 0, 0]}
    assert proposals["i3"] == {"urgency": [0, 0, 0, 0], "importance": [0, 0, 0, 0], "shared": [0, 0, 0, 1]}


def test_the_most_urgent_and_important_comes_first_and_an_unrated_one_not_at_all():
    assert rows(*SOME) == [
        (1, "Un local", "Very urgent", "Quite important", "By some", "1.00", 7),
        (2, "Éclairer le stade", "Can wait", "Important", "By all", "1.00", 1),
    ]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ((), "No answer yet."),
        ((rated("i3", shared=4),), "No answer yet."),
        ((rated("i1", 1, 1),), "First by urgency and importance: “Éclairer le stade” (1 voices)."),
        (SOME, "First by urgency and importance: “Un local” (9 voices)."),
    ],
)
def test_the_sentence_names_the_first(answers, sentence):
    assert PRIORITY.sentence(CONTENT, summary(*answers), WORDS) == sentence


def test_a_criterion_that_nobody_answered_is_a_dash():
    assert rows(rated("i1", 1, 4)) == [(1, "Éclairer le stade", "Not urgent", "Very important", "—", "1.00", 1)]


def test_the_chart_places_each_rated_proposal_by_its_number():
    drawn = PRIORITY.chart(CONTENT, summary(*SOME), WORDS, font=14)
    points = drawn.rows
    assert [(row["label"], row["x"], round(row["y"], 2)) for row in points] == [("1", 4, 2.29), ("2", 2, 3)]
    assert PRIORITY.chart(CONTENT, summary(), WORDS, font=14) is None


def test_the_curve_follows_the_five_first():
    assert PRIORITY.trend(CONTENT, summary(*SOME), WORDS) == {"Un local": 3.14, "Éclairer le stade": 2.5}


RESIDENTS = rated("i1", 4, 4, voices=6, college="Habitants")
ELECTED = rated("i1", 1, 2, voices=5, college="Élus")
SPLIT = (RESIDENTS, ELECTED)


def marks(*answers):
    """Return (number, collège, urgency, importance) of the small marks of the chart."""
    drawn = PRIORITY.chart(CONTENT, summary(*answers), WORDS, font=14).rows
    return [(row["label"], row["group"], row["x"], row["y"]) for row in drawn if row["group"]]


def test_each_college_has_its_mark_tied_to_the_whole():
    assert marks(*SPLIT) == [("1", "Habitants", 4, 4), ("1", "Élus", 1, 2)]
    rows = PRIORITY.chart(CONTENT, summary(*SPLIT), WORDS, font=14).rows
    whole = rows[0]
    assert (whole["group"], round(whole["x"], 2), round(whole["y"], 2)) == ("", 2.64, 3.09)
    assert {(row["end_x"], row["end_y"]) for row in rows} == {(whole["x"], whole["y"])}


def test_the_table_says_what_each_college_says():
    table = PRIORITY.table(CONTENT, summary(*SPLIT), WORDS)
    assert table.columns[-2:] == [
        "Habitants: urgency · importance (voices)",
        "Élus: urgency · importance (voices)",
    ]
    assert table.rows[0][-2:] == ("4.00 · 4.00 (6)", "1.00 · 2.00 (5)")


@pytest.mark.parametrize(
    "answers",
    [
        # Four elected voices would be what is left when the residents are taken away.
        (RESIDENTS, rated("i1", 1, 1, voices=4, college="Élus")),
        # One collège alone says what the room says.
        (RESIDENTS,),
        # Enough voices in all, too few on this proposal, or on one of the two questions.
        (RESIDENTS, rated("i2", 1, 1, voices=5, college="Élus")),
        (RESIDENTS, rated("i1", 1, voices=5, college="Élus")),
        (RESIDENTS, rated("i1", importance=1, voices=5, college="Élus"), rated("i1", 2, 2, college="Élus")),
    ],
)
def test_nothing_is_told_apart_that_would_speak_for_fewer_than_five(answers):
    assert marks(*answers) == []
    assert len(PRIORITY.table(CONTENT, summary(*answers), WORDS).columns) == 7


def test_a_proposal_that_too_few_of_a_college_rated_is_a_dash_beside_the_others():
    others = [rated("i2", 2, 2, voices=6, college="Habitants"), rated("i2", 2, 2, voices=4, college="Élus")]
    table = PRIORITY.table(CONTENT, summary(*SPLIT, *others), WORDS)
    assert [tuple(row[-2:]) for row in table.rows] == [("4.00 · 4.00 (6)", "1.00 · 2.00 (5)"), ("—", "—")]


def test_small_colleges_are_told_together():
    pooled = [rated("i1", 1, 1, voices=3, college=name) for name in ("Élus", "Institutions")]
    assert marks(RESIDENTS, *pooled) == [("1", "Habitants", 4, 4), ("1", "Other collèges", 1, 1)]


def test_a_run_closed_before_colleges_were_told_apart_is_still_drawn():
    old = {key: found for key, found in summary(*SPLIT).items() if key != "groups"}
    assert len(PRIORITY.chart(CONTENT, old, WORDS, font=14).rows) == 1
    assert PRIORITY.table(CONTENT, old, WORDS).rows[0][:2] == (1, "Éclairer le stade")


def test_only_the_three_first_are_told_apart_on_the_picture():
    items = tuple(Item(f"i{n}", f"Défi {n}") for n in range(1, 8))
    content = Content("priority", "Urgences", "Qu'est-ce qui presse ?", items=items)
    answers = [rated(item.key, 4, 4, voices=5, college=name) for item in items for name in ("Habitants", "Élus")]
    rows = PRIORITY.chart(content, PRIORITY.summarise(content, Harvest(answers)), WORDS, font=14).rows
    assert {row["label"] for row in rows if row["group"]} == {"1", "2", "3"}
    assert len([row for row in rows if not row["group"]]) == 7


def test_the_numbers_on_the_picture_are_named_and_no_more_than_are_drawn():
    assert PRIORITY.chart(CONTENT, summary(*SOME), WORDS, font=14).key == ["Un local", "Éclairer le stade"]
    first = PRIORITY.chart(CONTENT, summary(*SOME), WORDS, font=14, most=1)
    assert (first.key, [row["label"] for row in first.rows]) == (["Un local"], ["1"])
    assert first.wide(700).key == ["Un local"]
