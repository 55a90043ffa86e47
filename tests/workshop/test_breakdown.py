import pytest

from qic_core.workshop.breakdown import groups_of
from qic_core.workshop.kind import Answer


def answers(**voices):
    """One answer a voice, by collège; `nobody` stands for those who gave none."""
    return [
        Answer({}, college=None if name == "nobody" else name) for name, count in voices.items() for _ in range(count)
    ]


def shown(given):
    return {group.name: group.voices for group in groups_of(given)}


@pytest.mark.parametrize(
    ("voices", "groups"),
    [
        ({}, {}),
        ({"Habitants": 4}, {}),
        ({"Habitants": 5}, {"Habitants": 5}),
        ({"Habitants": 4, "Élus": 4}, {}),
        ({"Habitants": 5, "Élus": 5}, {"Habitants": 5, "Élus": 5}),
        ({"Habitants": 9, "Élus": 1}, {}),
        ({"Habitants": 9, "Associations": 6, "Élus": 1}, {"Habitants": 9, None: 7}),
        ({"Habitants": 9, "Associations": 3, "Élus": 2}, {"Habitants": 9, None: 5}),
        ({"Habitants": 9, "Associations": 2, "Institutions": 6, "Élus": 1}, {"Habitants": 9, None: 9}),
        ({"Habitants": 9, "nobody": 6}, {"Habitants": 9, None: 6}),
        ({"Habitants": 9, "nobody": 1}, {}),
        ({"nobody": 20}, {}),
    ],
)
def test_groups_under_five_are_pooled_until_the_pool_holds_five(voices, groups):
    assert shown(answers(**voices)) == groups


def test_voices_count_not_answers():
    table = [Answer({}, voices=6, college="Habitants"), Answer({}, voices=5, college="Élus")]
    assert shown(table) == {"Habitants": 6, "Élus": 5}


def test_groups_stand_in_the_order_in_which_they_came_the_pool_last():
    given = answers(Élus=5, Associations=1, Habitants=9, Institutions=4)
    assert list(shown(given)) == ["Élus", "Habitants", None]


def test_the_groups_share_out_every_answer_once():
    given = answers(Habitants=9, Associations=2, Institutions=6, Élus=1, nobody=3)
    assert sorted(map(id, (answer for group in groups_of(given) for answer in group.answers))) == sorted(map(id, given))
