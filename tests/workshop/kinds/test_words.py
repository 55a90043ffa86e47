import pytest

from qic_core.workshop.kind import Answer, Harvest, Idea, Theme, Visibility


@pytest.fixture(scope="module")
def one_word(ask):
    return ask("words")


def harvest(*said, themes=()):
    ideas = [Idea(number, text, voices) for number, (text, voices) in enumerate(said, start=1)]
    return Harvest([Answer({"words": [idea.text]}, idea.voices) for idea in ideas], ideas, themes)


NOBODY = harvest()
ONE = harvest(("mer", 1))
SAME = harvest(*[("Solidarité", 1)] * 9, ("solidarite", 1), ("SOLIDARITÉ !", 1))
TABLES = harvest(("mer", 1), ("lagon", 6), ("Mer", 2), ("=1+1", 1))


@pytest.mark.parametrize(
    ("gathered", "rows", "sentence"),
    [
        (NOBODY, [], "No word shown yet."),
        (ONE, [("mer", 1)], "1 word; “mer” comes back most often (1)."),
        (SAME, [("Solidarité", 11)], "1 word; “Solidarité” comes back most often (11)."),
        (
            TABLES,
            [("lagon", 6), ("Mer", 3), ("=1+1", 1)],
            "3 different words; “lagon” comes back most often (6).",
        ),
    ],
)
def test_words_are_counted_by_voices_whatever_their_spelling(one_word, gathered, rows, sentence):
    assert one_word.rows(gathered) == rows
    assert one_word.sentence(gathered) == sentence
    assert one_word.trend(gathered) == dict(rows)


def test_the_cloud_shows_the_words_of_the_table(one_word):
    drawn = [(row["text"], row["count"]) for row in one_word.drawn(TABLES)]
    assert sorted(drawn) == sorted(one_word.rows(TABLES))
    assert one_word.drawn(NOBODY) is None


def test_a_hidden_or_waiting_word_is_nowhere(one_word):
    ideas = [Idea(1, "insulte", visibility=Visibility.HIDDEN), Idea(2, "plus tard", visibility=Visibility.WAITING)]
    gathered = Harvest([Answer({"words": ["insulte"]}), Answer({"words": ["plus tard"]})], ideas)
    assert one_word.rows(gathered) == []
    assert "insulte" not in str(one_word.summary(gathered))


def test_words_put_under_one_theme_count_under_its_name(one_word):
    ideas = [Idea(1, "entraide", theme_id=7), Idea(2, "solidaires", 2, theme_id=7), Idea(3, "solidarité")]
    assert one_word.rows(Harvest([], ideas, [Theme(7, "solidarité")])) == [("solidarité", 4)]
