from datetime import date, timedelta

import pytest

from qic_core.access.rules import Role
from qic_core.actions.exchange import Nature, Side
from qic_core.actions.resources import add_resource, list_resources, meet
from qic_core.actions.rules import Funding, Means, Status
from qic_core.actions.service import edit_action, set_status, status_log, withdraw_action
from qic_core.collective.service import create_collective
from qic_core.roadmap.rules import FirstAction
from qic_core.roadmap.service import roadmap_of, save_roadmap
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import origins_of
from qic_core.workshop.moderation import show
from qic_core.workshop.notebooks import list_notebooks
from qic_core.workshop.runs import close_run
from tests.actions.story import Village
from tests.pages.house import TODAY, House, drawn, go, labels, one, plainly, press, unfold

SOON = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=30)}


class Room(Village):
    """The collective of a house, and the page as someone with a link sees it."""

    def __init__(self, house: House):
        with house.database.writing() as work:
            key = create_collective(
                work, name="Koungou", place="Mayotte", colleges=["Habitants", "Associations"], timezone="Indian/Mayotte"
            )
        super().__init__(house.database, key)
        self.house = house

    def page(self, *folds, role=Role.COORDINATOR, action=None, view=None):
        """Open the page, in one of its views, then an action on it, then some folds."""
        app = go(self.house.enter(role), "actions")
        if view:
            app = seen_as(app, view)
        if action is not None:
            app = app.selectbox(key="action").select(action).run()
        for key in folds:
            app = unfold(app, key)
        assert not app.exception
        return app

    @property
    def roadmap(self):
        return self.ask(lambda session, key: roadmap_of(session, key, address=""))


@pytest.fixture
def room(house_of):
    return Room(house_of(demo=False))


def seen_as(app, view):
    return app.get("button_group")[0].set_value(view).run()


def test_an_empty_page_says_where_to_begin_and_opens_the_questions(room):
    app = room.page()
    assert "Commencez par une action qui montre vite" in app.info[0].value
    assert "Quel changement aide-t-elle à venir ?" in labels(app.selectbox)
    assert not app.get("vega_lite_chart")


def test_an_action_is_written_with_all_of_it(room):
    change, school, town = (
        room.change("Les parents viennent"),
        room.organisation("L'école"),
        room.organisation("Mairie"),
    )
    app = room.page("new-action")
    one(app.text_input, "title-new").set_value("Un <b>café</b>")
    one(app.multiselect, "changes-new").select(change)
    one(app.selectbox, "lead-new").select(school)
    one(app.multiselect, "partners-new").select(town)
    one(app.date_input, "starts-new").set_value(date(2027, 3, 1))
    one(app.selectbox, "means-new").select(Means.COMMON_LAW)
    one(app.selectbox, "funding-new").select(Funding.PROJECT)
    one(app.number_input, "sought-new").set_value(1500)
    app = press(app, "Ajouter l’action")
    [action] = room.actions
    assert not app.exception
    assert (action.title, action.plan.change_ids, action.plan.lead_id, action.plan.partner_ids) == (
        "Un <b>café</b>", (change,), school, (town,),
    )  # fmt: skip
    assert (action.plan.starts_on, action.plan.means, action.plan.funding) == (
        date(2027, 3, 1), Means.COMMON_LAW, Funding.PROJECT,
    )  # fmt: skip
    assert (action.plan.sought, action.plan.found) == (1500, None)
    assert one(app.text_input, "title-new").value == ""


