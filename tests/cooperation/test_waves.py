from datetime import UTC, date, datetime, time

import pytest

from qic_core.collective.mergers import merge_organisations
from qic_core.cooperation.rules import (
    Wave,
    happenings,
    held_by,
    inside_of,
    may_count,
    may_sum_up,
    on_the_same_pairs,
    shown_in,
    standing,
    steps_between,
    uncompared,
)
from qic_core.cooperation.sentences import (
    curve_sentences,
    gaps_sentence,
    happenings_counted,
    happenings_sentences,
    moves_sentence,
    spread_sentence,
    standing_sentence,
    uncompared_sentence,
    wave_sentence,
)
from qic_core.db.engine import Work
from qic_core.measures.migration import moves
from qic_core.words import catalogue
from qic_core.workshop.runs import close_run, reopen_run
from tests.cooperation.partners import gathered

FRENCH = catalogue("fr")
JANUARY, JUNE = date(2026, 1, 20), date(2026, 6, 19)


@pytest.fixture
def partners(database):
    return gathered(database)


def wave(names, levels=None, *, number=1, called=None, holders=None, voices=1):
    levels = levels or {}
    speakers = {rater: 1 for rater, _rated in levels}
    ratings = {pair: [level] for pair, level in levels.items()}
    called = names if called is None else called
    return Wave(number, number, JANUARY, names, ratings, levels, speakers, voices, called, holders or {})


def test_each_closed_run_is_a_wave_the_first_first(partners):
    partners.wave([("École", {"Mairie": 3})], on=JANUARY)
    partners.wave([("École", {"Mairie": 5, "Club": 2}), ("Mairie", {"École": 4})], on=JUNE)
    first, second = partners.waves()
    assert [(one.number, one.held_on, one.voices) for one in (first, second)] == [(1, JANUARY, 1), (2, JUNE, 2)]
    assert first.levels == {partners.pair("École", "Mairie"): 3}
    assert second.levels[partners.pair("Mairie", "École")] == 4
    assert second.speakers == {partners.ids["École"]: 1, partners.ids["Mairie"]: 1}
    assert sorted(second.names.values()) == ["Club", "Crèche", "Mairie", "École"]


def test_the_day_of_a_wave_is_told_in_the_collective_s_time_zone(partners):
    partners.wave([("École", {"Mairie": 3})], on=date(2026, 3, 1), at=time(22, 30))
    assert partners.waves()[0].held_on == date(2026, 3, 2)


def test_a_wave_that_is_opened_again_and_closed_keeps_its_number_and_its_day(partners):
    first = partners.wave([("École", {"Mairie": 3})], on=JANUARY)
    partners.wave([("École", {"Mairie": 5})], on=JUNE)
    with partners.database.writing(partners.collective_id) as work:
        late = Work(work.session, partners.collective_id, datetime(2026, 7, 1, 9, tzinfo=UTC))
        reopen_run(late, run_id=first)
        close_run(late, run_id=first)
    assert [(one.number, one.held_on, list(one.levels.values())) for one in partners.waves()] == [
        (1, JANUARY, [3]), (2, JUNE, [5]),
    ]  # fmt: skip


def test_each_wave_has_letters_of_its_own_and_names_once_they_are_agreed_on(partners):
    partners.join(*(f"Association {number}" for number in range(20)))
    partners.wave([("École", {"Mairie": 3})])
    partners.wave([("École", {"Mairie": 5})], on=JUNE)
    before, after = partners.waves()
    letters = [shown_in([one], named=False) for one in (before, after)]
    assert letters[0] != letters[1]
    assert list(letters[0].values())[:2] == ["Organisation A", "Organisation B"]
    assert shown_in([before, after], named=False) == letters[1]
    assert shown_in([before], named=True)[partners.ids["École"]] == "École"


