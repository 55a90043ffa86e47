from datetime import date

import pytest

from qic_core.challenge.candidates import (
    add_candidate,
    edit_candidate,
    list_candidates,
    restore_candidate,
    take_candidates,
    withdraw_candidate,
)
from qic_core.challenge.conditions import IMPACT_CONDITIONS
from qic_core.challenge.service import (
    adopt_challenge,
    current_challenge,
    earlier_challenges,
    keep_scores,
    list_scores,
    runs_to_keep,
    score_condition,
)
from qic_core.errors import DomainError
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import fates_of, fates_of_run, origins_of
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.moderation import hide
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import close_run, get_run, open_run
from qic_core.workshop.tally import list_ideas

JUNE = date(2026, 6, 18)


def adopt(database, collective_id, **told):
    known = {"candidate_id": None, "sentence": "L'eau pour toutes les familles", "voices": {"Habitants": 6, "Élus": 2}}
    with database.writing(collective_id) as work:
        return adopt_challenge(work, **{**known, "residents": 6, "adopted_on": JUNE, **told})


def test_an_adopted_challenge_says_why_who_and_who_disagreed(database, koungou):
    adopt(database, koungou, reasons="Un ménage sur quatre.\n\nDepuis dix ans.", dissent="L'école d'abord")
    with database.reading() as session:
        challenge = current_challenge(session, koungou)
    assert challenge.sentence == "L'eau pour toutes les familles"
    assert challenge.reasons == "Un ménage sur quatre.\n\nDepuis dix ans."
    assert (challenge.residents, challenge.everyone, challenge.dissent) == (6, 8, "L'école d'abord")


def test_a_revised_challenge_keeps_the_earlier_one_in_the_history(database, koungou):
    adopt(database, koungou)
    adopt(database, koungou, sentence="L'eau et l'assainissement")
    with database.reading() as session:
        assert current_challenge(session, koungou).sentence == "L'eau et l'assainissement"
        assert [one.sentence for one in earlier_challenges(session, koungou)] == ["L'eau pour toutes les familles"]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"sentence": "  "}, "sentence_missing"),
        ({"sentence": "x" * 301}, "text_too_long"),
        ({"residents": 9}, "residents_out_of_bounds"),
        ({"residents": -1}, "residents_out_of_bounds"),
        ({"voices": {"Habitants": -6}, "residents": 0}, "residents_out_of_bounds"),
    ],
)
def test_a_challenge_that_cannot_be_adopted_is_refused_and_the_other_stands(database, koungou, told, code):
    adopt(database, koungou, sentence="Le premier")
    with pytest.raises(DomainError, match=code):
        adopt(database, koungou, **told)
    with database.reading() as session:
        assert current_challenge(session, koungou).sentence == "Le premier"


def test_the_themes_of_a_run_become_candidates_once(database, koungou, said):
    with database.writing(koungou) as work:
        assert take_candidates(work, run_id=said) == 2
        assert take_candidates(work, run_id=said) == 0
        assert [one.text for one in list_candidates(work.session, koungou)] == ["L'eau courante", "L'école"]


def test_the_thread_leads_from_the_challenge_to_the_ideas_and_back(database, koungou, said):
    with database.writing(koungou) as work:
        take_candidates(work, run_id=said)
        water = list_candidates(work.session, koungou)[0]
    challenge_id = adopt(database, koungou, candidate_id=water.id)
    with database.reading() as session:
        strands = origins_of(session, ThingKind.CHALLENGE, challenge_id)
        assert [strand.idea for strand in strands if strand.idea] == ["Pas d'eau à la maison", "L'eau est coupée"]
        assert {strand.notebook for strand in strands} == {"Défi urgent"}
        ideas = {idea.text: idea.id for idea in list_ideas(session, said)}
        became = fates_of(session, list(ideas.values()))
        assert [thing.kind for thing in became[ideas["L'eau est coupée"]]] == [ThingKind.CANDIDATE, ThingKind.CHALLENGE]
        assert [thing.said for thing in became[ideas["L'école déborde"]]] == ["L'école"]