@pytest.mark.parametrize(
    ("box", "value", "said"),
    [
        ("sought-new", -50, "Un montant s’écrit en euros entiers, de 0 à 100 millions. Corrigez-le."),
        ("found-new", -1, "Un montant s’écrit en euros entiers, de 0 à 100 millions. Corrigez-le."),
        ("ends-new", date(2027, 1, 1), "L’action finit avant de commencer. Corrigez l’une des deux dates."),
        ("ends-new", date(2180, 1, 1), "Une date se situe entre 2000 et 2100. Corrigez l’année."),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_and_keeps_what_was_typed(room, box, value, said):
    app = room.page("new-action")
    one(app.text_input, "title-new").set_value("Un café")
    one(app.text_input, "step-new").set_value("Demander la salle")
    one(app.date_input, "starts-new").set_value(date(2027, 3, 1))
    one([*app.number_input, *app.date_input], box).set_value(value)
    app = press(app, "Ajouter l’action")
    assert [error.value for error in app.error] == [said]
    assert one(app.text_input, "title-new").value == "Un café"
    assert one(app.text_input, "step-new").value == "Demander la salle"
    assert one([*app.number_input, *app.date_input], box).value == value
    assert room.actions == []


def test_the_second_of_two_editors_is_told_and_loses_nothing(room):
    key = room.act("Un café")
    app = room.page(f"edit-action-{key}", action=key)
    room.rewrite(key, title="Le café du lundi")
    one(app.text_input, f"title-{key}-1").set_value("Le café du mardi")
    app = press(app, "Enregistrer")
    assert "entre-temps" in app.warning[0].value
    assert one(app.text_input, f"title-{key}-1").value == "Le café du mardi"
    assert room.action(key).title == "Le café du lundi"
    press(app, "Enregistrer ce que j’ai écrit à la place")
    assert room.action(key).title == "Le café du mardi"


def test_an_open_action_says_everything_with_what_was_typed_as_text(room):
    change, school = room.change("Les <b>parents</b>"), room.organisation("L'école")
    key = room.act("Un <b>café</b>", change_ids=(change,), lead_id=school, sought=12500)
    room.do(set_status, action_id=key, status=Status.RUNNING, since=date(2026, 3, 2), note="14 <i>personnes</i>")
    app = room.page(f"log-{key}", action=key)
    said = drawn(app)
    for told in ("Un <b>café</b>", "Les <b>parents</b>", "L'école", "01/03/2027 → 31/05/2027", "12 500 €"):
        assert told in said
    assert "02/03/2026" in said
    assert "14 <i>personnes</i>" in said
    assert not any("<b>café" in str(element.proto.body) for element in app.get("html"))


def test_an_action_that_serves_no_change_says_so(room):
    key = room.act("Un café")
    assert "aucun changement pour l’instant" in drawn(room.page(action=key))
    assert "Ne sert encore aucun changement." in drawn(room.page(view="list"))


def test_an_action_is_taken_away_and_put_back(room):
    key = room.act("Un café")
    app = press(room.page(action=key), "Retirer cette action")
    assert room.actions == []
    assert app.selectbox
    press(unfold(app, "actions-gone"), "Remettre\N{NO-BREAK SPACE}: Un café")
    assert [action.id for action in room.actions] == [key]


def test_a_move_on_the_board_asks_the_day_and_a_note_and_keeps_the_log(room):
    key = room.act("Un café")
    app = press(room.page(view="board"), "Déplacer")
    one(app.radio, f"status-move-{key}").set_value(Status.RUNNING)
    one(app.date_input, f"since-move-{key}").set_value(date(2026, 3, 2))
    one(app.text_input, f"note-move-{key}").set_value("Le premier café")
    app = press(app, "Noter")
    assert not app.exception
    assert room.action(key).status == Status.RUNNING
    [entry, _written] = room.ask(lambda session, _id: status_log(session, key))
    assert (entry.status, entry.since, entry.note) == (Status.RUNNING, date(2026, 3, 2), "Le premier café")
    assert "Noter" not in labels(app.button)


def test_a_move_to_come_is_refused_and_keeps_its_note(room):
    key = room.act("Un café")
    app = press(room.page(view="board"), "Déplacer")
    one(app.date_input, f"since-move-{key}").set_value(TODAY + timedelta(days=9))
    one(app.text_input, f"note-move-{key}").set_value("Bientôt")
    app = press(app, "Noter")
    assert "Choisissez aujourd’hui ou un jour passé" in app.error[0].value
    assert one(app.text_input, f"note-move-{key}").value == "Bientôt"
    assert room.action(key).status == Status.IDEA


def three(room):
    """Write three actions: of a change and quick, of another organisation, and one of nothing."""
    change, school, town = (
        room.change("Les parents viennent"),
        room.organisation("L'école"),
        room.organisation("Mairie"),
    )
    keys = [
        room.act("Un café", change_ids=(change,), lead_id=school, sought=0, **SOON),
        room.act("Un bus", lead_id=town, sought=5000),
        room.act("Une fête", starts_on=None, ends_on=None),
    ]
    room.do(set_status, action_id=keys[1], status=Status.RUNNING, since=TODAY)
    return change, town, keys


def cards(app):
    return [button.label for button in app.button if (button.key or "").startswith("open-")]


@pytest.mark.parametrize("view", ["board", "list"])
@pytest.mark.parametrize(
    ("box", "value", "kept"),
    [
        ("filter-change", 0, ["Un café"]),
        ("filter-change", "none", ["Un bus", "Une fête"]),
        ("filter-horizon", "short", ["Un café"]),
        ("filter-organisation", 1, ["Un bus"]),
        ("filter-status", Status.RUNNING, ["Un bus"]),
    ],
)
def test_a_filter_acts_on_every_view(room, view, box, value, kept):
    change, town, _keys = three(room)
    value = {0: change, 1: town}.get(value, value)
    app = room.page("actions-filter", view=view)
    assert sorted(cards(app)) == ["Un bus", "Un café", "Une fête"]
    app = app.selectbox(key=box).select(value).run()
    assert sorted(cards(app)) == kept
    assert f"Montrées : {len(kept)} sur 3." in drawn(app)
    assert not app.exception


def test_quick_wins_bear_a_badge_and_can_be_shown_alone(room):
    three(room)
    app = room.page("actions-filter", view="list")
    assert drawn(app).count("Action rapide") == 1
    assert "1 action rapide" in drawn(app)
    assert cards(app.toggle(key="filter-quick").set_value(True).run()) == ["Un café"]


def charts(app):
    return app.get("vega_lite_chart")


def test_the_timeline_has_a_sentence_a_twin_and_tells_apart_what_has_no_day(room):
    three(room)
    app = room.page("timeline-table")
    said = drawn(app)
    assert len(charts(app)) == 1
    assert "2 actions, du" in said
    assert "1 action sans date :" in said
    assert cards(app) == ["Une fête"]
    assert "Les parents viennent" in said


def test_two_actions_of_the_same_name_are_told_apart(room):
    first, second = room.act("Un café"), room.act("Un café")
    app = room.page()
    assert app.selectbox(key="action").options == ["Un café", "Un café (2)"]
    app = app.selectbox(key="action").select(second).run()
    assert one(app.button, "off-").key == f"off-{second}" != f"off-{first}"


def test_a_long_list_comes_twenty_at_a_time(room):
    for n in range(45):
        room.act(f"Action {n}")
    app = room.page(view="list")
    assert len(cards(app)) == 20
    assert len(cards(one(app.button, "more-list").click().run())) == 40


def test_money_is_added_up_with_a_sentence_and_what_was_stopped_left_out(room):
    room.act("Un café", means=Means.COMMON_LAW, funding=Funding.OPERATING, sought=1000, found=400)
    room.act("Un bus", means=Means.CITY_POLICY, sought=500, found=100)
    stopped = room.act("Une fête", sought=9000)
    room.do(set_status, action_id=stopped, status=Status.STOPPED, since=TODAY)
    app = room.page("actions-money")
    assert "Recherché : 1 500 € ; trouvé : 500 € ; encore à trouver, action par action : 1 000 €." in drawn(app)
    assert "80 % de l’argent trouvé vient du droit commun." in drawn(app)
    assert "Les actions arrêtées ne sont pas comptées." in [caption.value for caption in app.caption]


def proposed(room, *texts):
    run_id = room.run("action", "Quelles actions ?")
    ideas = room.say(run_id, *({"actions": [text]} for text in texts))
    room.do(show, run_id=run_id, idea_ids=ideas)
    room.do(close_run, run_id=run_id)
    return [f"place-{run_id}-{idea}" for idea in ideas], ideas


def test_proposals_of_the_phones_are_placed_under_a_change_with_their_thread(room):
    change = room.change("Les parents viennent")
    [cafe, bus], ideas = proposed(room, "Un café", "Un bus")
    app = room.page("actions-proposed")
    app.checkbox(key=cafe).check()
    one(app.selectbox, "place-under").select(change)
    app = press(app, "En faire des actions")
    [action] = room.actions
    assert (action.title, action.plan.change_ids) == ("Un café", (change,))
    with room.database.reading() as session:
        assert [strand.idea_id for strand in origins_of(session, ThingKind.ACTION, action.id)] == [ideas[0]]
    assert [box.key for box in app.checkbox] == [bus]
    app = unfold(app.selectbox(key="action").select(action.id).run(), f"origins-action-{action.id}")
    assert "Un café" in drawn(app)


def test_the_room_is_asked_for_actions_with_the_chosen_change_in_the_question(room):
    change = room.change("Les parents viennent")
    app = room.page()
    app = app.selectbox(key="ask-actions-for").select(change).run()
    app = unfold(app, f"ask-action-{change}")
    asked = one(app.text_area, "ask-prompt").value
    assert plainly(asked) == "Quelles actions pour ce changement : « Les parents viennent » ?"
    app = press(app, "Ajouter au carnet")
    [notebook] = room.ask(list_notebooks)
    assert notebook.cells[-1].kind == "action"


def answer(app, value=None):
    """Answer the question that is on the screen, then go on."""
    if value is not None:
        boxes = [*app.selectbox, *app.text_input, *app.number_input, *app.date_input]
        for box, told in zip([box for box in boxes if "first-" in (box.key or "")], value, strict=True):
            box.set_value(told)
    return press(app, "Suivant")


def walked(room, *, ends_on=TODAY + timedelta(days=60), money=0):
    change, school = room.change("Les parents viennent"), room.organisation("L'école")
    app = answer(room.page(), [change])
    app = answer(app, ["Un café"])
    app = answer(app, [school])
    app = answer(app, ["Demander la salle"])
    app = answer(app, [TODAY, ends_on])
    return answer(app, [money])


def test_the_questions_lead_to_a_quick_win_and_to_the_roadmap(room):
    app = walked(room)
    assert "C’est une action rapide" in app.success[0].value
    app = press(app, "Enregistrer l’action")
    [action] = room.actions
    assert (action.title, action.plan.first_step, action.plan.sought) == ("Un café", "Demander la salle", 0)
    app = press(app, "La mettre sur la feuille de route")
    assert room.roadmap.first_actions == (FirstAction("Un café", "L'école", TODAY + timedelta(days=60)),)
    assert "Elle est parmi les premières actions" in drawn(app)
    app = press(app, "Une autre première action")
    assert "Quel changement aide-t-elle à venir ?" in labels(app.selectbox)


def test_what_keeps_an_action_from_being_a_quick_win_is_said_and_it_is_saved_all_the_same(room):
    app = walked(room, ends_on=TODAY + timedelta(days=200), money=900)
    assert [plainly(info.value) for info in app.info if "bougent" not in info.value] == [
        "Elle dure plus de trois mois : quelle partie pourrait se faire plus tôt ?",
        "Il faut de l’argent nouveau : que pourrait-on faire avec ce que l’on a ?",
    ]
    press(app, "Enregistrer l’action")
    assert [action.plan.sought for action in room.actions] == [900]


def test_what_was_answered_survives_a_step_back_and_a_refusal(room):
    room.organisation("L'école")
    app = answer(room.page())
    app = press(app, "Suivant")
    assert app.error[0].value == "Dites d’abord ce qui sera fait."
    app = answer(answer(app, ["Un café"]))
    app = answer(app, ["Demander la salle"])
    app = answer(app, [TODAY, TODAY - timedelta(days=1)])
    assert "finit avant de commencer" in app.error[0].value
    app = press(press(press(app, "Retour"), "Retour"), "Retour")
    assert one(app.text_input, "first-").value == "Un café"
    app = answer(answer(app))
    assert one(app.text_input, "first-").value == "Demander la salle"
    app = answer(app)
    assert [box.value for box in app.date_input if "first-" in box.key] == [TODAY, TODAY - timedelta(days=1)]


def test_a_roadmap_that_holds_five_first_actions_takes_no_sixth(room):
    full = [FirstAction(f"Action {n}") for n in range(5)]
    room.do(save_roadmap, first_actions=full, next_loop_on=None, next_loop_note="", version=0)
    app = press(walked(room), "Enregistrer l’action")
    assert "La feuille de route a déjà ses 5 premières actions" in drawn(app)
    assert "La mettre sur la feuille de route" not in labels(app.button)


def test_the_roadmap_s_form_takes_an_action_up_in_its_first_empty_line_and_keeps_what_was_typed(room):
    school = room.organisation("L'école")
    key = room.act("Un café", lead_id=school, **SOON)
    app = unfold(go(room.house.enter(Role.COORDINATOR), "roadmap"), "roadmap-form")
    one(app.text_input, "what-1").set_value("Tapée à la main")
    one(app.selectbox, "take-up").select(key)
    app = press(app, "L’écrire sur la première ligne vide")
    assert not app.exception
    assert not app.warning
    assert one(app.text_input, "what-1").value == "Tapée à la main"
    assert one(app.text_input, "what-2").value == "Un café"
    press(app, "Enregistrer")
    assert room.roadmap.first_actions == (
        FirstAction("Tapée à la main"), FirstAction("Un café", "L'école", SOON["ends_on"]),
    )  # fmt: skip


def test_the_roadmap_s_form_says_when_no_line_is_empty(room):
    room.act("Un café")
    full = [FirstAction(f"Action {n}") for n in range(5)]
    room.do(save_roadmap, first_actions=full, next_loop_on=None, next_loop_note="", version=0)
    app = unfold(go(room.house.enter(Role.COORDINATOR), "roadmap"), "roadmap-form")
    one(app.selectbox, "take-up").select(room.actions[0].id)
    app = press(app, "L’écrire sur la première ligne vide")
    assert "Aucune ligne n’est vide" in app.warning[0].value
    assert room.roadmap.first_actions == tuple(full)


def resource(room, side, what, nature=Nature.ROOM, **more):
    return room.do(add_resource, side=side, nature=nature, what=what, **more)


def test_a_need_is_put_on_the_board_and_refused_without_words(room):
    room.act("Un café")
    app = room.page("new-need")
    app = press(app, "Ajouter")
    assert "Dites ce qu’il faut" in app.error[0].value
    one(app.text_input, "what-need").set_value("Une salle <b>claire</b>")
    one(app.selectbox, "for-need").select(room.actions[0].id)
    app = press(app, "Ajouter")
    [need] = room.ask(list_resources)
    assert (need.side, need.what, need.action_id) == (Side.NEED, "Une salle <b>claire</b>", room.actions[0].id)
    assert "1 besoin encore sans réponse" in drawn(app)


def test_an_offer_that_could_suit_is_named_and_meets_the_need(room):
    need = resource(room, Side.NEED, "Une salle")
    resource(room, Side.OFFER, "Deux heures", Nature.TIME)
    hall = resource(room, Side.OFFER, "La salle du centre")
    app = room.page(f"match-board-{need}")
    assert "1 offre pourrait convenir" in [expander.label for expander in app.expander]
    assert app.selectbox(key=f"offer-board-{need}").options == ["La salle du centre", "Deux heures"]
    app = press(app, "Cela répond au besoin")
    assert [one.met_by_id for one in room.ask(list_resources)] == [hall, None, None]
    assert "Trouvé grâce à : La salle du centre" in drawn(app)
    press(app, "Ce n’est plus trouvé")
    assert [one.met_by_id for one in room.ask(list_resources)] == [None, None, None]


def test_what_was_taken_back_can_be_put_back(room):
    need, hall = resource(room, Side.NEED, "Une salle"), resource(room, Side.OFFER, "La salle du centre")
    room.do(meet, need_id=need, offer_id=hall)
    app = one(room.page().button, f"take-back-board-{hall}").click().run()
    assert [one.id for one in room.ask(list_resources)] == [need]
    press(unfold(app, "resources-gone"), "Remettre\N{NO-BREAK SPACE}: La salle du centre")
    assert [one.met_by_id for one in room.ask(list_resources)] == [hall, None]


def test_a_need_of_an_open_action_is_added_in_its_drawer(room):
    key = room.act("Un café")
    app = room.page(f"need-of-{key}", action=key)
    one(app.text_input, f"what-need-{key}").set_value("Une salle")
    press(app, "Ajouter")
    assert [(need.what, need.action_id) for need in room.ask(list_resources)] == [("Une salle", key)]


def test_someone_else_s_withdrawal_is_told_in_the_open_drawer(room):
    key = room.act("Un café")
    app = room.page(f"edit-action-{key}", action=key)
    one(app.text_input, f"title-{key}-1").set_value("Le café du lundi")
    room.do(withdraw_action, action_id=key)
    app = press(app, "Enregistrer")
    assert not app.exception
    assert room.actions == []
    assert "entre-temps" in " ".join(warning.value for warning in app.warning)
    assert one(app.text_input, f"title-{key}-1").value == "Le café du lundi"
    app = press(app, "La remettre\N{NO-BREAK SPACE}: ce que vous avez écrit reste ici")
    assert [action.title for action in room.actions] == ["Un café"]
    assert one(app.text_input, f"title-{key}-1").value == "Le café du lundi"
    press(app, "Enregistrer")
    assert [action.title for action in room.actions] == ["Le café du lundi"]


def test_a_reader_reads_everything_and_changes_nothing(room):
    key = room.act("Un café")
    resource(room, Side.NEED, "Une salle")
    resource(room, Side.OFFER, "La salle du centre")
    for view in ("timeline", "board", "list"):
        app = room.page(role=Role.READER, view=view, action=key)
        assert not app.exception
        assert not {"Déplacer", "Retirer", "Retirer cette action", "Noter", "Ajouter"} & set(labels(app.button))
        assert not app.text_input
    assert "actions.csv" in app.get("link_button")[0].proto.url


def test_an_edit_in_another_window_is_seen_at_the_next_click(room):
    key = room.act("Un café")
    app = room.page(view="list")
    room.do(edit_action, action_id=key, version=1, plan=room.action(key).plan)
    room.rewrite(key, version=2, title="Le café du lundi")
    assert cards(app.run()) == ["Le café du lundi"]
