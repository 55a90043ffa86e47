"""Whatever organisations say of one another, and actions do for one another."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qic_core.measures import reinforcement
from qic_core.measures.migration import compared, migration, moves
from qic_core.measures.network import network, ties
from qic_core.measures.ordinal import lower_median
from qic_core.measures.pairs import cautious, gaps, pair_levels, responding, response_rate, spread

NODES = range(1, 8)
directed = st.sampled_from(list(permutations(NODES, 2)))
levels = st.dictionaries(directed, st.integers(1, 7))
ratings = st.dictionaries(directed, st.lists(st.integers(1, 7), max_size=5))
matrices = st.dictionaries(directed, st.integers(-1, 2))
renamed = st.permutations(range(101, 108)).map(lambda names: dict(zip(NODES, names, strict=True)))


def relabelled(pairs, names):
    return {(names[a], names[b]): value for (a, b), value in pairs.items()}


@given(said=levels)
def test_a_gap_is_the_same_read_from_either_side(said):
    turned = {(b, a): level for (a, b), level in said.items()}
    assert gaps(said) == gaps(turned)
    assert cautious(said) == cautious(turned)
    for (a, b), gap in gaps(said).items():
        assert a < b
        assert 0 <= gap <= 6
        assert cautious(said)[a, b] + gap == max(said[a, b], said[b, a])


@given(said=ratings)
def test_the_level_of_a_pair_is_one_that_somebody_gave(said):
    found = pair_levels(said)
    assert set(found) == {pair for pair, given_levels in said.items() if given_levels}
    for pair, level in found.items():
        assert level in said[pair]
        assert level == lower_median([said[pair].count(step) for step in range(1, 8)])
        assert spread(said).get(pair, 0) == max(said[pair]) - min(said[pair])


@given(said=levels, threshold=st.integers(1, 7))
def test_shares_of_a_network_are_shares(said, threshold):
    found = network(frozenset(NODES), ties(said, threshold))
    shares = [found.density, found.reciprocity, found.centralisation, *found.betweenness.values()]
    assert all(0 <= share <= 1 + 1e-9 for share in shares if share is not None)
    assert found.density <= response_rate(said, NODES) <= responding(said, NODES)


@given(said=levels, threshold=st.integers(2, 7))
def test_a_lower_threshold_never_takes_a_tie_away(said, threshold):
    assert ties(said, threshold) <= ties(said, threshold - 1)


@given(said=levels, names=renamed, threshold=st.integers(1, 7))
def test_other_names_change_no_figure_of_a_network(said, names, threshold):
    one = network(frozenset(NODES), ties(said, threshold))
    other = network(frozenset(names.values()), ties(relabelled(said, names), threshold))
    assert (other.density, other.reciprocity) == (one.density, one.reciprocity)
    assert (other.centralisation, other.mean_path) == (one.centralisation, one.mean_path)
    assert {name: other.betweenness[names[name]] for name in NODES} == pytest.approx(dict(one.betweenness))


@given(before=levels, after=levels)
def test_every_compared_pair_is_in_one_cell_of_the_migration(before, after):
    counts, moved = migration(before, after), moves(before, after)
    pairs = compared(before, after)
    assert sum(map(sum, counts)) == len(pairs) == sum(moved)
    assert sum(counts[level][level] for level in range(7)) == moved.same
    assert moves(after, before) == moved[::-1]
    assert migration(after, before) == [list(column) for column in zip(*counts, strict=True)]


@given(matrix=matrices, names=renamed)
def test_the_index_is_between_all_hinder_and_all_indispensable_whatever_the_names(matrix, names):
    index = reinforcement.index(matrix, len(NODES))
    assert -1 / 2 <= index <= 1
    assert reinforcement.index(relabelled(matrix, names), len(NODES)) == index
    assert sum(reinforcement.given(matrix).values()) == sum(reinforcement.received(matrix).values())
    alone = reinforcement.isolated(list(NODES), matrix)
    assert reinforcement.isolated([names[node] for node in NODES], relabelled(matrix, names)) == [
        names[node] for node in alone
    ]


@settings(max_examples=40)
@given(matrix=matrices)
def test_groups_share_no_action_and_hold_no_isolated_one(matrix):
    groups = reinforcement.clusters(NODES, matrix)
    members = [node for group in groups for node in group]
    assert len(members) == len(set(members))
    assert not set(members) & set(reinforcement.isolated(list(NODES), matrix))
    assert set(members) == {node for pair, value in matrix.items() if value > 0 for node in pair}
    assert all(len(group) >= 2 for group in groups)
    assert groups == reinforcement.clusters(list(reversed(NODES)), dict(reversed(matrix.items())))