def test_a_candidate_goes_off_the_list_and_comes_back(database, koungou):
    with database.writing(koungou) as work:
        key = add_candidate(work, text="Le bruit")
        with pytest.raises(DomainError, match="candidate_twice"):
            add_candidate(work, text="le bruit")
        withdraw_candidate(work, candidate_id=key)
        assert list_candidates(work.session, koungou) == []
        restore_candidate(work, candidate_id=key)
        assert [one.text for one in list_candidates(work.session, koungou)] == ["Le bruit"]


def test_another_collective_s_candidate_is_out_of_reach(database, koungou):
    with database.writing(koungou) as work:
        key = add_candidate(work, text="Le bruit")
    with database.writing(koungou + 1) as work, pytest.raises(DomainError, match="candidate_unknown"):
        withdraw_candidate(work, candidate_id=key)


def test_each_scoring_of_a_condition_is_kept_in_order(database, koungou, said):
    with database.writing(koungou) as work:
        score_condition(work, condition="ties", score=2, scored_on=date(2026, 9, 1), run_id=said)
        score_condition(work, condition="ties", score=1, evidence="Première vague", scored_on=JUNE)
        assert [(one.score, one.evidence) for one in list_scores(work.session, koungou)["ties"]] == [
            (1, "Première vague"),
            (2, ""),
        ]


@pytest.mark.parametrize(("condition", "score"), [("ties", 4), ("ties", -1), ("luck", 1)])
def test_a_score_outside_the_scale_is_refused(database, koungou, condition, score):
    with database.writing(koungou) as work, pytest.raises(DomainError, match="score_out_of_bounds"):
        score_condition(work, condition=condition, score=score, scored_on=JUNE)


def test_a_candidate_is_corrected_and_keeps_its_thread(database, koungou, said):
    with database.writing(koungou) as work:
        take_candidates(work, run_id=said)
        water = list_candidates(work.session, koungou)[0]
        edit_candidate(
            work, candidate_id=water.id, version=water.version, text=" L'eau, d'abord ", note="Dit\ndeux fois"
        )
        after = list_candidates(work.session, koungou)[0]
        strands = origins_of(work.session, ThingKind.CANDIDATE, water.id)
    assert (after.id, after.text, after.note, after.version) == (water.id, "L'eau, d'abord", "Dit\ndeux fois", 2)
    assert [strand.idea for strand in strands if strand.idea] == ["Pas d'eau à la maison", "L'eau est coupée"]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"text": "  "}, "sentence_missing"),
        ({"text": "x" * 301}, "text_too_long"),
        ({"text": "l'école"}, "candidate_twice"),
        ({"note": "x" * 1001}, "text_too_long"),
        ({"version": 0}, "candidate_changed_meanwhile"),
        ({"candidate_id": 404}, "candidate_unknown"),
    ],
)
def test_a_correction_that_cannot_be_kept_is_refused(database, koungou, said, told, code):
    with database.writing(koungou) as work:
        take_candidates(work, run_id=said)
        water = list_candidates(work.session, koungou)[0]
    kept = {"candidate_id": water.id, "version": water.version, "text": water.text, "note": ""}
    with database.writing(koungou) as work, pytest.raises(DomainError, match=code):
        edit_candidate(work, **{**kept, **told})
    with database.reading() as session:
        assert list_candidates(session, koungou)[0] == water


def test_the_second_of_two_who_correct_a_candidate_is_told_and_the_first_kept(database, koungou):
    with database.writing(koungou) as work:
        add_candidate(work, text="Le bruit")
        [read] = list_candidates(work.session, koungou)
    with database.writing(koungou) as work:
        edit_candidate(work, candidate_id=read.id, version=read.version, text="Le bruit, la nuit", note="")
    with database.writing(koungou) as work, pytest.raises(DomainError, match="candidate_changed_meanwhile"):
        edit_candidate(work, candidate_id=read.id, version=read.version, text="Les scooters", note="")
    with database.reading() as session:
        assert [one.text for one in list_candidates(session, koungou)] == ["Le bruit, la nuit"]


def test_a_candidate_does_not_come_back_beside_itself(database, koungou):
    with database.writing(koungou) as work:
        key = add_candidate(work, text="Le bruit")
        withdraw_candidate(work, candidate_id=key)
        add_candidate(work, text="LE BRUIT")
        with pytest.raises(DomainError, match="candidate_twice"):
            restore_candidate(work, candidate_id=key)


