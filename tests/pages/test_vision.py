from datetime import date

import pytest

from qic_core.access.rules import Role
from qic_core.collective.service import list_colleges
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import origins_of
from qic_core.ui.wall import places_at
from qic_core.vision.amendments import accept_amendment, propose_amendment
from qic_core.vision.deck import DECK
from qic_core.vision.front_pages import list_front_pages
from qic_core.vision.service import adopt_vision, current_vision, earlier_visions
from qic_core.vision.statements import add_statement, list_statements
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.moderation import show
from qic_core.workshop.notebooks import Cover, create_notebook, list_notebooks
from qic_core.workshop.runs import close_run, open_run, reveal_run
from qic_core.workshop.tally import list_ideas
from tests.pages.house import DEMO, House, drawn, go, one, press, unfold

TEXT = "En 2035, l'eau coule dans chaque maison"
PAGES = ("Koungou a de l'eau tous les jours", "Les écoles ouvrent le soir", "Un titre que l'on cache")


@pytest.fixture
def front_pages(house: House) -> int:
    """A closed run with three front pages, the last one hidden."""
    with house.database.writing(DEMO) as work:
        notebook_id = create_notebook(work, Cover("La Une"))
        draft = Draft("front_page", "La Une", "Que titre le journal ?")
        run_id = open_run(work, cell_id=add_cell(work, notebook_id=notebook_id, draft=draft))
        college = list_colleges(work.session, DEMO)[0].id
        answers = [{"title": [title], "story": ["Il était une fois."], "tracks": []} for title in PAGES]
        record(work, [Submission(run_id, f"page-{n:08}", a, college_id=college) for n, a in enumerate(answers)])
        show(work, run_id=run_id, idea_ids=[i.id for i in list_ideas(work.session, run_id) if "cache" not in i.text])
        close_run(work, run_id=run_id)
    return run_id


def opened(house: House, *folds: str, role: Role = Role.COORDINATOR):
    app = go(house.enter(role), "vision")
    for key in folds:
        app = unfold(app, key)
    return app


def banners(app) -> list[str]:
    labels = (link.proto.label for link in app.get("page_link"))
    return [label for label in labels if label.startswith("Notre vision")]


def draft(house: House, text: str = TEXT) -> int:
    with house.database.writing(DEMO) as work:
        return add_statement(work, text=text)


def adopt(house: House, **told) -> int:
    known = {"statement_id": None, "text": TEXT, "year": 2035, "voices": {}, "residents": 0}
    with house.database.writing(DEMO) as work:
        return adopt_vision(work, **{**known, "adopted_on": date(2026, 9, 18), **told})


def test_a_front_page_becomes_the_adopted_vision_and_keeps_its_thread(house: House, front_pages: int):
    app = opened(house)
    app = [button for button in app.button if button.label == "En faire une ébauche"][-1].click().run()
    app = unfold(app, "adopt-vision")
    one(app.text_area, "a-reasons").set_value("Tout le monde l'a dit.")
    residents = next(college for college in house_colleges(house) if college.of_residents)
    one(app.number_input, f"a-voices-{residents.id}").set_value(7)
    app = press(app, "Adopter")
    assert not app.exception
    with house.database.reading() as session:
        vision = current_vision(session, DEMO)
        strands = origins_of(session, ThingKind.VISION, vision.id)
    assert (vision.text, vision.year, vision.residents, vision.everyone) == (PAGES[0], 2035, 7, 7)
    assert [strand.idea for strand in strands if strand.idea] == [PAGES[0]]
    assert vision.text in drawn(app)


def house_colleges(house: House):
    with house.database.reading() as session:
        return list_colleges(session, DEMO)


def test_a_hidden_front_page_shows_on_no_page(house: House, front_pages: int):
    app = opened(house, "new-statement")
    assert "Les écoles ouvrent le soir" in drawn(app)
    assert "cache" not in drawn(app)
    assert not [option for box in app.multiselect for option in box.options if "cache" in option]


def test_a_revised_vision_leaves_the_earlier_one_in_the_history(house: House):
    first = adopt(house)
    app = opened(house, "adopt-vision")
    one(app.text_area, "a-text").set_value("Une école pour tous")
    app = unfold(press(app, "Adopter"), "earlier-visions")
    with house.database.reading() as session:
        assert current_vision(session, DEMO).text == "Une école pour tous"
        assert [vision.id for vision in earlier_visions(session, DEMO)] == [first]
    assert "l'eau coule dans chaque maison" in drawn(app)


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"a-text": " "}, "Écrivez d’abord le texte."), ({"a-year": 2020}, "Une vision regarde devant elle")],
)
def test_an_adoption_that_cannot_be_is_refused_and_keeps_what_was_typed(house: House, typed, said):
    app = opened(house, "adopt-vision")
    one(app.text_area, "a-text").set_value(TEXT)
    one(app.text_area, "a-dissent").set_value("L'école d'abord")
    for start, value in typed.items():
        one([*app.text_area, *app.number_input], start).set_value(value)
    app = press(app, "Adopter")
    assert app.error[0].value.startswith(said)
    assert one(app.text_area, "a-dissent").value == "L'école d'abord"
    with house.database.reading() as session:
        assert current_vision(session, DEMO) is None


