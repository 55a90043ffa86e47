"""What each action does to each other is kept, by whom it was said, and never lost; the room's word is taken to it."""

import pytest

from qic_core.actions.reinforcement import (
    disagreements_in,
    history_of,
    keep_reinforcement,
    matrix_of,
    said_in,
    say,
    voices_in,
)
from qic_core.actions.rules import Status
from qic_core.actions.service import set_status, withdraw_action
from qic_core.actions.tables import ReinforcementRow
from qic_core.collective.service import create_collective
from qic_core.errors import DomainError
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import fates_of_run, origins_of
from qic_core.workshop.runs import close_run, get_run
from tests.actions.story import CAFE, Village


@pytest.fixture
def three(koungou):
    return [koungou.act(title) for title in ("Un café", "Un jardin", "Un journal")]


def matrix(koungou):
    return koungou.ask(matrix_of)


def tell(koungou, values, source="table", **more):
    return koungou.do(say, values=values, source=source, **more)


def test_the_latest_word_holds_and_the_others_are_its_history(koungou, three):
    cafe, jardin, _ = three
    for effect, source in ((1, "room"), (2, "lead"), (None, "table"), (-1, "table")):
        tell(koungou, {(cafe, jardin): effect}, source)
    assert matrix(koungou) == {(cafe, jardin): -1}
    said = koungou.ask(history_of, (cafe, jardin))
    assert [(one.effect, one.source) for one in said] == [(-1, "table"), (None, "table"), (2, "lead"), (1, "room")]


def test_what_is_taken_back_is_not_said_any_more(koungou, three):
    tell(koungou, {(three[0], three[1]): 2})
    tell(koungou, {(three[0], three[1]): None})
    assert matrix(koungou) == {}


def test_only_what_differs_is_written(koungou, three):
    cafe, jardin, journal = three
    tell(koungou, {(cafe, jardin): 2, (jardin, cafe): 0})
    changed = tell(koungou, {(cafe, jardin): 2, (jardin, cafe): 1, (cafe, journal): None, (journal, cafe): -1})
    assert changed == 2
    assert len(koungou.ask(history_of, (cafe, jardin))) == 1
    assert koungou.ask(history_of, (cafe, journal)) == []


def test_a_cycle_of_mutual_reinforcement_is_kept(koungou, three):
    cafe, jardin, journal = three
    around = {(cafe, jardin): 2, (jardin, journal): 2, (journal, cafe): 2, (jardin, cafe): 1}
    assert tell(koungou, around) == 4
    assert matrix(koungou) == around


@pytest.mark.parametrize("effect", [-2, 3, 9, 0.5, 1.5, float("inf")])
def test_another_effect_is_refused_and_nothing_of_it_is_written(koungou, three, effect):
    with pytest.raises(DomainError, match="effect_out_of_bounds"):
        tell(koungou, {(three[0], three[1]): 1, (three[1], three[0]): effect})
    assert matrix(koungou) == {}


def test_an_action_says_nothing_about_itself(koungou, three):
    with pytest.raises(DomainError, match="reinforcement_to_itself") as refusal:
        tell(koungou, {(three[0], three[0]): 1})
    assert refusal.value.params == {"title": "Un café"}


def test_the_actions_of_others_are_out_of_reach(koungou, three):
    with koungou.database.writing() as work:
        other = create_collective(work, name="Liévin", place="Nord", colleges=["Habitants"], timezone="Europe/Paris")
    theirs = Village(koungou.database, other).act("Ailleurs")
    for pair in ((three[0], theirs), (theirs, three[0]), (three[0], 99_999)):
        with pytest.raises(DomainError, match="action_unknown"):
            tell(koungou, {pair: 1})


def test_what_others_said_meanwhile_is_not_overwritten_unseen(koungou, three):
    cafe, jardin, journal = three
    tell(koungou, {(cafe, jardin): 1})
    with pytest.raises(DomainError, match="reinforcement_changed_meanwhile") as refusal:
        tell(koungou, {(cafe, jardin): 2}, seen={})
    assert refusal.value.params == {"pair": "Un café → Un jardin"}
    assert tell(koungou, {(cafe, jardin): 2, (cafe, journal): 1}, seen={(cafe, jardin): 1}) == 2
    # Both came to say the same: nothing is lost.
    assert tell(koungou, {(cafe, jardin): 2}, seen={}) == 0


def test_actions_that_are_withdrawn_or_stopped_leave_the_matrix_and_come_back_with_what_was_said(koungou, three):
    cafe, jardin, journal = three
    tell(koungou, {(cafe, jardin): 2, (jardin, journal): 1, (journal, cafe): -1})
    koungou.do(withdraw_action, action_id=journal)
    assert matrix(koungou) == {(cafe, jardin): 2}
    koungou.do(set_status, action_id=jardin, status=Status.STOPPED, since=CAFE.starts_on.replace(year=2020))
    assert matrix(koungou) == {}
    koungou.do(set_status, action_id=jardin, status=Status.RUNNING, since=CAFE.starts_on.replace(year=2021))
    assert matrix(koungou) == {(cafe, jardin): 2}


