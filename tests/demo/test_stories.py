"""What the demo shows: the first steps at Koungou, the whole way at Les Tilleuls."""

from datetime import date

from qic_core.actions.reinforcement import matrix_of
from qic_core.actions.rules import Status, is_quick_win
from qic_core.actions.service import list_actions
from qic_core.challenge.evidence import list_evidence
from qic_core.challenge.service import current_challenge, list_scores
from qic_core.collective.members import list_members, list_seats
from qic_core.collective.service import list_collectives, list_colleges
from qic_core.cooperation.naming import names_shown
from qic_core.cooperation.plan import earlier_plans, standing_plan
from qic_core.cooperation.plan_rules import Outcome, Section
from qic_core.cooperation.waves import list_waves
from qic_core.demo import load_demo
from qic_core.evaluation.decisions import open_promises
from qic_core.evaluation.indicators import list_indicators
from qic_core.evaluation.learning import list_learnings
from qic_core.evaluation.loops import list_loops
from qic_core.evaluation.observations import observation_ids
from qic_core.evaluation.outcomes import list_outcomes
from qic_core.evaluation.readings import read
from qic_core.evaluation.rules import LoopState, OutcomeNature, Verdict
from qic_core.pathways.checks import check_strategy
from qic_core.pathways.rules import Horizon
from qic_core.pathways.service import pathways_of
from qic_core.pathways.snapshots import Fate, fates_between, link_fates_between, list_snapshots, pathways_at
from qic_core.roadmap.service import roadmap_of
from qic_core.vision.front_pages import list_front_pages
from qic_core.vision.rules import AmendmentState
from qic_core.vision.service import current_vision
from qic_core.vision.statements import list_statements
from qic_core.workshop.kind import Visibility
from qic_core.workshop.notebooks import get_notebook, list_notebooks
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import list_runs


def test_koungou_comes_first_and_has_no_vision_yet(session, collectives):
    assert list(collectives) == ["koungou", "tilleuls"]
    assert current_challenge(session, collectives["koungou"])
    assert current_vision(session, collectives["koungou"]) is None
    assert pathways_of(session, collectives["koungou"]).changes == ()


def test_the_worked_example_has_four_short_four_medium_and_one_long_change_before_its_vision(session, tilleuls):
    pathways = pathways_of(session, tilleuls)
    assert {horizon: len(pathways.at(horizon)) for horizon in Horizon} == {
        Horizon.SHORT: 4,
        Horizon.MEDIUM: 4,
        Horizon.LONG: 1,
    }
    assert current_vision(session, tilleuls).year == 2035
    assert check_strategy(pathways, has_vision=True) == []
    assert all(link.hypothesis and link.confidence is not None for link in pathways.links)


def test_a_change_can_be_a_figure_to_reach(session, tilleuls):
    targets = [change.wording.target for change in pathways_of(session, tilleuls).changes]
    assert [(target.value, target.period) for target in targets if target] == [(3, "par an")]


def test_the_two_maps_differ_in_every_way(session, tilleuls):
    after, before = (pathways_at(session, tilleuls, snapshot.id) for snapshot in list_snapshots(session, tilleuls))
    assert set(fates_between(before, after).values()) == set(Fate)
    assert set(link_fates_between(before, after).values()) == set(Fate)


def test_residents_are_most_of_the_voices_in_every_run_and_decision(session, tilleuls):
    [residents] = [college.name for college in list_colleges(session, tilleuls) if college.of_residents]
    outputs = [run.output for run in runs_of(session, tilleuls) if kind_of(run.content.kind).asks]
    assert len(outputs) > 20
    assert all(2 * output["by_college"][residents] > output["voices"] for output in outputs)
    for decided in (current_challenge(session, tilleuls), current_vision(session, tilleuls)):
        assert 2 * decided.residents > decided.everyone > 30
        assert decided.dissent
        assert decided.reasons


def test_the_core_group_has_more_residents_than_others_and_no_seat_is_empty(session, tilleuls):
    core = [member.college for member in list_members(session, tilleuls) if member.core]
    assert 2 * core.count("Habitantes et habitants") > len(core)
    taken = {member.seat_id for member in list_members(session, tilleuls)}
    assert {seat.id for seat in list_seats(session, tilleuls)} <= taken


def test_every_figure_has_its_source_and_what_is_not_known_is_a_question(session, tilleuls):
    cards = list_evidence(session, tilleuls)
    assert all(card.source and card.year for card in cards if card.figure is not None)
    assert all(card.statement.endswith("?") for card in cards if card.figure is None)
    assert sum(card.figure is None for card in cards) >= 4


def test_the_start_conditions_were_scored_twice_by_the_room_and_the_five_of_impact_three_times(session, tilleuls):
    scores = list_scores(session, tilleuls)
    assert {condition: [score.score for score in found] for condition, found in scores.items()} == {
        "challenge": [3, 3],
        "leaders": [1, 2],
        "ties": [1, 2],
        "means": [1, 1],
    } | {
        "vision": [2, 2, 3],
        "synergy": [0, 2, 2],
        "evaluation": [0, 1, 2],
        "communication": [1, 1, 2],
        "support": [1, 1, 1],
    }


