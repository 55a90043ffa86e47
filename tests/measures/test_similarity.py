"""The threshold was chosen on the first room; the second was written afterwards, to see whether it holds."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qic_core.measures.similarity import near_duplicates

Groups = tuple[tuple[str, ...], ...]

FIRST_ROOM: Groups = (
    (
        "Plus de réunions entre associations",
        "des réunions entre les associations",
        "Organiser des réunions entre associations",
    ),
    ("réparer les toits", "Réparer les toitures en tôle", "réparation des toits"),
    ("Améliorer l'accès à l'eau potable", "accès à l’eau potable pour tous"),
    ("Créer des emplois pour les jeunes", "Plus d'emplois pour les jeunes", "emploi des jeunes"),
    ("Ouvrir l'école le soir", "ouvrir les écoles le soir pour les devoirs"),
    ("Mieux coordonner les actions des associations", "meilleure coordination des actions entre associations"),
    ("Un local pour les jeunes", "avoir un local jeunes"),
    ("Ramassage des ordures plus régulier", "ramasser les ordures plus régulièrement"),
    ("éclairage public", "Mettre de l'éclairage public dans les rues"),
)
FIRST_ROOM_ALONE = (
    "l'eau potable",  # a person would add it to the access to water
    "Réparer les routes",
    "réparer l'école",
    "Moins de réunions",
    "Moins d'emplois précaires",
    "Des cours de français pour les mamans",
    "Un terrain de sport",
    "Aide aux devoirs",
    "Rénover les logements insalubres",
    "Construire de nouveaux logements",
    "Une fête de quartier",
    "Plus de bus vers Mamoudzou",
    "Un annuaire des associations",
    "Former les bénévoles",
    "Accueillir les nouveaux habitants",
    "Un conseil citoyen plus écouté",
    "Une permanence de la préfecture",
    "Un jardin partagé",
    "Des poubelles dans chaque rue",
)
SECOND_ROOM: Groups = (
    ("Une aire de jeux pour les enfants", "des aires de jeux pour enfants", "aire de jeux"),
    ("Réparer l'ascenseur", "réparation de l'ascenseur"),
    ("Plus de caméras", "des caméras"),
    ("Moins de bruit la nuit", "moins de bruits la nuit svp"),
    ("Isoler les logements", "isolation des logements", "Mieux isoler nos logements"),
    ("Un café associatif", "ouvrir un café associatif"),
    ("Accompagner les personnes âgées isolées", "accompagnement des personnes agées isolées"),
    ("Des arbres", "Plus d'arbres", "planter des arbres"),
    ("Aide pour les papiers", "de l'aide pour remplir les papiers", "aide papiers"),
    ("une gouvernance partagée", "Gouvernance partagée entre les structures"),
    ("Plus d'écoute des habitants", "écouter les habitants", "Ecouter davantage les habitants"),
    ("Stages pour les collégiens", "des stages pour les collegiens"),
)
SECOND_ROOM_ALONE = (
    "Lutter contre les dépôts sauvages",  # a person would put these two together
    "en finir avec les dépôts sauvages",
    "Réparer les trottoirs",
    "Des jeux de société",
    "Plus de bruit pour nos droits",
    "Une salle pour les fêtes",
    "Un café pour les parents",
    "Visiter les personnes âgées",
    "Isolement des personnes âgées",
    "Planter un potager",
    "Informer les habitants",
    "Écouter les jeunes",
    "Stages sportifs",
    "Des caméras, non merci",
    "Un pédibus",
    "Piste cyclable",
    "Une laverie",
    "Épicerie solidaire",
    "Des loyers moins chers",
    "Partager la décision",
    "Un budget participatif",
    "La fibre",
)


def proposed(texts: tuple[str, ...]) -> set[frozenset[str]]:
    by_key = dict(enumerate(texts, start=100))
    return {frozenset(by_key[key] for key in group) for group in near_duplicates(by_key)}


@pytest.mark.parametrize(
    ("groups", "alone"), [(FIRST_ROOM, FIRST_ROOM_ALONE), (SECOND_ROOM, SECOND_ROOM_ALONE)], ids=["first", "second"]
)
def test_the_reworded_ideas_of_a_room_are_proposed_together_and_no_other(
    groups: Groups, alone: tuple[str, ...]
) -> None:
    mixed = tuple(sorted([text for group in groups for text in group] + list(alone)))
    assert proposed(mixed) == {frozenset(group) for group in groups}


@pytest.mark.parametrize("group", FIRST_ROOM + SECOND_ROOM, ids=lambda group: group[0])
def test_two_rewordings_are_found_even_when_nothing_else_was_said(group: tuple[str, ...]) -> None:
    assert proposed(group[:2]) == {frozenset(group[:2])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Plus de policiers dans les rues", "Moins de policiers dans les rues"),
        ("De l'eau à l'école", "Pas d'eau à l'école"),
        ("Plus de commerces dans le quartier", "Plus de communication dans le quartier"),
        ("réparer les toits", "réparer les routes"),
    ],
)
def test_texts_that_look_alike_and_ask_for_something_else_stay_apart(one: str, other: str) -> None:
    assert proposed((one, other)) == set()


def test_no_chain_leads_from_an_idea_to_one_unlike_it() -> None:
    chain = ("toits murs", "toits murs portes", "murs portes", "murs portes jardins", "portes jardins")
    texts = dict(enumerate(chain))
    assert near_duplicates(texts, threshold=0.5) != [tuple(texts)]
    assert len(near_duplicates(texts, threshold=0.5)) > 1


@pytest.mark.parametrize("texts", [{}, {1: "réparer les toits"}, {1: "", 2: "  ", 3: "\u200b"}, {1: "", 2: "eau"}])
def test_without_two_texts_nothing_is_proposed(texts: dict[int, str]) -> None:
    assert near_duplicates(texts) == []


def test_ideas_of_symbols_or_small_words_only_are_compared_too() -> None:
    assert near_duplicates({9: "💪", 4: "pour tous", 2: "💪", 7: "Pour tous !"}) == [(2, 9), (4, 7)]


def test_keys_come_in_order_whatever_the_order_of_the_texts() -> None:
    texts = {30: "les toits", 10: "des toits", 20: "une crèche", 5: "crèches"}
    assert near_duplicates(texts) == near_duplicates(dict(reversed(texts.items()))) == [(5, 20), (10, 30)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("aeé rtoisu'’!💪", max_size=25), max_size=12))
def test_groups_hold_two_texts_or_more_and_each_text_once(texts: list[str]) -> None:
    groups = near_duplicates(dict(enumerate(texts)))
    keys = [key for group in groups for key in group]
    assert len(keys) == len(set(keys))
    assert all(len(group) >= 2 for group in groups)
    again = [pair for group in groups for pair in combinations(group, 2)]
    assert all(near_duplicates({0: texts[one], 1: texts[one]}) == [(0, 1)] for one, _ in again)
