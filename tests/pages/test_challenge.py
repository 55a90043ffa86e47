from qic_core.access.rules import Role
from qic_core.challenge.candidates import list_candidates
from qic_core.challenge.evidence import list_evidence
from qic_core.challenge.service import current_challenge, earlier_challenges, list_scores
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import origins_of
from tests.pages.house import DEMO, House, go, press, unfold


def opened(house: House, *folds: str):
    app = go(house.enter(Role.COORDINATOR), "challenge")
    for key in folds:
        app = unfold(app, key)
    return app


def one(elements, start: str):
    [found] = [element for element in elements if (element.key or "").startswith(start)]
    return found


def test_a_proposal_out_of_the_room_s_themes_is_adopted_and_the_earlier_challenge_kept(house: House):
    app = press(opened(house, "propose-challenge"), "Reprendre ses thèmes")
    with house.database.reading() as session:
        candidates = list_candidates(session, DEMO)
        before = current_challenge(session, DEMO)
    assert len(candidates) > 1
    app = unfold(app, "adopt-challenge")
    one(app.text_area, "a-reasons").set_value("Tout le monde l'a dit.")
    app = press(app, "Adopter")
    with house.database.reading() as session:
        challenge = current_challenge(session, DEMO)
        assert challenge.sentence == candidates[0].text
        assert [earlier.id for earlier in earlier_challenges(session, DEMO)] == [before.id]
    assert not app.exception


def test_an_adoption_without_a_sentence_is_refused_and_keeps_what_was_typed(house: House):
    app = opened(house, "adopt-challenge")
    one(app.text_area, "a-dissent").set_value("L'école d'abord")
    app = press(app, "Adopter")
    assert app.error[0].value == "Écrivez d'abord la phrase."
    assert one(app.text_area, "a-dissent").value == "L'école d'abord"


def test_a_figure_without_source_is_refused_then_kept_with_it(house: House):
    app = opened(house, "evidence")
    one(app.text_input, "s-").set_value("des ménages sans électricité")
    one(app.number_input, "f-").set_value(12.5)
    app = press(app, "Enregistrer la fiche")
    assert "source" in app.error[0].value
    one(app.text_input, "w-").set_value("Insee, 2023")
    app = press(app, "Enregistrer la fiche")
    with house.database.reading() as session:
        card = list_evidence(session, DEMO)[-1]
    assert (card.statement, card.figure, card.source) == ("des ménages sans électricité", 12.5, "Insee, 2023")


def test_the_four_conditions_are_scored_again(house: House):
    with house.database.reading() as session:
        before = len(list_scores(session, DEMO)["means"])
    app = opened(house, "readiness")
    one(app.radio, "r-means").set_value(3)
    press(app, "Enregistrer les cotations")
    with house.database.reading() as session:
        scores = list_scores(session, DEMO)["means"]
    assert (len(scores), scores[-1].score) == (before + 1, 3)


def test_a_reader_reads_and_changes_nothing(house: House):
    app = go(house.enter(Role.READER), "challenge")
    assert not app.exception
    assert not app.button
    assert not app.text_area


def test_the_notebook_says_what_the_room_s_ideas_became(house: House):
    app = press(opened(house, "propose-challenge"), "Reprendre ses thèmes")
    with house.database.reading() as session:
        candidate = list_candidates(session, DEMO)[0]
        [strand, *_rest] = [one for one in origins_of(session, ThingKind.CANDIDATE, candidate.id) if one.idea]
    app = go(app, "notebook", carnet=str(strand.notebook_id))
    drawn = " ".join(str(element.proto) for element in app.get("html"))
    assert "Défi proposé" in drawn
    assert candidate.text in drawn
