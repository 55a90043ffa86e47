import pytest

from qic_core.pathways.curves import Rect, curves_of
from qic_core.pathways.layout import BOX_WIDTH
from qic_core.pathways.rules import Link

BOXES = {
    1: Rect(0, 100, 90),
    2: Rect(0, 300, 90),
    3: Rect(400, 200, 90),
    4: Rect(800, 200, 90),
    None: Rect(1200, 0, 90),
}


def curve(start, end):
    return curves_of([Link(1, start, end)], BOXES)[1]


@pytest.mark.parametrize(
    ("start", "end", "leaves", "arrives", "heading"),
    [
        (1, 3, BOX_WIDTH, 400, 1),  # on towards the vision
        (1, None, BOX_WIDTH, 1200, 1),
        (4, 3, 800, 400 + BOX_WIDTH, -1),  # back in time
        (1, 2, BOX_WIDTH, BOX_WIDTH, -1),  # within a column: round its right side
    ],
)
def test_a_link_leaves_and_arrives_on_the_sides_that_face_each_other(start, end, leaves, arrives, heading):
    one = curve(start, end)
    assert one.points[0][0] == leaves
    assert abs(one.points[3][0] - arrives) <= 8
    assert one.heading == heading


def test_links_at_one_side_keep_apart_in_the_order_of_their_other_ends_and_on_the_box():
    boxes = {**{n: Rect(0, 100 * n, 60) for n in range(1, 9)}, 9: Rect(400, 300, 60)}
    curves = curves_of([Link(n, n, 9) for n in range(8, 0, -1)], boxes)
    heights = [curves[n].points[3][1] for n in range(1, 9)]
    assert heights == sorted(heights)
    assert len(set(heights)) == 8
    assert all(300 <= height <= 360 for height in heights)


def test_a_link_without_a_box_at_an_end_is_left_out():
    assert curves_of([Link(1, 1, 77), Link(2, 77, 1), Link(3, 1, 3)], BOXES).keys() == {3}


def test_labels_stand_beside_the_boxes_not_on_them():
    for ends in [(1, 3), (4, 3), (1, 2), (4, None)]:
        x, _y = curve(*ends).label
        assert all(not box.x <= x <= box.x + BOX_WIDTH for box in BOXES.values())


def test_in_lanes_the_farther_a_link_goes_beside_its_column_the_farther_out_it_swings():
    boxes = {n: Rect(0, 100 * n, 60) for n in range(1, 9)}
    curves = curves_of([Link(n, 1, n) for n in range(2, 9)], boxes, in_lanes=True)
    reach = [curves[n].at(0.5)[0] for n in range(2, 9)]
    assert reach == sorted(reach)
    assert reach[-1] - reach[0] > 25
    assert all(BOX_WIDTH < x < BOX_WIDTH + 80 for x in reach)
