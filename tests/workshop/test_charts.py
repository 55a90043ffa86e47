"""Shared charts as Vega draws them: only what they are given, legible on a phone."""

import re

import pytest
import vl_convert

from qic_core.workshop.charts import PRIMARY, Bar, bars, columns, curve, scatter, stacked

LEVELS = ("1|Concurrence", "2|Coexistence", "3|Communication")


def drawn(chart, width=700):
    return vl_convert.vegalite_to_svg({**chart.picture, "width": width, "data": {"values": [*chart.rows]}})


def levels():
    values = [Bar(label, count, str(count)) for count, label in enumerate(LEVELS, start=1)]
    return columns(values, font=15, height=200, marked=None, colours=("#111111", "#222222", "#333333"))


@pytest.mark.parametrize(
    "chart",
    [
        bars([Bar("Café", 2, "2")], font=15),
        levels(),
        curve({"Médiane": [3, 4]}, run="Passage", font=15),
        scatter([("A", 2, 3)], x="x", y="y", domain=(1, 4), font=15, height=200),
    ],
)
def test_a_chart_draws_no_row_but_those_it_is_given(chart):
    assert "undefined" not in drawn(chart)
    assert not {"data", "datasets"} & chart.picture.keys()


def test_columns_too_narrow_for_their_names_keep_their_numbers():
    wide, narrow = drawn(levels(), 700), drawn(levels(), 150)
    assert ">Communication<" in wide
    assert ">Communication<" not in narrow
    assert ">3<" in narrow


def test_a_share_that_is_wider_than_its_part_is_not_written_over_the_others():
    shares = [("Un jardin", "Oui", 0.86), ("Un jardin", "Non", 0.14)]
    chart = stacked(shares, order=("Oui", "Non"), colours=("#111111", "#222222"), light=(), font=15)
    written = [re.findall(r'font-size="15px"[^>]*>(\d+ %)<', drawn(chart, width)) for width in (700, 200)]
    assert written == [["86 %", "14 %"], ["86 %"]]


def test_a_bar_has_its_own_colour():
    svg = drawn(bars([Bar("Café", 2, "2", "#abcdef"), Bar("Thé", 1, "1")], font=15))
    assert "#abcdef" in svg
    assert PRIMARY in svg
