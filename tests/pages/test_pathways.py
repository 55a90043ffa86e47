from datetime import date

import pytest

from qic_core.access.rules import Role
from qic_core.collective.service import create_collective
from qic_core.pathways.links import edit_link
from qic_core.pathways.rules import Horizon, Nature
from qic_core.pathways.service import edit_change, withdraw_change
from qic_core.pathways.snapshots import take_snapshot
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import origins_of
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import close_run
from tests.pages.house import House, drawn, go, one, press, unfold
from tests.pathways.story import Koungou, wording

CHANGES = "Numéro;Changement;Horizon\n1;Les parents lisent;Court terme\n2;L'école écoute;Moyen terme\n"
LINKS = "De;Vers\n1;2\nL'école écoute;Vision\n"


class Room(Koungou):
    """The collective of a house, and the page as someone with a link sees it."""

    def __init__(self, house: House):
        with house.database.writing() as work:
            key = create_collective(
                work, name="Koungou", place="Mayotte", colleges=["Habitants"], timezone="Indian/Mayotte"
            )
        super().__init__(house.database, key)
        self.house = house

    def page(self, *folds, role=Role.COORDINATOR, change=None):
        """Open the page, then a change on it, then some folds."""
        app = go(self.house.enter(role), "pathways")
        if change is not None:
            app = app.selectbox(key="change").select(change).run()
        for key in folds:
            app = unfold(app, key)
        assert not app.exception
        return app


@pytest.fixture
def room(house_of):
    return Room(house_of(demo=False))


@pytest.fixture
def path(room):
    """The ids of a path of three changes, short, medium and long term, that leads to the vision."""
    ids = [room.change(title, horizon) for title, horizon in zip(("Savoir", "Faire", "Vivre"), Horizon, strict=True)]
    for start, end in zip(ids, [*ids[1:], None], strict=True):
        room.link(start, end)
    return ids


def links_of(room):
    return [(link.from_id, link.to_id) for link in room.pathways.links]


def test_a_path_is_written_backwards_each_change_before_the_last(room):
    app = room.page()
    one(app.text_input, "title-new").set_value("Éduquer ensemble")
    app = press(app, "Ajouter le changement")
    [long] = room.pathways.changes
    assert (long.horizon, long.wording.nature, links_of(room)) == (Horizon.LONG, Nature.CULTURE, [(long.id, None)])
    app.radio(key="new-horizon").set_value(Horizon.MEDIUM)
    app = app.run()
    one(app.text_input, "title-new").set_value("L'école écoute")
    one(app.text_input, "whom-new").set_value("les parents")
    press(app, "Ajouter le changement")
    [medium, _long] = room.pathways.changes
    assert (medium.title, medium.wording.for_whom) == ("L'école écoute", "les parents")
    assert (medium.id, long.id) in links_of(room)


def test_a_change_without_a_title_is_refused_and_keeps_what_was_typed(room):
    app = room.page()
    one(app.text_input, "whom-new").set_value("les parents")
    app = press(app, "Ajouter le changement")
    assert app.error[0].value == "Écrivez un titre, puis enregistrez."
    assert one(app.text_input, "whom-new").value == "les parents"
    assert not room.pathways.changes


def test_what_must_have_changed_before_an_open_change_is_added_and_linked_to_it(room, path):
    short, medium, _long = path
    app = room.page(f"before-{medium}", change=medium)
    one(app.text_input, f"title-before-{medium}").set_value("Les parents osent")
    app = press(app, "Ajouter le changement")
    added = room.pathways.at(Horizon.SHORT)[-1]
    assert (added.title, added.id > short, (added.id, medium) in links_of(room)) == ("Les parents osent", True, True)
    assert one(app.text_input, f"title-before-{medium}").value == ""


def test_two_changes_are_linked_with_what_the_link_rests_on(room, path):
    short, _medium, long = path
    app = room.page("new-link-0")
    one(app.selectbox, "from-new-link").set_value(short)
    one(app.selectbox, "to-new-link").set_value(long)
    one(app.text_area, "why-new-link").set_value("Qui sait ose")
    press(app, "Relier")
    link = room.pathways.links[-1]
    assert (link.from_id, link.to_id, link.hypothesis) == (short, long, "Qui sait ose")


def test_a_link_that_closes_a_circle_is_refused_and_keeps_what_was_typed(room, path):
    app = room.page("new-link-0")
    one(app.selectbox, "from-new-link").set_value(path[2])
    one(app.selectbox, "to-new-link").set_value(path[0])
    one(app.text_area, "why-new-link").set_value("Tout se tient")
    app = press(app, "Relier")
    assert "Vivre → Savoir → Faire → Vivre" in app.error[0].value
    assert one(app.text_area, "why-new-link").value == "Tout se tient"
    assert len(links_of(room)) == 3