def test_the_curve_holds_to_the_pairs_rated_in_all_waves():
    names = {1: "A", 2: "B", 3: "C"}
    first = wave(names, {(1, 2): 3, (2, 1): 5, (1, 3): 1, (3, 1): 1})
    second = wave(names, {(1, 2): 4, (2, 1): 5, (3, 2): 7, (2, 3): 7}, number=2)
    third = wave(names, {(1, 2): 6, (2, 1): 5, (1, 3): 1, (3, 2): 7}, number=3)
    stands = on_the_same_pairs([first, second, third])
    assert [(one.number, stand) for one, stand in stands] == [(1, (3, 0.5, 2)), (2, (4, 0.5, 2)), (3, (5, 1, 2))]
    median, share = (told.replace("\xa0", " ") for told in curve_sentences(stands, FRENCH))
    assert median == (
        "De la vague 1 à la vague 3, sur 2 avis donnés dans toutes les vagues : "
        "niveau médian 3. Communication → 5. Coordination."
    )
    assert share == "Sur ces mêmes 2 avis : à « 5. Coordination » ou plus, 50 % → 100 %."


def test_who_joins_with_high_levels_raises_no_curve():
    before = wave({1: "A", 2: "B"}, {(1, 2): 2, (2, 1): 2})
    after = wave({1: "A", 2: "B", 3: "C"}, {(1, 2): 2, (2, 1): 2, (3, 1): 7, (3, 2): 7, (1, 3): 7}, number=2)
    assert [stand.median for _wave, stand in on_the_same_pairs([before, after])] == [2, 2]


def test_without_a_pair_rated_in_all_waves_there_is_no_curve_and_it_is_said():
    before, after = wave({}, {(1, 2): 2}), wave({}, {(2, 1): 6}, number=2)
    assert on_the_same_pairs([before, after]) == []
    [told] = curve_sentences([], FRENCH)
    assert told.startswith("Aucun avis n’a été donné dans toutes les vagues")
    assert on_the_same_pairs([]) == []


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ({}, "Aucune n’a su donner de niveau."),
        ({(1, 2): 4, (2, 1): 4}, "2 avis : niveau médian 4. Assistance, accord 1,00"),
        ({(1, 2): 1, (2, 1): 7}, "2 avis : niveau médian 1. Concurrence, accord −1,00"),
    ],
)
def test_a_sentence_says_how_the_ratings_of_a_wave_are_spread(levels, told):
    assert spread_sentence(levels, FRENCH).replace("\xa0", " ").startswith(told)


@pytest.mark.parametrize(
    ("levels", "named", "may"),
    [({}, True, False), ({(1, 2): 3}, True, True), ({(1, 2): 3}, False, False),
     (dict.fromkeys([(1, 2), (2, 1), (1, 3), (3, 1)], 4), False, False),
     (dict.fromkeys([(1, 2), (2, 1), (1, 3), (3, 1), (2, 3)], 4), False, True)],
)  # fmt: skip
def test_unnamed_a_few_ratings_are_not_summed_up(levels, named, may):
    assert may_sum_up(levels, named=named) == may


@pytest.mark.parametrize(
    ("told", "may"), [([], False), (["a", "b", "a", "b"], False), (["a"] * 9, False), (["a", "b", "a", "a", "a"], True)]
)
def test_unnamed_pairs_are_counted_from_five_on_and_only_where_they_are_not_all_alike(told, may):
    assert may_count(told) == may


def test_a_run_that_nobody_answered_is_a_wave_without_a_rating(partners):
    partners.wave()
    [only] = partners.waves()
    assert (only.voices, only.levels, only.speakers) == (0, {}, {})
    assert "0 voix" in wave_sentence(only, FRENCH)


def test_two_people_of_one_organisation_both_count_and_their_median_is_its_level(partners):
    partners.wave([("École", {"Mairie": 2}), ("École", {"Mairie": 6}), ("École", {"Mairie": 5, "Club": 0})])
    [only] = partners.waves()
    pair = partners.pair("École", "Mairie")
    assert (only.ratings[pair], only.levels[pair]) == ([2, 5, 6], 5)
    assert partners.pair("École", "Club") not in only.levels


