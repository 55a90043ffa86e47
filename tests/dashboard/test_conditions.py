"""Where the five conditions stand and what the data say of them, on both engines."""

from datetime import UTC, date, datetime

import pytest

from qic_core.actions.reinforcement import Source, say
from qic_core.actions.rules import Status
from qic_core.actions.service import set_status, withdraw_action
from qic_core.challenge.service import keep_scores, list_scores, runs_to_keep, score_condition
from qic_core.collective.meetings import add_meeting
from qic_core.collective.members import add_member, list_seats, name_seats
from qic_core.collective.service import create_collective
from qic_core.dashboard.cells import ImpactConditions
from qic_core.dashboard.condition_rules import Found
from qic_core.dashboard.conditions import conditions_at, evidence_found, standing
from qic_core.dashboard.public_page import save_public_page
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.evaluation.indicators import withdraw_indicator
from qic_core.vision.service import adopt_vision
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import close_run, open_run
from qic_core.workshop.tables import RunRow
from tests.evaluation.story import Watch

MARCH, JUNE, TODAY = date(2026, 3, 12), date(2026, 6, 1), date(2026, 9, 1)


@pytest.fixture
def koungou(database):
    with database.writing() as work:
        key = create_collective(
            work, name="Koungou", place="Mayotte", colleges=["Habitants", "Associations"], timezone="Indian/Mayotte"
        )
    return Watch(database, key)


def found(koungou):
    return koungou.ask(evidence_found, TODAY)


def room_scores(koungou, **scores):
    """Have the room score conditions and close the run; return its id."""
    with koungou.database.writing(koungou.id) as work:
        notebook_id = create_notebook(work, Cover("Séminaire", held_on=JUNE))
        cell_id = add_cell(work, notebook_id=notebook_id, draft=Draft("conditions", "Les cinq", "Où en sommes-nous ?"))
        run_id = open_run(work, cell_id=cell_id)
        record(work, [Submission(run_id, "phone-0001", {"scores": {"collective": scores}}, voices=6)])
        close_run(work, run_id=run_id)
    return run_id


def test_the_five_stand_with_their_scorings_and_the_start_conditions_stay_apart(koungou):
    koungou.do(score_condition, condition="vision", score=1, scored_on=MARCH, evidence="Peu y ont pris part")
    koungou.do(score_condition, condition="vision", score=2, scored_on=JUNE)
    koungou.do(score_condition, condition="ties", score=3, scored_on=JUNE)
    stood = {one.condition.key: [score.score for score in one.history] for one in koungou.ask(standing)}
    assert stood == {"vision": [1, 2], "synergy": [], "evaluation": [], "communication": [], "support": []}


def test_a_score_of_a_day_to_come_is_refused(koungou):
    with pytest.raises(DomainError) as refusal:
        koungou.do(score_condition, condition="vision", score=1, scored_on=date(2099, 1, 1))
    assert refusal.value.code == "day_in_future"


def test_what_the_room_scored_is_kept_once_with_its_voices(koungou):
    run_id = room_scores(koungou, vision=3, support=1)
    with koungou.database.reading() as session:
        assert [run.id for run in runs_to_keep(session, koungou.id, kind=ImpactConditions.name)] == [run_id]
        assert runs_to_keep(session, koungou.id) == []
    koungou.do(keep_scores, run_id=run_id, scored_on=JUNE, kind=ImpactConditions.name)
    kept = koungou.ask(list_scores)
    assert {key: (one.score, one.voices) for key, [one] in kept.items()} == {"vision": (3, 6), "support": (1, 6)}
    with pytest.raises(DomainError) as refusal:
        koungou.do(keep_scores, run_id=run_id, scored_on=JUNE, kind=ImpactConditions.name)
    assert refusal.value.code == "scores_kept_already"


def test_nothing_is_found_of_a_collective_that_has_just_begun(koungou):
    assert found(koungou) == Found()


