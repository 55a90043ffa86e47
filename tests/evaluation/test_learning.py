"""What is learnt: written, tied to the room, and put right in the pathways, where nothing that was believed is lost."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from qic_core.errors import DomainError
from qic_core.evaluation.learning import (
    edit_learning,
    learnings_of_links,
    list_learnings,
    rectify,
    restore_learning,
    withdraw_learning,
    withdrawn_learnings,
)
from qic_core.evaluation.learning_rules import LEARNINGS_AT_MOST, TEXT_LENGTH, Learning, overview_sentence
from qic_core.evaluation.loops import TEMPLATE
from qic_core.evaluation.room_learnings import HAPPENED, LEARNT, runs_to_learn_from, take_learnings
from qic_core.evaluation.tables import LearningRow
from qic_core.pathways.links import edit_link, withdraw_link
from qic_core.pathways.service import withdraw_change
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import fates_of, origins_of
from qic_core.words import catalogue
from qic_core.workshop.templates import read_template
from tests.evaluation.learnt import JUNE, MARCH, SEPTEMBER, Field

AFTER = "Si quelqu'un nous présente"
TOMORROW = date.today() + timedelta(days=3)


@pytest.fixture
def field(koungou):
    return Field(koungou.database, koungou.id)


def rewrite(field, learning_id, *, version=1, **more):
    told = {"text": "Autrement", "learnt_on": MARCH, **more}
    field.do(edit_learning, learning_id=learning_id, version=version, **told)


def test_a_learning_keeps_what_its_link_said_when_it_was_written(field):
    link = field.pair()
    key = field.learn(link_id=link, hypothesis_after=AFTER)
    [one] = field.learnings
    assert (one.id, one.text, one.before, one.after) == (
        key,
        "Se croiser ne suffit pas",
        "Parce que l'on se croise",
        AFTER,
    )
    assert one.link.line(catalogue("fr")) == "On se connaît → On s'entraide"
    assert (one.waits, one.rectified_on) == (True, None)
    assert field.hypothesis(link) == "Parce que l'on se croise"


def test_a_link_to_the_vision_is_told_so(field):
    link = field.link(field.change("On s'entraide"))
    field.learn(link_id=link)
    assert field.learnings[0].link.line(catalogue("fr")) == "On s'entraide → Vision"


def test_putting_right_writes_the_hypothesis_into_the_link_and_keeps_the_day(field):
    link = field.pair(evidence="Vu au café")
    key = field.learn(link_id=link, hypothesis_after=AFTER)
    field.do(rectify, learning_id=key, version=1, on=JUNE)
    one = field.learning(key)
    assert (one.rectified_on, one.waits, one.before, one.version) == (JUNE, False, "Parce que l'on se croise", 2)
    [changed] = field.pathways.links
    assert (changed.hypothesis, changed.evidence, changed.version) == (AFTER, "Vu au café", 2)


def test_what_the_link_said_at_the_last_moment_is_what_is_kept(field):
    link = field.pair()
    key = field.learn(link_id=link, hypothesis_after=AFTER)
    field.do(edit_link, link_id=link, version=1, hypothesis="Autre chose", evidence="", confidence=None)
    field.do(rectify, learning_id=key, version=1, on=JUNE)
    assert field.learning(key).before == "Autre chose"


def test_a_link_saved_since_the_page_was_read_is_not_written_over(field):
    link = field.pair()
    key = field.learn(link_id=link, hypothesis_after=AFTER)
    field.do(edit_link, link_id=link, version=1, hypothesis="Autre chose", evidence="", confidence=None)
    with pytest.raises(DomainError, match="link_changed_meanwhile"):
        field.do(rectify, learning_id=key, version=1, on=JUNE, link_version=1)
    assert field.hypothesis(link) == "Autre chose"
    assert field.learning(key).waits


def test_a_rectified_link_comes_from_what_the_learning_came_from(field):
    link = field.pair()
    run_id, ideas = field.gather("Il faut être présenté")
    key = field.learn(link_id=link, hypothesis_after=AFTER, idea_ids=ideas, run_ids=[run_id])
    field.do(rectify, learning_id=key, version=1, on=JUNE)
    with field.database.reading() as session:
        origins = origins_of(session, ThingKind.LINK, link)
        fates = fates_of(session, ideas)[ideas[0]]
    assert {one.run_id for one in origins} == {run_id}
    assert "Il faut être présenté" in {one.idea for one in origins}
    assert {(one.kind, one.id) for one in fates} == {(ThingKind.LEARNING, key), (ThingKind.LINK, link)}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"text": "  "}, "learning_empty"),
        ({"text": "a" * (TEXT_LENGTH + 1)}, "text_too_long"),
        ({"learnt_on": TOMORROW}, "day_in_future"),
        ({"learnt_on": date(1026, 3, 2)}, "day_out_of_bounds"),
        ({"hypothesis_after": "Autre"}, "learning_without_link"),
        ({"link_id": 999}, "learning_link_gone"),
        ({"loop_id": 999}, "loop_unknown"),
        ({"hypothesis_after": "a" * 1001, "link_id": 1}, "text_too_long"),
    ],
)
def test_what_cannot_be_is_refused(field, told, code):
    with pytest.raises(DomainError, match=code):
        field.learn(**told)
    assert field.learnings == []


def test_another_collective_s_link_and_loop_are_refused(field):
    elsewhere = Field(field.database, field.elsewhere().id)
    with pytest.raises(DomainError, match="learning_link_gone"):
        field.learn(link_id=elsewhere.pair())
    with pytest.raises(DomainError, match="loop_unknown"):
        field.learn(loop_id=elsewhere.hold_loop())
    with pytest.raises(DomainError, match="learning_unknown"):
        field.do(withdraw_learning, learning_id=elsewhere.learn())


@pytest.mark.parametrize(
    ("on", "code"),
    [(date(2026, 3, 1), "rectified_too_early"), (TOMORROW, "day_in_future"), (date(3026, 1, 1), "day_out_of_bounds")],
)
def test_the_pathways_are_put_right_between_the_learning_and_today(field, on, code):
    key = field.learn(link_id=field.pair(), hypothesis_after=AFTER)
    with pytest.raises(DomainError, match=code):
        field.do(rectify, learning_id=key, version=1, on=on)


def test_nothing_is_put_right_without_what_it_becomes(field):
    key = field.learn(link_id=field.pair())
    with pytest.raises(DomainError, match="hypothesis_missing"):
        field.do(rectify, learning_id=key, version=1, on=JUNE)


def test_a_learning_is_put_right_once(field):
    key = field.learn(link_id=field.pair(), hypothesis_after=AFTER)
    field.do(rectify, learning_id=key, version=1, on=JUNE)
    with pytest.raises(DomainError, match="learning_rectified"):
        field.do(rectify, learning_id=key, version=2, on=SEPTEMBER)


@pytest.mark.parametrize("gone", ["link", "change"])
def test_a_link_that_was_taken_off_is_told_and_not_written_into(field, gone):
    link = field.pair()
    key = field.learn(link_id=link, hypothesis_after=AFTER)
    if gone == "link":
        field.do(withdraw_link, link_id=link)
    else:
        field.do(withdraw_change, change_id=field.pathways.links[0].to_id)
    one = field.learning(key)
    assert not one.link.stands
    assert one.link.line(catalogue("fr")) == "On se connaît → On s'entraide"
    with pytest.raises(DomainError, match="learning_link_gone"):
        field.do(rectify, learning_id=key, version=1, on=JUNE)
    rewrite(field, key, link_id=link, hypothesis_after=AFTER)
    assert field.learning(key).text == "Autrement"


def test_another_link_brings_what_it_says(field):
    first, second = field.pair(), field.pair(hypothesis="Parce que l'on mange ensemble")
    key = field.learn(link_id=first)
    rewrite(field, key, link_id=second)
    assert field.learning(key).before == "Parce que l'on mange ensemble"
    rewrite(field, key, version=2)
    assert (field.learning(key).link, field.learning(key).before) == (None, "")


def test_once_put_right_only_the_words_change(field):
    link = field.pair()
    key = field.learn(link_id=link, hypothesis_after=AFTER)
    field.do(rectify, learning_id=key, version=1, on=JUNE)
    rewrite(field, key, version=2, link_id=link, hypothesis_after=AFTER)
    assert (field.learning(key).text, field.learning(key).rectified_on) == ("Autrement", JUNE)
    for told in ({}, {"link_id": link, "hypothesis_after": "Encore autre"}):
        with pytest.raises(DomainError, match="learning_rectified"):
            rewrite(field, key, version=3, **told)
    with pytest.raises(DomainError, match="rectified_too_early"):
        rewrite(field, key, version=3, link_id=link, hypothesis_after=AFTER, learnt_on=SEPTEMBER)


def test_the_second_of_two_editors_is_told(field):
    key = field.learn()
    rewrite(field, key)
    with pytest.raises(DomainError, match="learning_changed_meanwhile"):
        rewrite(field, key, text="Le second")
    assert field.learning(key).text == "Autrement"


def test_a_learning_taken_away_can_be_put_back_and_what_it_put_right_stays(field):
    link = field.pair()
    key = field.learn(link_id=link, hypothesis_after=AFTER)
    field.do(rectify, learning_id=key, version=1, on=JUNE)
    field.do(withdraw_learning, learning_id=key)
    assert (field.learnings, field.ask(withdrawn_learnings)) == ([], [(key, "Se croiser ne suffit pas")])
    assert field.hypothesis(link) == AFTER
    assert field.ask(learnings_of_links, [link]) == {}
    with pytest.raises(DomainError, match="learning_withdrawn"):
        rewrite(field, key, version=2)
    field.do(restore_learning, learning_id=key)
    assert field.learning(key).rectified_on == JUNE


def test_learnings_are_found_by_their_link_the_latest_first(field):
    first, second = field.pair(), field.pair()
    for day, link in ((MARCH, first), (JUNE, first), (JUNE, second)):
        field.learn(f"{day} {link}", learnt_on=day, link_id=link)
    field.learn("De rien")
    found = field.ask(learnings_of_links, [first])
    assert {link: [one.text for one in told] for link, told in found.items()} == {
        first: [f"{JUNE} {first}", f"{MARCH} {first}"]
    }


def test_there_is_a_bound_to_learnings(field):
    def fill(work):
        columns = {"collective_id": field.id, "text": "Un", "learnt_on": MARCH, "created_at": work.now}
        work.session.add_all([LearningRow(**columns) for _ in range(LEARNINGS_AT_MOST)])

    key = field.learn()
    field.do(withdraw_learning, learning_id=key)
    field.do(fill)
    with pytest.raises(DomainError, match="too_many_learnings"):
        field.learn()
    with pytest.raises(DomainError, match="too_many_learnings"):
        field.do(restore_learning, learning_id=key)


def test_learnings_come_from_the_latest_loop_first(field):
    old, new = field.notebook(), field.notebook(held_on=SEPTEMBER)
    field.hold_loop(held_on=SEPTEMBER, title="Boucle de septembre", notebook_id=new)
    field.hold_loop(held_on=JUNE, notebook_id=old)
    latest, _ideas = field.gather("De la dernière", notebook_id=new)
    happened, _ideas = field.gather("Un fait", notebook_id=new, title=HAPPENED)
    promised, _ideas = field.gather("Une promesse", notebook_id=new, title="Qui fait quoi ?")
    first, _ideas = field.gather("D'une ancienne", notebook_id=old)
    alone, _ideas = field.gather("Hors boucle")
    assert [run.id for run in field.ask(runs_to_learn_from)] == [latest, promised, happened, alone, first]
    about_facts = field.ask(lambda session, key: runs_to_learn_from(session, key, title=HAPPENED))
    assert about_facts[0].id == happened


def test_a_loop_s_notebook_asks_what_happened_and_what_was_learnt():
    titles = [draft.title for draft, _source in read_template(TEMPLATE).drafts]
    assert {HAPPENED, LEARNT} <= set(titles)


def test_what_the_room_said_is_kept_with_its_loop_and_its_thread_and_never_twice(field):
    notebook = field.notebook()
    loop = field.hold_loop(notebook_id=notebook)
    run_id, ideas = field.gather("Il faut être présenté", "Le samedi marche mieux", notebook_id=notebook)
    keys = [f"c{idea}" for idea in ideas]
    field.learn("il faut être présenté")
    field.do(take_learnings, run_id=run_id, keys=keys, learnt_on=JUNE)
    field.do(take_learnings, run_id=run_id, keys=keys, learnt_on=JUNE)
    assert [(one.text, one.loop_id, one.loop) for one in field.learnings] == [
        ("Le samedi marche mieux", loop, "Boucle de juin"), ("il faut être présenté", None, ""),
    ]  # fmt: skip
    with field.database.reading() as session:
        found = {one.id: {s.idea for s in origins_of(session, ThingKind.LEARNING, one.id)} for one in field.learnings}
    assert ["Il faut être présenté" in said for said in found.values()] == [False, True]
    assert ["Le samedi marche mieux" in said for said in found.values()] == [True, False]


@pytest.mark.parametrize("keys", [[], ["c0"]])
def test_taking_nothing_is_refused(field, keys):
    run_id, _ideas = field.gather("Il faut être présenté")
    with pytest.raises(DomainError, match="ideas_not_chosen"):
        field.do(take_learnings, run_id=run_id, keys=keys, learnt_on=JUNE)


def test_hidden_words_are_not_to_be_taken(field):
    run_id, ideas = field.gather("Untel a dit", shown=False)
    with pytest.raises(DomainError, match="ideas_not_chosen"):
        field.do(take_learnings, run_id=run_id, keys=[f"c{ideas[0]}"], learnt_on=JUNE)


@pytest.mark.parametrize(
    ("learnings", "said"),
    [
        ([Learning(1, "a", MARCH)], "1 apprentissage, 0 a changé une hypothèse."),
        (
            [Learning(1, "a", MARCH, after="x"), Learning(2, "b", MARCH, after="x", rectified_on=JUNE)],
            "2 apprentissages, 1 a changé une hypothèse, 1 reste à rectifier dans les chemins.",
        ),
    ],
)
def test_the_sentence_counts_what_changed_and_what_waits(learnings, said):
    assert overview_sentence(learnings, catalogue("fr")) == said


def test_learnings_are_listed_with_one_question_a_table_however_many_they_are(field):
    link = field.pair()
    for place in range(5):
        field.learn(f"Apprentissage {place}", link_id=link)
    with field.database.reading() as session:
        asked = []
        event.listen(session.get_bind(), "before_cursor_execute", lambda *told: asked.append(told[2]))
        list_learnings(session, field.id)
    assert len(asked) <= 3
