"""The kind that asks what each action does to each other: its questions, its figures, its sentence."""

import gettext
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.actions.reinforcement_cells import UNKNOWN, Reinforcement, asked_of, by_place
from qic_core.errors import DomainError
from qic_core.measures.sampling import balanced_sample
from qic_core.workshop.answers import check_answer
from qic_core.workshop.fields import Item
from qic_core.workshop.kind import Answer, Content, Harvest

WORDS = gettext.NullTranslations()
KIND = Reinforcement()
ITEMS = (Item("a7", "Un café"), Item("a9", "Un jardin"), Item("a4", "Un journal"))


def content_of(items=ITEMS):
    return Content("reinforcement", "Renforcement", "L'une aide-t-elle l'autre ?", items=tuple(items))


def many(count):
    return tuple(Item(f"a{n}", f"Action {n}") for n in range(1, count + 1))


def effects(voices=1, **said):
    """An answer: `a7_a9=2` says that the first is indispensable to the second."""
    return Answer({"effects": {key.replace("_", ">"): {"effect": level} for key, level in said.items()}}, voices)


def summary(*answers, items=ITEMS):
    return KIND.summarise(content_of(items), Harvest(answers))


def test_every_ordered_pair_is_asked_once_and_none_about_itself():
    questions = KIND.questions(content_of())
    assert [question.text for question in questions] == [
        "Un café → Un jardin", "Un café → Un journal", "Un jardin → Un café", "Un jardin → Un journal",
        "Un journal → Un café", "Un journal → Un jardin",
    ]  # fmt: skip
    assert [question.key for question in questions][:2] == ["a7>a9", "a7>a4"]
    assert questions[0].ends == ("Un café", "Un jardin")


def test_a_person_is_asked_fifteen_pairs_at_most_and_each_pair_is_seen_the_same_number_of_times():
    questions, size = KIND.questions(content_of(many(10))), KIND.sample_size(content_of(many(10)))
    assert (len(questions), size) == (90, 15)
    seen = [pair.key for ordinal in range(42) for pair in balanced_sample(questions, size, ordinal=ordinal, seed=5)]
    counts = {seen.count(question.key) for question in questions}
    assert counts == {7}


def test_the_fields_of_a_share_ask_those_pairs_and_no_other():
    share = KIND.questions(content_of())[2:4]
    [field] = KIND.fields_about(content_of(), share)
    assert field.items == tuple(share)


def test_the_pairs_of_sixty_actions_are_made_once():
    asked_of.cache_clear()
    KIND.fields(content_of(many(60)))
    begun = time.perf_counter()
    for _ in range(200):
        [field] = KIND.fields(content_of(many(60)))
    assert len(field.items) == 3540
    assert asked_of.cache_info().misses == 1
    assert time.perf_counter() - begun < 2


def test_two_long_titles_that_begin_alike_are_told_apart():
    long = "Un café des parents devant l'école, chaque vendredi matin, avec la PMI et le centre social"
    questions = KIND.questions(content_of((Item("a1", f"{long} du nord"), Item("a2", f"{long} du sud"))))
    assert [question.text[:3] for question in questions] == ["1. ", "2. "]
    assert len({question.text for question in questions}) == 2
    assert all(len(question.text) <= 140 for question in questions)


@pytest.mark.parametrize("effect", [-2, 3, 9, 100])
def test_another_effect_is_refused(effect):
    with pytest.raises(DomainError, match="level_unknown"):
        check_answer(KIND.fields(content_of()), {"effects": {"a7>a9": {"effect": effect}}})


@pytest.mark.parametrize("pair", ["a7>a7", "a9>b1", "a7"])
def test_an_action_is_not_asked_about_itself_nor_about_a_stranger(pair):
    with pytest.raises(DomainError, match="answer_malformed"):
        check_answer(KIND.fields(content_of()), {"effects": {pair: {"effect": 1}}})