def test_the_vision_tells_when_it_was_adopted_and_the_part_of_the_residents(koungou):
    koungou.do(
        adopt_vision, statement_id=None, text="L'eau coule", year=2035, voices={"Habitants": 6, "Associations": 2},
        residents=6, adopted_on=MARCH,
    )  # fmt: skip
    one = found(koungou)
    assert (one.vision_on, one.residents, one.everyone) == (MARCH, 6, 8)


def test_only_actions_that_stand_are_counted_and_the_latest_word_on_a_pair_holds(koungou):
    cafe, hall, bus, gone = (koungou.act(title) for title in ("Café", "Salle", "Navette", "Fête"))
    koungou.do(say, values={(cafe, hall): 2, (hall, bus): 1, (bus, cafe): -1, (gone, cafe): 2}, source=Source.TABLE)
    koungou.do(withdraw_action, action_id=gone)
    assert (found(koungou).actions, found(koungou).reinforcing) == (3, 2)
    koungou.do(say, values={(cafe, hall): 0}, source=Source.TABLE)
    assert found(koungou).reinforcing == 1
    koungou.do(set_status, action_id=bus, status=Status.STOPPED, since=MARCH)
    assert (found(koungou).actions, found(koungou).reinforcing) == (2, 0)


def test_an_indicator_is_measured_lately_by_hand_or_by_the_room(koungou):
    by_hand, old, unknown, gone = (koungou.indicator(name) for name in ("Parents", "Vieux", "Non dit", "Ôté"))
    for key, day, value in ((by_hand, JUNE, 12), (old, date(2024, 1, 1), 3), (unknown, JUNE, None), (gone, JUNE, 4)):
        koungou.measure(key, day, value)
    koungou.do(withdraw_indicator, indicator_id=gone)
    assert (found(koungou).indicators, found(koungou).measured) == (3, 1)
    run_id = room_scores(koungou, vision=2)
    with koungou.database.writing(koungou.id) as work:
        run = work.session.get_one(RunRow, run_id)
        run.closed_at, cell_id = datetime(2026, 6, 1, 9, tzinfo=UTC), run.cell_id
    koungou.indicator("Vision partagée", cell_id=cell_id, series="A shared vision")
    assert (found(koungou).indicators, found(koungou).measured) == (4, 2)


def test_the_last_loop_that_was_closed_is_told(koungou):
    koungou.loop(MARCH, koungou.change("Les parents viennent"))
    assert found(koungou).loop_on == MARCH


def test_feedback_and_the_public_page_are_what_communication_rests_on(koungou):
    room_scores(koungou, vision=2)
    koungou.do(save_public_page, shown=True, words="", version=0)
    one = found(koungou)
    assert (one.seminaires, one.given, one.overdue, one.public) == (1, 0, 1, True)


def test_the_support_structure_rests_on_seats_held_the_core_group_and_its_meetings(koungou):
    def seat(work: Work) -> None:
        name_seats(work, collective_id=koungou.id, names=["Un", "Deux", "Trois"])
        first, second, _third = list_seats(work.session, koungou.id)
        for name, held in (("Ali", first.id), ("Anne", first.id), ("Zoé", second.id), ("Max", None)):
            add_member(work, collective_id=koungou.id, name=name, college="Habitants", seat_id=held, core=name != "Max")
        for day in (MARCH, JUNE, date(2027, 2, 25)):  # one is noted ahead
            add_meeting(work, collective_id=koungou.id, held_on=day, title="Équipe")

    koungou.do(seat)
    one = found(koungou)
    assert (one.seats, one.core, one.met_on) == (2, 3, JUNE)


def test_what_was_gathered_is_kept_until_the_collective_moves(koungou):
    first = conditions_at(koungou.database, koungou.id, today=TODAY)
    assert conditions_at(koungou.database, koungou.id, today=TODAY) is first
    koungou.do(score_condition, condition="vision", score=2, scored_on=JUNE)
    found, _data = conditions_at(koungou.database, koungou.id, today=TODAY)
    assert found[0].latest.score == 2
