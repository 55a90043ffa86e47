"""Decisions: one per action, tied to what the room said; promises wait until somebody says what became of them."""

from datetime import timedelta
from functools import partial

import pytest

from qic_core.cooperation.plan_rules import Outcome
from qic_core.errors import DomainError
from qic_core.evaluation.decisions import decide, open_promises, say_outcome
from qic_core.evaluation.rules import Verdict
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import fates_of, fates_of_run, origins_of
from tests.evaluation.looping import ADJUST, DUE, KEEP, NEXT, Round


@pytest.fixture
def round_of(koungou):
    return Round(koungou.database, koungou.id)


def refused(verb, *args, **named):
    with pytest.raises(DomainError) as error:
        verb(*args, **named)
    return error.value.code


def test_a_decision_says_what_who_and_when_and_may_be_changed_while_the_loop_is_open(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change)
    round_of.decide(loop_id, cafe, **ADJUST)
    made = round_of.decision(loop_id, cafe)
    assert (made.verdict, made.what, made.who, made.due_on) == (Verdict.ADJUST, ADJUST["what"], "Zaïna", DUE)
    assert (made.version, made.outcome, made.waits) == (2, None, False)
    assert made.decided_at is not None
    round_of.decide(loop_id, cafe, **KEEP)
    made = round_of.decision(loop_id, cafe)
    assert (made.verdict, made.what, made.who, made.due_on, made.version) == (Verdict.CONTINUE, "", "", None, 3)


def test_continuing_keeps_who_and_when(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change)
    round_of.decide(loop_id, cafe, verdict=Verdict.CONTINUE, who="  Zaïna ", due_on=DUE)
    assert round_of.decision(loop_id, cafe).is_promise
    assert round_of.decision(loop_id, cafe).who == "Zaïna"


def test_half_a_promise_is_refused_and_leaves_the_decision_as_it_was(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change)
    assert refused(round_of.decide, loop_id, cafe, **{**ADJUST, "who": ""}) == "promise_without_who"
    assert refused(round_of.decide, loop_id, cafe, **{**ADJUST, "due_on": None}) == "promise_without_day"
    assert refused(round_of.decide, loop_id, cafe, verdict=None) == "decision_unsaid"
    assert round_of.decision(loop_id, cafe).waits


def test_what_someone_else_decided_meanwhile_is_not_replaced_unread(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change)
    round_of.decide(loop_id, cafe, **KEEP)
    assert refused(round_of.decide, loop_id, cafe, version=1, **ADJUST) == "decision_changed_meanwhile"
    assert round_of.decision(loop_id, cafe).verdict == Verdict.CONTINUE


def test_a_decision_of_elsewhere_is_unknown(round_of):
    loop_id, cafe = round_of.promised()
    there, key = round_of.elsewhere(), round_of.decision(loop_id, cafe).id
    assert refused(there.do, decide, decision_id=key, version=2, **KEEP) == "decision_unknown"
    assert refused(there.do, say_outcome, decision_id=key, version=2, outcome=None) == "decision_unknown"
    assert refused(round_of.do, decide, decision_id=999, version=1, **KEEP) == "decision_unknown"


def test_a_decision_keeps_the_thread_to_the_ideas_of_the_room(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change)
    run_id = round_of.asked(loop_id)
    [idea, _other] = round_of.said(run_id, "Le samedi on serait là", "Rien")
    judged = round_of.asked(loop_id, "Que faisons-nous ?")
    round_of.decide(loop_id, cafe, **ADJUST, idea_ids=[idea], run_ids=[judged])
    made = round_of.decision(loop_id, cafe)
    with round_of.database.reading() as session:
        strands = origins_of(session, ThingKind.DECISION, made.id)
        [fate] = fates_of(session, [idea])[idea]
    assert [(one.run_id, one.idea) for one in strands] == [(run_id, "Le samedi on serait là"), (judged, None)]
    assert (fate.kind, fate.id, fate.said) == (ThingKind.DECISION, made.id, ADJUST["what"])


def test_without_words_of_its_own_a_decision_is_known_by_its_action(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change)
    [idea] = round_of.said(round_of.asked(loop_id), "Il faut que ça dure")
    round_of.decide(loop_id, cafe, **KEEP, idea_ids=[idea])
    with round_of.database.reading() as session:
        assert fates_of(session, [idea])[idea][0].said == "Un café"


def test_what_is_decided_again_is_what_all_that_led_to_it_became(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change)
    first, second = round_of.said(round_of.asked(loop_id), "Le samedi", "Le dimanche")
    round_of.decide(loop_id, cafe, **ADJUST, idea_ids=[first])
    round_of.decide(loop_id, cafe, **{**ADJUST, "what": "Le café ouvre le dimanche"}, idea_ids=[second])
    with round_of.database.reading() as session:
        fates = fates_of(session, [first, second])
    assert [fates[key][0].said for key in (first, second)] == ["Le café ouvre le dimanche"] * 2


