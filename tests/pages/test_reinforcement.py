"""The page Renforcement: what it says, one action at a time, the matrix that is filled in, the room's word."""

import pytest
import streamlit as st

from qic_core.access.rules import Role
from qic_core.actions.reinforcement import Source, history_of, matrix_of, say
from qic_core.actions.rules import Status
from qic_core.actions.service import set_status, withdraw_action
from qic_core.collective.organisations import add_organisation
from qic_core.collective.service import create_collective
from qic_core.pathways.rules import Horizon
from qic_core.workshop.runs import close_run, get_run
from tests.actions.story import CAFE, Village
from tests.pages.house import House, drawn, go, press, unfold

EVIL = "=1+1 <script>alert(1)</script>"


class Room(Village):
    """The collective of a house, and the page as someone with a link sees it."""

    def __init__(self, house: House):
        with house.database.writing() as work:
            key = create_collective(
                work, name="Koungou", place="Mayotte", colleges=["Habitants"], timezone="Indian/Mayotte"
            )
        super().__init__(house.database, key)
        self.house = house

    def page(self, *folds, role=Role.COORDINATOR, chosen=None, on="reinforcement", **address):
        """Open the page, choose an action on it, then some folds."""
        app = go(self.house.enter(role), on, **address)
        if chosen is not None:
            app = app.selectbox(key="reinforcing").select(chosen).run()
        for key in folds:
            app = unfold(app, key)
        assert not app.exception
        return app

    def tell(self, effects, source=Source.TABLE):
        return self.do(say, values=effects, source=source)

    @property
    def matrix(self):
        return self.ask(matrix_of)


@pytest.fixture
def room(house_of):
    return Room(house_of(demo=False))


@pytest.fixture
def three(room):
    change = room.change("Les parents osent", Horizon.SHORT)
    return [room.act(title, change_ids=(change,)) for title in ("Un café", "Un jardin", "Un journal")]


class Editor:
    """Stands in for `st.data_editor`, which tests cannot type in: keeps what was shown, gives back what is typed."""

    def __init__(self):
        self.typed = {}
        self.shown = {}

    def __call__(self, rows, *, key, **_more):
        self.shown[key] = rows
        typed = self.typed.get(key.rpartition("-")[0], {})
        return [{**row, **typed.get(number, {})} for number, row in enumerate(rows)]

    @property
    def forms(self):
        return [key.rpartition("-")[0] for key in self.shown]


@pytest.fixture
def editor(monkeypatch):
    stand_in = Editor()
    monkeypatch.setattr(st, "data_editor", stand_in)
    return stand_in


def labels(app):
    return [button.label for button in app.button]


def test_with_fewer_than_two_actions_it_says_what_to_do_first(room):
    room.act("Un café")
    app = room.page()
    assert "Il faut deux actions" in app.info[0].value
    assert not [box for box in app.selectbox if box.key == "reinforcing"]


def test_nobody_spoke_yet_and_the_page_says_so(room, three):
    said = drawn(room.page())
    assert "Personne n’a encore dit ce que ces actions se font les unes aux autres." in said
    assert "/export/renforcement/0.svg?collectif=1" in said


def test_it_says_the_index_who_helps_who_hinders_and_which_changes_are_served(room, three):
    cafe, jardin, journal = three
    room.tell({(cafe, jardin): 2, (cafe, journal): 1, (journal, cafe): -1})
    said = drawn(room.page())
    assert "Indice de renforcement 0,17 (de −0,5 à 1) : les actions se renforcent un peu." in said
    assert "3 paires sur 6 ont été jugées." in said
    assert "Un café (+3)" in said
    assert "Un journal → Un café" in said
    assert "0 changement sur 1 (0 %) est servi par deux organisations ou plus." in said


