"""Field observations: they wait to be shown, bear no name, and are counted by theme and place."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.collective.rules import SECTORS
from qic_core.errors import DomainError
from qic_core.evaluation.observation_rules import (
    OBSERVATIONS_AT_MOST,
    Count,
    by_place,
    by_theme,
    known_as,
    overview_sentence,
    themes_to_choose,
)
from qic_core.evaluation.observations import count_observations, hide_observations, show_observations
from qic_core.evaluation.tables import ObservationRow
from qic_core.words import catalogue
from qic_core.workshop.kind import Visibility
from tests.evaluation.learnt import JUNE, MARCH, Field

TOMORROW = date.today() + timedelta(days=3)
COUNTS = [Count("École", "Marché", 2), Count("École", "Rue", 1), Count("Logement", "Rue", 4)]


@pytest.fixture
def field(koungou):
    return Field(koungou.database, koungou.id)


def show(field, *ids):
    field.do(show_observations, observation_ids=ids)


def test_an_observation_waits_until_it_is_shown_and_may_be_hidden_again(field):
    key = field.see("Un ascenseur en panne")
    assert (field.words_seen(), field.ask(count_observations)) == ([], [])
    assert field.words_seen(Visibility.WAITING) == ["Un ascenseur en panne"]
    show(field, key)
    assert field.words_seen() == ["Un ascenseur en panne"]
    assert field.ask(count_observations) == [Count("Logement", "Place du marché", 1)]
    field.do(hide_observations, observation_ids=[key])
    assert (field.words_seen(), field.words_seen(Visibility.HIDDEN)) == ([], ["Un ascenseur en panne"])


def test_shown_ones_come_the_latest_first_and_are_filtered(field):
    told = [("a", MARCH, "École", "Rue"), ("b", JUNE, "École", "Marché"), ("c", MARCH, "Logement", "Rue")]
    show(field, *(field.see(text, seen_on=day, theme=theme, place=place) for text, day, theme, place in told))
    assert field.words_seen() == ["b", "c", "a"]
    assert field.words_seen(theme="École") == ["b", "a"]
    assert field.words_seen(place="Rue") == ["c", "a"]
    assert field.words_seen(theme="École", place="Rue") == ["a"]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"text": " "}, "observation_empty"),
        ({"place": ""}, "observation_without_place"),
        ({"theme": "\u200b"}, "observation_without_theme"),
        ({"seen_on": TOMORROW}, "day_in_future"),
        ({"seen_on": date(1026, 1, 1)}, "day_out_of_bounds"),
        ({"text": "a" * 501}, "text_too_long"),
        ({"place": "a" * 121}, "text_too_long"),
        ({"theme": "a" * 61}, "text_too_long"),
    ],
)
def test_what_cannot_be_is_refused(field, told, code):
    with pytest.raises(DomainError, match=code):
        field.see(**told)
    assert field.words_seen(Visibility.WAITING) == []


def test_a_theme_and_a_place_keep_their_first_spelling_unless_that_was_hidden(field):
    first = field.see(theme="Écoles", place="Place du marché")
    show(field, first, field.see(theme="ECOLES", place="place du MARCHE"))
    assert field.ask(count_observations) == [Count("Écoles", "Place du marché", 2)]
    field.do(hide_observations, observation_ids=[field.see(theme="Untel", place="Chez Untel")])
    field.see(theme="UNTEL", place="chez untel")
    with field.database.reading() as session:
        row = session.get(ObservationRow, 4)
        assert (row.theme, row.place) == ("UNTEL", "chez untel")


def test_an_observation_says_when_it_was_shown_as_long_as_it_is(field):
    key = field.see()

    def shown_at():
        with field.database.reading() as session:
            return session.get_one(ObservationRow, key).shown_at

    assert shown_at() is None
    show(field, key)
    first = shown_at()
    assert first is not None
    show(field, key)
    assert shown_at() == first
    field.do(hide_observations, observation_ids=[key])
    assert shown_at() is None


def test_another_collective_s_observations_are_neither_read_nor_shown(field):
    elsewhere = Field(field.database, field.elsewhere().id)
    own, key = field.see(), elsewhere.see("Là-bas")
    with pytest.raises(DomainError, match="observation_unknown"):
        show(field, own, key)
    with pytest.raises(DomainError, match="observation_unknown"):
        show(field)
    show(elsewhere, key)
    assert (field.words_seen(), field.ask(count_observations)) == ([], [])


def test_there_is_a_bound_to_observations(field):
    def fill(work):
        columns = {"collective_id": field.id, "seen_on": MARCH, "place": "Rue", "theme": "École", "text": "Un"}
        work.session.connection().execute(
            ObservationRow.__table__.insert(),
            [{**columns, "visibility": "hidden", "created_at": work.now}] * OBSERVATIONS_AT_MOST,
        )

    field.do(fill)
    with pytest.raises(DomainError, match="too_many_observations"):
        field.see()


def test_themes_and_places_are_summed_the_most_frequent_first():
    assert list(by_theme(COUNTS).items()) == [("Logement", 4), ("École", 3)]
    assert list(by_place(COUNTS).items()) == [("Rue", 5), ("Marché", 2)]


def test_the_sentence_says_what_comes_most_often():
    assert overview_sentence(COUNTS, catalogue("en")) == (
        "7 observations. The theme that comes most often: Logement (4); the place: Rue (5)."
    )


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(1, 50)), max_size=9))
def test_no_observation_is_lost_in_either_sum(told):
    counts = [Count(*one) for one in told]
    total = sum(one.number for one in counts)
    for sums in (by_theme(counts), by_place(counts)):
        assert sum(sums.values()) == total
        assert list(sums.values()) == sorted(sums.values(), reverse=True)


def test_the_themes_that_were_used_come_first_and_are_not_offered_twice():
    french = catalogue("fr")
    chosen = themes_to_choose(["logement", "Chiens"], french)
    assert chosen[:2] == ["logement", "Chiens"]
    assert french.gettext("Housing") not in chosen
    assert len(chosen) == len(SECTORS) + 1


@pytest.mark.parametrize(
    ("typed", "known"), [("ecole", "École"), ("ÉCOLE", "École"), ("Écoles", "Écoles"), ("Parc", "Parc")]
)
def test_a_word_is_known_whatever_its_capitals_and_accents(typed, known):
    assert known_as(typed, ["Logement", "École"]) == known
