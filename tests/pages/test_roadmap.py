from dataclasses import astuple

import pytest

from qic_core.access.rules import Role
from qic_core.collective.service import create_collective
from qic_core.pathways.rules import Horizon, Nature, Wording
from qic_core.pathways.service import add_change
from qic_core.roadmap.rules import FirstAction
from qic_core.roadmap.service import choose_changes, roadmap_of, save_roadmap
from tests.pages.house import DEMO, House, go, html_of, one, press, unfold


def opened(house: House):
    return unfold(go(house.enter(Role.COORDINATOR), "roadmap"), "roadmap-form")


def read(house: House):
    with house.database.reading() as session:
        return roadmap_of(session, DEMO, address="http://carnet.test/r/QUAR24")


def save(house: House, *actions: FirstAction) -> None:
    with house.database.writing(DEMO) as work:
        save_roadmap(work, first_actions=actions, next_loop_on=None, next_loop_note="", version=read(house).version)


def test_the_page_is_a_picture_that_says_its_collective_and_where_the_text_is(house: House):
    said = html_of(go(house.enter(Role.READER), "roadmap"))
    assert "/export/feuille-de-route.svg?collectif=1" in said
    assert "format=A4" in said
    assert "la même chose en texte" in said


def test_the_format_that_is_chosen_is_drawn_and_downloaded(house: House):
    app = go(house.enter(Role.READER), "roadmap")
    app = one(app.radio, "paper").set_value("A3").run()
    assert "format=A3" in html_of(app)
    links = [element.proto.url for element in app.get("link_button")]
    assert [link.partition("?")[0].rpartition(".")[2] for link in links] == ["pdf", "pptx", "png", "svg"]
    assert all("format=A3" in link for link in links)


def test_first_actions_and_the_next_loop_are_written_on_the_page(house: House):
    app = opened(house)
    one(app.text_input, "what-1").set_value("Ouvrir le <b>café</b>")
    one(app.text_input, "who-1").set_value("Les Aînés")
    one(app.text_input, "loop-note").set_value("On relit ensemble")
    app = press(app, "Enregistrer")
    roadmap = read(house)
    assert not app.exception
    assert [astuple(action)[:2] for action in roadmap.first_actions] == [("Ouvrir le <b>café</b>", "Les Aînés")]
    assert roadmap.next_loop_note == "On relit ensemble"
    assert "Ouvrir le &lt;b&gt;café" in html_of(unfold(app, "roadmap-text"))


def test_an_action_that_does_not_say_what_is_refused_and_keeps_what_was_typed(house: House):
    before = read(house)
    app = opened(house)
    one(app.text_input, "what-1").set_value("")
    one(app.text_input, "who-1").set_value("Les Aînés")
    app = press(app, "Enregistrer")
    assert app.error[0].value == "Dites quelle est cette action, ou videz sa ligne."
    assert one(app.text_input, "who-1").value == "Les Aînés"
    assert read(house) == before


@pytest.mark.parametrize(
    ("gesture", "kept"), [("Enregistrer ce que j’ai écrit à la place", "Mienne"), (None, "Sienne")]
)
def test_the_second_of_two_people_is_told_loses_nothing_and_chooses(house: House, gesture: str | None, kept: str):
    app = opened(house)
    save(house, FirstAction("Sienne"))
    one(app.text_input, "what-1").set_value("Mienne")
    app = press(app, "Enregistrer")
    assert "entre-temps" in app.warning[0].value
    assert one(app.text_input, "what-1").value == "Mienne"
    app = press(app, gesture or "Repartir de ce qui est enregistré")
    assert [action.what for action in read(house).first_actions] == [kept]
    assert one(app.text_input, "what-1").value == kept
    assert not app.warning


def crowd(house: House, n: int) -> list[int]:
    """Write changes at the short term: more than a page holds, from 20 on."""
    with house.database.writing(DEMO) as work:
        return [
            add_change(
                work, wording=Wording(f"Le changement {number} <b>dit</b> *peu*", Horizon.SHORT, Nature.KNOWLEDGE)
            )
            for number in range(n)
        ]


def told(house: House) -> set[int]:
    return {step.id for column in read(house).steps for step in column}


def test_a_page_that_would_overflow_says_what_to_shorten_and_draws_nothing(house: House):
    crowd(house, 80)
    app = go(house.enter(Role.READER), "roadmap")
    assert "Raccourcissez" in app.warning[0].value
    assert "Court terme" in html_of(app)
    assert "Le changement 79 &lt;b&gt;dit" in html_of(app)
    assert "feuille-de-route.svg" not in html_of(app)
    assert not app.get("link_button")
    assert not app.button
    assert not app.info


def test_what_would_fit_the_larger_paper_is_told(house: House):
    crowd(house, 24)
    app = go(house.enter(Role.READER), "roadmap")
    assert app.warning
    assert "A3" in app.info[0].value


def test_one_press_makes_a_crowded_page_fit(house: House):
    crowd(house, 60)
    app = go(house.enter(Role.COORDINATOR), "roadmap")
    before = told(house)
    app = press(app, "Ne raconter que les premiers changements de chaque colonne")
    assert not app.warning
    assert "feuille-de-route.svg" in html_of(app)
    assert told(house) < before
    assert "autres changements" in html_of(unfold(app, "roadmap-text"))


def choosing(house: House):
    return unfold(go(house.enter(Role.COORDINATOR), "roadmap"), "roadmap-choice")


def test_a_coordinator_chooses_which_changes_the_page_tells(house: House):
    first, second, third = crowd(house, 3)
    app = choosing(house)
    one(app.checkbox, f"told-{second}").uncheck()
    app = press(app, "Enregistrer le choix")
    assert told(house).isdisjoint({second})
    assert {first, third} <= told(house)
    assert not one(app.checkbox, f"told-{second}").value
    one(app.checkbox, f"told-{second}").check()
    press(app, "Enregistrer le choix")
    assert {first, second, third} <= told(house)


def test_what_someone_else_chose_meanwhile_stands(house: House):
    first, second = crowd(house, 2)
    app = choosing(house)
    with house.database.writing(DEMO) as work:
        choose_changes(work, taken_off=[first])
    one(app.checkbox, f"told-{second}").uncheck()
    app = press(app, "Enregistrer le choix")
    assert told(house).isdisjoint({first, second})
    assert not one(app.checkbox, f"told-{first}").value


def test_a_long_list_of_changes_comes_twenty_at_a_time(house: House):
    crowd(house, 45)
    app = choosing(house)
    ticks = [box.key for box in app.checkbox if box.key.startswith("told-")]
    app = one(app.button, "more-roadmap-choice").click().run()
    more = [box.key for box in app.checkbox if box.key.startswith("told-")]
    assert len(ticks) < 45
    assert set(ticks) < set(more)


def test_a_page_with_next_to_nothing_to_say_tells_where_to_begin(house_of):
    house = house_of(demo=False)
    with house.database.writing() as work:
        create_collective(work, name="Koungou", place="Mayotte", colleges=["Habitants"], timezone="Indian/Mayotte")
    app = go(house.enter(Role.COORDINATOR), "roadmap")
    assert "se remplit" in app.info[0].value
    assert [door.proto.page for door in app.get("page_link") if door.proto.page] == ["defi", "vision", "chemins"]


def test_a_reader_reads_and_changes_nothing(house: House):
    app = go(house.enter(Role.READER), "roadmap")
    assert not app.exception
    assert not app.button
    assert not app.text_input