def test_an_action_is_shown_with_what_it_gives_and_receives(room, three):
    cafe, jardin, journal = three
    room.tell({(cafe, jardin): 2, (journal, cafe): -1, (cafe, journal): 0})
    app = room.page(chosen=cafe)
    said = drawn(app)
    assert f"/export/renforcement/{cafe}.svg?collectif=1" in said
    assert "Un jardin (est indispensable)" in said.replace("<i>", "").replace("</i>", "")
    assert "Ne change rien dans 1 paire." in said
    app = press(app, "Revoir toutes les actions")
    assert app.selectbox(key="reinforcing").value is None
    assert "/export/renforcement/0.svg" in drawn(app)


def test_an_address_opens_an_action_once(room, three):
    app = room.page(action=str(three[1]))
    assert app.selectbox(key="reinforcing").value == three[1]
    app = press(app, "Revoir toutes les actions")
    assert app.selectbox(key="reinforcing").value is None


@pytest.mark.parametrize("typed", ["99999", "x", "", "-1", "9" * 40])
def test_an_address_of_no_action_opens_none(room, three, typed):
    assert room.page(action=typed).selectbox(key="reinforcing").value is None


def test_a_door_opens_an_action_on_its_own_page_and_leads_back_here(room, three):
    app = room.page(on="actions", action=str(three[1]))
    assert app.selectbox(key="action").value == three[1]
    links = [(link.page, link.query_string) for link in (element.proto for element in app.get("page_link"))]
    assert ("renforcement", f"action={three[1]}") in links


def test_the_matrix_saves_what_was_changed_and_nothing_else(room, three, editor):
    cafe, jardin, journal = three
    room.tell({(cafe, jardin): 1, (journal, jardin): 0})
    room.page("matrix")
    [form] = editor.forms
    [row] = [row for row in editor.shown[f"{form}-0"] if row["action"].startswith("1. ")]
    assert row == {"action": "1. Un café", str(cafe): None, str(jardin): 1, str(journal): None}
    editor.typed[form] = {0: {str(jardin): 2.0, str(journal): float("nan")}, 2: {str(jardin): None}}
    app = room.page("matrix")
    assert "À enregistrer : Un café → Un jardin : 2 est indispensable" in app.caption[-1].value.replace(
        "\\", ""
    ).replace("\N{NO-BREAK SPACE}", " ")
    app = press(app, "Enregistrer")
    assert room.matrix == {(cafe, jardin): 2}
    assert [len(room.ask(history_of, pair)) for pair in ((cafe, jardin), (journal, jardin), (cafe, journal))] == [
        2,
        2,
        0,
    ]
    assert room.ask(history_of, (cafe, jardin))[0].source == "table"
    assert not app.error


@pytest.mark.parametrize("typed", [5, -2, 0.5, 1e9])
def test_another_value_is_refused_in_one_sentence_and_stays_typed(room, three, editor, typed):
    room.page("matrix")
    [form] = editor.forms
    editor.typed[form] = {0: {str(three[1]): typed, str(three[2]): 1}}
    app = press(room.page("matrix"), "Enregistrer")
    assert [error.value for error in app.error] == [
        "L’effet d’une action sur une autre est −1, 0, 1 ou 2. Corrigez-le ou videz la case."
    ]
    assert room.matrix == {}
    assert editor.forms == [form]


def test_the_box_of_an_action_with_itself_is_refused(room, three, editor):
    room.page("matrix")
    [form] = editor.forms
    editor.typed[form] = {0: {str(three[0]): 1}}
    app = press(room.page("matrix"), "Enregistrer")
    assert "Un café" in app.error[0].value
    assert room.matrix == {}


def test_with_nothing_changed_there_is_nothing_to_save(room, three, editor):
    room.tell({(three[0], three[1]): 1})
    app = room.page("matrix")
    [save] = [button for button in app.button if button.label == "Enregistrer"]
    assert save.disabled


def test_what_someone_else_said_meanwhile_is_shown_before_it_is_replaced(room, three, editor):
    cafe, jardin, _journal = three
    app = room.page("matrix")
    [form] = editor.forms
    editor.typed[form] = {0: {str(jardin): 2}}
    room.tell({(cafe, jardin): -1})
    app = press(app.run(), "Enregistrer")
    assert "entre-temps" in app.error[0].value
    assert "−1 gêne" in app.warning[0].value.replace("\\", "")
    assert room.matrix == {(cafe, jardin): -1}
    press(app, "Enregistrer")
    assert room.matrix == {(cafe, jardin): 2}


