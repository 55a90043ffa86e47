"""Who is asked which questions, where they are more than one person can answer."""

from collections import Counter

import pytest

from qic_core.workshop.fields import Item
from qic_core.workshop.kind import Content
from qic_core.workshop.registry import kind_of
from qic_core.workshop.shares import SHEETS_AT_MOST, count_sheets, is_shared_out, share_of, sheet_fields, voice_fields


def content(kind, count, **settings):
    items = tuple(Item(f"i{n}", f"Proposition {n}") for n in range(1, count + 1))
    return Content(kind, "Titre", "Question ?", kind_of(kind).check_settings(settings), items)


@pytest.mark.parametrize(
    ("kind", "count", "shared", "sheets"),
    [
        ("cooperation", 0, False, 1),
        ("agreement", 60, False, 1),  # a short statement each: paper and tablets hold them all
        ("cooperation_pairs", 12, False, 1),
        ("cooperation_pairs", 13, False, 1),
        ("cooperation_pairs", 14, True, 2),
        ("cooperation_pairs", 60, True, 5),
        ("trust", 12, True, 4),
        ("reinforcement", 4, False, 1),  # 12 pairs
        ("reinforcement", 60, True, SHEETS_AT_MOST),  # 3 540 pairs
    ],
)
def test_paper_and_tablets_share_out_what_no_single_person_can_answer(kind, count, shared, sheets):
    asked = content(kind, count)
    assert (is_shared_out(asked), count_sheets(asked)) == (shared, sheets)


def test_phones_share_out_what_paper_does_not():
    asked = content("agreement", 60)
    assert len(share_of(asked, ordinal=1, seed=1)) < 60
    assert len(voice_fields(asked, ordinal=1, seed=1)[0].items) == 60


@pytest.mark.parametrize(("kind", "count"), [("cooperation_pairs", 14), ("cooperation_pairs", 60), ("trust", 11)])
def test_the_sheets_ask_each_question_once_or_twice(kind, count):
    asked = content(kind, count)
    seen = Counter(
        item.key
        for number in range(1, count_sheets(asked) + 1)
        for field in sheet_fields(asked, number)[1:]
        for item in field.items
    )
    assert set(seen) == {item.key for item in asked.items}
    assert set(seen.values()) <= {1, 2}


def test_a_number_always_gives_the_same_share_and_the_next_one_another():
    asked = content("cooperation_pairs", 60)
    assert share_of(asked, ordinal=4, seed=9) == share_of(asked, ordinal=4, seed=9)
    assert share_of(asked, ordinal=4, seed=9) != share_of(asked, ordinal=5, seed=9)
    assert voice_fields(asked, ordinal=4, seed=9)[1].items == share_of(asked, ordinal=4, seed=9)
