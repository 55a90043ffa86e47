"""The actions as a whole, in words: who helps, who is alone, what the room is divided on, which changes are served."""

import gettext
from dataclasses import replace

import pytest

from qic_core.actions.effects import effect_line
from qic_core.actions.interplay import (
    Interplay,
    acting,
    differing,
    facts_of,
    index_sentence,
    pairs_table,
    served_sentence,
    table_of,
    voices_sentence,
)
from qic_core.actions.rules import Action, Plan, Status
from tests.pathways.story import drawn

WORDS = gettext.NullTranslations()


def action(key, *changes, lead=None, partners=(), status=Status.IDEA):
    return Action(key, Plan(f"Action {key}", changes, lead, partners), status)


def between(effects, count=4, **more):
    return Interplay(tuple(action(key) for key in range(1, count + 1)), effects=effects, **more)


def fact(interplay, name, split=()):
    return dict(facts_of(interplay, split, WORDS)).get(name, [])


def test_what_was_stopped_does_not_count_and_what_is_done_does():
    kept = acting([action(1, status=Status.STOPPED), action(2, status=Status.DONE), action(3)])
    assert [one.id for one in kept] == [2, 3]


@pytest.mark.parametrize(
    ("effects", "sentence"),
    [
        ({}, "Nobody has said yet what these actions do to one another."),
        (
            {(1, 2): 0},
            "Reinforcement index 0.00 (from −0.5 to 1): the actions hardly reinforce one another yet. "
            "1 pair of 12 was judged.",
        ),
        (
            dict.fromkeys(((a, b) for a in range(1, 5) for b in range(1, 5) if a != b), 2),
            "Reinforcement index 1.00 (from −0.5 to 1): the actions reinforce one another strongly. "
            "12 pairs of 12 were judged.",
        ),
        (
            {(1, 2): -1},
            "Reinforcement index −0.04 (from −0.5 to 1): the actions hinder one another more than they help. "
            "1 pair of 12 was judged.",
        ),
    ],
)
def test_the_index_is_said_in_words_with_what_it_rests_on(effects, sentence):
    assert index_sentence(between(effects), WORDS) == sentence


def test_those_that_give_and_receive_most_are_named_the_first_of_equals_first():
    interplay = between({(1, 2): 2, (1, 3): 1, (2, 1): 2, (3, 4): -1})
    assert fact(interplay, "Help the others most (all effects added up)") == ["Action 1 (+3)", "Action 2 (+2)"]
    assert fact(interplay, "Are helped most (all effects added up)") == [
        "Action 1 (+2)", "Action 2 (+2)", "Action 3 (+1)"
    ]  # fmt: skip
    assert fact(interplay, "The one hinders the other") == ["Action 3 → Action 4"]


def test_an_action_is_alone_when_it_was_judged_and_unjudged_when_nobody_spoke_of_it():
    interplay = between({(1, 2): 1, (1, 3): 0})
    assert fact(interplay, "Judged, and tied to no other") == ["Action 3"]
    assert interplay.unjudged == [4]


def test_groups_are_named_and_a_large_one_is_cut():
    whole = {(a, b): 1 for a in range(1, 7) for b in range(1, 7) if a != b}
    [group] = fact(between(whole, count=6), "Groups that reinforce one another")
    assert group.startswith(
        "Action 1\N{NO-BREAK SPACE}; Action 2\N{NO-BREAK SPACE}; Action 3\N{NO-BREAK SPACE}; Action 4"
    )
    assert "2" in group.rpartition(";")[2]


def test_the_pairs_on_which_the_room_is_divided_are_named_if_both_still_count():
    assert fact(between({}), "The room is divided", split=[(1, 2), (1, 99)]) == ["Action 1 → Action 2"]


@pytest.mark.parametrize(
    ("actions", "sentence"),
    [
        ([action(1, 1, lead=5)], "0 changes of 2 (0 %) are served by two organisations or more."),
        ([action(1, 1, lead=5, partners=(6,))], "1 change of 2 (50 %) is served by two organisations or more."),
        # Two actions of one organisation each: the change has two.
        ([action(1, 1, 2, lead=5), action(2, 1, lead=6)],
         "1 change of 2 (50 %) is served by two organisations or more."),
        ([action(1, 1, 2, 77, lead=5), action(2, 1, 2, lead=6)],
         "2 changes of 2 (100 %) are served by two organisations or more."),
    ],
)  # fmt: skip
def test_the_share_of_changes_that_two_organisations_serve(actions, sentence):
    assert served_sentence(Interplay(tuple(actions), drawn("s1 m2")), WORDS) == sentence


def test_without_a_change_no_share_is_told():
    assert served_sentence(Interplay((action(1),)), WORDS) == ""


def test_the_table_names_by_their_numbers_those_that_an_action_gives_to_and_receives_from():
    table = table_of(between({(1, 2): 2, (1, 3): 1, (1, 4): 1, (2, 1): -1, (3, 1): 0}), WORDS)
    assert table.rows[0] == ("1. Action 1", "2", "3, 4", "", "", "", "2", 4, -1)
    assert table.rows[1] == ("2. Action 2", "", "", "1", "1", "", "", -1, 2)
    assert len(table.rows) == 4


def test_what_the_room_would_change_is_told_with_what_holds_today():
    assert differing({(1, 2): 1, (2, 1): 0, (3, 1): 2}, {(1, 2): 1, (2, 1): 2}) == {(2, 1): (2, 0), (3, 1): (None, 2)}


@pytest.mark.parametrize(("effect", "line"), [(None, "not said"), (-1, "−1 hinders"), (2, "2 is indispensable")])
def test_an_effect_is_read_by_its_number_and_its_name(effect, line):
    assert effect_line(effect, WORDS) == line


def test_what_an_action_gives_and_receives_is_told_the_strongest_first():
    interplay = between({(1, 2): 0, (1, 3): 2, (1, 4): -1, (4, 1): 1})
    assert list(interplay.given(1).items()) == [(3, 2), (2, 0), (4, -1)]
    assert interplay.received(1) == {4: 1}


def test_the_same_matrix_always_gives_the_same_groups():
    effects = {(1, 2): 2, (2, 1): 2, (3, 4): 2, (4, 3): 2}
    assert between(effects).clusters == [[1, 2], [3, 4]]
    assert replace(between(effects), effects=dict(reversed(effects.items()))).clusters == [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    ("voices", "sentence"),
    [
        ({}, ""),
        ({(1, 2): 1}, "The room, the last time: 1 voice on each pair."),
        ({(1, 2): 3, (2, 1): 3}, "The room, the last time: 3 voices on each pair."),
        ({(1, 2): 1, (2, 1): 7}, "The room, the last time: 1 to 7 voices a pair."),
    ],
)
def test_how_many_voices_spoke_of_a_pair_is_said(voices, sentence):
    assert voices_sentence(voices, WORDS) == sentence


def test_each_pair_is_told_with_its_voices_the_strongest_first_and_actions_that_left_are_out():
    voices = {(1, 2): 4, (3, 1): 2, (1, 99): 5}
    assert pairs_table(between({(2, 1): 0, (1, 2): 2}), voices, WORDS).rows == [
        ("Action 1 → Action 2", "2 is indispensable", 4),
        ("Action 2 → Action 1", "0 changes nothing", 0),
        ("Action 3 → Action 1", "not said", 2),
    ]