def test_a_matrix_in_which_nothing_is_typed_shows_what_others_say_and_write(room, three, editor):
    cafe, jardin, _journal = three
    app = room.page("matrix")
    first = list(editor.shown)[-1]
    room.tell({(cafe, jardin): -1})
    four = room.act("Un four")
    app.run()
    last = list(editor.shown)[-1]
    assert last != first
    assert [row["action"] for row in editor.shown[last]][-1] == "4. Un four"
    assert editor.shown[last][0] == {"action": "1. Un café", **dict.fromkeys(map(str, three + [four])), str(jardin): -1}


def test_what_is_typed_stays_while_others_write_an_action_and_take_one_away(room, three, editor):
    cafe, jardin, journal = three
    app = room.page("matrix")
    [form] = editor.forms
    editor.typed[form] = {0: {str(jardin): 2, str(journal): 1}}
    app = app.run()
    room.act("Un four")
    room.do(withdraw_action, action_id=journal)
    app = app.run()
    assert editor.forms == [form]
    assert "Un journal" in app.warning[0].value
    press(app, "Enregistrer")
    assert room.matrix == {(cafe, jardin): 2}


def test_no_more_than_was_told_is_saved_over_what_others_said(room, editor):
    ids = [room.act(f"Action {n}") for n in range(7)]
    app = room.page("matrix")
    [form] = editor.forms
    editor.typed[form] = {0: {str(key): 2 for key in ids[1:]}}
    room.tell({(ids[0], key): -1 for key in ids[1:]})
    app = press(app.run(), "Enregistrer")
    assert len(app.warning) == 5
    app = press(app, "Enregistrer")
    assert "entre-temps" in app.error[0].value
    assert set(room.matrix.values()) == {-1}
    press(app, "Enregistrer")
    assert room.matrix == {(ids[0], key): 2 for key in ids[1:]}


def test_what_is_typed_about_one_action_is_there_again_after_a_look_at_another(room, editor):
    ids = [room.act(f"Action {n:02}") for n in range(17)]
    app = room.page("matrix")
    app = app.selectbox(key="matrix-part").select(ids[5]).run()
    editor.typed[f"cells-table-{ids[5]}"] = {0: {"effect": 1}}
    app = app.run()
    app = app.selectbox(key="matrix-part").select(ids[6]).run()
    # The browser's editor is gone, and what it held with it.
    editor.typed.clear()
    app = app.selectbox(key="matrix-part").select(ids[5]).run()
    assert editor.shown[f"cells-table-{ids[5]}-0"][0]["effect"] == 1
    press(app, "Enregistrer")
    assert room.matrix == {(ids[5], ids[0]): 1}


def test_those_who_lead_an_action_say_what_it_does_to_the_others_and_no_more(room, three, editor):
    cafe, jardin, journal = three
    room.rewrite(jardin, lead_id=room.do(add_organisation, collective_id=room.id, name="Régie", college="Habitants"))
    room.page(f"lead-{jardin}", chosen=jardin)
    assert editor.forms == [f"cells-lead-{jardin}"]
    rows = editor.shown[f"cells-lead-{jardin}-0"]
    assert [row["action"] for row in rows] == ["1. Un café", "3. Un journal"]
    editor.typed[f"cells-lead-{jardin}"] = {0: {"effect": 2}, 1: {"effect": -1}}
    press(room.page(f"lead-{jardin}", chosen=jardin), "Enregistrer")
    assert room.matrix == {(jardin, cafe): 2, (jardin, journal): -1}
    assert room.ask(history_of, (jardin, cafe))[0].source == "lead"


def test_nobody_is_asked_for_an_action_that_nobody_leads_and_the_page_says_what_to_do(room, three):
    app = room.page(chosen=three[1])
    assert "Personne ne pilote encore cette action : choisissez sur sa fiche" in drawn(app)
    assert not [one for one in app.expander if one.label.startswith("Ses pilotes") or "pilotent" in one.label]


