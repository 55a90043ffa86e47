"""The page Accueil: what it tells at once, what is due, what to watch, what changed, the journey; doors to each."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from qic_core.access.rules import Role
from qic_core.actions.rules import Status
from qic_core.actions.service import set_status
from qic_core.cooperation.plan import add_line, start_plan
from qic_core.cooperation.plan_rules import Cover, Section, Written
from qic_core.dashboard.step_rules import Step
from qic_core.dashboard.steps import skipped_steps
from qic_core.dashboard.tables import VisitRow
from qic_core.evaluation.observations import add_observation, show_observations
from qic_core.evaluation.outcome_rules import Account
from qic_core.evaluation.outcomes import add_outcome
from qic_core.evaluation.rules import OutcomeNature
from qic_core.workshop.notebooks import Cover as Shelf
from qic_core.workshop.notebooks import create_notebook
from tests.evaluation.story import Watch
from tests.pages.house import FRAME, House, go, one, plainly, press, unfold

TODAY = datetime.now(UTC).date()


class Room(Watch):
    """The collective of an empty house, and the first page as someone with a link sees it."""

    def __init__(self, house: House):
        from qic_core.collective.service import create_collective

        with house.database.writing() as work:
            key = create_collective(
                work, name="Koungou", place="Mayotte", colleges=["Habitants", "Associations"], timezone="UTC"
            )
        super().__init__(house.database, key)
        self.house = house

    def page(self, role=Role.COORDINATOR, *folds):
        app = self.house.enter(role)
        for key in folds:
            app = unfold(app, key)
        assert not app.exception
        return app


@pytest.fixture
def room(house_of):
    return Room(house_of(demo=False))


def doors(app: AppTest, start: str = "") -> dict[str, tuple[str, str]]:
    """Return the doors of a page: label, as Streamlit is to read it, → (page, address)."""
    links = [link.proto for link in app.get("page_link")]
    found = {link.label.replace("\N{NO-BREAK SPACE}", " "): (link.page, link.query_string) for link in links}
    return {label: door for label, door in found.items() if label.startswith(start)}


def notes(app):
    return [plainly(note.value) for note in (*app.caption, *app.markdown, *app.info)]


def headers(app):
    return [plainly(header.value) for header in app.header]


def test_a_new_collective_is_told_where_to_begin(room):
    app = room.page()
    assert app.title[0].value == "Accueil"
    [(page, _address)] = doors(app, "Tout commence ici. D’abord : Collectif.").values()
    assert page == "collectif"
    assert ":material/check: Rien n’est en retard." in notes(app)
    assert "Rien à faire dans le mois qui vient." in notes(app)
    assert "En retard" not in " ".join(headers(app))
    assert "À surveiller" not in headers(app)
    assert doors(app)["**Boucles** · à faire"][0] == "boucles"


def test_a_curve_that_turned_and_one_that_did_not_are_told_first_and_lead_to_their_curves(room):
    change = room.change("Les parents viennent")
    keys = [room.indicator(name=name, change_id=change) for name in ("Parents *présents*", "Absents")]
    for place in range(3):
        for key in keys:
            room.measure(key, TODAY - timedelta(days=400 - place), 40 + place)
    room.loop(TODAY - timedelta(days=380), change, frozen=keys)
    for key, values in zip(keys, ((900, 950), (40, 40)), strict=True):
        room.measure(key, TODAY - timedelta(days=200), values[0])
        room.measure(key, TODAY - timedelta(days=20), values[1])
    found = doors(room.page())
    assert found[r"Une courbe a tourné : « Parents \*présents\* »."] == ("indicateurs", f"indicator={keys[0]}")
    assert found["Une courbe n’a pas tourné : « Absents »."] == ("indicateurs", f"indicator={keys[1]}")
    opened = go(room.house.enter(Role.READER), "indicators", indicator=str(keys[1]))
    assert opened.selectbox(key="indicator").value == keys[1]


def test_what_is_overdue_and_what_is_coming_lead_to_where_they_were_promised(room):
    plan = room.do(start_plan, cover=Cover(TODAY - timedelta(days=90)))
    for text, days in (("Prêter la *salle*", -10), ("Inviter l'école", 10), ("Bien plus tard", 90)):
        written = Written(text, "Anne", TODAY + timedelta(days=days))
        room.do(add_line, plan_id=plan, section=Section.PROMISE, written=written)
    app = room.page()
    late, soon = (f"{TODAY + timedelta(days=days):%d/%m/%Y}" for days in (-10, 10))
    assert "En retard (1)" in headers(app)
    assert rf":red[**{late}**] · Promesse du plan de coopération : Prêter la \*salle\* (Anne)" in doors(app)
    assert doors(app, f"**{soon}**") == {
        rf"**{soon}** · Promesse du plan de coopération : Inviter l\'école (Anne)": ("cooperation", "")
    }
    assert not doors(app, "**Bien")
    assert f":material/schedule: Une chose est en retard, depuis le {late}." in notes(app)


def test_beyond_five_what_is_due_is_folded(room):
    plan = room.do(start_plan, cover=Cover(TODAY))
    for n in range(7):
        written = Written(f"Promesse {n}", "Anne", TODAY + timedelta(days=n))
        room.do(add_line, plan_id=plan, section=Section.PROMISE, written=written)
    app = room.page()
    assert [label for label in doors(app) if "Promesse 6" in label] == []
    assert "2 de plus" in [plainly(fold.label) for fold in app.expander]
    assert [label for label in doors(unfold(app, "dues-soon")) if "Promesse 6" in label]


def test_what_is_to_watch_leads_to_its_cause(room):
    late = room.act("Café", starts_on=None, ends_on=date(2026, 3, 1))
    found = doors(room.page())
    assert found["« Café » devait finir le 01/03/2026. Est-ce fait ? Lui faut-il plus de temps ?"] == (
        "actions",
        f"action={late}",
    )


def test_what_changed_is_told_since_a_moment_that_one_chooses(room):
    action = room.act("Café")
    room.do(set_status, action_id=action, status=Status.RUNNING, since=TODAY)
    app = room.page()
    assert doors(app)["**1 nouvelle action** : Café"] == ("actions", f"action={action}")
    assert "**1 action a changé d’état** : Café" in doors(app)
    pills = one(app.pills, "news-since")
    assert pills.options == ["une semaine", "un mois"]
    assert not go(one(app.pills, "news-since").set_value("month").run(), "home").exception


def test_a_second_visit_is_told_what_changed_since_the_first(room):
    room.page()
    with room.database.writing(room.id) as work:
        [visit] = work.session.exec(select(VisitRow)).all()
        visit.seen_at = work.now - timedelta(hours=2)
    room.act("Café")
    app = AppTest.from_file(str(FRAME), default_timeout=30).run()
    assert one(app.pills, "news-since").options[0] == "ma dernière visite"
    assert "**1 nouvelle action** : Café" in doors(app)
    with room.database.writing(room.id) as work:
        [visit] = work.session.exec(select(VisitRow)).all()
        visit.seen_at = visit.before_at = work.now
    app = app.run()
    assert any("Rien n’a changé depuis le" in note for note in notes(app)), notes(app)


def test_a_visit_lasts_on_every_page(room):
    app = room.page()

    def seen_at(**moved):
        with room.database.writing(room.id) as work:
            [visit] = work.session.exec(select(VisitRow)).all()
            visit.seen_at -= timedelta(**moved)
            return visit.seen_at

    before = seen_at(minutes=30)
    app.session_state["visits-noted"] = {}
    go(app, "actions")
    assert seen_at() > before


@pytest.mark.parametrize("role", [Role.READER, Role.COORDINATOR, Role.FACILITATOR])
def test_observations_that_wait_are_told_to_those_who_may_show_them(room, role):
    room.do(add_observation, seen_on=date(2026, 6, 1), place="Rue", theme="Parc", text="Un banc")
    found = doors(room.page(role))
    door = ("apprendre", "partie=terrain")
    assert found.get("1 observation vous attend") == (door if role == Role.FACILITATOR else None)


def test_what_is_new_leads_to_its_part_of_the_page(room):
    seen = room.do(add_observation, seen_on=date(2026, 6, 1), place="Rue", theme="Parc", text="Un banc")
    room.do(show_observations, observation_ids=[seen])
    room.do(add_outcome, account=Account("L'école", "ouvre", OutcomeNature.PRACTICE, date(2026, 6, 1)))
    found = doors(room.page())
    assert found["**1 observation de terrain** : Un banc"] == ("apprendre", "partie=terrain")
    [door] = [door for label, door in found.items() if label.startswith("**1 effet récolté**")]
    assert door == ("apprendre", "partie=effets")


def test_a_step_is_left_out_with_its_reason_and_taken_up_again(room):
    app = room.page(Role.COORDINATOR, "steps")
    one(app.selectbox, "skip-step").select(Step.VISION)
    one(app.text_input, "skip-reason").set_value("La ville *en a une*")
    app = press(app, "Laisser cette étape de côté")
    assert r"**Vision** · laissé de côté : La ville \*en a une\*" in doors(app)
    app = press(app, "Reprendre\N{NO-BREAK SPACE}: Vision")
    assert "**Vision** · à faire" in doors(app)
    assert room.ask(skipped_steps) == {}


def test_a_step_without_a_reason_is_refused_and_the_choice_stays(room):
    app = room.page(Role.COORDINATOR, "steps")
    one(app.selectbox, "skip-step").select(Step.ROADMAP)
    app = press(app, "Laisser cette étape de côté")
    assert "Dites en quelques mots pourquoi" in app.error[0].value
    assert one(app.selectbox, "skip-step").value == Step.ROADMAP


def test_a_reader_reads_it_and_changes_nothing(room):
    room.act("Café")
    app = room.page(Role.READER)
    assert not app.button
    assert not app.text_input
    assert "La salle" not in headers(app)
    assert "Le parcours" in headers(app)


def test_the_next_seminaire_is_there_with_its_doors_and_the_others_below(room):
    for title, days in (("Hier *soir*", -1), ("Demain", 1), ("Plus tard", 30)):
        room.do(create_notebook, cover=Shelf(title, held_on=TODAY + timedelta(days=days)))
    app = room.page(Role.FACILITATOR)
    assert "Dans 1 jour" in notes(app)
    assert [card.value for card in app.subheader][:1] == ["Demain"]
    yesterday = f"{TODAY - timedelta(days=1):%d/%m/%Y}"
    assert rf"Hier \*soir\* · {yesterday}" in doors(app)
    assert "Tous les carnets, et en créer" in doors(app)
    assert "La salle" in headers(app)


def test_the_demo_s_first_page_reads_in_both_languages(facilitator):
    said = headers(facilitator)
    facilitator.session_state["language"] = "en"
    app = go(facilitator, "home")
    assert not app.exception
    assert len(headers(app)) == len(said)
    assert "The journey" in headers(app)
