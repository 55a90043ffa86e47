"""The five conditions and the feedback owed, on the first page."""

from datetime import date

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from qic_core.access.rules import Role
from qic_core.challenge.service import list_scores, score_condition
from qic_core.dashboard.cells import ImpactConditions
from qic_core.dashboard.feedback import due_feedback, set_feedback
from qic_core.dashboard.tables import FeedbackRow
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import tie
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import close_run, open_run
from qic_core.workshop.tables import CellRow, RunRow
from tests.pages.house import DEMO, House, drawn, go, html_of, one, press, said, unfold

HELD, DUE, TODAY = date(2026, 3, 12), date(2026, 4, 11), date(2026, 6, 1)


def scored(house: House, **scores: int) -> None:
    """Score conditions by hand on a day in spring."""
    with house.database.writing(DEMO) as work:
        for condition, score in scores.items():
            score_condition(work, condition=condition, score=score, evidence="Vu en mars", scored_on=HELD)


def seminaire(house: House, **scores: int) -> int:
    """Hold a séminaire in which the room scores conditions; return its notebook's id."""
    with house.database.writing(DEMO) as work:
        notebook_id = create_notebook(work, Cover("Le point d'étape", held_on=HELD))
        draft = Draft(ImpactConditions.name, "Les cinq", "Où en sommes-nous ?")
        run_id = open_run(work, cell_id=add_cell(work, notebook_id=notebook_id, draft=draft))
        record(work, [Submission(run_id, "phone-0001", {"scores": {"collective": scores}}, voices=6)])
        close_run(work, run_id=run_id)
    return notebook_id


def test_each_condition_says_its_score_its_move_and_what_shows_it(house: House):
    scored(house, vision=1)
    app = house.enter(Role.READER)
    said = drawn(app)
    assert "●○○ Naissante" in said
    assert "Pas encore notée" in said
    assert "Vu en mars" in said
    assert not app.exception
    assert not [button for button in app.button if "Noter" in button.label]


def test_scoring_again_shows_which_way_each_moved(house: House):
    scored(house, vision=1, support=3)
    app = unfold(house.enter(Role.COORDINATOR), "score-impact")
    one(app.radio, "r-vision").set_value(2)
    one(app.text_input, "e-vision").set_value("Lue au marché")
    app = press(app, "Enregistrer les notes")
    with house.database.reading() as session:
        scores = list_scores(session, DEMO)
    assert [(each.score, each.evidence) for each in scores["vision"]] == [(1, "Vu en mars"), (2, "Lue au marché")]
    assert "synergy" not in scores
    assert "en hausse depuis le 12/03/2026" in drawn(app)
    app = unfold(app, "conditions-moved")
    assert "1 (12/03/2026) → 2" in html_of(app)


def test_what_the_room_scored_is_kept_by_one_button(house: House):
    seminaire(house, vision=3, synergy=1)
    app = one(house.enter(Role.FACILITATOR).button, "keep-").click().run()
    with house.database.reading() as session:
        kept = list_scores(session, DEMO)
    assert {key: (each.score, each.voices) for key in ("vision", "synergy") for each in kept[key]} == {
        "vision": (3, 6),
        "synergy": (1, 6),
    }
    assert "la salle, 6 voix" in drawn(app)
    assert not [button for button in app.button if (button.key or "").startswith("keep-")]


def test_the_notebook_leads_from_what_the_room_scored_to_the_first_page(house: House):
    notebook_id = seminaire(house, vision=3)
    app = one(house.enter(Role.FACILITATOR).button, "keep-").click().run()
    app = go(app, "notebook", carnet=str(notebook_id))
    assert "Condition notée" in html_of(app)
    assert "Une vision partagée" in html_of(app)
    pages = [link.proto.page for link in app.get("page_link")]
    assert "" in pages
    assert "defi" not in pages


