import pytest

from qic_core.workshop.kind import Answer, Harvest, Source

DAYS = ["Mardi", "Jeudi", "Samedi"]


@pytest.fixture(scope="module")
def days(ask):
    return ask("choice", DAYS, at_most=2)


def harvest(*answers):
    return Harvest([Answer({"choices": list(chosen)}, voices) for chosen, voices in answers])


NOBODY = harvest()
ONE = harvest((["i3"], 1))
SAME = harvest(*[(["i1"], 1)] * 12)
MANY = harvest((["i1", "i3"], 1), (["i3"], 1), (["i2"], 2))
TABLES = Harvest([Answer({"choices": ["i2"]}, 6, source=Source.TABLE), Answer({"choices": ["i3"]}, 5)])


@pytest.mark.parametrize(
    ("gathered", "counts", "sentence"),
    [
        (NOBODY, [0, 0, 0], "No answer yet."),
        (ONE, [0, 0, 1], "Most chosen: “Samedi”, by 1 of 1 voices."),
        (SAME, [12, 0, 0], "Most chosen: “Mardi”, by 12 of 12 voices."),
        (MANY, [1, 2, 2], "Most chosen: “Jeudi / Samedi”, by 2 of 4 voices."),
        (TABLES, [0, 6, 5], "Most chosen: “Jeudi”, by 6 of 11 voices."),
    ],
)
def test_each_option_counts_the_voices_that_picked_it(days, gathered, counts, sentence):
    assert list(days.summary(gathered)["counts"].values()) == counts
    assert days.sentence(gathered) == sentence
    assert [(text, count) for text, count, _ in days.rows(gathered)] == list(zip(DAYS, counts, strict=True))
    assert [(row["label"], row["value"]) for row in days.drawn(gathered)] == list(zip(DAYS, counts, strict=True))


def test_the_share_is_of_the_people_not_of_the_picks(days):
    assert [share for *_, share in days.rows(MANY)] == ["25 %", "50 %", "50 %"]
    assert [share for *_, share in days.rows(NOBODY)] == ["—", "—", "—"]
    assert days.trend(MANY) == {"Mardi": 25, "Jeudi": 50, "Samedi": 50}
