"""Lines of the plan are taken from what the room said, and keep the thread to it."""

import pytest

from qic_core.cooperation.plan_proposals import RUNS_AT_MOST, proposals_in, runs_to_take, take_proposals
from qic_core.cooperation.plan_rules import Section, Written
from qic_core.errors import DomainError
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import origins_of
from qic_core.workshop.drafting import Draft
from tests.cooperation.planning import MEET, settle

IDEAS = Draft("ideas", "Besoins", "De quoi avons-nous besoin ?")
DOTS = Draft("dots", "D'abord", "Que met-on en place ?", {"total": 5}, items=["Un lieu", "Un jour", "Une liste"])


@pytest.fixture
def quarter(database):
    return settle(database)


def proposals(quarter):
    """Return what each run that may be taken from proposes, the latest run first."""
    with quarter.database.reading() as session:
        return [proposals_in(session, run) for run in runs_to_take(session, quarter.id)]


def take(quarter, run_id, keys, section=Section.NEED):
    with quarter.database.writing(quarter.id) as work:
        take_proposals(work, section=section, run_id=run_id, keys=keys)


def test_what_the_room_wrote_shared_out_and_weighed_is_proposed_the_most_wanted_first(quarter):
    quarter.run(IDEAS, {"ideas": ["Un lieu commun"]}, {"ideas": ["Une réponse rapide"]})
    quarter.run(DOTS, {"dots": {"i2": 3, "i3": 2}}, {"dots": {"i2": 1}})
    agreement = Draft("agreement", "Partagés ?", "D'accord ?", items=["Peu", "Beaucoup"])
    quarter.run(agreement, {"verdicts": {"i1": {"verdict": -1}, "i2": {"verdict": 1}}})
    assert [[item.text for item in found] for found in proposals(quarter)] == [
        ["Beaucoup", "Peu"],
        ["Un jour", "Une liste", "Un lieu"],
        ["Un lieu commun", "Une réponse rapide"],
    ]


def test_other_kinds_and_what_was_asked_of_the_journey_propose_nothing(quarter):
    plan_id = quarter.plan()
    line_id = quarter.write(plan_id, MEET)
    quarter.run(Draft("words", "Un mot", "Un mot ?"), {"words": ["Ensemble"]})
    quarter.run(
        Draft("agreement", "Promesses", "Fait ?", about="promises"),
        {"verdicts": {f"p{line_id}": {"verdict": 1}}},
    )
    assert proposals(quarter) == []


def test_what_is_taken_keeps_the_thread_to_who_said_it(quarter):
    quarter.plan()
    run_id = quarter.run(IDEAS, {"ideas": ["Un lieu commun"]}, {"ideas": ["Une réponse rapide"]})
    [[place, _answer]] = proposals(quarter)
    take(quarter, run_id, [place.key])
    [line] = quarter.lines(Section.NEED)
    assert line.written == Written("Un lieu commun")
    with quarter.database.reading() as session:
        strands = origins_of(session, ThingKind.PLAN_LINE, line.id)
    assert {(strand.run_id, strand.idea) for strand in strands} == {(run_id, None), (run_id, "Un lieu commun")}


def origins(quarter, line_id):
    with quarter.database.reading() as session:
        return [(strand.run_id, strand.idea) for strand in origins_of(session, ThingKind.PLAN_LINE, line_id)]


def test_what_the_plan_says_already_is_not_taken_twice_but_gets_its_thread(quarter):
    plan_id = quarter.plan()
    line_id = quarter.write(plan_id, Written("UN LIEU"), Section.NEED)
    run_id = quarter.run(DOTS, {"dots": {"i1": 1}})
    take(quarter, run_id, ["i1", "i2"])
    take(quarter, run_id, ["i1", "i2"])
    take(quarter, run_id, ["i1"], Section.SUPPORT)
    assert [line.written.text for line in quarter.lines(Section.NEED)] == ["UN LIEU", "Un jour"]
    assert [line.written.text for line in quarter.lines(Section.SUPPORT)] == ["Un lieu"]
    assert origins(quarter, line_id) == [(run_id, None)]


def test_two_people_s_same_words_are_one_line_with_the_thread_to_both(quarter):
    quarter.plan()
    run_id = quarter.run(IDEAS, {"ideas": ["Un lieu commun"]}, {"ideas": ["un lieu commun"]})
    [found] = proposals(quarter)
    take(quarter, run_id, [item.key for item in found])
    [line] = quarter.lines(Section.NEED)
    assert {idea for _run, idea in origins(quarter, line.id) if idea} == {"Un lieu commun", "un lieu commun"}


def test_runs_about_the_journey_do_not_push_out_what_the_room_wrote(quarter):
    line_id = quarter.write(quarter.plan(), MEET)
    quarter.run(IDEAS, {"ideas": ["Un lieu commun"]})
    for _again in range(RUNS_AT_MOST):
        quarter.run(
            Draft("agreement", "Promesses", "Fait ?", about="promises"),
            {"verdicts": {f"p{line_id}": {"verdict": 1}}},
        )
    assert [[item.text for item in found] for found in proposals(quarter)] == [["Un lieu commun"]]


def test_nothing_chosen_no_plan_and_another_s_run_are_refused(quarter):
    run_id = quarter.run(DOTS, {"dots": {"i1": 1}})
    with pytest.raises(DomainError, match="plan_unknown"):
        take(quarter, run_id, ["i1"])
    quarter.plan()
    for keys in ([], ["i9"]):
        with pytest.raises(DomainError, match="ideas_not_chosen"):
            take(quarter, run_id, keys)
    other = settle(quarter.database, "Liévin")
    other.plan()
    with pytest.raises(DomainError, match="run_unknown"):
        take(other, run_id, ["i1"])
    assert other.lines(Section.NEED) == []


def test_a_promise_is_never_taken_without_who_and_when(quarter):
    quarter.plan()
    run_id = quarter.run(DOTS, {"dots": {"i1": 1}})
    with pytest.raises(DomainError, match="promise_without_who"):
        take(quarter, run_id, ["i1"], Section.PROMISE)
