"""The examples of docs/calculs.md, which people can do by hand, are what the code computes."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from qic_core.challenge.conditions import IMPACT_CONDITIONS
from qic_core.challenge.guess import Guess
from qic_core.challenge.rules import Score
from qic_core.dashboard.condition_rules import Standing
from qic_core.dashboard.feedback_rules import usual_day
from qic_core.evaluation.forecast_cells import Forecast
from qic_core.evaluation.rules import Verdict
from qic_core.evaluation.verdict_cells import Advice
from qic_core.measures import factors, rba, reinforcement
from qic_core.measures.group_consensus import Votes, group_informed_consensus
from qic_core.measures.majority_judgment import majority_grade, ranking, shares_around
from qic_core.measures.migration import moves
from qic_core.measures.network import network
from qic_core.measures.ordinal import agreement, lower_median
from qic_core.measures.pairs import cautious, gaps, pair_levels, response_rate, spread
from qic_core.measures.participation import participation_level
from qic_core.measures.readiness import weakest
from qic_core.measures.trust import TRUST, trust_and_value
from qic_core.measures.word_counts import count_words
from qic_core.workshop.fields import Item
from qic_core.workshop.kind import Answer, Content, Harvest

TOLD = (Path(__file__).parents[2] / "docs" / "calculs.md").read_text(encoding="utf-8").replace("\u00a0", " ")
WATER, SCHOOL = [1, 1, 2, 4, 2, 0], [0, 2, 1, 5, 2, 0]
ORGANISATIONS = ["L'école", "Le centre social", "La mairie", "Le bailleur", "L'amicale"]
ACTIONS = ["Jardin", "Cantine", "Fête", "Vélos"]


def told(figure: float, decimals: int) -> str:
    return f"{figure:.{decimals}f}".replace(".", ",")


@pytest.mark.parametrize(
    ("computed", "said"),
    [
        (lower_median([0, 1, 0, 0, 1, 1, 0]), "Trois voix, 2, 5 et 6 : celle du milieu est **{}**"),
        (lower_median([1, 0, 0, 0, 0, 0, 1]), "Deux voix, 1 et 7 : il y en a deux au milieu, on garde **{}**"),
        (told(agreement([0, 0, 0, 2, 6, 2, 0]), 2), "(6 × 0,667 + 4 × 1) / 10 = **{}**"),
        (told(agreement([30, 40, 210, 130, 530, 50, 10]), 4), "30, 40, 210, 130, 530, 50, 10 voix donnent {}"),
        (weakest({"défi": 3, "entraînement": 2, "confiance": 1, "moyens": 2})[0], "la plus faible est la **{} (1)**"),
        (told(group_informed_consensus([Votes(4, 0, 4), Votes(2, 0, 4)]), 3), "5/6 × 3/6 = **{}**"),
        (told(group_informed_consensus([Votes(3, 0, 4), Votes(3, 0, 4)]), 3), "4/6 × 4/6 = **{}**"),
        (participation_level(100 * 6 / 14), "6 / 14 = 42,9 %, **niveau {}**"),
        (participation_level(19.9), "19,9 % est au niveau {}"),
        (participation_level(20), "20 % au niveau {}"),
        (told(agreement([0, 3, 1, 0, 0]), 2), "accord **{}**"),
    ],
)
def test_an_example_is_what_is_computed(computed, said):
    assert said.format(computed) in TOLD


def test_the_example_of_what_the_room_foresees_holds():
    item = Item("n1", "Parents")
    content = Content("forecast", "Où va la courbe ?", "Où en serons-nous ?", items=(item,))
    figures = (60, 70, 80, 90, 100, 110, 120)
    answers = [Answer({"figures": {"n1": {"figure": figure}}}) for figure in figures]
    seen = Forecast().summarise(content, Harvest(answers))["indicators"]["n1"]
    said = "Sept voix : {}. Le milieu est **{}** ; la moitié des voix entre **{}** et **{}**"
    assert said.format(", ".join(map(str, figures)), seen["median"], seen["low"], seen["high"]) in TOLD


def test_the_example_of_what_the_room_advises_holds():
    assert Advice({Verdict.CONTINUE: 4, Verdict.ADJUST: 2}).is_clear
    assert not Advice({Verdict.CONTINUE: 5, Verdict.ADJUST: 3}).is_clear
    assert "4 « continuer » et 2 « ajuster » : deux tiers, la salle est claire" in TOLD


def test_the_example_of_the_five_conditions_holds():
    days = ((date(2026, 3, 12), 1), (date(2026, 6, 1), 0), (date(2026, 6, 1), 2))
    history = tuple(Score(number, "vision", score, "", day) for number, (day, score) in enumerate(days))
    moved, still = (Standing(IMPACT_CONDITIONS[0], scored) for scored in (history, history[:1] * 2))
    assert (moved.latest.score, moved.move, moved.before.scored_on.month, still.move) == (2, 1, 3, None)
    assert "la condition est à 2, **en hausse** depuis mars" in TOLD
    assert f"du 12/03/2026 doit son retour avant le **{usual_day(date(2026, 3, 12)):%d/%m/%Y}**" in TOLD


def row_of(section: str, start: str) -> list[str]:
    """Return the cells of the one row, in the tables of a section, that starts with this cell."""
    [text] = [text for text in TOLD.split("\n## ") if text.startswith(section)]
    [row] = [line for line in text.splitlines() if line.startswith(f"| {start} |")]
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_the_example_of_two_views_holds():
    ratings = {("school", "town"): [3, 5], ("town", "school"): [7]}
    levels = pair_levels(ratings)
    assert f"deux personnes donnent 3 et 5 à la mairie : on garde **{levels['school', 'town']}**" in TOLD
    assert f"elles diffèrent de **{spread(ratings)['school', 'town']}** niveaux" in TOLD
    pair = ("school", "town")
    assert f"l'écart est 7 − 3 = **{gaps(levels)[pair]}**, la vue prudente est **{cautious(levels)[pair]}**" in TOLD
    nine = dict.fromkeys([(i, j) for i in range(4) for j in range(4) if i != j][:9], 4)
    assert f"9 / 12 = **{100 * response_rate(nine, range(4)):.0f} %**" in TOLD


def test_the_example_of_the_network_holds():
    known = {name.casefold(): node for node, name in enumerate(ORGANISATIONS)}
    partners = {name: row_of("M4", name)[1] for name in ORGANISATIONS}
    said = {
        (known[name.casefold()], known[partner])
        for name, listed in partners.items()
        for partner in listed.split(", ")
        if partner != "personne"
    }
    found = network(frozenset(known.values()), frozenset(said))
    school, centre, town, landlord, club = (found.betweenness[node] for node in range(5))
    for figure, place in [
        (found.density, "7 / 20 = **{}**"),
        (found.reciprocity, "2 / 5 = **{}**"),
        (found.centralisation, "5 / (4 × 3) = **{}**"),
        (town, "4 / 6 = **{}**"),
        (landlord, "le bailleur, de 3 sur 6, **{}**"),
        (found.mean_path, "17 pas pour 10 couples, **{}**"),
    ]:
        assert place.format(told(figure, 2)) in TOLD
    assert {school, centre, club} == {0}
    assert "les autres, d'aucun, **0**" in TOLD


def test_the_forms_that_are_named_have_the_centralisation_that_is_said():
    star, ring = [(0, leaf) for leaf in range(1, 6)], [(node, (node + 1) % 6) for node in range(6)]
    one, other = (network(frozenset(range(6)), frozenset(form)).centralisation for form in (star, ring))
    said = "une étoile de six organisations a une centralisation de {:g}, une ronde de six, de {:g}."
    assert said.format(one, other) in TOLD


def test_the_example_of_trust_holds():
    found = trust_and_value(dict(zip(TRUST, ([3, 3], [4, 4], [1, 3]), strict=True)))
    assert f"confiance (3 + 4 + 2) / 3 = **{told(found.trust, 2)}** sur 4" in TOLD
    assert found.value is None
    assert "Si personne ne répond à l'une des trois questions, il n'y a **pas** de note" in TOLD


def test_the_example_of_a_factor_holds():
    score = factors.score([[4, 4, 4, 5, 3], [4, 4, 4, 4, 3]])
    said = {"strength": "une force", "discuss": "à discuter", "concern": "une inquiétude"}
    assert f"(4 + 3,8) / 2 = **{told(score, 2)}** : **{said[factors.verdict(score)]}**" in TOLD
    bounds = {"4 et plus": 4, "de 3 à moins de 4": 3, "moins de 3": 2.99}
    for bound, mean in bounds.items():
        assert row_of("M6", bound)[1] == said[factors.verdict(mean)]
    assert f"3,99 est encore {said[factors.verdict(3.99)]}" in TOLD


def test_the_example_of_the_waves_holds():
    pairs = ["École → mairie", "Mairie → école", "École → bailleur", "Bailleur → école", "Mairie → bailleur"]
    waves = [row_of("Les vagues", pair) for pair in pairs]
    before = {(place, -1): int(row[1]) for place, row in enumerate(waves) if row[1] != "–"}
    after = {(place, -1): int(row[2]) for place, row in enumerate(waves) if row[2] != "–"}
    up, same, down = moves(before, after)
    assert f"**{up + same + down}** paires comparées : **{up}** monte, **{same}** reste, **{down}** descend" in TOLD
    assert [row[3] for row in waves] == ["monte", "reste", "descend", "pas comparée", "pas comparée"]


def test_the_example_of_reinforcement_holds():
    rows = {name: row_of("M13", name) for name in ACTIONS}
    matrix = {
        (giver, receiver): int(cell.replace("−", "-"))
        for giver, name in enumerate(ACTIONS)
        for receiver, cell in enumerate(rows[name][1:5])
        if cell
    }
    assert f"indice 6 / 24 = **{told(reinforcement.index(matrix, 4), 2)}**" in TOLD
    given, received = reinforcement.given(matrix), reinforcement.received(matrix)
    assert {name: int(rows[name][5]) for name in ACTIONS} == {ACTIONS[node]: total for node, total in given.items()}
    assert [int(cell) for cell in row_of("M13", "**Reçoit**")[1:]] == [
        *map(received.get, range(4)),
        sum(matrix.values()),
    ]
    assert (max(given, key=given.get), max(received, key=received.get)) == (0, 2)
    assert reinforcement.isolated(range(4), matrix) == [3]
    assert "Le jardin soutient le plus, la fête est la plus soutenue, les vélos sont **isolés**" in TOLD
    served = {1: {7, 8}, 2: {7, 8}, 3: {8, 9}, 4: {7}}
    assert f"la part est **{100 * reinforcement.share_served(served):.0f} %**" in TOLD


def test_the_example_of_a_curve_holds():
    figures, every = [40, 42, 44, 47, 52], 100
    days = [date(2026, 1, 1) + timedelta(days=every * step) for step in range(len(figures))]
    line = rba.forecast(list(zip(days, figures, strict=True)), on=days[2])
    assert [round(line.at(every * step)) for step in (1, 2)] == [46, 48]
    assert "elle annonce 46 cent jours plus tard, 48 encore cent jours après" in TOLD
    assert rba.turned([(every, 47), (2 * every, 52)], line, "up")
    assert f"(52 − 60) / 60 = −{told(-rba.variance(52, 60), 4)}, soit −{told(-100 * rba.variance(52, 60), 1)} %" in TOLD
    assert f"52 / 60 = **{told(rba.percent_of_target(52, 60), 1)} %**" in TOLD
    assert f"(52 − 40) / 40 = **+{100 * rba.change_from(40, 52):.0f} %**" in TOLD
    assert f"en hausse depuis **{rba.trend(figures).periods}** périodes" in TOLD
    assert (rba.variance(52, 0), rba.change_from(0, 52)) == (None, None)


def test_the_example_of_majority_judgment_holds_step_by_step():
    assert {majority_grade(WATER), majority_grade(SCHOOL)} == {3}
    assert shares_around(WATER) == (0.2, 0.4)
    assert ranking({"water": WATER, "school": SCHOOL}) == ["school", "water"]
    grades = ["À rejeter", "Insuffisant", "Passable", "Assez bien", "Bien", "Excellent"]
    rows = [row_of("M9", grade) for grade in grades]
    assert [[int(row[1]) for row in rows], [int(row[2]) for row in rows]] == [WATER, SCHOOL]
    assert "20 % des voix sont au-dessus et 40 % au-dessous" in TOLD


def test_the_words_of_the_example_are_one_word():
    [one] = count_words((word, 1) for word in ("Solidarité", "solidarite", "SOLIDARITÉ !", "Solidarité"))
    assert (one.spelling, one.count) == ("Solidarité", 4)
    assert len(count_words([("arc-en-ciel", 1), ("Arc en ciel", 1)])) == 1


def test_the_example_of_the_guess_holds():
    content = Content("guess", "", "", {"figure": 80, "unit": ""})
    guessed = Harvest([Answer({"guess": guess}) for guess in (20, 40, 40, 75)])
    summary = Guess().summarise(content, guessed)
    assert (summary["median"], summary["near"]) == (40, 1)
    assert "La 2ᵉ voix sur 4 est à **40**" in TOLD