def test_many_actions_are_filled_in_one_row_or_one_group_at_a_time(room, editor):
    ids = [room.act(f"Action {n:02}") for n in range(17)]
    room.tell({(ids[0], ids[1]): 2, (ids[1], ids[0]): 2, (ids[2], ids[3]): 2, (ids[3], ids[2]): 1})
    app = room.page("matrix")
    assert editor.forms == []
    options = app.selectbox(key="matrix-part").options
    assert options[:3] == [
        "Groupe\N{NO-BREAK SPACE}: Action 00\N{NO-BREAK SPACE}; Action 01",
        "Groupe\N{NO-BREAK SPACE}: Action 02\N{NO-BREAK SPACE}; Action 03",
        "Action 00",
    ]
    app = app.selectbox(key="matrix-part").select((ids[2], ids[3])).run()
    assert [row["action"] for row in editor.shown[f"{editor.forms[-1]}-0"]] == ["1. Action 02", "2. Action 03"]
    app = app.selectbox(key="matrix-part").select(ids[5]).run()
    rows = editor.shown[f"cells-table-{ids[5]}-0"]
    assert len(rows) == 16
    editor.typed[f"cells-table-{ids[5]}"] = {0: {"effect": 1}}
    press(app.run(), "Enregistrer")
    assert room.matrix[ids[5], ids[0]] == 1
    assert room.ask(history_of, (ids[5], ids[0]))[0].source == "table"


def test_the_history_of_a_pair_is_told_either_way(room, three):
    cafe, jardin, _journal = three
    room.tell({(cafe, jardin): 1}, Source.ROOM)
    room.tell({(cafe, jardin): 2}, Source.LEAD)
    app = room.page(f"history-{cafe}", chosen=cafe)
    said = drawn(app.selectbox(key=f"history-with-{cafe}").select(jardin).run())
    assert said.index("ses pilotes") < said.index("la salle")
    assert "Un jardin → Un café" in said


def effects(run, *levels):
    """An answer on all pairs of the run's actions, in order."""
    keys = [item.key for item in run.content.items]
    pairs = [f"{start}>{end}" for start in keys for end in keys if start != end]
    return {"effects": {pair: {"effect": level} for pair, level in zip(pairs, levels, strict=True)}}


@pytest.fixture
def judged(room, three):
    """A closed run: cafe → jardin 2, cafe → journal divided, the rest 0; return its id."""
    run_id = room.run("reinforcement", about="actions")
    run = room.ask(get_run, run_id)
    room.say(run_id, effects(run, 2, 2, 0, 0, 0, 0), effects(run, 2, -1, 0, 0, 0, 0))
    room.do(close_run, run_id=run_id)
    return run_id


def test_the_room_s_word_is_shown_and_taken_when_asked(room, three, judged):
    cafe, jardin, journal = three
    room.tell({(cafe, jardin): 2, (journal, cafe): 1})
    app = room.page(f"moved-{judged}", f"vote-{judged}")
    said = drawn(app)
    assert "La salle n’est pas d’accord" in said
    assert "Un café → Un journal" in said
    app = press(app, "Retenir ce que dit la salle pour 5 paires")
    assert room.matrix[journal, cafe] == 0
    assert room.matrix[cafe, journal] == -1
    assert "La matrice dit ce que la salle a dit." in drawn(app)
    assert not [label for label in labels(app) if label.startswith("Retenir")]


def test_the_heat_map_says_how_many_voices_each_pair_got(room, three, judged):
    room.tell({(three[0], three[1]): 2})
    app = room.page("reinforcement-pairs")
    assert "La salle, la dernière fois : 2 voix sur chaque paire." in drawn(app)
    assert "Voix de la salle, la dernière fois" in drawn(app)
    assert '<td>Un café → Un jardin</td><td>2 est indispensable</td><td class="number">2</td>' in drawn(app)


