import pytest

from qic_core.workshop.kind import Answer, Harvest, Idea, Theme, Visibility

LIGHT, PLACE, BUS, RUDE, LATE = (
    Idea(1, "Des lampadaires", theme_id=7),
    Idea(2, "Un local", voices=6),
    Idea(3, "Éclairer le stade", theme_id=7),
    Idea(4, "Un nom et une insulte", visibility=Visibility.HIDDEN, theme_id=7),
    Idea(5, "Une navette", visibility=Visibility.WAITING),
)
LIGHTING, MOVING = Theme(7, "Éclairage"), Theme(8, "Se déplacer")


@pytest.fixture(scope="module")
def needs(ask):
    return ask("ideas")


def harvest(ideas, themes=()):
    return Harvest([Answer({"ideas": [idea.text]}) for idea in ideas], ideas, themes)


NOBODY = harvest([])
ONE = harvest([PLACE])
SORTED = harvest([LIGHT, PLACE, BUS, RUDE, LATE], [MOVING, LIGHTING])


@pytest.mark.parametrize(
    ("gathered", "rows", "sentence"),
    [
        (NOBODY, [], "0 ideas shown."),
        (ONE, [("—", "Un local")], "1 idea shown."),
        (harvest([RUDE, LATE]), [], "0 ideas shown."),
        (
            SORTED,
            [("Éclairage", "Des lampadaires"), ("Éclairage", "Éclairer le stade"), ("—", "Un local")],
            "3 ideas shown, in 1 theme: “Éclairage” (2).",
        ),
    ],
)
def test_only_shown_ideas_are_told_theme_by_theme(needs, gathered, rows, sentence):
    assert needs.rows(gathered) == rows
    assert needs.sentence(gathered) == sentence
    assert needs.trend(gathered) == {"Ideas shown": len(rows)}


def test_nothing_that_is_hidden_or_waits_is_in_the_summary(needs):
    assert RUDE.text not in str(needs.summary(SORTED))
    assert LATE.text not in str(needs.summary(SORTED))


def test_the_largest_theme_comes_first_and_an_empty_one_is_left_out(needs):
    moved = [Idea(1, "Un bus", theme_id=8), Idea(2, "Une navette", theme_id=8), Idea(3, "Des lampadaires", theme_id=7)]
    gathered = harvest(moved, [LIGHTING, MOVING, Theme(9, "Personne")])
    assert [theme["label"] for theme in needs.summary(gathered)["themes"]] == ["Se déplacer", "Éclairage"]
    assert [(row["label"], row["value"]) for row in needs.drawn(gathered)] == [
        ("Se déplacer", 2),
        ("Éclairage", 1),
    ]
    assert needs.sentence(gathered) == "3 ideas shown, in 2 themes; the largest is “Se déplacer” (2)."


def test_without_themes_the_cards_say_it_better_than_a_chart(needs):
    assert needs.drawn(ONE) is None


def test_each_idea_keeps_its_id_so_that_what_is_adopted_keeps_its_source(needs):
    summary = needs.summary(SORTED)
    assert [idea["id"] for idea in summary["themes"][0]["ideas"]] == [1, 3]
    assert [idea["id"] for idea in summary["alone"]] == [2]
