from hypothesis import given
from hypothesis import strategies as st

from qic_core.workshop.breakdown import SMALLEST_GROUP, groups_of
from qic_core.workshop.fields import Item
from qic_core.workshop.kind import Answer, Content, Harvest
from qic_core.workshop.registry import kind_of

colleges = st.sampled_from(["Habitants", "Associations", "Institutions", "Élus", None])
rooms = st.lists(st.builds(Answer, st.just({}), st.integers(1, 7), colleges), max_size=40)
verdicts = st.dictionaries(
    st.sampled_from(["i1", "i2"]), st.sampled_from([-1, 0, 1]).map(lambda said: {"verdict": said})
)
votes = st.lists(
    st.builds(Answer, verdicts.map(lambda cast: {"verdicts": cast}), st.integers(1, 7), colleges), max_size=40
)
CONTENT = Content("agreement", "D'accord ?", "Êtes-vous d'accord ?", {}, (Item("i1", "Un local"), Item("i2", "Un bus")))


@given(answers=rooms)
def test_no_group_is_under_five_nor_what_is_left_by_subtraction(answers):
    room, groups = sum(answer.voices for answer in answers), groups_of(answers)
    assert all(group.voices >= SMALLEST_GROUP for group in groups)
    if groups:
        assert sum(group.voices for group in groups) == room
    named = [group for group in groups if group.name is not None]
    left = room - sum(group.voices for group in named) if named else 0
    assert left == 0 or left >= SMALLEST_GROUP


@given(answers=rooms)
def test_every_answer_is_in_one_group_and_in_its_own_college(answers):
    groups = groups_of(answers)
    if groups:
        assert sorted(id(one) for group in groups for one in group.answers) == sorted(map(id, answers))
    for group in groups:
        assert group.name is None or {answer.college for answer in group.answers} == {group.name}
    assert len({group.name for group in groups}) == len(groups)
    assert [group.name for group in groups][:-1].count(None) == 0


@given(answers=votes)
def test_a_statement_is_never_told_for_fewer_than_five(answers):
    statements = kind_of("agreement").summarise(CONTENT, Harvest(answers))["statements"]
    for found in statements.values():
        seen = [seen for _, seen in found["groups"].values()]
        assert all(count >= SMALLEST_GROUP for count in seen)
        assert not seen or sum(seen) == found["seen"]
        assert sum(agree for agree, _ in found["groups"].values()) in (found["agree"], 0)
        assert found["agree"] + found["pass"] + found["disagree"] == found["seen"]
        assert 0 < found["consensus"] < 1