def test_the_room_s_word_replaces_nothing_that_was_said_unseen(room, three, judged):
    cafe, jardin, _journal = three
    app = room.page()
    room.tell({(cafe, jardin): 1})
    app = press(app, "Retenir ce que dit la salle pour 6 paires")
    assert "entre-temps" in app.error[0].value
    assert room.matrix == {(cafe, jardin): 1}
    press(app, "Retenir ce que dit la salle pour 6 paires")
    assert room.matrix[cafe, jardin] == 2


def test_a_stopped_action_and_one_that_left_are_out_of_the_page(room, three, judged):
    room.do(withdraw_action, action_id=three[0])
    room.do(set_status, action_id=three[1], status=Status.STOPPED, since=CAFE.starts_on.replace(year=2020))
    room.act("Un four")
    app = room.page(f"moved-{judged}")
    assert "Un jardin" not in " ".join(app.selectbox(key="reinforcing").options)
    assert "Un café → Un jardin" not in drawn(app)


def test_a_reader_reads_all_of_it_and_writes_nothing(room, three, judged, editor):
    room.tell({(three[0], three[1]): 2})
    app = room.page("reinforcement-table", f"history-{three[0]}", role=Role.READER, chosen=three[0])
    assert "Un jardin" in drawn(app)
    assert editor.forms == []
    assert set(labels(app)) <= {"Revoir toutes les actions"}
    assert not [fold for fold in app.expander if fold.label in ("Remplir la matrice", "Demander à la salle")]


def test_a_coordinator_asks_the_room_about_the_actions(room, three):
    app = room.page("ask-reinforcement")
    app = press(app, "Ajouter au carnet")
    assert not app.error
    run_id = room.run("reinforcement", about="actions")
    assert len(room.ask(get_run, run_id).content.items) == 3


def test_what_people_typed_is_text(room, three):
    room.act(EVIL)
    room.tell({(three[0], three[0] + 3): 2, (three[0] + 3, three[1]): -1})
    app = room.page("reinforcement-table", chosen=three[0])
    raw = " ".join(str(element.proto.body) for element in app.get("html"))
    assert "<script>alert" not in raw
    assert "&lt;script&gt;alert" in raw


def test_the_map_and_the_matrix_of_sixty_actions_open_folded(room):
    changes = [room.change(f"Changement {n}", Horizon.SHORT) for n in range(6)]
    ids = [room.act(f"Action {n:02}", change_ids=(changes[n % 6],)) for n in range(60)]
    room.tell({(a, b): (a * 7 + b * 3) % 4 - 1 for a in ids for b in ids if a != b})
    app = room.page()
    assert "Trop de flèches" in drawn(app)
    assert not app.get("vega_lite_chart")
    assert room.page("heat").get("vega_lite_chart")


def test_the_pathways_page_tells_what_the_actions_leave_open(room, three):
    cafe, jardin, _journal = three
    orphan = room.act("Une fête")
    room.tell({(cafe, jardin): -1})
    app = room.page("action-checks", on="pathways")
    said = drawn(app)
    assert "« Un café » gêne « Un jardin »." in said
    assert "« Une fête » ne sert aucun changement." in said
    links = [(link.page, link.query_string) for link in (element.proto for element in app.get("page_link"))]
    assert ("renforcement", f"action={cafe}") in links
    assert ("actions", f"action={orphan}") in links


def test_without_any_action_the_pathways_page_says_it_once(room):
    for n in range(3):
        room.change(f"Changement {n}", Horizon.SHORT)
    app = room.page(on="pathways")
    said = drawn(app)
    assert said.count("Aucune action ne sert encore ces changements.") == 1
    assert "Personne n’agit encore" not in said


def test_a_change_without_action_opens_from_its_finding(room, three):
    alone = room.change("Les enfants lisent", Horizon.SHORT)
    app = room.page("action-checks", on="pathways")
    [go_there] = [button for button in app.button if button.key.startswith(f"go-change_without_action-{alone}")]
    assert go_there.click().run().selectbox(key="change").value == alone
