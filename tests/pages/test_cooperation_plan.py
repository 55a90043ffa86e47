"""The cooperation plan on its page: made, written, answered for, and put to the room again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from qic_core.access.rules import Role
from qic_core.collective.organisations import add_organisation
from qic_core.collective.service import create_collective, list_colleges
from qic_core.cooperation.plan import add_line, edit_line, standing_plan, start_plan, withdraw_line
from qic_core.cooperation.plan_rules import Cover, Line, Outcome, Plan, Section, Written
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import origins_of
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.moderation import show
from qic_core.workshop.notebooks import Cover as NotebookCover
from qic_core.workshop.notebooks import create_notebook, get_notebook, list_notebooks
from qic_core.workshop.runs import close_run, open_run
from qic_core.workshop.tally import list_ideas
from tests.pages.house import House, go, html_of, one, press, unfold

HERE = 1
MADE_ON, LATE, WAVE = date(2024, 3, 2), date(2024, 5, 4), date(2024, 9, 7)
MEET = Written("Se voir <b>chaque</b> mois", "Coallia", LATE)


@pytest.fixture
def quarter(house_of: Callable[..., House]) -> House:
    """An empty house with one collective."""
    house = house_of(demo=False)
    with house.database.writing() as work:
        create_collective(work, name="Koungou", place="Mayotte", colleges=["Habitants"], timezone="Indian/Mayotte")
    return house


@pytest.fixture
def planned(quarter: House) -> House:
    """The same, with a plan: one need, one promise that is late."""
    with quarter.database.writing(HERE) as work:
        plan_id = start_plan(work, cover=Cover(MADE_ON, WAVE, "À main levée"))
        add_line(work, plan_id=plan_id, section=Section.NEED, written=Written("Une *réponse* rapide"))
        add_line(work, plan_id=plan_id, section=Section.PROMISE, written=MEET)
    return quarter


def plan_of(house: House) -> Plan:
    with house.database.reading() as session:
        plan = standing_plan(session, HERE)
    assert plan is not None
    return plan


def promise_of(house: House) -> Line:
    [line] = plan_of(house).of(Section.PROMISE)
    return line


def opened(house: House, *folds: str) -> AppTest:
    app = go(house.enter(Role.COORDINATOR), "cooperation")
    for fold in folds:
        app = unfold(app, fold)
    return app


def said(house: House, *texts: str) -> int:
    """Let the room write ideas, all shown; return the run's id."""
    with house.database.writing(HERE) as work:
        notebook_id = create_notebook(work, NotebookCover("Atelier"))
        cell_id = add_cell(work, notebook_id=notebook_id, draft=Draft("ideas", "Besoins", "Quoi ?"))
        run_id = open_run(work, cell_id=cell_id)
        college = list_colleges(work.session, HERE)[0].id
        sent = [
            Submission(run_id, f"key-{n:08}", {"ideas": [text]}, college_id=college) for n, text in enumerate(texts)
        ]
        record(work, sent)
        show(work, run_id=run_id, idea_ids=[idea.id for idea in list_ideas(work.session, run_id)])
        close_run(work, run_id=run_id)
    return run_id


def judged(house: House, *verdicts: int) -> int:
    """Let the room say whether the promise is kept; return the run's id."""
    with house.database.writing(HERE) as work:
        notebook_id = create_notebook(work, NotebookCover("Vague"))
        draft = Draft("agreement", "Promesses", "Fait ?", about="promises")
        run_id = open_run(work, cell_id=add_cell(work, notebook_id=notebook_id, draft=draft))
        college = list_colleges(work.session, HERE)[0].id
        key = f"p{promise_of(house).id}"
        record(
            work,
            [
                Submission(run_id, f"key-{n:08}", {"verdicts": {key: {"verdict": verdict}}}, college_id=college)
                for n, verdict in enumerate(verdicts)
            ],
        )
        close_run(work, run_id=run_id)
    return run_id


def test_a_plan_is_started_and_gets_its_lines(quarter: House):
    app = opened(quarter)
    assert "Pas encore de plan" in " ".join(info.value for info in app.info)
    one(app.date_input, "plan-made").set_value(MADE_ON)
    one(app.date_input, "plan-wave").set_value(WAVE)
    app = press(app, "Commencer le plan")
    assert plan_of(quarter).cover == Cover(MADE_ON, WAVE)
    app = unfold(app, "plan-line")
    one(app.text_input, "pl-text").set_value("Un lieu <i>ouvert</i>")
    one(app.radio, "pl-section").set_value(Section.SUPPORT)
    app = press(app, "Mettre dans le plan")
    assert not app.exception
    assert [line.written.text for line in plan_of(quarter).of(Section.SUPPORT)] == ["Un lieu <i>ouvert</i>"]
    assert "Un lieu &lt;i&gt;ouvert" in html_of(app)
    assert one(app.text_input, "pl-text").value == ""