def test_a_run_that_gathered_nothing_gives_no_candidate(database, koungou, said):
    with database.writing(koungou) as work:
        hide(work, run_id=said, idea_ids=[idea.id for idea in list_ideas(work.session, said)])
        with pytest.raises(DomainError, match="nothing_gathered"):
            take_candidates(work, run_id=said)


def test_a_challenge_keeps_the_thread_of_the_run_that_decided(database, koungou, said):
    challenge_id = adopt(database, koungou, run_ids=[said])
    with database.reading() as session:
        assert [strand.run_id for strand in origins_of(session, ThingKind.CHALLENGE, challenge_id)] == [said]


def test_another_collective_s_candidate_is_not_adopted(database, koungou):
    with database.writing(koungou) as work:
        key = add_candidate(work, text="Le bruit")
    with pytest.raises(DomainError, match="candidate_unknown"):
        adopt(database, koungou + 1, candidate_id=key)


SCORED = ({"challenge": 3, "ties": 1}, {"challenge": 2, "ties": 0}, {"challenge": 3})


@pytest.fixture
def scored(database, koungou):
    """The id of a closed run in which three people scored two of the conditions."""
    with database.writing(koungou) as work:
        notebook_id = create_notebook(work, Cover("Défi urgent"))
        draft = Draft("readiness", "Prêts ?", "Où en sommes-nous ?")
        run_id = open_run(work, cell_id=add_cell(work, notebook_id=notebook_id, draft=draft))
        answers = [{"scores": {"collective": scores}} for scores in SCORED]
        record(work, [Submission(run_id, f"key-{n:08}", answer) for n, answer in enumerate(answers)])
        close_run(work, run_id=run_id)
    return run_id


def test_what_the_room_scored_is_kept_once_with_its_thread(database, koungou, scored):
    with database.writing(koungou) as work:
        assert [run.id for run in runs_to_keep(work.session, koungou)] == [scored]
        assert keep_scores(work, run_id=scored, scored_on=JUNE, rests_on={"ties": "Peu se connaissent"}) == 2
        assert runs_to_keep(work.session, koungou) == []
        with pytest.raises(DomainError, match="scores_kept_already"):
            keep_scores(work, run_id=scored, scored_on=JUNE)
        kept = {key: (one.score, one.voices, one.evidence) for key, [one] in list_scores(work.session, koungou).items()}
        [tie] = list_scores(work.session, koungou)["ties"]
        strands = origins_of(work.session, ThingKind.READINESS, tie.id)
        became = fates_of_run(work.session, scored)
    assert kept == {"challenge": (3, 3, ""), "ties": (0, 2, "Peu se connaissent")}
    assert [(strand.run_id, strand.cell) for strand in strands] == [(scored, "Prêts ?")]
    assert [thing.said for thing in became] == ["challenge", "ties"]


@pytest.mark.parametrize("state", ["open", "empty", "another kind", "another collective's"])
def test_scores_are_kept_of_a_closed_run_in_which_somebody_scored(database, koungou, said, scored, state):
    with database.writing(koungou) as work:
        cell_id = get_run(work.session, koungou, scored).cell_id
        run_id = open_run(work, cell_id=cell_id) if state in ("open", "empty") else scored
        if state == "empty":
            close_run(work, run_id=run_id)
    collective_id = koungou + 1 if state == "another collective's" else koungou
    with database.writing(collective_id) as work, pytest.raises(DomainError, match="scores_kept_already"):
        keep_scores(work, run_id=said if state == "another kind" else run_id, scored_on=JUNE)


def test_the_five_conditions_of_impact_are_scored_in_the_same_way(database, koungou):
    with database.writing(koungou) as work:
        for condition in IMPACT_CONDITIONS:
            score_condition(work, condition=condition.key, score=1, evidence="Vu en juin", scored_on=JUNE)
        scores = list_scores(work.session, koungou)
    assert {key: [(one.score, one.voices) for one in found] for key, found in scores.items()} == {
        condition.key: [(1, None)] for condition in IMPACT_CONDITIONS
    }
