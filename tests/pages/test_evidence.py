"""The cards of the page Défi: by hand, from a file, guessed by the room; written by two at once."""

import pytest

from qic_core.access.rules import Role
from qic_core.challenge.evidence import list_evidence
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.notebooks import Cover, create_notebook, list_notebooks
from qic_core.workshop.runs import open_run, reveal_run
from tests.pages.house import DEMO, House, go, one, press, unfold

FILE = """Indicateur;Valeur;Unité;Année;Commune;Source
Ménages sans eau;24,5;%;2023;Koungou;Insee
Habitants;n.d.;;;Koungou;
"""


def opened(house: House, *folds: str):
    app = go(house.enter(Role.COORDINATOR), "challenge")
    for key in folds:
        app = unfold(app, key)
    return app


def cards(house: House, **asked):
    with house.database.reading() as session:
        return list_evidence(session, DEMO, **asked)


def card_open(house: House, app=None):
    """The page with the first card open, its form below."""
    app = app or opened(house, "card")
    return app.selectbox(key="card-chosen").set_value(cards(house)[0].id).run()


def test_a_figure_without_source_is_refused_then_kept_with_it(house: House):
    app = opened(house, "evidence")
    one(app.text_input, "s-new").set_value("des ménages sans électricité")
    one(app.number_input, "f-new").set_value(12.5)
    app = press(app, "Enregistrer la fiche")
    assert "source" in app.error[0].value
    one(app.text_input, "w-new").set_value("Insee, 2023")
    app = press(app, "Enregistrer la fiche")
    card = cards(house)[-1]
    assert (card.statement, card.figure, card.source) == ("des ménages sans électricité", 12.5, "Insee, 2023")
    assert one(app.text_input, "s-new").value == ""


def test_a_card_is_corrected(house: House):
    app = card_open(house)
    one(app.number_input, "f-").set_value(76.5)
    app = press(app, "Enregistrer")
    assert not app.exception
    assert (cards(house)[0].figure, cards(house)[0].version) == (76.5, 2)


def test_the_second_of_two_who_correct_a_card_is_told_and_loses_nothing(house: House):
    first, second = card_open(house), card_open(house)
    one(second.text_input, "s-").set_value("Les mots du second")
    one(first.text_input, "s-").set_value("Les mots du premier")
    press(first, "Enregistrer")
    second = press(second, "Enregistrer")
    assert second.warning
    assert cards(house)[0].statement == "Les mots du premier"
    assert one(second.text_input, "s-").value == "Les mots du second"
    second = press(second, "Enregistrer ce que j’ai écrit à la place")
    assert cards(house)[0].statement == "Les mots du second"


def test_a_card_is_taken_away_and_put_back(house: House):
    before = cards(house)[0]
    app = press(card_open(house), "Retirer cette fiche")
    assert before.id not in {card.id for card in cards(house)}
    app = unfold(app, "gone-cards")
    one(app.button, "back-card").click().run()
    assert before in cards(house)


def test_the_room_is_asked_to_guess_a_card_and_its_words_do_not_tell_the_figure(house: House):
    card = cards(house)[0]
    app = unfold(card_open(house), f"ask-guess-{card.id}")
    app = press(app, "Ajouter au carnet")
    with house.database.reading() as session:
        [cell] = [cell for one in list_notebooks(session, DEMO) for cell in one.cells if cell.kind == "guess"]
    assert cell.settings == {"figure": card.figure, "unit": card.unit}
    assert card.statement in cell.prompt
    assert f"{card.figure:g}" not in cell.title + cell.prompt
    assert not app.exception


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_file_is_matched_shown_then_written(house: House, encoding: str):
    app = opened(house, "evidence-import")
    one(app.file_uploader, "evidence-csv").upload("fiches.csv", FILE.encode(encoding), "text/csv").run()
    assert one(app.selectbox, "column-figure").value == 1
    assert len(cards(house)) == (before := 8)
    app = press(app, "Tout écrire")
    new = cards(house)[before:]
    assert [(card.statement, card.figure, card.unit) for card in new] == [
        ("Ménages sans eau", 24.5, "%"),
        ("Habitants", None, ""),
    ]
    assert one(app.file_uploader, "evidence-csv").value is None


def test_a_file_with_a_wrong_line_writes_nothing(house: House):
    app = opened(house, "evidence-import")
    wrong = FILE + "Loyer;beaucoup;;2023;Koungou;Insee\n"
    one(app.file_uploader, "evidence-csv").upload("fiches.csv", wrong.encode(), "text/csv").run()
    [write] = [button for button in app.button if button.label == "Tout écrire"]
    assert write.disabled
    assert "beaucoup" in " ".join(str(element.proto) for element in app.get("html"))


def test_a_file_that_says_no_statement_asks_for_it_first(house: House):
    app = opened(house, "evidence-import")
    one(app.file_uploader, "evidence-csv").upload("q.csv", b"quartier,tp60\nCentre,40.2\n", "text/csv").run()
    assert not [button for button in app.button if button.label == "Tout écrire"]
    one(app.text_input, "otherwise-statement").set_value("sous le seuil de pauvreté")
    one(app.selectbox, "column-figure").set_value(1)
    one(app.text_input, "otherwise-source").set_value("Insee").run()
    press(app, "Tout écrire")
    card = cards(house)[-1]
    assert (card.statement, card.figure, card.perimeter, card.source) == (
        "sous le seuil de pauvreté", 40.2, "Centre", "Insee",
    )  # fmt: skip


def test_a_file_that_cannot_serve_says_so_and_the_page_goes_on(house: House):
    app = opened(house, "evidence-import")
    one(app.file_uploader, "evidence-csv").upload("classeur.csv", b"PK\x03\x04\0", "text/csv").run()
    assert "CSV" in app.error[0].value
    assert [header.value for header in app.header][-1] == "Prêts à démarrer\xa0?"


def test_what_the_room_does_not_know_is_taken_as_open_questions(house: House):
    app = press(opened(house, "evidence"), "Les garder comme questions ouvertes")
    assert len(cards(house)) > 8
    assert cards(house)[-1].figure is None
    assert not app.exception


def test_a_reader_opens_a_card_and_changes_nothing(house: House):
    app = card_open(house, unfold(go(house.enter(Role.READER), "challenge"), "card"))
    assert not app.exception
    assert not [*app.button, *app.text_input, *app.number_input]


def test_the_wall_tells_the_figure_only_once_it_is_revealed(house: House):
    with house.database.writing(DEMO) as work:
        notebook_id = create_notebook(work, Cover("Carnet d'essai"))
        draft = Draft("guess", "Eau", "Combien de ménages ?", {"figure": 24.5, "unit": "%"})
        run_id = open_run(work, cell_id=add_cell(work, notebook_id=notebook_id, draft=draft))
        record(work, [Submission(run_id, "key-00000001", {"guess": 12})])
    app = go(house.enter(Role.FACILITATOR), "wall")
    assert "24,5" not in wall_of(app)
    assert "24.5" not in wall_of(app)
    with house.database.writing(DEMO) as work:
        reveal_run(work, run_id=run_id, revealed=True)
    assert "24,5" in wall_of(app.run())


def wall_of(app) -> str:
    """All that the wall's page holds, pictures and what is said for who does not see them included."""
    return " ".join(
        str(element.proto) for kind in ("html", "vega_lite_chart", "arrow_vega_lite_chart") for element in app.get(kind)
    )
