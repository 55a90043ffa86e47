"""Cooperation pair by pair: what each organisation's people say of the others, and what the wall makes of it."""

import gettext
import json
import time
from dataclasses import replace
from itertools import permutations

import pytest

from qic_core.cooperation.letters import unnamed
from qic_core.cooperation.levels import LEVELS, UNKNOWN
from qic_core.cooperation.pairs import as_shown, names_of, ratings_of, shown_names, speakers_of
from qic_core.errors import DomainError
from qic_core.measures.pairs import pair_levels
from qic_core.workshop.fields import Choices, Item, Ratings
from qic_core.workshop.kind import ITEMS_AT_MOST, Answer, Content, Harvest
from qic_core.workshop.registry import kind_of
from qic_core.workshop.shares import share_of

WORDS = gettext.NullTranslations()
PAIRS = kind_of("cooperation_pairs")
KEYS = ("o1", "o2", "o3", "o4")
NAMES = ("Centre social", "Mission locale", "Parents des Tilleuls", "Régie de quartier")


def content(count=4, **settings):
    names = [NAMES[n] if n < len(NAMES) else f"Organisation n° {n}" for n in range(count)]
    items = tuple(Item(f"o{n}", name, thing=("organisation", 10 * n)) for n, name in enumerate(names, start=1))
    return Content("cooperation_pairs", "Paires", "Quel niveau ?", PAIRS.check_settings(settings), items)


def said(own, voices=1, **levels):
    """One answer that speaks for `own`: said("o1", o2=5); 0 is « I don't know »."""
    return Answer({"speaks_for": [own], "levels": {key: {"level": level} for key, level in levels.items()}}, voices)


def summary(*answers, **settings):
    return PAIRS.summarise(content(**settings), Harvest(answers))


ROOM = (said("o1", o2=5, o3=2), said("o2", o1=3, o4=0), said("o3", voices=4, o1=2, o2=2))


@pytest.mark.parametrize(
    ("answers", "ratings", "unknown", "speakers", "voices"),
    [
        ((), {}, {}, {}, 0),
        ((said("o1", o2=5),), {"o1>o2": [5]}, {}, {"o1": 1}, 1),
        ((said("o1", o2=0),), {}, {"o1>o2": 1}, {"o1": 1}, 1),
        ((said("o1", o2=5), said("o1", o2=3)), {"o1>o2": [3, 5]}, {}, {"o1": 2}, 2),
        ((said("o1", o2=5), said("o2", o1=2)), {"o1>o2": [5], "o2>o1": [2]}, {}, {"o1": 1, "o2": 1}, 2),
        ((said("o1", voices=4, o2=6, o3=0),), {"o1>o2": [6, 6, 6, 6]}, {"o1>o3": 4}, {"o1": 4}, 4),
    ],
)
def test_every_rating_is_kept_by_pair_one_entry_a_voice(answers, ratings, unknown, speakers, voices):
    found = summary(*answers)
    assert found == {"ratings": ratings, "unknown": unknown, "speakers": speakers, "voices": voices}


def test_of_two_people_of_one_organisation_both_count_and_the_median_holds():
    found = summary(said("o1", o2=6), said("o1", o2=2), said("o1", o2=3))
    assert ratings_of(content(), found) == {(10, 20): [2, 3, 6]}
    assert pair_levels(ratings_of(content(), found)) == {(10, 20): 3}
    row = PAIRS.table(content(named=1), found, WORDS).rows[0]
    assert row[0] == "A · Centre social"
    assert "3 (2–6)" in row  # their disagreement is told


def test_not_to_know_is_neither_low_nor_left_blank():
    known, unknown, blank = summary(said("o1", o2=1)), summary(said("o1", o2=0)), summary(said("o1", o3=1))
    assert ratings_of(content(), known)[10, 20] == [1]
    assert (10, 20) not in ratings_of(content(), unknown)
    assert unknown["unknown"] != blank["unknown"]
    assert UNKNOWN.value not in {level.value for level in LEVELS}