def test_an_open_change_is_rewritten(room, path):
    medium = path[1]
    app = room.page(f"edit-change-{medium}", change=medium)
    one(app.text_area, "title-").set_value("Faire autrement")
    one(app.text_input, "unseen-").set_value("les mères seules")
    one(app.date_input, "due-").set_value(date(2020, 1, 1))
    one(app.number_input, "value-").set_value(3.0)
    app = press(app, "Enregistrer")
    told = next(change for change in room.pathways.changes if change.id == medium).wording
    assert (told.title, told.unseen, told.due_on) == ("Faire autrement", "les mères seules", date(2020, 1, 1))
    assert told.target.value == 3
    assert "Faire autrement" in drawn(app)
    assert any("est-ce fait" in warning.value for warning in app.warning)


@pytest.fixture
def overtaken(room, path):
    """The page of someone who saved after another, and the change's id."""
    medium = path[1]
    app = room.page(f"edit-change-{medium}", change=medium)
    one(app.text_area, "title-").set_value("Le mien")
    room.do(edit_change, change_id=medium, version=1, wording=wording("Le leur", Horizon.MEDIUM))
    return press(app, "Enregistrer"), medium


def title_of(room, change_id):
    return next(change.title for change in room.pathways.changes if change.id == change_id)


def test_the_second_who_saves_a_change_is_told_and_loses_nothing(room, overtaken):
    app, medium = overtaken
    assert "entre-temps" in app.warning[0].value
    assert "Le leur" in drawn(app)
    assert one(app.text_area, "title-").value == "Le mien"
    assert title_of(room, medium) == "Le leur"


def test_the_second_who_saves_a_change_may_take_the_place(room, overtaken):
    app, medium = overtaken
    app = press(app, "Enregistrer ce que j’ai écrit à la place")
    assert title_of(room, medium) == "Le mien"
    assert not app.warning


def test_the_second_who_saves_a_change_may_start_again_from_what_is_saved(overtaken):
    app, _medium = overtaken
    app = press(app, "Repartir de ce qui est enregistré")
    assert one(app.text_area, "title-").value == "Le leur"
    assert not app.warning


def test_a_third_one_s_words_are_shown_before_they_are_replaced(room, overtaken):
    app, medium = overtaken
    room.do(edit_change, change_id=medium, version=2, wording=wording("Le troisième", Horizon.MEDIUM))
    app = press(app, "Enregistrer ce que j’ai écrit à la place")
    assert title_of(room, medium) == "Le troisième"
    assert "Le troisième" in drawn(app)
    press(app, "Enregistrer ce que j’ai écrit à la place")
    assert title_of(room, medium) == "Le mien"


def test_a_change_that_is_opened_again_is_as_it_is_saved(room, path):
    app = press(room.page(f"edit-change-{path[1]}", change=path[1]), "Fermer")
    room.do(edit_change, change_id=path[1], version=1, wording=wording("Le leur", Horizon.MEDIUM))
    app = app.run().selectbox(key="change").select(path[1]).run()
    assert one(app.text_area, "title-").value == "Le leur"
    assert not app.warning


def test_an_edited_link_keeps_its_confidence_and_tells_the_second_who_saves(room, path):
    link = room.pathways.links[0]
    app = room.page(f"edit-link-{link.id}", change=path[0])
    one(app.number_input, "sure-").set_value(40)
    app = press(app, "Enregistrer")
    assert room.pathways.links[0].confidence == 40
    one(app.text_area, f"why-{link.id}").set_value("Le mien")
    room.do(edit_link, link_id=link.id, version=2, hypothesis="Le leur", evidence="", confidence=60)
    app = press(app, "Enregistrer")
    assert "entre-temps" in app.warning[0].value
    assert one(app.text_area, f"why-{link.id}").value == "Le mien"
    assert room.pathways.links[0].hypothesis == "Le leur"


def test_a_change_that_somebody_took_off_meanwhile_is_told(room, path):
    app = room.page(f"edit-change-{path[0]}", change=path[0])
    room.do(withdraw_change, change_id=path[0])
    app = press(app, "Enregistrer")
    assert not app.exception
    assert path[0] not in app.selectbox(key="change").options


def test_each_check_leads_to_its_place(room, path):
    alone = room.change("Sans suite", Horizon.MEDIUM)
    app = room.page()
    before = drawn(app)
    assert "« Sans suite » ne mène pas à la vision" in before
    go_there = one(app.button, f"go-no_way_to_vision-{alone}")
    app = go_there.click().run()
    assert app.selectbox(key="change").value == alone
    assert one(app.button, "close-change")
    app = press(app, "Fermer")
    assert app.selectbox(key="change").value is None
    assert not [button for button in app.button if button.label == "Fermer"]


def test_a_check_of_a_link_opens_its_form(room, path):
    skipping = room.link(path[0], path[2])
    app = one(room.page().button, "go-link_skips").click().run()
    assert app.selectbox(key="change").value == path[0]
    assert one(app.number_input, f"sure-{skipping}-1") is not None


