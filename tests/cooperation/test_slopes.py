import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st

from qic_core.cooperation.rules import Step
from qic_core.cooperation.slopes import Point, levels_curve, migration_map, share_curve, slope_chart
from qic_core.measures.migration import migration
from qic_core.words import catalogue
from qic_core.workshop.charts import INK
from tests.cooperation.test_charts import contrast

FRENCH = catalogue("fr")
NAMES = {1: "École", 2: "Mairie", 3: "Club"}
WAVES = ("Vague 1", "Vague 2")
LEVELS = st.integers(1, 7)


def slopes(*steps):
    return slope_chart(steps, NAMES, WAVES, FRENCH, font=15)


def rows(chart, part):
    return [row for row in chart.rows if row["part"] == part]


def bands(chart):
    return {int(row["label"][0]): (row["y"], row["end_y"]) for row in rows(chart, "band")}


def inside(height, band):
    return band[0] < height < band[1]


def test_each_line_goes_from_the_band_of_its_level_to_that_of_the_next_wave():
    chart = slopes(Step((1, 2), 2, 6), Step((2, 1), 6, 5), Step((1, 3), 4, 4))
    [up, down, still] = rows(chart, "pair")
    assert inside(up["y"], bands(chart)[2])
    assert inside(up["end_y"], bands(chart)[6])
    assert inside(down["y"], bands(chart)[6])
    assert inside(down["end_y"], bands(chart)[5])
    assert [row["way"] for row in (up, down, still)] == ["en hausse", "en baisse", "sans changement"]


def test_lines_are_numbered_and_the_key_names_them():
    chart = slopes(Step((1, 2), 2, 6), Step((3, 1), 6, 5))
    assert [row["label"] for row in rows(chart, "pair")] == ["1", "2"]
    assert list(chart.key) == ["École → Mairie\xa0: de 2 à 6", "Club → École\xa0: de 6 à 5"]


@settings(deadline=None)  # the first picture is made once, and takes its time
@given(st.lists(st.tuples(LEVELS, LEVELS), min_size=1, max_size=12))
def test_no_two_ends_lie_on_one_another_and_levels_never_overlap(moved):
    chart = slope_chart(
        [Step((0, number), *ends) for number, ends in enumerate(moved, start=1)],
        dict.fromkeys(range(13), "Organisation"),
        WAVES,
        FRENCH,
        font=15,
    )
    for end in ("y", "end_y"):
        heights = sorted(row[end] for row in rows(chart, "pair"))
        assert all(higher - lower >= 0.5 for lower, higher in zip(heights, heights[1:], strict=False))
    edges = [edge for level in sorted(bands(chart)) for edge in bands(chart)[level]]
    assert edges == sorted(edges)


def test_the_migration_map_holds_every_count_and_colours_by_direction():
    before, after = {(1, 2): 2, (2, 1): 2, (1, 3): 5}, {(1, 2): 6, (2, 1): 6, (1, 3): 4}
    chart = migration_map(migration(before, after), WAVES, FRENCH, font=15)
    told = {(row["before"][0], row["after"]): row for row in chart.rows}
    assert len(told) == 49
    assert {ends: row["caption"] for ends, row in told.items() if row["caption"]} == {("2", "6"): "2", ("5", "4"): "1"}
    assert len({told["2", "6"]["fill"], told["5", "4"]["fill"], told["1", "1"]["fill"]}) == 3
    assert told["2", "6"]["ink"] == "white"


def test_each_count_is_legible_on_its_colour():
    counts = [[level + other for other in range(7)] for level in range(7)]
    for row in migration_map(counts, WAVES, FRENCH, font=15).rows:
        assert contrast(row["fill"], INK if row["ink"] == INK else "#ffffff") >= 4.5


def test_a_map_of_no_pair_is_drawn_all_the_same():
    chart = migration_map(migration({}, {}), WAVES, FRENCH, font=15)
    assert {row["caption"] for row in chart.rows} == {""}


def test_a_curve_has_a_point_a_wave_with_its_caption():
    chart = levels_curve([Point("Vague 1", 3, "3"), Point("Vague 2", 5, "5")], FRENCH, font=15)
    assert [(row["wave"], row["value"]) for row in chart.rows] == [("Vague 1", 3), ("Vague 2", 5)]


@pytest.mark.parametrize(
    "chart",
    [
        slopes(Step((1, 2), 2, 6)),
        migration_map(migration({(1, 2): 1}, {(1, 2): 1}), WAVES, FRENCH, font=40),
        levels_curve([Point("Vague 1", 3, "3")], FRENCH, font=15),
        share_curve([Point("Vague 1", 0.3, "30 %")], font=15),
    ],
)
def test_pictures_are_drawn_by_vega(chart):
    svg = vl_convert.vegalite_to_svg({**chart.picture, "width": 400, "data": {"values": [*chart.rows]}})
    assert "undefined" not in svg
    assert svg.count("<path") > 2