def test_an_organisation_renamed_between_waves_goes_on_under_its_name_of_today(partners):
    partners.wave([("École", {"Mairie": 3})])
    partners.edit("École", name="Cité éducative", renamed_on=date(2026, 3, 2))
    partners.wave([("École", {"Mairie": 5})], on=JUNE)
    before, after = partners.waves()
    assert before.names[partners.ids["École"]] == after.names[partners.ids["École"]] == "Cité éducative"
    assert steps_between(before.levels, after.levels)[0].move == 2
    assert happenings(before, after).renamed == {"École": "Cité éducative"}


def test_the_ratings_of_a_merged_organisation_count_for_the_one_that_it_became_part_of(partners):
    partners.wave(
        [("Club", {"École": 2, "Mairie": 3}), ("École", {"Club": 6, "Mairie": 5}), ("Mairie", {"Club": 1, "École": 7})]
    )
    with partners.database.writing(partners.collective_id) as work:
        merge_organisations(
            work, organisation_id=partners.ids["Club"], into_id=partners.ids["École"], on=date(2026, 3, 2)
        )
    partners.wave([("École", {"Mairie": 6})], on=JUNE)
    before, after = partners.waves()
    assert before.ratings == {partners.pair("École", "Mairie"): [3, 5], partners.pair("Mairie", "École"): [1, 7]}
    assert before.speakers == {partners.ids["École"]: 2, partners.ids["Mairie"]: 1}
    assert partners.ids["Club"] not in before.names
    assert happenings(before, after).merged == {"Club": "École"}
    told = " ".join(happenings_sentences(happenings(before, after), FRENCH))
    assert "« Club » fait aujourd’hui partie de « École »" in told.replace("\N{NO-BREAK SPACE}", " ")


def test_who_has_left_stays_in_the_waves_where_it_was_rated(partners):
    partners.wave([("École", {"Club": 3, "Mairie": 3})])
    partners.edit("Club", left_on=date(2026, 3, 2))
    partners.join("Judo")
    partners.wave([("École", {"Judo": 2, "Mairie": 4})], on=JUNE)
    before, after = partners.waves()
    assert before.levels[partners.pair("École", "Club")] == 3
    happened = happenings(before, after)
    assert (list(happened.left), list(happened.joined)) == (["Club"], ["Judo"])
    assert uncompared(before, after) == (1, 1, 0)


def test_waves_of_another_collective_are_not_told(database, partners):
    partners.wave([("École", {"Mairie": 3})])
    others = gathered(database, collective="Les Tilleuls")
    assert others.waves() == []


@pytest.mark.parametrize(
    ("ratings", "holders", "held"),
    [
        ({(1, 2): [3]}, {1: 1, 2: 2}, {(1, 2): [3]}),
        ({(1, 2): [3], (2, 1): [4]}, {1: 1, 2: 1}, {}),
        ({(1, 3): [6], (2, 3): [2, 4]}, {1: 1, 2: 1, 3: 3}, {(1, 3): [2, 4, 6]}),
        ({(3, 1): [6], (3, 2): [2]}, {1: 4, 2: 4}, {(3, 4): [2, 6]}),
    ],
)
def test_ratings_go_to_who_holds_today_and_what_the_merged_said_of_one_another_goes(ratings, holders, held):
    assert held_by(ratings, holders) == held


@pytest.mark.parametrize(
    ("levels", "stands"),
    [
        ({}, None),
        ({(1, 2): 4}, (4, 0, 1)),
        ({(1, 2): 4, (2, 1): 5}, (4, 0.5, 2)),
        ({(1, 2): 7, (2, 1): 5, (1, 3): 1}, (5, 2 / 3, 3)),
    ],
)
def test_a_wave_stands_at_its_lower_median_and_its_share_at_coordination_or_above(levels, stands):
    assert standing(levels) == stands