@pytest.mark.parametrize(("own", "rated", "kept"), [("o1", ["o2", "o3"], True), ("o1", ["o1"], False)])
def test_nobody_rates_their_own_organisation(own, rated, kept):
    values = said(own, **dict.fromkeys(rated, 4)).values
    if kept:
        assert PAIRS.check_values(content(), values) == values
    else:
        with pytest.raises(DomainError) as refused:
            PAIRS.check_values(content(), values)
        assert refused.value.code == "rates_own_organisation"


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ((), "No answer yet."),
        (
            (said("o1", o2=0),),
            "1 organisation of 4 has spoken: 0 of the 12 possible ratings. None of them knew a level to give.",
        ),
        (
            (said("o1", o2=5),),
            "1 organisation of 4 has spoken: 1 of the 12 possible ratings. All are at the same level: 5. Coordination.",
        ),
        (
            tuple(said(own, **{other: 3 for other in KEYS if other != own}) for own in KEYS),
            "4 organisations of 4 have spoken: 12 of the 12 possible ratings. "
            "All are at the same level: 3. Communication.",
        ),
        (
            ROOM,
            "3 organisations of 4 have spoken: 5 of the 12 possible ratings. "
            "Median level: 2. Coexistence. At 5. Coordination or above: 20 %.",
        ),
    ],
)  # fmt: skip
def test_the_sentence_says_who_spoke_and_where_the_pairs_stand(answers, sentence):
    assert PAIRS.sentence(content(), summary(*answers), WORDS).replace("\N{NO-BREAK SPACE}", " ") == sentence


def test_only_a_named_wall_says_which_two_are_the_closest():
    answers = (said("o1", o2=6, o3=2), said("o2", o1=5), said("o3", o1=7))
    closest = "The closest, and both say so: Centre social and Mission locale."
    assert closest in PAIRS.sentence(content(named=1), summary(*answers), WORDS)
    assert closest not in PAIRS.sentence(content(named=0), summary(*answers), WORDS)
    tied = (*answers, said("o3", o2=5), said("o2", o3=5))
    assert "closest" not in PAIRS.sentence(content(named=1), summary(*tied), WORDS)


@pytest.mark.parametrize(
    ("answers", "trend"),
    [
        ((), {}),
        ((said("o1", o2=0),), {}),
        ((said("o1", o2=5),), {"Median level of the pairs": 5, "Of ten pairs, those at Coordination or above": 10}),
        (ROOM, {"Median level of the pairs": 2, "Of ten pairs, those at Coordination or above": 2}),
    ],
)
def test_the_curve_follows_the_median_and_the_pairs_that_coordinate(answers, trend):
    assert PAIRS.trend(content(), summary(*answers), WORDS) == trend


def test_unnamed_nobody_can_be_read_off_the_wall():
    found, asked = summary(*ROOM), content(named=0)
    chart, second = PAIRS.chart(asked, found, WORDS, font=14), PAIRS.beside(asked, found, WORDS, font=14)
    table, sentence = PAIRS.table(asked, found, WORDS), PAIRS.sentence(asked, found, WORDS)
    shown = str((chart, second, table, sentence))
    assert [str(row[0]) for row in table.rows if "·" in str(row[0])] == []
    assert not [name for name in NAMES if name in shown]
    named = content(named=1)
    assert all(name in str(PAIRS.chart(named, found, WORDS, font=14)) for name in NAMES)


def test_an_unnamed_organisation_keeps_its_letter_within_a_run_which_the_alphabet_does_not_give():
    names = {number: f"Organisation du quartier {number:02}" for number in range(1, 31)}
    once, again = unnamed(names, lot="a1"), unnamed(dict(reversed(names.items())), lot="a1")
    assert list(once.items()) == list(again.items())
    assert unnamed(names, lot="b2") != once
    assert list(once.values())[:2] == ["Organisation A", "Organisation B"]
    assert list(once.values())[-1] == "Organisation AD"
    assert set(once) == set(names)
    assert list(once) != sorted(once)


def test_letters_cannot_be_read_off_the_items_that_every_phone_gets():
    asked = replace(content(30, named=0), lot="drawn for this run")
    letters = {one: name.rpartition(" ")[2] for one, name in shown_names(asked).items()}
    guessed = {one: name.rpartition(" ")[2] for one, name in unnamed(names_of(asked), lot="").items()}
    assert letters != guessed
    assert letters != {one: name.rpartition(" ")[2] for one, name in shown_names(replace(asked, lot="other")).items()}


