from datetime import date

import pytest

from qic_core.challenge.candidates import (
    add_candidate,
    list_candidates,
    restore_candidate,
    take_candidates,
    withdraw_candidate,
)
from qic_core.challenge.service import (
    adopt_challenge,
    current_challenge,
    earlier_challenges,
    list_scores,
    score_condition,
)
from qic_core.errors import DomainError
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import fates_of, origins_of
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