@pytest.mark.parametrize(
    ("answers", "pairs", "unknown"),
    [
        ((), {}, {}),
        ((effects(a7_a9=2), effects(a7_a9=2, a9_a7=-1)), {"a7>a9": [0, 0, 0, 2], "a9>a7": [1, 0, 0, 0]}, {}),
        # Not knowing is an answer of its own: counted apart, no low level, and the pair is not judged by it.
        ((effects(a7_a9=UNKNOWN), effects(a7_a4=UNKNOWN), effects(a7_a9=0)), {"a7>a9": [0, 1, 0, 0]},
         {"a7>a9": 1, "a7>a4": 1}),
        # A table of six speaks for six.
        ((effects(6, a7_a9=1), effects(a7_a9=-1)), {"a7>a9": [1, 0, 6, 0]}, {}),
    ],
)  # fmt: skip
def test_only_judged_pairs_are_counted(answers, pairs, unknown):
    found = summary(*answers)
    assert (found["pairs"], found["unknown"]) == (pairs, unknown)
    assert found["voices"] == sum(answer.voices for answer in answers)


@given(st.lists(st.sampled_from([-1, 0, 1, 2]), min_size=1, max_size=30))
def test_the_room_s_word_on_a_pair_is_the_lower_median(levels):
    said = by_place(content_of(), summary(*(effects(a7_a9=level) for level in levels)))
    assert said == {(1, 2): sorted(levels)[(len(levels) - 1) // 2]}


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ((), "No answer yet."),
        ((effects(a7_a9=UNKNOWN),), "No answer yet."),
        # M13: (2 + 2) of 2 × 6.
        (
            (effects(a7_a9=2, a4_a9=2),),
            "Reinforcement index 0.33 (from −0.5 to 1): the actions reinforce one another well. "
            "2 of 6 pairs were judged. Helps most: “Un café”. Is helped most: “Un jardin”.",
        ),
        (
            (effects(a7_a9=-1, a9_a7=-1, a4_a7=0),),
            "Reinforcement index −0.17 (from −0.5 to 1): the actions hinder one another more than they help. "
            "3 of 6 pairs were judged. In 2 pairs the one hinders the other. 1 action is tied to no other.",
        ),
    ],
)
def test_the_sentence_says_the_index_and_who_stands_out(answers, sentence):
    assert KIND.sentence(content_of(), summary(*answers), WORDS) == sentence


def test_a_cycle_of_mutual_reinforcement_is_welcome():
    round_about = summary(effects(a7_a9=2, a9_a4=2, a4_a7=2, a9_a7=2, a4_a9=2, a7_a4=2))
    assert KIND.trend(content_of(), round_about, WORDS) == {"Reinforcement index": 1.0}


def test_the_table_tells_each_judged_pair_its_agreement_and_who_does_not_know():
    rows = KIND.table(content_of(), summary(effects(a7_a9=2), effects(a7_a9=-1), effects(a7_a9=UNKNOWN)), WORDS).rows
    assert rows == [("Un café", "Un jardin", -1, "hinders", "−1.00", 2, 1)]


def test_the_wall_shows_the_most_tied_actions_and_says_so():
    items = many(12)
    said = effects(a1_a2=0, a3_a4=0, a11_a12=2, a12_a11=1)
    chart = KIND.chart(content_of(items), summary(said, items=items), WORDS, font=40, most=2)
    assert [row["from"] for row in chart.rows if not row["number"]] == ["1. Action 11", "2. Action 12"]
    assert sorted(row["number"] for row in chart.rows if row["number"]) == ["1", "2"]
    assert "The 2 actions that are most tied to others, of 12" in str(chart.picture)


def test_the_curve_is_the_index():
    assert KIND.trend(content_of(), summary(effects(a7_a9=2)), WORDS) == {"Reinforcement index": 0.167}
    assert KIND.trend(content_of(), summary(), WORDS) == {}
