import pytest

from qic_core.collective.service import create_collective
from qic_core.errors import DomainError
from qic_core.vision.amendments import accept_amendment, propose_amendment, refuse_amendment
from qic_core.vision.rules import WAITING_AT_MOST, AmendmentState
from qic_core.vision.statements import add_statement, list_statements

BEFORE, AFTER = "L'eau pour tous", "L'eau potable pour toutes et tous"


@pytest.fixture
def draft(database, koungou):
    with database.writing(koungou) as work:
        return add_statement(work, text=BEFORE)


def propose(database, koungou, draft, text=AFTER, reason=""):
    with database.writing(koungou) as work:
        return propose_amendment(work, statement_id=draft, text=text, reason=reason)


def only(database, koungou):
    with database.reading() as session:
        [statement] = list_statements(session, koungou)
    return statement


def test_a_proposed_amendment_waits_and_changes_nothing(database, koungou, draft):
    propose(database, koungou, draft, reason="Potable, c'est le mot.")
    statement = only(database, koungou)
    [waiting] = statement.waiting
    assert (statement.text, waiting.text, waiting.reason) == (BEFORE, AFTER, "Potable, c'est le mot.")
    assert statement.decided == ()


def test_an_accepted_amendment_takes_the_place_and_keeps_the_words_before(database, koungou, draft):
    key = propose(database, koungou, draft)
    with database.writing(koungou) as work:
        accept_amendment(work, amendment_id=key, seen=BEFORE)
    statement = only(database, koungou)
    [decided] = statement.decided
    assert (statement.text, decided.before, decided.state) == (AFTER, BEFORE, AmendmentState.ACCEPTED)


def test_a_refused_amendment_stays_in_the_history(database, koungou, draft):
    key = propose(database, koungou, draft)
    with database.writing(koungou) as work:
        refuse_amendment(work, amendment_id=key)
    statement = only(database, koungou)
    assert (statement.text, statement.waiting) == (BEFORE, ())
    assert statement.decided[0].state == AmendmentState.REFUSED


@pytest.mark.parametrize("first", ["accepted", "refused"])
@pytest.mark.parametrize("second", ["accepted", "refused"])
def test_the_second_who_decides_is_told(database, koungou, draft, first, second):
    key = propose(database, koungou, draft)

    def decide(how, seen):
        with database.writing(koungou) as work:
            if how == "accepted":
                accept_amendment(work, amendment_id=key, seen=seen)
            else:
                refuse_amendment(work, amendment_id=key)

    decide(first, BEFORE)
    with pytest.raises(DomainError, match="amendment_decided"):
        decide(second, BEFORE)
    assert only(database, koungou).text == (AFTER if first == "accepted" else BEFORE)


def test_an_amendment_is_not_accepted_onto_words_that_nobody_saw(database, koungou, draft):
    one, other = propose(database, koungou, draft), propose(database, koungou, draft, text="De l'eau !")
    with database.writing(koungou) as work:
        accept_amendment(work, amendment_id=one, seen=BEFORE)
    with database.writing(koungou) as work, pytest.raises(DomainError, match="statement_changed_meanwhile"):
        accept_amendment(work, amendment_id=other, seen=BEFORE)
    with database.writing(koungou) as work:
        accept_amendment(work, amendment_id=other, seen=AFTER)
    assert [amendment.before for amendment in only(database, koungou).decided] == [BEFORE, AFTER]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"text": " "}, "vision_text_missing"),
        ({"text": "x" * 301}, "text_too_long"),
        ({"text": f" {BEFORE} "}, "amendment_changes_nothing"),
        ({"reason": "x" * 1001}, "text_too_long"),
    ],
)
def test_an_amendment_out_of_bounds_is_refused(database, koungou, draft, told, code):
    with pytest.raises(DomainError, match=code):
        propose(database, koungou, draft, **told)


def test_amendments_that_wait_are_bounded(database, koungou, draft):
    keys = [propose(database, koungou, draft, text=f"Autrement {n}") for n in range(WAITING_AT_MOST)]
    with pytest.raises(DomainError, match="too_many_amendments"):
        propose(database, koungou, draft)
    with database.writing(koungou) as work:
        refuse_amendment(work, amendment_id=keys[0])
    propose(database, koungou, draft)


def test_another_collective_s_amendment_is_out_of_reach(database, koungou, draft):
    key = propose(database, koungou, draft)
    with database.writing() as work:
        other = create_collective(work, name="Ailleurs", place="Là-bas", colleges=["Tous"], timezone="Europe/Paris")
    with database.writing(other) as work:
        with pytest.raises(DomainError, match="statement_unknown"):
            accept_amendment(work, amendment_id=key, seen=BEFORE)
        with pytest.raises(DomainError, match="statement_unknown"):
            propose_amendment(work, statement_id=draft, text=AFTER)
        with pytest.raises(DomainError, match="amendment_unknown"):
            refuse_amendment(work, amendment_id=key + 1)