def test_a_promise_without_a_day_is_refused_and_keeps_what_was_typed(planned: House):
    app = opened(planned, "new-promise")
    one(app.text_input, "pr-text-new").set_value("Écrire à tous")
    one(app.text_input, "pr-who-new").set_value("La Ville")
    app = press(app, "Enregistrer la promesse")
    told = app.error[0].value.replace("\xa0", " ")
    assert told == "Une promesse a besoin d’un jour : pour quand est-ce fait ?"
    assert len(plan_of(planned).of(Section.PROMISE)) == 1
    assert one(app.text_input, "pr-text-new").value == "Écrire à tous"
    assert one(app.text_input, "pr-who-new").value == "La Ville"
    one(app.date_input, "pr-day-new").set_value(LATE)
    app = press(app, "Enregistrer la promesse")
    assert [line.written for line in plan_of(planned).of(Section.PROMISE)][1] == Written(
        "Écrire à tous", "La Ville", LATE
    )
    assert one(app.text_input, "pr-text-new").value == ""


def test_a_promise_in_the_words_of_the_room_keeps_the_thread(planned: House):
    run_id = said(planned, "Une liste commune", "Un lieu")
    app = opened(planned, "new-promise")
    choice = one(app.selectbox, "pr-of-new")
    choice.set_value(next(key for key in choice.options if key == "Une liste commune"))
    one(app.text_input, "pr-who-new").set_value("La Ville")
    one(app.date_input, "pr-day-new").set_value(LATE)
    app = press(app, "Enregistrer la promesse")
    assert not app.exception
    added = plan_of(planned).of(Section.PROMISE)[1]
    assert added.written.text == "Une liste commune"
    with planned.database.reading() as session:
        strands = origins_of(session, ThingKind.PLAN_LINE, added.id)
    assert {(strand.run_id, strand.idea) for strand in strands} == {(run_id, None), (run_id, "Une liste commune")}


def test_what_the_room_said_is_ticked_and_taken(planned: House):
    said(planned, "Une liste commune", "Un lieu")
    app = opened(planned, "plan-take")
    [box] = [box for box in app.checkbox if box.label == "Un lieu"]
    box.check()
    app = press(app, "Mettre dans le plan")
    assert not app.exception
    assert [line.written.text for line in plan_of(planned).of(Section.NEED)] == ["Une *réponse* rapide", "Un lieu"]


def test_nothing_ticked_is_told(planned: House):
    said(planned, "Une liste commune")
    app = press(opened(planned, "plan-take"), "Mettre dans le plan")
    assert "Cochez" in app.error[0].value


def test_what_is_late_is_told_and_what_people_typed_stays_text(planned: House):
    app = opened(planned)
    assert app.warning[0].value.startswith("1 promesse est en retard")
    text = html_of(app)
    assert "en retard de" in text
    assert "Se voir &lt;b&gt;chaque" in text
    assert "Une *r" in text


def test_the_outcome_is_written_beside_what_the_room_said(planned: House):
    run_id = judged(planned, 1, 1, -1, 0)
    line = promise_of(planned)
    app = opened(planned, f"promise-edit-{line.id}")
    assert "fait 2 · pas fait 1 · je passe 1" in html_of(app)
    one(app.radio, "pr-outcome").set_value(Outcome.PARTLY)
    one(app.text_input, "pr-note").set_value("Deux mois sur trois")
    app = press(app, "Enregistrer")
    assert not app.exception
    assert promise_of(planned).written == Written(MEET.text, MEET.who, LATE, Outcome.PARTLY, "Deux mois sur trois")
    assert "tenue en partie" in html_of(app)
    assert not app.warning
    with planned.database.reading() as session:
        assert [strand.run_id for strand in origins_of(session, ThingKind.PLAN_LINE, line.id)] == [run_id]


def test_the_second_of_two_people_is_told_and_loses_nothing(planned: House):
    line = promise_of(planned)
    app = opened(planned, f"promise-edit-{line.id}")
    with planned.database.writing(HERE) as work:
        edit_line(work, line_id=line.id, version=line.version, written=Written("Sienne", "Coallia", LATE))
    one(app.text_input, f"pr-text-{line.id}").set_value("Mienne")
    app = press(app, "Enregistrer")
    assert "entre-temps" in " ".join(warning.value for warning in app.warning)
    assert one(app.text_input, f"pr-text-{line.id}").value == "Mienne"
    press(app, "Enregistrer ce que j’ai écrit à la place")
    assert promise_of(planned).written.text == "Mienne"


