from datetime import date

import pytest

from qic_core.collective.mergers import merge_organisations, unmerge
from qic_core.cooperation.wanted import list_wanted, set_wanted, take_back_wanted
from qic_core.errors import DomainError
from tests.cooperation.partners import gathered

DAY = date(2026, 3, 2)


@pytest.fixture
def partners(database):
    return gathered(database)


def want(partners, one, other, level, why=""):
    with partners.database.writing(partners.collective_id) as work:
        set_wanted(work, one=partners.ids.get(one), other=partners.ids.get(other), level=level, why=why)


def take_back(partners, one, other):
    with partners.database.writing(partners.collective_id) as work:
        take_back_wanted(work, one=partners.ids[one], other=partners.ids[other])


def merge(partners, gone, into):
    with partners.database.writing(partners.collective_id) as work:
        merge_organisations(work, organisation_id=partners.ids[gone], into_id=partners.ids[into], on=DAY)


def wanted(partners):
    names = {key: name for name, key in partners.ids.items()}
    with partners.database.reading() as session:
        found = list_wanted(session, partners.collective_id)
    return [(*sorted(names[key] for key in one.pair), one.level) for one in found]


def test_a_pair_has_one_wanted_level_whoever_is_named_first_and_the_last_word_wins(partners):
    want(partners, "École", "Mairie", 4, why="Le café des parents")
    want(partners, "Club", "École", 3)
    want(partners, "Mairie", "École", 6)
    assert wanted(partners) == [("Mairie", "École", 6), ("Club", "École", 3)]


def test_a_wanted_level_is_taken_back_and_may_be_said_again(partners):
    want(partners, "École", "Mairie", 4)
    take_back(partners, "Mairie", "École")
    assert wanted(partners) == []
    want(partners, "École", "Mairie", 5)
    assert wanted(partners) == [("Mairie", "École", 5)]


def test_after_a_merger_the_last_word_of_those_merged_counts_and_their_own_pair_is_gone(partners):
    want(partners, "Club", "Mairie", 3)
    want(partners, "École", "Mairie", 6)
    want(partners, "Club", "École", 7)
    merge(partners, "Club", "École")
    assert wanted(partners) == [("Mairie", "École", 6)]
    take_back(partners, "École", "Mairie")
    assert wanted(partners) == []


def test_what_a_merged_pair_wanted_last_is_found_under_who_holds_it_and_comes_back_when_it_is_undone(partners):
    want(partners, "École", "Mairie", 6)
    want(partners, "Club", "Mairie", 3)
    merge(partners, "Club", "École")
    assert wanted(partners) == [("Mairie", "École", 3)]
    take_back(partners, "École", "Mairie")
    assert wanted(partners) == []
    with partners.database.writing(partners.collective_id) as work:
        unmerge(work, organisation_id=partners.ids["Club"])
    assert wanted(partners) == [("Club", "Mairie", 3)]


def test_who_has_left_aims_for_nothing_until_it_is_back(partners):
    want(partners, "Club", "Mairie", 3)
    partners.edit("Club", left_on=DAY)
    assert wanted(partners) == []
    with pytest.raises(DomainError, match="organisation_unknown"):
        want(partners, "Club", "Mairie", 5)
    partners.edit("Club", left_on=None)
    assert wanted(partners) == [("Club", "Mairie", 3)]


@pytest.mark.parametrize(
    ("one", "other", "told", "code"),
    [
        ("École", "École", {"level": 4}, "wanted_of_two"),
        ("École", None, {"level": 4}, "wanted_of_two"),
        (None, None, {"level": 4}, "wanted_of_two"),
        ("École", "Mairie", {"level": 0}, "wanted_level_unknown"),
        ("École", "Mairie", {"level": 8}, "wanted_level_unknown"),
        ("École", "Mairie", {"level": 4, "why": "x" * 301}, "text_too_long"),
    ],
)
def test_a_wanted_level_needs_two_organisations_a_level_of_the_scale_and_few_words(partners, one, other, told, code):
    with pytest.raises(DomainError, match=code):
        want(partners, one, other, **told)
    assert wanted(partners) == []


def test_an_organisation_of_another_collective_is_refused(database, partners):
    others = gathered(database, "Ville", "Bibliothèque", collective="Les Tilleuls")
    partners.ids["Ville"] = others.ids["Ville"]
    with pytest.raises(DomainError, match="organisation_unknown"):
        want(partners, "École", "Ville", 4)
