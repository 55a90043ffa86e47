"""The network's figures as sentences: what cannot be said is left out, nothing shows as None."""

import pytest

from qic_core.cooperation.readings import links_sentence, network_readings
from qic_core.measures.network import network
from qic_core.words import catalogue

FRENCH = catalogue("fr")
FEW = "Oui : presque tout passe par quelques organisations. (1,00)"
APART = "pas toutes reliées (réseau non connexe)"
PART = "En partie : certaines ont bien plus de liens que d’autres. (0,50)"
NONE = "Non : les liens sont bien répartis. (0,00)"
STAR = frozenset({(1, 2), (2, 1), (1, 3), (3, 1), (1, 4), (4, 1)})


def read(nodes, ties):
    found = network(frozenset(nodes), frozenset(ties))
    levels = {pair: 5 for pair in ties}
    return {reading.question: reading.found for reading in network_readings(found, ties, nodes, levels, FRENCH)}


@pytest.mark.parametrize(
    ("nodes", "ties", "found"),
    [
        ([1, 2, 3, 4], STAR, ["6 sur 12 (50 %)", "6 sur 12 (50 %)", "100 %", "0", FEW, "1,5 pas en moyenne"]),
        ([1, 2, 3], {(1, 2)}, ["1 sur 6 (17 %)", "1 sur 6 (17 %)", "0 %", "1", PART, APART]),
        ([1, 2, 3], (), ["0 sur 6 (0 %)", "0 sur 6 (0 %)", "3", APART]),
        ([1, 2, 3], {(1, 2), (2, 3), (3, 1)},
         ["3 sur 6 (50 %)", "3 sur 6 (50 %)", "0 %", "0", NONE, "1 pas en moyenne"]),
        ([1, 2], {(1, 2), (2, 1)}, ["2 sur 2 (100 %)", "2 sur 2 (100 %)", "100 %", "0", "1 pas en moyenne"]),
        ([1], (), []),
        ([], (), []),
    ],
)  # fmt: skip
def test_figures_are_read_as_questions_with_their_answers(nodes, ties, found):
    assert [answer.replace("\xa0", " ") for answer in read(nodes, ties).values()] == found


def test_who_makes_the_link_is_named_the_most_central_first_and_three_at_most():
    between = {1: 0.2, 2: 0.6, 3: 0.0, 4: 0.2, 5: 0.1}
    names = {1: "École", 2: "Mairie", 3: "Club", 4: "Crèche", 5: "Judo"}
    assert links_sentence(between, names, FRENCH).endswith(": Mairie, Crèche, École.")
    assert links_sentence({3: 0.0}, names, FRENCH) == ""


def test_the_response_rate_counts_what_was_rated_below_the_threshold_and_only_of_those_shown():
    levels = {(1, 2): 2, (1, 3): 6, (2, 1): 3, (9, 1): 7}
    said = frozenset({(1, 3)})
    rate, density, *_others = network_readings(
        network(frozenset([1, 2, 3, 4]), said), said, [1, 2, 3, 4], levels, FRENCH
    )
    assert rate.found.replace("\xa0", " ") == "3 sur 12 (25 %)"
    assert "50 % des organisations" in rate.reading.replace("\xa0", " ")
    assert density.found.replace("\xa0", " ") == "1 sur 12 (8 %)"