def test_the_pairs_that_moved_most_come_first_and_those_of_one_organisation_even_unmoved():
    before = {(1, 2): 1, (2, 1): 4, (1, 3): 5, (3, 1): 2, (2, 3): 3}
    after = {(1, 2): 2, (2, 1): 4, (1, 3): 2, (3, 1): 3, (3, 2): 7}
    assert [step.pair for step in steps_between(before, after)] == [(1, 3), (1, 2), (3, 1)]
    assert [step.pair for step in steps_between(before, after, of=2)] == [(1, 2), (2, 1)]
    assert [step.move for step in steps_between(before, after)] == [-3, 1, 1]


def test_what_is_rated_in_one_wave_only_is_counted_with_its_reason():
    before = wave({1: "A", 2: "B", 3: "C"}, {(1, 2): 4, (1, 3): 4, (2, 1): 3})
    after = wave({1: "A", 2: "B", 4: "D"}, {(1, 2): 5, (4, 1): 2, (4, 2): 2})
    left_out = uncompared(before, after)
    assert left_out == (2, 1, 1)
    told = uncompared_sentence(left_out, FRENCH)
    assert told.startswith("Avis qui ne sont pas comparés\N{NO-BREAK SPACE}: 2 avec une organisation arrivée")
    assert uncompared_sentence(uncompared(before, before), FRENCH) == ""


def test_only_what_three_organisations_say_of_one_another_is_inside_them():
    levels = {(1, 2): 4, (2, 4): 3, (3, 1): 7}
    assert inside_of(levels, [1, 2, 3]) == {(1, 2): 4, (3, 1): 7}


def test_unnamed_happenings_are_counted_and_name_nobody():
    before = wave({1: "École", 2: "Mairie"}, called={1: "École", 2: "Ville", 5: "Club"}, holders={5: 1})
    after = wave({1: "École", 2: "Mairie", 4: "Judo"})
    told = happenings_counted(happenings(before, after), FRENCH)
    assert [name for name in ("École", "Mairie", "Ville", "Club", "Judo") if name in told] == []
    assert "renommées\N{NO-BREAK SPACE}: 1" in told
    assert "réunies à une autre\N{NO-BREAK SPACE}: 1" in told
    assert "arrivées\N{NO-BREAK SPACE}: 1" in told
    assert happenings_counted(happenings(after, after), FRENCH) == ""


def test_a_name_that_was_only_written_wrong_is_not_told_as_another():
    before = wave({1: "École"}, called={1: "ecole"})
    assert happenings(before, before) == ({}, {}, [], [])


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ({}, "Aucune"),
        ({(1, 2): 4, (2, 1): 4}, "Tous les avis sont au même niveau\xa0: 4.\xa0Assistance"),
        (
            {(1, 2): 4, (2, 1): 6},
            "Niveau médian\xa0: 4.\xa0Assistance. À «\xa05.\xa0Coordination\xa0» ou plus\xa0: 50\xa0%.",
        ),
    ],
)
def test_a_sentence_says_where_the_pairs_stand(levels, told):
    assert told in standing_sentence(levels, FRENCH)


def test_sentences_of_gaps_and_moves_count_what_they_say():
    assert "3 paires vues des deux côtés\xa0: 1 de la même façon, 1 à un niveau près, 1 avec plus" in (
        gaps_sentence({(1, 2): 0, (1, 3): 1, (2, 3): 4}, FRENCH)
    )
    assert gaps_sentence({}, FRENCH).startswith("Aucune paire n’est encore vue")
    before, after = wave({}, {(1, 2): 4, (2, 1): 4}), wave({}, {(1, 2): 5, (2, 1): 2}, number=2)
    told = moves_sentence(moves(before.levels, after.levels), before, after, FRENCH)
    assert told.endswith("2 avis comparés\xa0: 1 en hausse, 0 sans changement, 1 en baisse.")
    assert moves_sentence(moves({}, {(1, 2): 3}), before, after, FRENCH).startswith("Aucun avis")
