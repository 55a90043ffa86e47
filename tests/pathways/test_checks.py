import pytest

from qic_core.pathways.checks import SENTENCES, check_strategy
from qic_core.pathways.rules import Horizon, Pathways
from qic_core.words import catalogue
from tests.pathways.story import drawn

WHOLE = "s1 m2 l3 1-2 2-3 3-v"


def found(told, *, has_vision=True):
    """Return (code, change, link) of what is found; links are numbered from 100 in the order they are told."""
    return [(one.code, one.change_id, one.link_id) for one in check_strategy(drawn(told), has_vision=has_vision)]


@pytest.mark.parametrize(
    ("told", "findings"),
    [
        ("", [("vision_unserved", None, None)]),
        (WHOLE, []),
        (f"{WHOLE} s4 4-2", []),
        # Within a horizon one change may prepare another.
        (f"{WHOLE} s4 4-1", []),
        ("s1 m2 l3 1-2 2-3", [("vision_unserved", None, None)]),
        (f"{WHOLE} s4", [("no_way_to_vision", 4, None)]),
        (f"{WHOLE} s4 m5 4-5", [("no_way_to_vision", 4, None), ("no_way_to_vision", 5, None)]),
        (f"{WHOLE} m4 4-3", [("nothing_before", 4, None)]),
        (f"{WHOLE} l4 4-v", [("nothing_before", 4, None)]),
        (f"{WHOLE} s4 4-v", [("link_skips_to_vision", None, 103)]),
        (f"{WHOLE} m4 1-4 4-v", [("link_skips_to_vision", None, 104)]),
        (f"{WHOLE} s4 4-3", [("link_skips", None, 103)]),
        (f"{WHOLE} s4 4-2 2-4", [("circle", 4, 104), ("link_backwards", None, 104)]),
        (f"{WHOLE} s4 3-4 4-3", [("circle", 3, 104), ("link_backwards", None, 103), ("link_skips", None, 104)]),
        (f"{WHOLE} l4 2-4 4-v 3-2", [("circle", 2, 105), ("link_backwards", None, 105)]),
    ],
)
def test_what_breaks_the_strategy_is_found_where_it_is(told, findings):
    assert found(told) == findings


@pytest.mark.parametrize(
    ("told", "has_vision", "unserved"), [("", False, False), ("s1", False, True), ("", True, True)]
)
def test_a_vision_that_nothing_serves_is_said_once_not_for_every_change(told, has_vision, unserved):
    assert found(told, has_vision=has_vision) == [("vision_unserved", None, None)] * unserved


def test_every_circle_is_named_once_with_its_changes():
    findings = check_strategy(drawn("s1 s2 s3 s4 m5 1-2 2-3 3-1 4-4 3-4 3-5 5-v"), has_vision=True)
    circles = [(one.params["circle"], one.change_id, one.link_id) for one in findings if one.code == "circle"]
    assert sorted(circles) == [("s1 → s2 → s3 → s1", 1, 102), ("s4 → s4", 4, 103)]


@pytest.mark.parametrize(("count", "long"), [(12, []), (13, [13]), (30, [13])])
def test_a_column_of_more_than_12_is_too_long_to_follow(count, long):
    told = " ".join([WHOLE, *(f"s{n} {n}-2" for n in range(4, count + 3))])
    findings = [one for one in check_strategy(drawn(told), has_vision=True) if one.code == "long_column"]
    assert [one.params for one in findings] == [{"count": count, "at_most": 12}] * len(long)
    column = drawn(told).at(Horizon.SHORT)
    assert [one.change_id for one in findings] == [column[place - 1].id for place in long]


def test_the_same_title_twice_leads_to_the_second():
    told = drawn(WHOLE + " s4 4-2")
    twins = [change if change.id != 4 else type(change)(4, told.changes[0].wording) for change in told.changes]
    findings = check_strategy(Pathways(tuple(twins), told.links), has_vision=True)
    assert [(one.code, one.change_id, one.params) for one in findings] == [("twin", 4, {"title": "s1"})]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_finding_is_a_whole_sentence_in_both_languages(language):
    everything = drawn(
        "s1 m2 l3 1-2 2-3 3-v 3-1 1-3 1-v s4 l5 5-5 l5 " + " ".join(f"m{n}" for n in range(10, 24))
    )  # fmt: skip
    findings = [*check_strategy(everything, has_vision=True), *check_strategy(Pathways(), has_vision=True)]
    assert {one.code for one in findings} == set(SENTENCES)
    assert all("%(" not in one.sentence(catalogue(language)) for one in findings)


def test_a_map_of_500_changes_is_checked_at_once_even_when_it_goes_round():
    ring = " ".join([*(f"m{n}" for n in range(1, 501)), *(f"{n}-{n % 500 + 1}" for n in range(1, 501)), "1-v"])
    [circle] = [one for one in check_strategy(drawn(ring), has_vision=True) if one.code == "circle"]
    assert circle.params["circle"].count("→") == 500