def test_what_leaves_the_house_unnamed_has_letters_in_their_own_order_and_the_same_keys():
    asked = replace(content(12, named=0), lot="a1")
    told = as_shown(asked)
    assert [item.text for item in told.items] == [f"Organisation {mark}" for mark in "ABCDEFGHIJKL"]
    assert {item.key for item in told.items} == {item.key for item in asked.items}
    assert [item.key for item in told.items] != [item.key for item in asked.items]
    assert as_shown(content(12, named=1)) == content(12, named=1)


def typed(*names):
    items = tuple(Item(f"i{place}", name) for place, name in enumerate(names))
    return Content("cooperation_pairs", "Paires", "?", PAIRS.check_settings({}), items)


def test_typed_organisations_are_the_same_in_every_run_whatever_their_place_case_or_accents():
    first = {name: one for one, name in names_of(typed("Amicale", "Régie", "Club")).items()}
    second = {name: one for one, name in names_of(typed("club", "Jardin", "Regie", "Amicale")).items()}
    assert (first["Amicale"], first["Régie"], first["Club"]) == (second["Amicale"], second["Regie"], second["club"])
    assert all(one < 0 for one in (*first.values(), *second.values()))
    assert len(names_of(typed("Club", "club"))) == 2


def test_organisations_are_known_by_their_number_and_others_by_their_words():
    items = (Item("o9", "Mission locale", thing=("organisation", 7)), Item("i1", "Un collectif d'habitants"))
    items += (Item("p3", "Une proposition", thing=("candidate", 7)), Item("i2", "Une amicale"))
    mixed = Content("cooperation_pairs", "Paires", "?", PAIRS.check_settings({}), items)
    found = PAIRS.summarise(mixed, Harvest([said("i1", o9=4, p3=2), said("o9", i2=5)]))
    ids = {name: one for one, name in names_of(mixed).items()}
    people, proposal, club = (ids[item.text] for item in items[1:])
    assert ids["Mission locale"] == 7
    assert ratings_of(mixed, found) == {(people, 7): [4], (people, proposal): [2], (7, club): [5]}
    assert speakers_of(mixed, found) == {people: 1, 7: 1}


@pytest.mark.parametrize(
    ("count", "at_most", "asked"), [(3, 12, 3), (12, 12, 12), (13, 12, 13), (14, 12, 12), (60, 12, 12), (60, 59, 60)]
)
def test_a_share_leaves_room_for_ones_own_organisation(count, at_most, asked):
    assert len(share_of(content(count, at_most=at_most), ordinal=3, seed=1)) == asked


def test_one_is_asked_for_whom_one_speaks_among_all_then_about_a_share():
    asked = content(20)
    speaks_for, levels = PAIRS.fields_about(asked, asked.items[3:5])
    assert isinstance(speaks_for, Choices)
    assert isinstance(levels, Ratings)
    assert (speaks_for.items, speaks_for.whole) == (asked.items, True)
    assert (levels.items, levels.apart_from) == (asked.items[3:5], "speaks_for")


def test_a_spreadsheet_says_for_whom_one_spoke_and_where_one_did_not_know():
    speaks_for, levels = PAIRS.fields(content(3))
    assert speaks_for.columns(WORDS) == ["Which organisation do you speak for?"]
    assert speaks_for.cells(["o2"]) == ["Mission locale"]
    assert levels.cells({"o1": {"level": 5}, "o3": {"level": 0}}) == [5, None, "?"]


def test_sixty_organisations_are_summed_up_and_drawn_in_no_time():
    asked = content(ITEMS_AT_MOST, at_most=59, named=1)
    keys = [item.key for item in asked.items]
    answers = [said(own, **{key: 1 + n % 7 for n, key in enumerate(keys) if key != own}) for own in keys]
    started = time.perf_counter()
    found = PAIRS.summarise(asked, Harvest(answers))
    chart, second = PAIRS.chart(asked, found, WORDS, font=14), PAIRS.beside(asked, found, WORDS, font=14)
    assert time.perf_counter() - started < 2  # 0.1 s on a quiet machine
    assert len(found["ratings"]) == 60 * 59 == len(list(permutations(keys, 2)))
    assert len(json.dumps(found)) < 100_000
    assert len(chart.rows) == 60 * 60
    assert len(second.rows) > 60
    assert len(PAIRS.table(asked, found, WORDS).rows) == 60
