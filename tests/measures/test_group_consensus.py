"""Vectors: M8 of the measures, and a published Polis conversation."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.measures.group_consensus import (
    LONGEST_LIST,
    Votes,
    consensus_list,
    group_informed_consensus,
    is_significant,
    probability,
    z_score,
)

POLIS = Path(__file__).parents[3] / "shared" / "reference" / "polis" / "bg2050-volunteers"

votes = st.builds(
    lambda agree, disagree, passed: Votes(agree, disagree, agree + disagree + passed),
    *(st.integers(0, 300) for _ in range(3)),
)


@pytest.mark.parametrize(("agree", "disagree", "seen"), [(-1, 0, 3), (0, -1, 3), (2, 2, 3), (1, 0, 0), (0, 0, -1)])
def test_votes_that_contradict_each_other_are_refused(agree: int, disagree: int, seen: int) -> None:
    with pytest.raises(ValueError, match="inconsistent votes"):
        Votes(agree, disagree, seen)


def test_who_saw_and_neither_agreed_nor_disagreed_has_passed() -> None:
    assert Votes(agree=4, disagree=1, seen=8).passed == 3


def test_a_statement_that_half_of_a_group_accepts_stands_below_one_that_most_of_both_accept() -> None:
    divided = group_informed_consensus([Votes(4, 0, 4), Votes(2, 2, 4)])
    shared = group_informed_consensus([Votes(3, 1, 4), Votes(3, 1, 4)])
    assert (divided, shared) == (pytest.approx(0.417, abs=5e-4), pytest.approx(0.444, abs=5e-4))


def test_consensus_against_is_measured_on_the_opposite_statement() -> None:
    refused = [Votes(0, 4, 4), Votes(1, 2, 4)]
    assert group_informed_consensus(group.reversed() for group in refused) == pytest.approx(5 / 6 * 3 / 6)


def test_a_consensus_of_no_group_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one group"):
        group_informed_consensus([])


def test_nobody_having_seen_a_statement_leaves_it_open() -> None:
    assert probability(0, 0) == 0.5
    assert not is_significant(Votes(0, 0, 0))


@pytest.mark.parametrize(
    ("agree", "seen", "z", "significant"),
    [(8, 10, 2.1106, True), (5, 10, 0.3015, False), (7, 11, 1.1547, False), (8, 12, 1.3868, True)],
)
def test_agreement_is_significant_beyond_what_chance_gives_one_time_in_ten(
    agree: int, seen: int, z: float, significant: bool
) -> None:
    assert z_score(agree, seen) == pytest.approx(z, abs=1e-4)
    assert is_significant(Votes(agree, 0, seen)) is significant


def test_the_consensus_list_leaves_out_what_chance_explains_and_ranks_the_rest() -> None:
    room = {
        "toits": Votes(9, 1, 10),
        "bus": Votes(8, 2, 10),
        "bruit": Votes(5, 5, 10),
        "jardin": Votes(7, 4, 11),
        "police": Votes(1, 9, 10),
        "crèche": Votes(2, 0, 2),
        "eau": Votes(60, 10, 80),
    }
    assert consensus_list(room) == ["eau", "toits", "bus", "crèche"]
    assert consensus_list({key: votes.reversed() for key, votes in room.items()}) == ["police"]


def test_the_consensus_list_holds_the_five_strongest() -> None:
    room = {f"statement {agree}": Votes(agree, 0, 40) for agree in range(33, 41)}
    assert consensus_list(room) == [f"statement {agree}" for agree in range(40, 35, -1)]


@given(st.dictionaries(st.text(max_size=3), votes, max_size=12))
def test_the_consensus_list_is_short_and_holds_majorities_only(room: dict[str, Votes]) -> None:
    listed = consensus_list(room)
    assert len(listed) <= LONGEST_LIST
    assert all(room[key].agree * 2 > room[key].seen for key in listed)
    strength = [probability(room[k].agree, room[k].seen) * z_score(room[k].agree, room[k].seen) for k in listed]
    assert strength == sorted(strength, reverse=True)


@given(votes)
def test_a_significant_agreement_is_more_likely_than_not(room: Votes) -> None:
    assert not is_significant(room) or probability(room.agree, room.seen) > 0.5


@given(st.lists(votes, min_size=1, max_size=6))
def test_one_more_group_never_raises_the_consensus(groups: list[Votes]) -> None:
    assert 0 < group_informed_consensus(groups) <= group_informed_consensus(groups[:1]) < 1


def _rows(name: str) -> list[dict[str, str]]:
    with (POLIS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _votes(members: list[dict[str, str]], statement: str) -> Votes:
    cast = [member[statement] for member in members]
    return Votes(cast.count("1"), cast.count("-1"), len(cast) - cast.count(""))


@pytest.mark.skipif(not POLIS.exists(), reason="the published conversation is not beside the project")
def test_every_published_consensus_of_a_polis_conversation_is_found_again() -> None:
    """Data: The Computational Democracy Project, CC BY 4.0; the groups are the published ones."""
    statements, people = _rows("comments.csv"), _rows("participants-votes.csv")
    groups = [[person for person in people if person["group-id"] == name] for name in ("0", "1")]
    assert len(statements) == 371
    for statement in statements:
        key = statement["comment-id"]
        found = group_informed_consensus(_votes(group, key) for group in groups)
        assert found == pytest.approx(float(statement["group-informed-consensus"]), abs=1e-9)
