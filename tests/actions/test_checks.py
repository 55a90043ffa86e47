"""Where the actions leave the strategy open: each finding opens what it is about, and says what to do."""

import gettext

import pytest

from qic_core.actions.checks import NO_ACTION, SENTENCES, check_actions
from qic_core.actions.rules import Action, Plan, Status
from tests.pathways.story import drawn

WORDS = gettext.NullTranslations()


def action(key, *changes, lead=None, partners=(), status=Status.IDEA):
    return Action(key, Plan(f"Action {key}", changes, lead, partners), status)


def found(actions, map_, effects=None):
    """Return (code, what it opens) of each finding."""
    findings = check_actions(actions, drawn(map_), effects or {})
    return [(one.code, one.action_id or one.change_id) for one in findings]


@pytest.mark.parametrize(
    ("actions", "map_", "effects", "expected"),
    [
        # Nothing at all, or a sound strategy: nothing to say.
        ([], "", {}, []),
        ([action(1, 1, lead=5, partners=(6,))], "s1", {}, []),
        # No action: one sentence, not one a change.
        ([], "s1 s2 m3", {}, [(NO_ACTION, None)]),
        ([action(1, 1, status=Status.STOPPED)], "s1 s2", {}, [(NO_ACTION, None)]),
        # Changes without an action, those of the short term first; a done action has served.
        ([action(1, 2, lead=5, partners=(6,), status=Status.DONE)], "s1 s2 m3 l4", {},
         [("change_without_action", 1), ("change_without_action", 3), ("change_without_action", 4)]),
        # Orphans: no change, or one that was taken off the map.
        ([action(1), action(2, 99), action(3, 1, lead=5, partners=(6,))], "s1", {},
         [("action_orphan", 1), ("action_orphan", 2)]),
        # One organisation alone, even with two actions; nobody named is not somebody alone.
        ([action(1, 1, lead=5), action(2, 1, lead=5), action(3, 2)], "s1 s2", {}, [("change_carried_alone", 1)]),
        # Who hinders comes first; a stopped action hinders no more.
        ([action(1, 1), action(2, 1), action(3), action(4, 1, status=Status.STOPPED)], "s1",
         {(2, 1): -1, (1, 2): 2, (4, 1): -1}, [("action_hinders", 2), ("action_orphan", 3)]),
        # Alone: judged, and tied to none; not judged yet is not alone.
        ([action(1, 1), action(2, 1), action(3, 1), action(4, 1)], "s1", {(1, 2): 1, (1, 3): 0, (3, 1): 0},
         [("action_isolated", 3)]),
    ],
)  # fmt: skip
def test_what_the_actions_leave_open(actions, map_, effects, expected):
    assert found(actions, map_, effects) == expected


def test_each_sentence_names_what_it_is_about():
    actions = [action(1, 1, lead=5), action(2, 1, lead=5), action(3)]
    findings = check_actions(actions, drawn("s1 m2"), {(1, 2): -1, (3, 1): 0})
    assert {one.code for one in findings} == SENTENCES.keys() - {NO_ACTION}
    said = [one.sentence(WORDS) for one in findings]
    assert said[0].startswith("“Action 1” hinders “Action 2”.")
    assert all("%" not in sentence for sentence in said)


def test_a_mutual_reinforcement_is_no_fault():
    assert found([action(1, 1), action(2, 1)], "s1", {(1, 2): 2, (2, 1): 2}) == []