def test_amendments_were_accepted_refused_and_left_open(session, tilleuls):
    amendments = [one for statement in list_statements(session, tilleuls) for one in statement.amendments]
    assert {amendment.state for amendment in amendments} == set(AmendmentState)
    [accepted] = [one for one in amendments if one.state == AmendmentState.ACCEPTED]
    assert accepted.text == current_vision(session, tilleuls).text != accepted.before


def test_the_gallery_has_front_pages_of_every_college(session, tilleuls):
    assert len(list_front_pages(session, tilleuls)) == 9


def test_the_roadmap_fits_its_form(session, tilleuls):
    roadmap = roadmap_of(session, tilleuls, address="")
    assert len(roadmap.first_actions) == 3
    assert all(action.who and action.by for action in roadmap.first_actions)
    assert roadmap.next_loop_on
    assert roadmap.next_loop_note


def test_three_waves_of_cooperation_rise_and_the_first_opens_on_no_promise(session, tilleuls):
    waves = list_waves(session, tilleuls)
    assert [wave.held_on for wave in waves] == [date(2025, 9, 18), date(2026, 3, 26), date(2026, 10, 1)]
    shares = [sum(level >= 5 for level in wave.levels.values()) / len(wave.levels) for wave in waves]
    assert shares == sorted(shares)
    assert names_shown(session, tilleuls)


def test_promises_were_kept_in_part_and_dropped_and_the_plan_that_stands_has_its_next_wave(session, tilleuls):
    told = [line for plan in earlier_plans(session, tilleuls) for line in plan.of(Section.PROMISE)]
    assert {line.written.outcome for line in told} == {Outcome.KEPT, Outcome.PARTLY, Outcome.DROPPED}
    plan = standing_plan(session, tilleuls)
    assert plan.cover.next_wave_on == date(2027, 4, 8)
    assert len(plan.open_promises) == 2


def test_actions_stand_in_every_state_and_one_of_them_serves_no_change(session, tilleuls):
    actions = list_actions(session, tilleuls)
    assert {action.status for action in actions} == {Status.RUNNING, Status.DONE, Status.STOPPED, Status.IDEA}
    assert [action.title for action in actions if not action.plan.change_ids] == ["Une fête de quartier"]
    assert sum(is_quick_win(action.plan) for action in actions) == 3
    assert min(matrix_of(session, tilleuls).values()) == -1


def test_three_loops_are_closed_and_each_opened_on_what_the_one_before_had_promised(session, tilleuls):
    third, second, first = list_loops(session, tilleuls)
    assert {loop.state for loop in (first, second, third)} == {LoopState.CLOSED}
    assert not any(decision.verdict is None for loop in (first, second, third) for decision in loop.decisions)
    promised = [one for loop in (first, second) for one in loop.decisions if one.who]
    assert {one.outcome for one in promised} == {Outcome.KEPT, Outcome.PARTLY, Outcome.DROPPED}
    assert [one.loop_id for one in open_promises(session, tilleuls)] == [third.id] * 5
    verdicts = {one.verdict for loop in (first, second, third) for one in loop.decisions}
    assert verdicts == {Verdict.CONTINUE, Verdict.ADJUST, Verdict.REDIRECT}


def test_one_curve_turned_and_one_did_not(session, tilleuls):
    met, seated, _said = [read(one) for one in list_indicators(session, tilleuls)]
    assert (met.turned, seated.turned) == (True, False)


def test_two_learnings_were_put_right_on_the_map_and_one_waits(session, tilleuls):
    latest, *rectified = list_learnings(session, tilleuls)
    assert latest.waits
    assert latest.after != latest.link.hypothesis
    for one in rectified:
        assert one.rectified_on
        assert one.before != one.after == one.link.hypothesis


def test_the_harvest_holds_every_nature_and_what_spread_beyond(session, tilleuls):
    outcomes = list_outcomes(session, tilleuls)
    assert {one.account.nature for one in outcomes} == set(OutcomeNature)
    assert sum(bool(one.account.spread_to) for one in outcomes) == 2
    assert sum(one.verified_on is not None for one in outcomes) == 2
    assert len(observation_ids(session, tilleuls, Visibility.WAITING)) == 1


def test_a_house_that_has_a_collective_is_left_as_it_is(sqlite_demo):
    load_demo(sqlite_demo)
    with sqlite_demo.reading() as session:
        assert [collective.slug for collective in list_collectives(session)] == ["koungou", "tilleuls"]


def runs_of(session, collective_id):
    notebooks = [get_notebook(session, collective_id, one.id) for one in list_notebooks(session, collective_id)]
    return list_runs(session, [cell.id for notebook in notebooks for cell in notebook.cells])
