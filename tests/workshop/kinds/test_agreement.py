import pytest

from qic_core.measures.group_consensus import probability
from qic_core.workshop.kind import Answer, Harvest

STATEMENTS = ["Le stade doit être éclairé", "Il faut un local"]


@pytest.fixture(scope="module")
def agreed(ask):
    return ask("agreement", STATEMENTS)


def voted(first=None, second=None, *, college=None, times=1, voices=1):
    """So many answers: 1 agrees, 0 passes, −1 disagrees, None has not seen the statement."""
    cast = {"i1": first, "i2": second}
    verdicts = {key: {"verdict": verdict} for key, verdict in cast.items() if verdict is not None}
    return [Answer({"verdicts": verdicts}, voices, college)] * times


NOBODY = Harvest()
TWO_BLOCKS = Harvest([*voted(1, 1, college="Habitants", times=6), *voted(-1, 1, college="Élus", times=5)])


@pytest.mark.parametrize(
    ("gathered", "figures"),
    [
        (NOBODY, (0, 0, 0)),
        (Harvest(voted(1)), (1, 0, 0)),
        (Harvest(voted(0, times=12)), (0, 12, 0)),
        (Harvest([*voted(1, times=3), *voted(0), *voted(-1, times=2), *voted(None, 1)]), (3, 1, 2)),
        (Harvest([*voted(1, voices=6), *voted(-1, voices=5)]), (6, 0, 5)),
    ],
)
def test_verdicts_are_counted_by_voices_and_an_unseen_statement_is_no_pass(agreed, gathered, figures):
    found = agreed.summary(gathered)["statements"]["i1"]
    assert (found["agree"], found["pass"], found["disagree"]) == figures
    assert found["seen"] == sum(figures)


def test_nobody_gives_a_sentence_dashes_and_no_chart(agreed):
    assert agreed.sentence(NOBODY) == "No answer yet."
    assert agreed.rows(NOBODY) == [(statement, 0, 0, 0, "—") for statement in STATEMENTS]
    assert agreed.drawn(NOBODY) is None
    assert agreed.trend(NOBODY) == {}


def test_a_consensus_is_what_every_college_shares_not_what_most_people_say(agreed):
    found = agreed.summary(TWO_BLOCKS)["statements"]
    assert found["i1"]["consensus"] == pytest.approx(probability(6, 6) * probability(0, 5))
    assert found["i2"]["consensus"] == pytest.approx(probability(6, 6) * probability(5, 5))
    assert [row[0] for row in agreed.rows(TWO_BLOCKS)] == ["Il faut un local", "Le stade doit être éclairé"]
    assert agreed.sentence(TWO_BLOCKS) == "Most shared: “Il faut un local”, 100 % agree out of 11 voices."


def test_each_college_of_five_is_told_apart_in_the_table(agreed):
    table = agreed.table(TWO_BLOCKS)
    assert list(table.columns[5:]) == ["Habitants", "Élus"]
    assert [row[5:] for row in table.rows] == [("100 % (6)", "100 % (5)"), ("100 % (6)", "0 % (5)")]


@pytest.mark.parametrize(
    ("given", "groups"),
    [
        ([*voted(1, 1, college="Habitants", times=9), *voted(-1, 1, college="Élus", times=4)], []),
        (
            [
                *voted(1, 1, college="Habitants", times=9),
                *voted(1, 1, college="Associations", times=3),
                *voted(-1, 1, college="Élus", times=2),
            ],
            ["Habitants", ""],
        ),
        ([*voted(1, 1, college="Habitants", times=9), *voted(-1, 1, times=6)], ["Habitants", ""]),
    ],
)
def test_colleges_under_five_are_pooled_or_not_told_at_all(agreed, given, groups):
    assert list(agreed.summary(Harvest(given))["statements"]["i1"]["groups"]) == groups


def test_a_statement_that_fewer_than_five_of_a_college_have_seen_is_not_broken_down(agreed):
    given = [
        *voted(1, 1, college="Habitants", times=6),
        *voted(None, 1, college="Élus", times=4),
        *voted(-1, 1, college="Élus", times=2),
    ]
    statements = agreed.summary(Harvest(given))["statements"]
    assert statements["i1"]["groups"] == {}
    assert list(statements["i2"]["groups"]) == ["Habitants", "Élus"]
    assert [row[5:] for row in agreed.table(Harvest(given)).rows if row[0] == STATEMENTS[0]] == [("—", "—")]


def test_the_chart_has_three_shares_a_statement_that_was_seen(agreed):
    drawn = agreed.drawn(Harvest([*voted(1, times=3), *voted(-1)]))
    assert [(row["label"], row["answer"], row["share"]) for row in drawn] == [
        (STATEMENTS[0], "Agree", 0.75),
        (STATEMENTS[0], "Pass", 0),
        (STATEMENTS[0], "Disagree", 0.25),
    ]