def test_a_line_is_corrected_taken_off_and_put_back(planned: House):
    app = opened(planned, "plan-lines")
    [need] = plan_of(planned).of(Section.NEED)
    app = one(app.selectbox, "plan-line-chosen").set_value(need.id).run()
    one(app.text_input, "pl-edit").set_value("Une réponse dans la semaine")
    app = press(app, "Enregistrer")
    assert plan_of(planned).of(Section.NEED)[0].written.text == "Une réponse dans la semaine"
    app = one(app.button, f"plan-off-{need.id}").click().run()
    assert plan_of(planned).of(Section.NEED) == []
    app = unfold(app, "plan-gone")
    app = one(app.button, f"plan-back-{need.id}").click().run()
    assert not app.exception
    assert [line.id for line in plan_of(planned).of(Section.NEED)] == [need.id]


@pytest.mark.parametrize(
    ("section", "fold", "field"),
    [(Section.NEED, "plan-lines", "pl-edit"), (Section.PROMISE, "promise-edit-", "pr-text")],
)
def test_what_is_typed_into_a_line_that_someone_takes_off_is_not_lost(
    planned: House, section: Section, fold: str, field: str
):
    [line] = plan_of(planned).of(section)
    app = opened(planned, fold + str(line.id) if fold.endswith("-") else fold)
    if section == Section.NEED:
        app = one(app.selectbox, "plan-line-chosen").set_value(line.id).run()
    with planned.database.writing(HERE) as work:
        withdraw_line(work, line_id=line.id)
    one(app.text_input, f"{field}-{line.id}").set_value("Mienne")
    app = press(app, "Enregistrer")
    assert "Cette ligne a été retirée du plan" in app.error[0].value
    assert one(app.text_input, f"{field}-{line.id}").value == "Mienne"
    app = one(unfold(app, "plan-gone").button, f"plan-back-{line.id}").click().run()
    assert one(app.text_input, f"{field}-{line.id}").value == "Mienne"
    press(app, "Enregistrer ce que j’ai écrit à la place" if len(app.warning) > 1 else "Enregistrer")
    assert plan_of(planned).of(section)[0].written.text == "Mienne"


def test_the_next_wave_opens_on_the_promises(planned: House):
    with planned.database.writing(HERE) as work:
        for name in ("Ville", "École", "Coallia"):
            add_organisation(work, collective_id=HERE, name=name, college="Habitants")
    app = opened(planned, "ask-next-wave")
    assert [box.label for box in app.text_area if box.key.startswith("ask-prompt-next-wave")] == [
        "Question 1\xa0: Nos promesses \\: est\\-ce fait \\?", "Question 2\xa0: Qui travaille avec qui \\?",
    ]  # fmt: skip
    app = one(app.button, "ask-add-next-wave").click().run()
    assert not app.exception
    with planned.database.reading() as session:
        [notebook] = list_notebooks(session, HERE)
        cells = get_notebook(session, HERE, notebook.id).cells
    assert notebook.cover.title == "Vague de coopération"
    assert [(cell.kind, cell.about) for cell in cells] == [
        ("agreement", "promises"),
        ("cooperation_pairs", "organisations"),
    ]
    assert "Les 2 questions sont dans le carnet" in app.success[0].value


def test_without_three_organisations_the_wave_says_what_to_do_first(planned: House):
    app = opened(planned, "ask-next-wave")
    assert not [button for button in app.button if (button.key or "").startswith("ask-add-next-wave")]
    assert any("organisations" in info.value and "3" in info.value for info in app.info)


def test_another_plan_takes_over_the_open_promises_and_the_first_stays_readable(planned: House):
    first = plan_of(planned)
    app = opened(planned, f"plan-start-{first.id}")
    app = press(app, "Commencer le plan")
    assert not app.exception
    standing = plan_of(planned)
    assert standing.id != first.id
    assert [line.written for line in standing.lines] == [MEET]
    app = unfold(app, "earlier-plans")
    assert "reprise dans le plan suivant" in html_of(app)


def test_the_days_of_the_plan_are_changed(planned: House):
    app = opened(planned, "plan-cover")
    one(app.date_input, "plan-wave-cover").set_value(WAVE + timedelta(days=7))
    app = press(app, "Enregistrer")
    assert not app.exception
    assert plan_of(planned).cover == Cover(MADE_ON, WAVE + timedelta(days=7), "À main levée")


def test_a_reader_reads_prints_and_changes_nothing(planned: House):
    app = go(planned.enter(Role.READER), "cooperation")
    assert not app.exception
    assert "Se voir" in html_of(app)
    assert any("plan-de-cooperation.pdf" in link.proto.url for link in app.get("link_button"))
    assert not app.text_input
    assert not app.date_input