def test_a_promise_without_words_is_known_by_its_action_once_somebody_answers_for_it(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change)
    run_id = round_of.asked(loop_id)
    [idea] = round_of.said(run_id, "Il faut que ça dure")
    round_of.decide(loop_id, cafe, verdict=Verdict.CONTINUE, who="Zaïna", due_on=DUE, idea_ids=[idea])
    round_of.close(loop_id)
    made = round_of.decision(loop_id, cafe)
    kept = {"version": made.version, "outcome": Outcome.KEPT, "run_ids": [run_id]}
    round_of.do(say_outcome, decision_id=made.id, **kept)
    with round_of.database.reading() as session:
        told = [*fates_of(session, [idea])[idea], *fates_of_run(session, run_id)]
    assert [one.said for one in told] == ["Un café", "Un café"]


def test_a_promise_that_somebody_answered_for_is_told_where_its_form_has_begun(round_of):
    loop_id, cafe = round_of.promised()
    made = round_of.decision(loop_id, cafe)
    round_of.do(say_outcome, decision_id=made.id, version=made.version, outcome=Outcome.KEPT)
    assert round_of.ask(open_promises) == []
    begun = partial(open_promises, also=[made.id])
    assert [one.outcome for one in round_of.ask(begun)] == [Outcome.KEPT]
    assert round_of.elsewhere().ask(begun) == []


def test_promises_are_open_once_their_loop_is_closed_until_somebody_says_what_became_of_them(round_of):
    change, [cafe, garden, bus] = round_of.scope("Un café", "Un jardin", "Un bus")
    loop_id = round_of.open(change)
    round_of.decide(loop_id, cafe, **ADJUST)
    round_of.decide(loop_id, garden, verdict=Verdict.CONTINUE, who="Ali", due_on=DUE - timedelta(days=30))
    round_of.decide(loop_id, bus, **KEEP)
    assert round_of.ask(open_promises) == []
    round_of.close(loop_id)
    assert [one.action for one in round_of.ask(open_promises)] == ["Un jardin", "Un café"]
    made = round_of.decision(loop_id, cafe)
    round_of.do(say_outcome, decision_id=made.id, version=2, outcome=Outcome.PARTLY, note="  Un samedi sur deux ")
    assert [one.action for one in round_of.ask(open_promises)] == ["Un jardin"]
    said = round_of.decision(loop_id, cafe)
    assert (said.outcome, said.outcome_note, said.version) == (Outcome.PARTLY, "Un samedi sur deux", 3)
    assert (said.verdict, said.what) == (Verdict.ADJUST, ADJUST["what"])
    round_of.do(say_outcome, decision_id=made.id, version=3, outcome=None)
    assert [one.action for one in round_of.ask(open_promises)] == ["Un jardin", "Un café"]


def test_promises_of_elsewhere_are_not_ours(round_of):
    round_of.promised()
    assert round_of.elsewhere().ask(open_promises) == []


def test_the_next_loop_opens_with_what_the_last_one_promised(round_of):
    loop_id, cafe = round_of.promised()
    [change] = round_of.get(loop_id).change_ids
    following = round_of.open(change, title="Boucle d'automne", held_on=NEXT)
    [promise] = round_of.ask(open_promises)
    assert (promise.loop_id, promise.action_id, promise.who) == (loop_id, cafe, "Zaïna")
    assert promise.is_late(NEXT)
    assert round_of.decision(following, cafe).waits


def test_what_became_of_a_promise_is_said_once_the_loop_is_closed_and_only_of_a_promise(round_of):
    change, [cafe, garden] = round_of.scope("Un café", "Un jardin")
    loop_id = round_of.open(change)
    round_of.decide(loop_id, cafe, **ADJUST)
    round_of.decide(loop_id, garden, **KEEP)
    cafe_id, garden_id = (round_of.decision(loop_id, one).id for one in (cafe, garden))
    kept = {"version": 2, "outcome": Outcome.KEPT}
    assert refused(round_of.do, say_outcome, decision_id=cafe_id, **kept) == "outcome_too_early"
    round_of.close(loop_id)
    assert refused(round_of.do, say_outcome, decision_id=garden_id, **kept) == "decision_promises_nothing"
    assert refused(round_of.do, say_outcome, decision_id=cafe_id, version=1, outcome=Outcome.KEPT) == (
        "decision_changed_meanwhile"
    )
    assert refused(round_of.do, say_outcome, decision_id=cafe_id, version=2, outcome=Outcome.CARRIED) == (
        "outcome_impossible"
    )