def test_a_condition_s_key_stands_for_its_name_and_anyone_else_s_word_for_itself(house: House):
    notebook_id = seminaire(house, vision=3)
    with house.database.writing(DEMO) as work:
        runs = select(RunRow.id).join(CellRow, col(CellRow.id) == RunRow.cell_id)
        run_id = work.session.exec(runs.where(CellRow.notebook_id == notebook_id)).one()
        tie(work, Thing(ThingKind.OBSERVATION, 1, "vision"), run_ids=[run_id])
    app = go(house.enter(Role.FACILITATOR), "notebook", carnet=str(notebook_id))
    assert "Observation de terrain" in html_of(app)
    assert "Une vision partagée" not in html_of(app).partition("Observation de terrain")[2]
    assert ("apprendre", "partie=terrain") in [
        (link.proto.page, link.proto.query_string) for link in app.get("page_link")
    ]


def test_the_question_of_the_five_goes_into_a_notebook(house: House):
    asked = select(func.count()).where(CellRow.kind == ImpactConditions.name)
    app = unfold(house.enter(Role.COORDINATOR), "ask-conditions")
    with house.database.reading() as session:
        before = session.exec(asked).one()
    app = one(app.button, f"ask-add-conditions-{DEMO}").click().run()
    with house.database.reading() as session:
        assert session.exec(asked).one() == before + 1
    assert not app.exception


def test_feedback_is_said_to_be_given_and_is_told_wherever_the_notebook_is(house: House):
    notebook_id = seminaire(house, vision=3)
    app = unfold(unfold(house.enter(Role.FACILITATOR), "feedback-all"), f"feedback-edit-{notebook_id}")
    assert "6 voix : le retour était à faire le 11/04/2026 au plus tard." in drawn(app)
    assert "avec le titre de ce carnet : n’y nommez personne." in " ".join(said(app.caption))
    one(app.date_input, f"fb-given-{notebook_id}").set_value(date(2026, 4, 2))
    one(app.text_input, f"fb-how-{notebook_id}").set_value("Une lettre <b>à chacun</b>")
    app = one(app.button, f"save-feedback-{notebook_id}").click().run()
    with house.database.reading() as session:
        row = session.get_one(FeedbackRow, notebook_id)
        assert (row.given_on, row.how) == (date(2026, 4, 2), "Une lettre <b>à chacun</b>")
    for page in ("notebook", "notebooks"):
        app = go(app, page, carnet=str(notebook_id))
        assert "Retour fait le 02/04/2026 à ceux qui ont parlé : Une lettre &lt;b&gt;à chacun" in html_of(app)


@pytest.mark.parametrize("how", ["", "Une lettre"])
def test_a_refusal_keeps_what_was_typed(house: House, how: str):
    notebook_id = seminaire(house, vision=3)
    app = unfold(unfold(house.enter(Role.FACILITATOR), "feedback-all"), f"feedback-edit-{notebook_id}")
    if not how:
        one(app.date_input, f"fb-given-{notebook_id}").set_value(date(2026, 4, 2))
    one(app.text_input, f"fb-how-{notebook_id}").set_value(how)
    app = one(app.button, f"save-feedback-{notebook_id}").click().run()
    assert len(app.error) == 1
    assert one(app.text_input, f"fb-how-{notebook_id}").value == how
    with house.database.reading() as session:
        assert session.get(FeedbackRow, notebook_id) is None


def test_what_somebody_else_said_meanwhile_is_shown_before_anything_is_replaced(house: House):
    notebook_id = seminaire(house, vision=3)
    app = unfold(unfold(house.enter(Role.FACILITATOR), "feedback-all"), f"feedback-edit-{notebook_id}")
    with house.database.writing(DEMO) as work:
        set_feedback(work, notebook_id=notebook_id, version=0, due_on=date(2026, 12, 1), given_on=None)
    one(app.text_input, f"fb-how-{notebook_id}").set_value("Une affiche")
    app = one(app.button, f"save-feedback-{notebook_id}").click().run()
    assert "Quelqu’un d’autre a enregistré" in app.warning[0].value
    with house.database.reading() as session:
        [owed] = [each for each in due_feedback(session, DEMO, TODAY) if each.notebook_id == notebook_id]
    assert (owed.due_on, owed.given_on) == (date(2026, 12, 1), None)


def test_a_reader_reads_what_is_owed_and_changes_nothing(house: House):
    seminaire(house, vision=3)
    app = house.enter(Role.READER)
    assert DUE.strftime("%d/%m/%Y") in drawn(unfold(app, "feedback-all"))
    assert not [each for each in app.expander if (each.key or "").startswith("feedback-edit-")]