def test_the_ideas_of_a_run_and_one_s_own_words_become_drafts(house: House, front_pages: int):
    app = opened(house, "new-statement")
    app = one(app.selectbox, "draft-from").set_value(front_pages).run()
    app = one(app.multiselect, "draft-keys").select(PAGES[1]).run()
    app = press(app, "En faire des ébauches")
    one(app.text_area, "v-text").set_value("Un quartier où l'on se parle")
    app = press(app, "Ajouter aux ébauches")
    with house.database.reading() as session:
        assert [one.text for one in list_statements(session, DEMO)] == [PAGES[1], "Un quartier où l'on se parle"]


def test_an_amendment_is_proposed_accepted_and_told(house: House):
    key = draft(house)
    app = opened(house, f"amend-{key}")
    one(app.text_area, "am-text").set_value("En 2035, l'eau potable coule partout")
    one(app.text_area, "am-reason").set_value("Potable !")
    app = press(app, "Proposer l’amendement")
    assert "Potable !" in drawn(app)
    app = unfold(press(app, "Accepter"), f"decided-{key}")
    with house.database.reading() as session:
        assert list_statements(session, DEMO)[0].text == "En 2035, l'eau potable coule partout"
    assert "<del>En 2035, l'eau coule dans chaque maison</del>" in drawn(app)


def test_who_accepts_onto_words_that_changed_meanwhile_is_told(house: House):
    key = draft(house)
    with house.database.writing(DEMO) as work:
        mine = propose_amendment(work, statement_id=key, text="La mienne")
        theirs = propose_amendment(work, statement_id=key, text="La leur")
    app = opened(house)
    with house.database.writing(DEMO) as work:
        accept_amendment(work, amendment_id=theirs, seen=TEXT)
    app = app.button(key=f"accept-{mine}").click().run()
    assert "Relisez-la" in app.error[0].value
    assert "La leur" in drawn(app)
    app = app.button(key=f"accept-{mine}").click().run()
    with house.database.reading() as session:
        assert list_statements(session, DEMO)[0].text == "La mienne"


def test_a_draft_goes_off_the_list_and_comes_back(house: House):
    key = draft(house)
    app = unfold(press(opened(house, f"amend-{key}"), "Retirer de la liste"), "gone-statements")
    with house.database.reading() as session:
        assert list_statements(session, DEMO) == []
    app.button(key=f"back-statement-{key}").click().run()
    with house.database.reading() as session:
        assert [one.id for one in list_statements(session, DEMO)] == [key]


def test_the_room_is_asked_about_the_drafts_in_the_chosen_notebook(house: House):
    app = opened(house, "ask-statements", role=Role.FACILITATOR)
    assert "les ébauches de la vision" in app.info[-1].value
    draft(house)
    app = app.run()
    with house.database.reading() as session:
        first = list_notebooks(session, DEMO)[0].id
    one(app.selectbox, "ask-notebook-statements").set_value(first)
    one(app.text_area, "ask-prompt-statements").set_value("D'accord avec cela ?")
    app = press(app, "Ajouter au carnet")
    with house.database.reading() as session:
        cell = next(book for book in list_notebooks(session, DEMO) if book.id == first).cells[-1]
    assert (cell.kind, cell.prompt, cell.about) == ("agreement", "D'accord avec cela ?", "statements")
    assert "La question est dans le carnet" in app.success[0].value


def test_the_room_is_asked_in_a_new_notebook_too_and_an_empty_question_is_refused(house: House):
    app = opened(house, "ask-pages")
    one(app.selectbox, "ask-notebook-pages").set_value(0).run()
    one(app.text_input, "ask-title-pages").set_value("Soirée Unes")
    one(app.text_area, "ask-prompt-pages").set_value(" ")
    app = press(app, "Ajouter au carnet")
    assert "question" in app.error[0].value
    assert one(app.text_input, "ask-title-pages").value == "Soirée Unes"
    one(app.text_area, "ask-prompt-pages").set_value("Que titre le journal ?")
    press(app, "Ajouter au carnet")
    with house.database.reading() as session:
        [book] = [book for book in list_notebooks(session, DEMO) if book.cover.title == "Soirée Unes"]
    assert [cell.kind for cell in book.cells] == ["front_page"]


