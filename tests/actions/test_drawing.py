"""The actions over the change pathways: places that stay, arrows that can be read, nothing that runs."""

import gettext
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.actions.drawing import ARROWS_AT_MOST, draw_svg, shown_of
from qic_core.actions.layout import lay_out
from qic_core.actions.rules import Action, Plan
from qic_core.pathways.layout import BOX_WIDTH, WIDTH
from tests.pathways.story import drawn

WORDS = gettext.NullTranslations()
SVG = "{http://www.w3.org/2000/svg}"
EVIL = "<script>alert(1)</script><img src=x onerror='alert(2)'> & \"=1+1\""


def action(key, *changes, title=None):
    return Action(key, Plan(title or f"Action {key}", changes), "idea")


def picture(actions, map_="s1 m2 l3 1-2 2-3 3-v", effects=None, **more):
    return draw_svg(actions, drawn(map_), "Vivre ensemble", effects or {}, WORDS, **more)


def signs(svg):
    return [text.text for text in ET.fromstring(svg).iter(f"{SVG}text") if text.get("text-anchor") == "middle"]


def said(svg):
    return [text.text for text in ET.fromstring(svg).iter(f"{SVG}text")]


def test_an_action_stands_in_the_first_change_that_it_serves_and_tells_of_the_others():
    layout = lay_out([action(1, 3, 1), action(2, 2), action(3, 99)], drawn("s1 m2 l3"))
    groups = {group.change_id: group for group in layout.groups}
    assert layout.spots[1].x == groups[1].x
    assert groups[1].y < layout.spots[1].y < layout.spots[1].y + layout.size.height < groups[1].y + groups[1].height
    assert (layout.spots[1].more, layout.spots[2].more) == (1, 0)
    assert layout.spots[3].y > layout.apart > max(group.y + group.height for group in layout.groups)


def test_without_orphans_there_is_no_place_for_them():
    assert lay_out([action(1, 1)], drawn("s1")).apart is None
    assert "They serve no change yet" not in said(picture([action(1, 1)]))
    assert "They serve no change yet" in said(picture([action(1)]))


@given(
    served=st.lists(st.sets(st.sampled_from([1, 2, 3, 4, 99]), max_size=3), min_size=1, max_size=60),
    map_=st.sampled_from(["s1 s2 m3 l4", "s1", "", "s1 s2 s3 s4"]),
)
def test_no_two_boxes_overlap_and_all_stand_on_the_sheet(served, map_):
    layout = lay_out([action(n, *changes) for n, changes in enumerate(served)], drawn(map_))
    spots = sorted(layout.spots.values(), key=lambda spot: (spot.x, spot.y))
    assert len(spots) == len(served)
    for one, other in zip(spots, spots[1:], strict=False):
        assert one.x + BOX_WIDTH <= other.x or one.y + layout.size.height < other.y
    assert all(spot.x >= 0 and spot.x + BOX_WIDTH <= WIDTH for spot in spots)
    assert all(spot.y + layout.size.height < layout.height for spot in spots)


def test_saying_more_moves_nothing():
    actions = [action(1, 1), action(2, 2), action(3)]
    before, after = picture(actions), picture(actions, effects={(1, 2): 2, (3, 1): -1})
    frames = [[frame.attrib for frame in ET.fromstring(svg).iter(f"{SVG}rect") if frame.get("width") == str(BOX_WIDTH)]
              for svg in (before, after)]  # fmt: skip
    assert frames[0] == frames[1]
    assert len(frames[0]) == 4


def test_each_effect_has_a_sign_and_dashes_of_its_own_not_a_colour_alone():
    svg = picture([action(1, 1), action(2, 2), action(3, 3)], effects={(1, 2): 2, (2, 3): 1, (3, 1): -1, (1, 3): 0})
    assert signs(svg) == ["++", "+", "−"]
    lines = [path.attrib for path in ET.fromstring(svg).iter(f"{SVG}path") if path.get("stroke-opacity")]
    looks = {(line["stroke-width"], line.get("stroke-dasharray", "")) for line in lines}
    assert len(looks) == len(lines) == 3


def test_helping_one_another_makes_an_arrow_either_way():
    assert signs(picture([action(1, 1), action(2, 2)], effects={(1, 2): 2, (2, 1): 1})) == ["++", "+"]


@pytest.mark.parametrize(
    ("helps", "strong", "chosen", "drawn_pairs"),
    [
        (5, 5, None, 10),
        (ARROWS_AT_MOST, 1, None, 1),
        (0, ARROWS_AT_MOST + 1, None, 0),
        (ARROWS_AT_MOST, 1, 1, ARROWS_AT_MOST + 1),
        (ARROWS_AT_MOST, 1, 2, 1),
    ],
)
def test_as_many_arrows_are_drawn_as_can_be_read(helps, strong, chosen, drawn_pairs):
    effects = {(1, 100 + n): 1 for n in range(helps)} | {(1, 200 + n): 2 for n in range(strong)} | {(2, 1): 0}
    effects |= {(2, 100): -1} if chosen == 2 else {}
    assert len(shown_of(effects, chosen)) == drawn_pairs


def test_it_is_said_that_arrows_are_left_out_and_how_to_see_them():
    actions = [action(n, 1) for n in range(1, 20)]
    tangle = {(1, n): 1 for n in range(2, 20)}
    assert "Too many arrows to draw at once: choose an action to see its own." in said(picture(actions, effects=tangle))
    partly = said(picture(actions, effects={**tangle, (2, 1): -1}))
    assert "Drawn: what is indispensable or hinders. Choose an action to see all its arrows." in partly
    assert not [line for line in said(picture(actions, effects=tangle, chosen=1)) if "hoose an action" in line]


def test_the_chosen_action_stands_out_and_those_it_does_not_touch_step_back():
    actions = [action(1, 1), action(2, 2), action(3, 3)]
    svg = picture(actions, effects={(1, 2): 1}, chosen=1)
    boxes = {group.find(f"{SVG}title").text: group.find(f"{SVG}rect").attrib
             for group in ET.fromstring(svg).iter(f"{SVG}g") if group.find(f"{SVG}title") is not None}  # fmt: skip
    assert boxes["Action 1"]["stroke-width"] == "3"
    assert boxes["Action 2"]["stroke"] != boxes["Action 3"]["stroke"]
    assert picture(actions, effects={(1, 2): 1}, chosen=77) == picture(actions, effects={(1, 2): 1})


def test_what_people_typed_stays_text():
    change = drawn("s1")
    named = replace(change.changes[0], wording=replace(change.changes[0].wording, title=EVIL))
    svg = draw_svg([action(1, 1, title=EVIL)], replace(change, changes=(named,)), EVIL, {}, WORDS)
    kinds = {element.tag.removeprefix(SVG) for element in ET.fromstring(svg).iter()}
    assert kinds <= {"svg", "title", "rect", "text", "g", "path"}
    assert "<script" not in svg
    assert ET.fromstring(svg).find(f".//{SVG}g/{SVG}title").text == EVIL


def test_sixty_actions_are_drawn_each_in_a_box_that_can_be_read():
    actions = [action(n, 1 + n % 4) for n in range(1, 61)]
    layout = lay_out(actions, drawn("s1 s2 m3 l4"))
    assert layout.size.type >= 12
    svg = picture(actions, "s1 s2 m3 l4", {(1, n): 1 for n in range(2, 61)}, chosen=1)
    assert sum(line.startswith("Action ") for line in said(svg)) == 60
    assert len(signs(svg)) == 59
