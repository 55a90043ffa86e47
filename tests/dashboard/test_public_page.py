"""The public page's switch and what it gathers, on both engines."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from qic_core.actions.rules import Plan, Status
from qic_core.actions.service import add_action, set_status, withdraw_action
from qic_core.challenge.evidence import add_evidence
from qic_core.challenge.rules import Card
from qic_core.challenge.service import adopt_challenge
from qic_core.collective.service import create_collective
from qic_core.dashboard.public_page import (
    page_address,
    page_to_preview,
    public_page_of,
    public_switch,
    save_public_page,
)
from qic_core.errors import DomainError
from qic_core.evaluation.learning import add_learning
from qic_core.evaluation.rules import LoopState, Verdict
from qic_core.evaluation.tables import DecisionRow, LoopRow
from qic_core.pathways.rules import Horizon, Nature, Wording
from qic_core.pathways.service import add_change
from qic_core.public.sentences import kinds_of
from qic_core.roadmap.rules import FirstAction
from qic_core.roadmap.service import save_roadmap
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import tie
from qic_core.vision.service import adopt_vision
from qic_core.words import catalogue
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.kind import Visibility
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import close_run, open_run
from qic_core.workshop.tables import IdeaRow

MARCH, JUNE = date(2026, 3, 12), date(2026, 6, 1)


@pytest.fixture
def collective_id(database):
    with database.writing() as work:
        return create_collective(
            work, name="Koungou", place="Mayotte", colleges=["Habitants"], timezone="Indian/Mayotte", code="QUAR24"
        )


def save(database, collective_id, *, shown=True, words="", version=0):
    with database.writing(collective_id) as work:
        return save_public_page(work, shown=shown, words=words, version=version)


def read(database):
    with database.reading() as session:
        return public_page_of(session, "koungou")


def test_a_page_is_not_shown_until_the_collective_says_so(database, collective_id):
    assert read(database) is None
    save(database, collective_id, words="Lisez ceci.")
    assert read(database).words == "Lisez ceci."
    save(database, collective_id, shown=False, words="Lisez ceci.", version=1)
    assert read(database) is None
    with database.reading() as session:
        assert page_to_preview(session, "koungou").words == "Lisez ceci."
        assert page_to_preview(session, "ailleurs") is None


def test_who_saves_over_someone_else_is_told(database, collective_id):
    assert save(database, collective_id) == 1
    with pytest.raises(DomainError, match="public_page_changed_meanwhile"):
        save(database, collective_id, shown=False)
    with database.reading() as session:
        assert public_switch(session, collective_id).shown


def test_words_that_are_too_long_are_refused(database, collective_id):
    with pytest.raises(DomainError, match="text_too_long"):
        save(database, collective_id, words="a" * 601)


def test_a_printed_code_leads_to_the_page_only_while_it_is_shown(database, collective_id):
    def address():
        with database.reading() as session:
            return page_address(session, collective_id, start="http://carnet.test")

    assert address() == "http://carnet.test/r/QUAR24"
    save(database, collective_id)
    assert address() == "http://carnet.test/c/koungou"


def test_it_gathers_the_journey_without_who(database, collective_id):
    with database.writing(collective_id) as work:
        adopt_challenge(
            work, candidate_id=None, sentence="Un toit", voices={"Habitants": 6, "Élus": 2}, residents=6,
            adopted_on=MARCH,
        )  # fmt: skip
        adopt_challenge(
            work, candidate_id=None, sentence="Un toit sûr", voices={"Habitants": 8}, residents=8, adopted_on=JUNE
        )
        adopt_vision(
            work, statement_id=None, text="Tous logés", year=2035, voices={}, residents=0, adopted_on=JUNE
        )  # fmt: skip
        add_change(work, wording=Wording("On sait à qui parler", Horizon.SHORT, Nature.KNOWLEDGE))
        running = add_action(work, plan=Plan("Une permanence"))
        set_status(work, action_id=running, status=Status.RUNNING, since=MARCH)
        withdraw_action(work, action_id=add_action(work, plan=Plan("Retirée")))
        add_evidence(work, Card(statement="logements sans eau", figure=32, unit="%", source="Insee"))
        add_evidence(work, Card(statement="Combien de familles ?"))
        actions = [FirstAction("Ouvrir le café", "Zaïna", JUNE)]
        save_roadmap(work, first_actions=actions, next_loop_on=JUNE, next_loop_note="chez Zaïna", version=0)
    save(database, collective_id)
    page = read(database)
    assert (page.challenge.text, page.challenge.residents, page.challenge.everyone) == ("Un toit sûr", 8, 8)
    assert (page.vision.text, page.vision.year) == ("Tous logés", 2035)
    assert [lane.titles for lane in page.path] == [("On sait à qui parler",), (), ()]
    assert [(one.title, one.status) for one in page.actions] == [("Une permanence", Status.RUNNING)]
    assert [one.statement for one in page.figures] == ["logements sans eau"]
    assert [(one.what, one.by) for one in page.first_steps] == [("Ouvrir le café", JUNE)]
    assert [(one.about, one.replaced) for one in page.decisions] == [
        ("Un toit sûr", False), ("Tous logés", False), ("Un toit", True),
    ]  # fmt: skip
    assert "Zaïna" not in repr(page)


def test_it_tells_what_loops_that_are_over_decided_and_not_by_whom(database, collective_id):
    with database.writing(collective_id) as work:
        action_id = add_action(work, plan=Plan("Une permanence"))
        for state, what in ((LoopState.CLOSED, "Deux soirs de plus"), (LoopState.OPEN, "Pas encore dit")):
            loop = LoopRow(
                collective_id=collective_id, title="Boucle", held_on=JUNE, state=state, created_at=datetime.now(UTC)
            )
            work.session.add(loop)
            work.session.flush()
            work.session.add(
                DecisionRow(loop_id=loop.id, action_id=action_id, verdict=Verdict.ADJUST, what=what, who="Zaïna")
            )
    save(database, collective_id)
    [decided] = read(database).decisions
    assert (decided.on, decided.kind, decided.about) == (JUNE, ThingKind.DECISION, "Une permanence")
    assert (decided.verdict, decided.what) == (Verdict.ADJUST, "Deux soirs de plus")


def said_in_the_room(work, *texts):
    """Have a room say this; return the ideas, which wait."""
    notebook_id = create_notebook(work, Cover("Atelier"))
    cell_id = add_cell(work, notebook_id=notebook_id, draft=Draft("ideas", "Besoins", "De quoi avons-nous besoin ?"))
    run_id = open_run(work, cell_id=cell_id)
    record(work, [Submission(run_id, f"key-{n:08}", {"ideas": [text]}) for n, text in enumerate(texts)])
    close_run(work, run_id=run_id)
    return {row.text: row for row in work.session.exec(select(IdeaRow).where(IdeaRow.run_id == run_id))}


def test_ideas_count_by_what_they_became_and_those_that_wait_or_were_hidden_are_absent(database, collective_id):
    with database.writing(collective_id) as work:
        ideas = said_in_the_room(work, "Un café", "Gros mots", "En attente", "Sans suite", "Retirée depuis")
        for text, row in ideas.items():
            row.visibility = {"Gros mots": Visibility.HIDDEN, "En attente": Visibility.WAITING}.get(
                text, Visibility.SHOWN
            )
        work.session.flush()
        led = [row.id for text, row in ideas.items() if text in ("Un café", "Gros mots", "En attente")]
        add_action(work, plan=Plan("Le café des pères"), idea_ids=led)
        gone = add_action(work, plan=Plan("Mauvaise idée"), idea_ids=[ideas["Retirée depuis"].id])
        withdraw_action(work, action_id=gone)
    save(database, collective_id)
    ideas = read(database).ideas
    assert (ideas.shown, ideas.used, dict(ideas.became)) == (3, 1, {ThingKind.ACTION: 1})
    assert [(one.idea, one.became.said) for one in ideas.examples] == [("Un café", "Le café des pères")]


def test_an_idea_that_fed_what_a_loop_decided_or_what_was_learnt_has_become_something(database, collective_id):
    with database.writing(collective_id) as work:
        ideas = said_in_the_room(work, "Plus de soirs", "Trop tôt", "Venir ne suffit pas")
        for row in ideas.values():
            row.visibility = Visibility.SHOWN
        action_id = add_action(work, plan=Plan("Une permanence"))
        for state, what, text in (
            (LoopState.CLOSED, "Deux soirs de plus", "Plus de soirs"),
            (LoopState.OPEN, "Pas encore dit", "Trop tôt"),
        ):
            decision_id = decided_in(work, state, action_id, what)
            tie(work, Thing(ThingKind.DECISION, decision_id, what), idea_ids=[ideas[text].id])
        add_learning(
            work, text="Zaïna ne vient plus", learnt_on=JUNE, idea_ids=[ideas["Venir ne suffit pas"].id]
        )  # fmt: skip
    save(database, collective_id)
    page = read(database)
    assert (page.ideas.used, page.ideas.became) == (2, {ThingKind.DECISION: 1, ThingKind.LEARNING: 1})
    assert [(one.idea, one.became.said) for one in page.ideas.examples] == [("Plus de soirs", "Deux soirs de plus")]
    assert "Zaïna" not in repr(page)
    assert kinds_of(page.ideas, catalogue("en")) == [
        (1, "fed what we learnt"), (1, "fed what we decided of our actions")
    ]  # fmt: skip


def decided_in(work, state, action_id, what):
    """Have a loop decide something of an action; return the decision's id."""
    loop = LoopRow(collective_id=work.collective_id, title="Boucle", held_on=JUNE, state=state, created_at=work.now)
    work.session.add(loop)
    work.session.flush()
    row = DecisionRow(loop_id=loop.id, action_id=action_id, verdict=Verdict.ADJUST, what=what)
    work.session.add(row)
    work.session.flush()
    return row.id