def test_proposals_of_the_phones_are_placed_with_their_thread(room):
    run_id, ideas = room.propose("Un café des parents", "Un journal", horizon=2)
    app = room.page("proposals")
    app.checkbox(key=f"place-{run_id}-{ideas[0]}").check()
    app = press(app, "Placer sur la carte")
    [placed] = room.pathways.at(Horizon.MEDIUM)
    with room.database.reading() as session:
        [strand] = origins_of(session, ThingKind.CHANGE, placed.id)
    assert (placed.title, strand.idea_id) == ("Un café des parents", ideas[0])
    assert [box.key for box in app.checkbox] == [f"place-{run_id}-{ideas[1]}"]
    app = app.selectbox(key="change").select(placed.id).run()
    assert "Un café des parents" in drawn(unfold(app, f"origins-change-{placed.id}"))


def test_the_rooms_confidence_is_kept_on_the_links(room, path):
    run_id = room.run("confidence", about="links")
    links = {link.id: link for link in room.pathways.links}
    room.say(run_id, {"links": {f"l{key}": {"sure": 75} for key in links}})
    room.do(close_run, run_id=run_id)
    app = press(room.page(), "Garder cette confiance pour 3 liens")
    assert {link.confidence for link in room.pathways.links} == {75}
    assert not [button for button in app.button if button.label.startswith("Garder cette")]


def test_a_snapshot_takes_the_last_seminar_s_name_and_shows_what_moved_since(room, path):
    room.do(create_notebook, cover=Cover("Séminaire de juin", held_on=date(2026, 6, 18)))
    room.do(create_notebook, cover=Cover("Séminaire à venir", held_on=date(2099, 1, 1)))
    app = room.page("snapshots")
    assert one(app.text_input, "title-snapshot").value == "Séminaire de juin"
    app = press(app, "Garder")
    room.do(edit_change, change_id=path[1], version=1, wording=wording("Faire ensemble", Horizon.MEDIUM))
    room.do(withdraw_change, change_id=path[0])
    room.change("Nouveau", Horizon.SHORT)
    said = drawn(app.run())
    assert "1 changement nouveau, 1 modifié, 1 retiré, 1 lien qui a bougé." in said
    assert "Ce qui change : Faire → Faire ensemble" in said


def test_two_snapshots_of_the_same_map_show_that_nothing_moved(room, path):
    for title, day in (("Juin", date(2026, 6, 18)), ("Septembre", date(2026, 9, 18))):
        room.do(take_snapshot, title=title, taken_on=day)
    assert "Rien n’a bougé" in drawn(room.page("snapshots"))


def send(app, changes="", links=""):
    for start, content in (("changes-", changes), ("links-", links)):
        if content:
            one(app.file_uploader, start).upload("fichier.csv", content.encode("latin-1"), "text/csv")
    return app.run()


def test_files_with_a_wrong_line_are_refused_line_by_line_and_nothing_is_written(room, path):
    app = send(room.page("pathways-import"), CHANGES.replace("Moyen terme", "bientôt"), LINKS)
    assert "« bientôt »" in drawn(app)
    assert one(app.button, "write-").disabled
    assert len(room.pathways.changes) == 3


def test_files_that_are_right_are_shown_then_written_together(room):
    app = send(room.page("pathways-import"), CHANGES, LINKS)
    assert not room.pathways.changes
    app = press(app, "Tout écrire")
    short, medium = room.pathways.changes
    assert links_of(room) == [(short.id, medium.id), (medium.id, None)]
    assert one(app.file_uploader, "changes-").value is None


def test_a_change_is_taken_off_and_put_back_with_its_links(room, path):
    app = press(room.page(change=path[1]), "Retirer de la carte")
    assert (len(room.pathways.changes), len(links_of(room))) == (2, 1)
    app = press(unfold(app, "changes-gone"), "Remettre\N{NO-BREAK SPACE}: Faire")
    assert (len(room.pathways.changes), len(links_of(room))) == (3, 3)
    assert not app.exception


def test_a_reader_reads_all_of_it_and_writes_nothing(room, path):
    room.do(take_snapshot, title="Juin", taken_on=date(2026, 6, 18))
    app = room.page("map-table", "snapshots", role=Role.READER, change=path[1])
    said = drawn(app)
    assert "Savoir" in said
    assert "Rien n’a bougé" in said
    assert not [*app.text_input, *app.text_area, *app.number_input, *app.file_uploader]
    assert {button.label for button in app.button} <= {"Fermer", "Y aller", "Savoir", "Vivre"}


def test_a_coordinator_asks_the_room_from_here(room, path):
    labels = [expander.label for expander in room.page().expander]
    assert {"Demander des changements aux téléphones", "Demander à la salle sa confiance dans chaque lien"} <= {*labels}
