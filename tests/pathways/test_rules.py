from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.errors import DomainError
from qic_core.pathways.rules import (
    NATURE_OF,
    Horizon,
    Nature,
    Target,
    Web,
    check_confidence,
    soft_warnings,
)
from tests.pathways.story import drawn, wording

TODAY = date(2026, 9, 24)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"title": " \n "}, "title_missing"),
        ({"title": "x" * 301}, "text_too_long"),
        ({"title": "Été", "for_whom": "x" * 301}, "text_too_long"),
        ({"title": "Été", "unseen": "x" * 301}, "text_too_long"),
        ({"title": "Été", "target": Target(1, "x" * 41)}, "text_too_long"),
        ({"title": "Été", "target": Target(float("nan"))}, "figure_out_of_bounds"),
        ({"title": "Été", "target": Target(float("inf"))}, "figure_out_of_bounds"),
    ],
)
def test_a_change_without_title_or_out_of_bounds_is_refused(told, code):
    with pytest.raises(DomainError, match=code):
        wording(**told).clean()


def test_a_wording_is_trimmed_and_may_be_as_long_as_may_be():
    clean = wording(
        "  Les   parents \n viennent ", for_whom=" tous ", target=Target(3, " contacts ", " par an ")
    ).clean()
    assert (clean.title, clean.for_whom) == ("Les parents viennent", "tous")
    assert clean.target == Target(3, "contacts", "par an")
    assert wording("x" * 300).clean().title == "x" * 300


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({}, []),
        ({"nature": Nature.CULTURE}, ["nature"]),
        ({"due_on": date(2026, 9, 23)}, ["past"]),
        ({"due_on": TODAY}, []),
        ({"target": Target(3)}, ["undated"]),
        ({"target": Target(3), "due_on": date(2027, 1, 1)}, []),
        ({"nature": Nature.PRACTICE, "due_on": date(2020, 1, 1), "target": Target(3)}, ["nature", "past"]),
    ],
)
def test_what_deserves_a_second_look_is_said_and_nothing_refused(told, found):
    assert soft_warnings(wording("Été", **told), today=TODAY) == found
    assert wording("Été", **told).clean().title == "Été"


@pytest.mark.parametrize("horizon", Horizon)
@pytest.mark.parametrize("nature", Nature)
def test_each_horizon_has_its_own_kind_of_change(horizon, nature):
    warned = "nature" in soft_warnings(wording("Été", horizon, nature=nature), today=TODAY)
    assert warned == (NATURE_OF[horizon] != nature)


@pytest.mark.parametrize(
    ("standing", "start", "end", "code"),
    [
        ("s1 m2", 1, 1, "link_to_itself"),
        ("s1 m2 1-2", 1, 2, "link_twice"),
        ("s1 m2 1-v", 1, None, "link_twice"),
        ("s1 m2 1-2", 2, 1, "link_closes_circle"),
        ("s1 m2 l3 1-2 2-3", 3, 1, "link_closes_circle"),
        ("s1 m2", 1, 9, "change_unknown"),
        ("s1 m2", 9, 2, "change_unknown"),
        ("s1 m2", 9, None, "change_unknown"),
    ],
)
def test_a_link_that_cannot_stand_is_refused(standing, start, end, code):
    pathways = drawn(standing)
    with pytest.raises(DomainError, match=code):
        Web(pathways.changes, pathways.links).add(start, end)


@pytest.mark.parametrize(
    ("standing", "start", "end"),
    [
        ("s1 m2", 1, 2),
        ("s1 m2", 1, None),
        ("s1 s2 m3 1-3 2-3", 1, 2),
        ("s1 m2 l3 1-2 2-3", 1, 3),
        ("s1 m2 1-v", 2, None),
    ],
)
def test_other_links_may_stand(standing, start, end):
    pathways = drawn(standing)
    Web(pathways.changes, pathways.links).add(start, end)


def test_a_circle_is_named_with_its_changes_and_long_titles_cut():
    pathways = drawn("s1 m2 l3 1-2 2-3")
    with pytest.raises(DomainError) as refusal:
        Web(pathways.changes, pathways.links).add(3, 1)
    assert refusal.value.params["circle"] == "l3 → s1 → m2 → l3"
    web = Web(pathways.changes, ())
    web.titles[1] = "mot " * 75
    with pytest.raises(DomainError) as refusal:
        web.add(1, 1)
    assert len(refusal.value.params["title"]) <= 60


def test_links_added_one_after_the_other_are_held_to_those_before():
    web = Web(drawn("s1 m2 l3").changes, ())
    web.add(1, 2)
    web.add(2, 3)
    with pytest.raises(DomainError, match="link_closes_circle"):
        web.add(3, 1)
    web.add(3, None)


@pytest.mark.parametrize(
    ("links", "start", "end", "way"),
    [
        ("s1 m2 l3 1-2 2-3", 1, 3, [1, 2, 3]),
        ("s1 m2 l3 1-2 2-3 1-3", 1, 3, [1, 3]),
        ("s1 m2 l3 1-2 2-3", 3, 1, []),
        ("s1 m2 1-2", 1, 1, [1]),
        ("s1 m2 1-2 2-1", 1, 2, [1, 2]),
        ("s1 1-v", 1, 7, []),
    ],
)
def test_the_way_between_two_changes_is_a_shortest_one(links, start, end, way):
    assert Web((), drawn(links).links).path(start, end) == way


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=40))
def test_whatever_is_added_no_circle_ever_closes(pairs):
    web = Web(drawn(" ".join(f"m{n}" for n in range(1, 9))).changes, ())
    kept = []
    for start, end in pairs:
        try:
            web.add(start, end)
            kept.append((start, end))
        except DomainError:
            continue
    assert all(not web.path(end, start) for start, end in kept)


@pytest.mark.parametrize("confidence", [None, 0, 55, 100])
def test_a_confidence_goes_from_0_to_100_or_is_not_there(confidence):
    assert check_confidence(confidence) == confidence


@pytest.mark.parametrize("confidence", [-1, 101])
def test_another_confidence_is_refused(confidence):
    with pytest.raises(DomainError, match="confidence_out_of_bounds"):
        check_confidence(confidence)
