import gettext

import pytest

from qic_core.actions.heat_map import COLOURS, heat_map

WORDS = gettext.NullTranslations()
NAMES = {7: "Un café", 9: "<script>alert(1)</script>", 4: "=1+1"}


def test_a_box_a_pair_with_its_number_and_columns_by_the_numbers_of_the_rows():
    chart = heat_map(NAMES, {(7, 9): 2, (4, 7): -1}, WORDS, font=15)
    boxes = [(row["from"], row["to"], row["number"], row["effect"]) for row in chart.rows if row["number"]]
    assert boxes == [
        ("1. Un café", "2", "2", "2 is indispensable"),
        ("3. =1+1", "1", "−1", "−1 hinders"),
    ]
    assert [row["to"] for row in chart.rows if not row["number"]] == ["1", "2", "3"]


def test_what_is_said_of_others_is_left_out():
    assert all(not row["number"] for row in heat_map(NAMES, {(7, 88): 2}, WORDS, font=15).rows)


def test_its_shades_say_each_effect_and_grow_darker_with_help():
    chart = heat_map(NAMES, {}, WORDS, font=15)
    assert [name for _, name in chart.shades] == ["−1 hinders", "0 changes nothing", "1 helps", "2 is indispensable"]

    def lightness(colour):
        red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
        return 0.3 * red + 0.6 * green + 0.1 * blue

    grey = [lightness(COLOURS[effect]) for effect in (0, 1, 2)]
    assert grey == sorted(grey, reverse=True)
    assert min(before - after for before, after in zip(grey, grey[1:], strict=False)) > 40


@pytest.mark.parametrize("count", [2, 15, 60])
def test_the_picture_is_the_same_whatever_is_said(count):
    names = {key: f"Action {key}" for key in range(count)}
    assert heat_map(names, {}, WORDS, font=15).picture == heat_map(names, {(0, 1): 2}, WORDS, font=15).picture