def test_a_value_that_only_an_archive_could_bring_counts_for_nothing(koungou, three):
    cafe, jardin, _ = three
    with koungou.database.writing(koungou.id) as work:
        for pair, value in (((cafe, jardin), 7), ((cafe, cafe), 1)):
            row = ReinforcementRow(
                collective_id=koungou.id, from_id=pair[0], to_id=pair[1], value=value, source="room", said_at=work.now
            )
            work.session.add(row)
    assert matrix(koungou) == {}


def effects(run, **said):
    """An answer by the titles' first letters: `ca_jo=2`."""
    keys = {item.text[3:5]: item.key for item in run.content.items}
    pairs = {tuple(keys[end] for end in pair.split("_")): level for pair, level in said.items()}
    return {"effects": {f"{start}>{end}": {"effect": level} for (start, end), level in pairs.items()}}


@pytest.fixture
def asked(koungou, three):
    """Open a run about the actions; return its id, and how to answer by short names: ca, ja, jo."""
    run_id = koungou.run("reinforcement", about="actions")
    run = koungou.ask(get_run, run_id)
    return run_id, lambda *answers: koungou.say(run_id, *(effects(run, **answer) for answer in answers))


def test_the_room_s_medians_are_taken_to_the_actions_with_the_thread(koungou, three, asked):
    cafe, jardin, journal = three
    run_id, answer = asked
    tell(koungou, {(cafe, jardin): 2, (journal, cafe): 0})
    answer({"ca_ja": 2, "ja_ca": 1}, {"ca_ja": 2, "ja_ca": -1, "jo_ca": 1}, {"ja_ca": -1, "jo_ca": -9})
    koungou.do(close_run, run_id=run_id)
    assert koungou.do(keep_reinforcement, run_id=run_id) == 2
    assert matrix(koungou) == {(cafe, jardin): 2, (jardin, cafe): -1, (journal, cafe): 1}
    assert koungou.ask(history_of, (journal, cafe))[0].source == "room"
    with koungou.database.reading() as session:
        assert {(thing.kind, thing.id) for thing in fates_of_run(session, run_id)} == {
            (ThingKind.ACTION, action) for action in three
        }
        [strand] = origins_of(session, ThingKind.ACTION, jardin)
    assert strand.run_id == run_id


def test_the_room_s_word_is_taken_once(koungou, three, asked):
    run_id, answer = asked
    answer({"ca_ja": 2})
    koungou.do(close_run, run_id=run_id)
    assert [koungou.do(keep_reinforcement, run_id=run_id) for _ in range(2)] == [1, 0]
    assert len(koungou.ask(history_of, (three[0], three[1]))) == 1


def test_an_action_that_left_since_it_was_judged_is_left_alone(koungou, three, asked):
    run_id, answer = asked
    answer({"ca_ja": 2, "ca_jo": 1})
    koungou.do(close_run, run_id=run_id)
    koungou.do(withdraw_action, action_id=three[2])
    assert koungou.do(keep_reinforcement, run_id=run_id) == 1
    assert matrix(koungou) == {(three[0], three[1]): 2}


def test_typed_proposals_are_no_actions(koungou, three):
    run_id = koungou.run("reinforcement", items=("Un café", "Un jardin"))
    koungou.say(run_id, {"effects": {"i1>i2": {"effect": 2}}})
    koungou.do(close_run, run_id=run_id)
    assert koungou.do(keep_reinforcement, run_id=run_id) == 0
    assert said_in(koungou.ask(get_run, run_id)) == {}


@pytest.mark.parametrize("kind", ["open", "other"])
def test_a_run_that_is_open_or_of_another_kind_is_refused(koungou, three, kind):
    run_id = koungou.run("reinforcement", about="actions") if kind == "open" else koungou.run("cooperation")
    if kind == "other":
        koungou.do(close_run, run_id=run_id)
    with pytest.raises(DomainError, match="reinforcement_not_closed"):
        koungou.do(keep_reinforcement, run_id=run_id)


def test_the_pairs_on_which_the_room_is_divided_are_those_whose_agreement_is_below_zero(koungou, three, asked):
    cafe, jardin, journal = three
    run_id, answer = asked
    answer(
        {"ca_ja": 2, "ja_ca": 2, "ca_jo": 2, "jo_ca": 2},
        {"ca_ja": -1, "ja_ca": -1, "ca_jo": 1, "jo_ca": 2},
        {"ja_ca": -1},
        {"ja_ca": 0},
    )
    koungou.do(close_run, run_id=run_id)
    split = disagreements_in(koungou.ask(get_run, run_id))
    assert list(split.items()) == [((cafe, jardin), [1, 0, 0, 1])]


def test_the_voices_on_a_pair_are_those_who_knew(koungou, three, asked):
    cafe, jardin, journal = three
    run_id, answer = asked
    answer({"ca_ja": 2, "jo_ca": 1}, {"ca_ja": 0, "jo_ca": -9})
    koungou.do(close_run, run_id=run_id)
    assert voices_in(koungou.ask(get_run, run_id)) == {(cafe, jardin): 2, (journal, cafe): 1}


def test_sixty_actions_and_all_that_was_said_of_them_are_read_at_once(koungou):
    ids = [koungou.act(f"Action {n}") for n in range(60)]
    pairs = {(a, b): (a + b) % 4 - 1 for a in ids for b in ids if a != b}
    assert tell(koungou, pairs) == 3540
    assert matrix(koungou) == pairs
