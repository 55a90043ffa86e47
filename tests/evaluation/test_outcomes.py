"""The outcomes harvested: who changed what; what an outside witness has said holds as long as the words do."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from qic_core.collective.members import add_member
from qic_core.errors import DomainError
from qic_core.evaluation.outcome_rules import (
    OUTCOMES_AT_MOST,
    WHAT_LENGTH,
    Filter,
    Only,
    Outcome,
    check_verifier,
    overview_sentence,
)
from qic_core.evaluation.outcomes import (
    edit_outcome,
    restore_outcome,
    verify_outcome,
    withdraw_outcome,
    withdrawn_outcomes,
)
from qic_core.evaluation.rules import OutcomeNature
from qic_core.evaluation.tables import OutcomeRow
from qic_core.pathways.service import withdraw_change
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import origins_of
from qic_core.words import catalogue
from tests.evaluation.learnt import JUNE, MARCH, SCHOOL, SEPTEMBER, Field

TOMORROW = date.today() + timedelta(days=3)
INSPECTOR = "L'inspection académique"


@pytest.fixture
def field(koungou):
    return Field(koungou.database, koungou.id)


def rewrite(field, outcome_id, *, version=1, same_meaning=False, **more):
    account = replace(field.outcome(outcome_id).account, **more)
    field.do(edit_outcome, outcome_id=outcome_id, version=version, account=account, same_meaning=same_meaning)


def verify(field, outcome_id, *, version=1, verifier=INSPECTOR, on=SEPTEMBER):
    field.do(verify_outcome, outcome_id=outcome_id, version=version, verifier=verifier, verified_on=on)


def outcomes(*told):
    """Return outcomes by what of them is not as in SCHOOL; `verified` is said of the outcome itself."""
    return [
        Outcome(
            place, replace(SCHOOL, **{k: v for k, v in one.items() if k != "verified"}),
            verified_on=JUNE if one.get("verified") else None,
        )
        for place, one in enumerate(told)
    ]  # fmt: skip


def test_all_that_is_said_of_an_outcome_is_kept(field):
    change = field.change("On s'entraide")
    told = replace(
        SCHOOL, place="Koungou", change_id=change, significance="Avant,\nrien", contribution="L'atelier",
        evidence="Un planning", expected=False, spread_to="Toute la ville",
    )  # fmt: skip
    key = field.harvest(**{name: getattr(told, name) for name in told.__dataclass_fields__})
    one = field.outcome(key)
    assert (one.account, one.change, one.verified, one.spread) == (told, "On s'entraide", False, True)


def test_an_outcome_comes_from_what_the_room_said(field):
    run_id, ideas = field.gather("L'école ouvre le vendredi")
    key = field.harvest(idea_ids=ideas, run_ids=[run_id])
    with field.database.reading() as session:
        assert {one.idea for one in origins_of(session, ThingKind.OUTCOME, key)} >= {"L'école ouvre le vendredi"}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"who": " "}, "outcome_without_who"),
        ({"what": ""}, "outcome_without_what"),
        ({"what": "a" * (WHAT_LENGTH + 1)}, "text_too_long"),
        ({"since": TOMORROW}, "outcome_in_future"),
        ({"since": date(1026, 6, 1)}, "day_out_of_bounds"),
        ({"change_id": 999}, "outcome_change_gone"),
        ({"evidence": "a" * 501}, "text_too_long"),
    ],
)
def test_what_cannot_be_is_refused(field, told, code):
    with pytest.raises(DomainError, match=code):
        field.harvest(**told)
    assert field.outcomes == []


def test_another_collective_s_things_are_refused(field):
    elsewhere = Field(field.database, field.elsewhere().id)
    with pytest.raises(DomainError, match="outcome_change_gone"):
        field.harvest(change_id=elsewhere.change("Là-bas"))
    key = elsewhere.harvest()
    for gesture in (withdraw_outcome, restore_outcome):
        with pytest.raises(DomainError, match="outcome_unknown"):
            field.do(gesture, outcome_id=key)
    with pytest.raises(DomainError, match="outcome_unknown"):
        verify(field, key)


def test_a_change_taken_away_since_stays_written_and_may_not_be_chosen_anew(field):
    change = field.change("On s'entraide")
    kept, other = field.harvest(change_id=change), field.harvest(who="La mairie")
    field.do(withdraw_change, change_id=change)
    rewrite(field, kept, what="ouvre plus tôt")
    assert (field.outcome(kept).change, field.outcome(kept).account.what) == ("On s'entraide", "ouvre plus tôt")
    with pytest.raises(DomainError, match="outcome_change_gone"):
        rewrite(field, other, change_id=change)


def test_somebody_from_outside_verifies_and_it_can_be_taken_back(field):
    key = field.harvest()
    verify(field, key)
    one = field.outcome(key)
    assert (one.verifier, one.verified_on, one.version) == (INSPECTOR, SEPTEMBER, 2)
    verify(field, key, version=2, verifier="", on=None)
    assert (field.outcome(key).verifier, field.outcome(key).verified) == ("", False)


@pytest.mark.parametrize(
    ("verifier", "on", "code"),
    [
        ("  ", SEPTEMBER, "verifier_missing"),
        ("l'ecole PASTEUR", SEPTEMBER, "verifier_is_who_changed"),
        ("le centre social", SEPTEMBER, "verifier_of_ours"),
        ("ANNE MADI", SEPTEMBER, "verifier_of_ours"),
        ("Habitants", SEPTEMBER, "verifier_of_ours"),
        (INSPECTOR, MARCH, "verified_too_early"),
        (INSPECTOR, TOMORROW, "day_in_future"),
        ("a" * 161, SEPTEMBER, "text_too_long"),
    ],
)
def test_a_witness_is_from_outside_and_comes_after_the_outcome(field, verifier, on, code):
    field.organisation("Le Centre social")
    field.do(add_member, collective_id=field.id, name="Anne Madi", college="Associations")
    key = field.harvest()
    with pytest.raises(DomainError, match=code):
        verify(field, key, verifier=verifier, on=on)
    assert not field.outcome(key).verified


def test_the_name_of_nobody_s_organisation_is_outside():
    assert check_verifier(" Une  chercheuse ", SCHOOL, ours=["La mairie"]) == "Une chercheuse"


@pytest.mark.parametrize(
    ("more", "stays"),
    [
        ({"what": "reçoit les parents le samedi"}, False),
        ({"what": "reçoit les parents le samedi", "same_meaning": True}, True),
        ({"since": date(2026, 6, 2)}, False),
        ({"spread_to": "Toute la ville"}, False),
        ({"significance": "Cela compte"}, True),
        ({"evidence": "Un planning"}, True),
        ({"expected": False}, True),
        ({}, True),
    ],
)
def test_what_says_something_else_by_now_is_to_be_verified_again(field, more, stays):
    key = field.harvest()
    verify(field, key)
    rewrite(field, key, version=2, **more)
    assert field.outcome(key).verified is stays


def test_a_corrected_day_does_not_come_after_who_verified_it(field):
    key = field.harvest()
    verify(field, key, on=JUNE)
    with pytest.raises(DomainError, match="verified_too_early"):
        rewrite(field, key, version=2, same_meaning=True, since=SEPTEMBER)


def test_the_second_of_two_editors_is_told(field):
    key = field.harvest()
    rewrite(field, key, what="ouvre plus tôt")
    with pytest.raises(DomainError, match="outcome_changed_meanwhile"):
        rewrite(field, key, what="ferme plus tard")
    with pytest.raises(DomainError, match="outcome_changed_meanwhile"):
        verify(field, key)
    assert field.outcome(key).account.what == "ouvre plus tôt"


def test_an_outcome_taken_away_can_be_put_back(field):
    key = field.harvest()
    field.do(withdraw_outcome, outcome_id=key)
    assert field.outcomes == []
    assert field.ask(withdrawn_outcomes) == [(key, "L'école Pasteur · reçoit les parents chaque vendredi")]
    with pytest.raises(DomainError, match="outcome_withdrawn"):
        verify(field, key)
    field.do(restore_outcome, outcome_id=key)
    assert [one.id for one in field.outcomes] == [key]


def test_outcomes_come_the_latest_first(field):
    days = [field.harvest(since=day) for day in (MARCH, SEPTEMBER, JUNE)]
    assert [one.id for one in field.outcomes] == [days[1], days[2], days[0]]


def test_there_is_a_bound_to_outcomes(field):
    def fill(work):
        columns = {"collective_id": field.id, "who": "Un", "what": "Deux", "nature": "practice", "since": MARCH}
        rows = [OutcomeRow(**columns, expected=True, created_at=work.now) for _ in range(OUTCOMES_AT_MOST)]
        work.session.add_all(rows)

    field.do(fill)
    with pytest.raises(DomainError, match="too_many_outcomes"):
        field.harvest()


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (Filter(), [0, 1, 2, 3]),
        (Filter(nature=OutcomeNature.POLICY), [1]),
        (Filter(change_id=7), [2]),
        (Filter(change_id=0), [0, 1, 3]),
        (Filter(only=Only.VERIFIED), [3]),
        (Filter(only=Only.UNVERIFIED), [0, 1, 2]),
        (Filter(only=Only.UNEXPECTED), [2]),
        (Filter(only=Only.SPREAD), [1]),
        (Filter(nature=OutcomeNature.POLICY, only=Only.VERIFIED), []),
    ],
)
def test_a_filter_keeps_what_it_asks_for(asked, kept):
    told = outcomes(
        {}, {"nature": OutcomeNature.POLICY, "spread_to": "La ville"}, {"change_id": 7, "expected": False},
        {"verified": True},
    )  # fmt: skip
    assert [one.id for one in told if asked.keeps(one)] == kept


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([{}], "1 effet récolté (1 pratique), 0 vérifié de l’extérieur."),
        (
            [{}, {"nature": OutcomeNature.BEHAVIOUR, "verified": True}, {"spread_to": "La ville", "verified": True}],
            "3 effets récoltés (1 comportement, 2 pratiques), 2 vérifiés de l’extérieur, 1 au-delà du quartier.",
        ),
    ],
)
def test_the_sentence_counts_natures_witnesses_and_what_spread(told, said):
    assert overview_sentence(outcomes(*told), catalogue("fr")) == said
