"""What séminaires owe to those who spoke there, on both engines."""

from datetime import date

import pytest

from qic_core.collective.service import create_collective
from qic_core.dashboard.feedback import due_feedback, feedback_at, set_feedback
from qic_core.errors import DomainError
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.kind import Source
from qic_core.workshop.notebooks import Cover, create_notebook, withdraw_notebook
from qic_core.workshop.runs import open_run

MARCH, APRIL, JUNE = date(2026, 3, 12), date(2026, 4, 2), date(2026, 6, 1)


@pytest.fixture
def koungou(database):
    with database.writing() as work:
        return create_collective(
            work, name="Koungou", place="Mayotte", colleges=["Habitants"], timezone="Indian/Mayotte", code="QUAR24"
        )


def answer(work, run_id, number, values, voices):
    said = Submission(run_id, f"key-{number:04}", values, source=Source.TABLE, voices=voices)
    [receipt] = record(work, [said])
    assert not isinstance(receipt, DomainError)


def seminaire(database, koungou, title="Séminaire", *, held_on=MARCH, voices=(3,)):
    """Hold a séminaire whose one run gathers answers of so many voices each; return its notebook's id."""
    with database.writing(koungou) as work:
        notebook_id = create_notebook(work, Cover(title, held_on=held_on))
        cell_id = add_cell(work, notebook_id=notebook_id, draft=Draft("ideas", "Besoins", "De quoi ?"))
        run_id = open_run(work, cell_id=cell_id)
        for number, count in enumerate(voices):
            answer(work, run_id, number, {"ideas": [f"Idée {number}"]}, count)
    return notebook_id


def owed(database, koungou, today=JUNE):
    with database.reading() as session:
        return due_feedback(session, koungou, today)


def say(database, koungou, notebook_id, *, version=0, due_on=date(2026, 4, 11), given_on=None, how=""):
    with database.writing(koungou) as work:
        set_feedback(work, notebook_id=notebook_id, version=version, due_on=due_on, given_on=given_on, how=how)


def test_a_seminaire_where_people_spoke_owes_feedback_within_thirty_days(database, koungou):
    notebook_id = seminaire(database, koungou, voices=(3, 4))
    [one] = owed(database, koungou)
    assert (one.notebook_id, one.title, one.due_on, one.voices, one.version) == (
        notebook_id, "Séminaire", date(2026, 4, 11), 7, 0,
    )  # fmt: skip
    assert one.is_overdue(JUNE)


def test_its_voices_are_the_most_that_one_of_its_questions_gathered(database, koungou):
    notebook_id = seminaire(database, koungou, voices=(3,))
    with database.writing(koungou) as work:
        cell_id = add_cell(work, notebook_id=notebook_id, draft=Draft("words", "En un mot", "Un mot ?"))
        run_id = open_run(work, cell_id=cell_id)
        answer(work, run_id, 1, {"words": ["eau"]}, 5)
    assert [one.voices for one in owed(database, koungou)] == [5]


@pytest.mark.parametrize("state", ["undated", "to come", "silent", "withdrawn", "another's"])
def test_nothing_is_owed_where_nobody_spoke_or_no_day_is_past(database, koungou, state):
    held_on = {"undated": None, "to come": date(2026, 6, 2)}.get(state, MARCH)
    notebook_id = seminaire(database, koungou, held_on=held_on, voices=() if state == "silent" else (3,))
    if state == "withdrawn":
        with database.writing(koungou) as work:
            withdraw_notebook(work, notebook_id=notebook_id)
    assert owed(database, koungou + 1 if state == "another's" else koungou) == []


def test_what_was_given_is_kept_with_its_day_and_its_way(database, koungou):
    notebook_id = seminaire(database, koungou)
    say(database, koungou, notebook_id, given_on=APRIL, how="Une lettre dans chaque boîte")
    [one] = owed(database, koungou)
    assert (one.given_on, one.how, one.version) == (APRIL, "Une lettre dans chaque boîte", 1)
    say(database, koungou, notebook_id, version=1, due_on=JUNE)
    [one] = owed(database, koungou)
    assert (one.due_on, one.given_on, one.how, one.version) == (JUNE, None, "", 2)


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(database, koungou):
    notebook_id = seminaire(database, koungou)
    say(database, koungou, notebook_id, given_on=APRIL, how="Lettre")
    with pytest.raises(DomainError) as refusal:
        say(database, koungou, notebook_id, due_on=JUNE)
    assert refusal.value.code == "feedback_changed_meanwhile"
    assert [one.how for one in owed(database, koungou)] == ["Lettre"]


@pytest.mark.parametrize(("state", "code"), [("undated", "feedback_undated"), ("another's", "notebook_unknown")])
def test_only_a_seminaire_with_a_day_can_owe_feedback(database, koungou, state, code):
    notebook_id = seminaire(database, koungou, held_on=None if state == "undated" else MARCH)
    with pytest.raises(DomainError) as refusal:
        say(database, koungou, notebook_id if state == "undated" else notebook_id + 99)
    assert refusal.value.code == code


def test_what_was_gathered_is_kept_until_the_collective_or_the_day_moves(database, koungou):
    notebook_id = seminaire(database, koungou)
    first = feedback_at(database, koungou, today=JUNE)
    assert feedback_at(database, koungou, today=JUNE) is first
    assert feedback_at(database, koungou, today=date(2026, 3, 1)) == []
    say(database, koungou, notebook_id, given_on=APRIL, how="Lettre")
    assert [one.how for one in feedback_at(database, koungou, today=JUNE)] == ["Lettre"]