@pytest.mark.parametrize(
    ("text", "said"), [("L'eau", "Notre vision pour 2035 : L'eau"), ("En 2035, l'eau", r"Notre vision : En 2035\, l")]
)
def test_the_banner_says_the_year_once(house: House, text: str, said: str):
    adopt(house, text=text)
    [banner] = banners(house.enter(Role.READER))
    assert banner.replace("\N{NO-BREAK SPACE}", " ").replace(r"\'", "'").startswith(said)


@pytest.mark.parametrize("page", ["home", "challenge", "notebook"])
def test_the_adopted_vision_stands_on_every_page(house: House, page: str):
    adopt(house, text="L'eau *pour tous* ![x](https://ailleurs.test/x.png)")
    app = go(house.enter(Role.READER), page)
    [banner] = banners(app)
    assert r"\*pour tous\*" in banner
    assert "![x]" not in banner


def test_there_is_no_banner_before_a_vision_is_adopted_nor_beside_the_vision_itself(house: House):
    assert banners(house.enter(Role.READER)) == []
    adopt(house)
    app = opened(house, role=Role.READER)
    assert banners(app) == []
    assert TEXT in drawn(app)


def test_a_reader_reads_and_changes_nothing(house: House, front_pages: int):
    with house.database.writing(DEMO) as work:
        propose_amendment(work, statement_id=add_statement(work, text=TEXT), text="Autrement")
    app = opened(house, role=Role.READER)
    assert not app.exception
    assert "Autrement" in drawn(app)
    assert not [*app.button, *app.text_area]


def test_every_front_page_has_its_link_to_print(house: House, front_pages: int):
    app = opened(house, role=Role.READER)
    with house.database.reading() as session:
        pages = list_front_pages(session, DEMO)
    links = {link.proto.url.partition("?")[0] for link in app.get("link_button")}
    assert links == {f"/export/une/{page.contribution_id}.pdf" for page in pages}


@pytest.mark.parametrize(
    ("count", "groups"),
    [(0, [[]]), (1, [[0]]), (3, [[0, 1, 2]]), (4, [[0, 1], [2, 3]]), (7, [[0, 1], [2, 3], [4, 5, 6]])],
)
def test_a_gallery_larger_than_the_wall_shows_all_of_it_group_after_group(count: int, groups: list[list[int]]):
    shown = [[*places_at(turn, count=count, at_once=3)] for turn in range(2 * len(groups))]
    assert shown == groups * 2


def test_the_wall_shows_the_front_pages_that_are_shown_and_no_banner(house: House, front_pages: int):
    adopt(house)
    with house.database.writing(DEMO) as work:
        reveal_run(work, run_id=front_pages, revealed=True)
    app = go(house.enter(Role.FACILITATOR), "wall")
    assert "Les écoles ouvrent le soir" in drawn(app)
    assert "cache" not in drawn(app)
    assert banners(app) == []


def test_the_wall_welcomes_with_the_vision(house: House):
    adopt(house)
    app = go(house.enter(Role.READER), "wall")
    assert TEXT in drawn(app)


def test_who_moderates_reads_the_story_that_comes_with_a_title(house: House, front_pages: int):
    with house.database.reading() as session:
        [notebook] = [book.id for book in list_notebooks(session, DEMO) if book.cover.title == "La Une"]
    app = go(house.enter(Role.FACILITATOR), "moderate", carnet=str(notebook))
    waiting = drawn(app).partition("Un titre que l'on cache")[2]
    assert waiting.partition("</p>")[2].lstrip().startswith('<p class="qic-told qic-quiet">Il était une fois.')


def test_a_table_s_tablet_shows_the_deck_and_says_what_may_stay_empty(house: House):
    with house.database.writing(DEMO) as work:
        notebook_id = create_notebook(work, Cover("Images"))
        cells = [add_cell(work, notebook_id=notebook_id, draft=Draft(k, "T", "Q ?")) for k in ("picture", "front_page")]
        open_run(work, cell_id=cells[0])
    app = go(house.enter(Role.SCRIBE), "entry")
    assert drawn(app).count("data:image/svg+xml;base64,") == len(DECK)
    with house.database.writing(DEMO) as work:
        open_run(work, cell_id=cells[1])
    app = app.run()
    assert [box.label for box in app.text_area] == ["Le récit de la vision (facultatif)"]
    assert "Le titre de la vision" in [box.label for box in app.text_input]
