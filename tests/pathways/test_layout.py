from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.pathways.layout import BOX_WIDTH, COLUMNS, HEAD, WIDTH, column_left, lay_out, size_of
from qic_core.pathways.rules import Horizon, Pathways
from tests.pathways.story import drawn


def columns(short, medium, long):
    names = [*(f"s{n}" for n in range(1, short + 1)), *(f"m{n}" for n in range(201, 201 + medium))]
    return drawn(" ".join([*names, *(f"l{n}" for n in range(401, 401 + long))]))


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_no_two_boxes_overlap_and_all_lie_on_the_map(short, medium, long):
    pathways = columns(short, medium, long)
    places, height = lay_out(pathways)
    assert set(places) == {change.id for change in pathways.changes}
    for number, horizon in enumerate(Horizon):
        column = pathways.at(horizon)
        tops = [places[change.id][1] for change in column]
        size = size_of(len(column))
        assert all(places[change.id][0] == column_left(number) for change in column)
        assert all(lower >= upper + size.height + 5 for upper, lower in zip(tops, tops[1:], strict=False))
        assert all(HEAD <= top <= height - size.height for top in tops)


def test_the_four_columns_fit_the_width_with_room_for_links_between():
    lefts = [column_left(number) for number in range(COLUMNS)]
    assert lefts[0] > 0
    assert lefts[-1] + BOX_WIDTH < WIDTH
    assert all(right - left >= BOX_WIDTH + 70 for left, right in zip(lefts, lefts[1:], strict=False))


def test_links_move_nothing():
    pathways = columns(4, 4, 1)
    assert lay_out(pathways) == lay_out(Pathways(pathways.changes, drawn("s1 1-v 1-201").links))


def test_a_new_change_at_the_end_moves_its_own_column_by_half_a_place_and_no_other():
    before, after = lay_out(columns(6, 3, 1))[0], lay_out(columns(6, 4, 1))[0]
    size = size_of(4)
    moved = {key: before[key][1] - after[key][1] for key in before if before[key] != after[key]}
    assert moved == {key: (size.height + size.gap) / 2 for key in (201, 202, 203)}


def test_another_wording_moves_nothing():
    pathways = columns(4, 4, 1)
    changed = [replace(change, wording=replace(change.wording, title="x" * 300)) for change in pathways.changes]
    assert lay_out(Pathways(tuple(changed))) == lay_out(pathways)


@pytest.mark.parametrize(("count", "lines", "note"), [(9, 3, True), (14, 2, True), (30, 2, False), (500, 2, False)])
def test_the_longer_a_column_the_less_its_boxes_show(count, lines, note):
    size = size_of(count)
    assert (size.lines, size.note) == (lines, note)
    assert size.height >= size.lines * size.type * 1.2


def test_60_changes_take_less_than_two_screens_of_a_projector():
    height = lay_out(columns(25, 20, 15))[1]
    assert height / WIDTH < 2 * 9 / 16 + 0.2
