import pytest

from qic_core.access.rules import Role
from qic_core.challenge.candidates import add_candidate, list_candidates
from qic_core.challenge.service import current_challenge, earlier_challenges, list_scores
from qic_core.collective.service import list_colleges
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import origins_of
from qic_core.workshop.contributions import Receipt, Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.fields import Values
from qic_core.workshop.notebooks import Cover, create_notebook, list_notebooks
from qic_core.workshop.runs import close_run, content_of, get_run, open_run
from tests.pages.house import DEMO, House, go, html_of, one, press, unfold


def opened(house: House, *folds: str):
    app = go(house.enter(Role.COORDINATOR), "challenge")
    for key in folds:
        app = unfold(app, key)
    return app


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
    assert app.error[0].value == "Écrivez d’abord la phrase."
    assert one(app.text_area, "a-dissent").value == "L'école d'abord"


def test_the_four_conditions_are_scored_again(house: House):
    with house.database.reading() as session:
        before = len(list_scores(session, DEMO)["means"])
    app = opened(house, "readiness")
    one(app.radio, "r-means").set_value(3)
    press(app, "Enregistrer les notes")
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


def propose(house: House, *texts: str) -> list[int]:
    with house.database.writing(DEMO) as work:
        return [add_candidate(work, text=text) for text in texts]


def run_of(house: House, draft: Draft, *answers: Values) -> int:
    """A closed run of a new cell, in a notebook of its own; return the run's id."""
    with house.database.writing(DEMO) as work:
        notebook_id = create_notebook(work, Cover("Carnet d'essai"))
        run_id = open_run(work, cell_id=add_cell(work, notebook_id=notebook_id, draft=draft))
        college = list_colleges(work.session, DEMO)[0]
        submissions = [
            Submission(run_id, f"key-{number:08}", answer, college_id=college.id)
            for number, answer in enumerate(answers)
        ]
        assert all(isinstance(outcome, Receipt) for outcome in record(work, submissions))
        close_run(work, run_id=run_id)
    return run_id


def texts_of(house: House) -> list[str]:
    with house.database.reading() as session:
        return [candidate.text for candidate in list_candidates(session, DEMO)]


def test_a_proposal_is_corrected(house: House):
    [key] = propose(house, "Le bruit")
    app = opened(house, f"edit-{key}")
    one(app.text_input, "ce-text").set_value("Le bruit, la nuit")
    app = press(app, "Enregistrer")
    assert texts_of(house) == ["Le bruit, la nuit"]
    assert not app.exception


def test_the_second_of_two_who_correct_a_proposal_is_told_and_loses_nothing(house: House):
    [key] = propose(house, "Le bruit")
    first, second = opened(house, f"edit-{key}"), opened(house, f"edit-{key}")
    one(second.text_input, "ce-text").set_value("Les scooters")
    one(first.text_input, "ce-text").set_value("La musique")
    press(first, "Enregistrer")
    second = press(second, "Enregistrer")
    assert texts_of(house) == ["La musique"]
    assert one(second.text_input, "ce-text").value == "Les scooters"
    assert second.warning
    press(second, "Enregistrer ce que j’ai écrit à la place")
    assert texts_of(house) == ["Les scooters"]


def test_a_proposal_goes_off_the_list_and_comes_back(house: House):
    [key] = propose(house, "Le bruit")
    app = press(opened(house, f"edit-{key}"), "Retirer de la liste")
    assert texts_of(house) == []
    app = unfold(app, "gone-candidates")
    press(app, "Remettre\xa0: Le bruit")
    assert texts_of(house) == ["Le bruit"]


@pytest.mark.parametrize("kind", ["priority", "judgment"])
def test_the_room_is_asked_about_the_proposals(house: House, kind: str):
    propose(house, "Le bruit", "L'eau")
    app = press(opened(house, f"ask-{kind}"), "Ajouter au carnet")
    with house.database.reading() as session:
        [cell] = [cell for one in list_notebooks(session, DEMO) for cell in one.cells if cell.about == "candidates"]
        assert cell.kind == kind
        assert [item.text for item in content_of(session, cell).items] == ["Le bruit", "L'eau"]
    assert not app.exception


def test_the_run_that_decided_gives_its_voices_and_its_thread_to_the_challenge(house: House):
    [key] = propose(house, "L'eau")
    draft = Draft("judgment", "Jugement", "Que vaut-il ?", about="candidates")
    run_id = run_of(house, draft, *[{"grades": {f"p{key}": {"grade": 6}}}] * 3)
    app = press(opened(house, "adopt-challenge"), "Adopter")
    with house.database.reading() as session:
        challenge = current_challenge(session, DEMO)
        strands = origins_of(session, ThingKind.CHALLENGE, challenge.id)
    assert (challenge.sentence, challenge.residents, challenge.everyone) == ("L'eau", 3, 3)
    assert [strand.run_id for strand in strands] == [run_id]
    assert not app.exception


def test_an_old_run_does_not_speak_for_a_new_challenge(house: House):
    [key] = propose(house, "L'eau")
    draft = Draft("judgment", "Jugement", "Que vaut-il ?", about="candidates")
    run_of(house, draft, {"grades": {f"p{key}": {"grade": 6}}})
    app = press(opened(house, "adopt-challenge"), "Adopter")
    app = press(unfold(app, "adopt-challenge"), "Adopter")
    with house.database.reading() as session:
        challenge = current_challenge(session, DEMO)
        assert challenge.everyone == 0
        assert origins_of(session, ThingKind.CHALLENGE, challenge.id) == []
    assert [warning.value for warning in app.warning if "sans nous" in warning.value]


def test_a_decision_in_which_residents_took_part_gives_no_alert(house: House):
    assert not opened(house).warning


READY = Draft("readiness", "Prêts ?", "Où en sommes-nous ?")


def test_what_the_room_scored_is_kept_by_one_button_and_says_where_it_comes_from(house: House):
    run_id = run_of(house, READY, *[{"scores": {"collective": {"ties": 0, "means": 2}}}] * 5)
    app = opened(house)
    one(app.button, "keep-").click().run()
    with house.database.reading() as session:
        scores = list_scores(session, DEMO)
    ties, last = scores["ties"][-1], max((found[-1] for found in scores.values()), key=lambda score: score.id)
    assert (ties.score, ties.voices) == (0, 5)
    assert not [button for button in app.button if button.key.startswith("keep-")]
    app = unfold(app, f"origins-readiness-{last.id}")
    [door] = [link.proto for link in app.get("page_link") if "Prêts" in link.proto.label]
    with house.database.reading() as session:
        cell_id = get_run(session, DEMO, run_id).cell_id
    assert door.page == "carnet"
    assert f"cellule={cell_id}" in door.query_string


def test_a_strand_leads_to_its_cell_and_from_there_to_what_it_became(house: House):
    run_id = run_of(house, READY, {"scores": {"collective": {"ties": 0}}})
    app = opened(house)
    one(app.button, "keep-").click().run()
    with house.database.reading() as session:
        run = get_run(session, DEMO, run_id)
        [notebook] = [one for one in list_notebooks(session, DEMO) if run.cell_id in {cell.id for cell in one.cells}]
    app = go(app, "notebook", carnet=str(notebook.id), cellule=str(run.cell_id))
    assert [header.value for header in app.header] == ["1. Prêts \\?"]
    assert "Des collaborations fondées sur la confiance" in html_of(app)
    assert "Condition notée" in html_of(app)
    assert "defi" in [link.proto.page for link in app.get("page_link")]


def test_moderating_tells_what_the_ideas_became(house: House):
    app = press(opened(house, "propose-challenge"), "Reprendre ses thèmes")
    with house.database.reading() as session:
        candidate = list_candidates(session, DEMO)[0]
        strand = origins_of(session, ThingKind.CANDIDATE, candidate.id)[0]
    app = go(house.enter(Role.FACILITATOR), "moderate", carnet=str(strand.notebook_id))
    app = one(app.selectbox, "run-").set_value(strand.run_id).run()
    assert candidate.text in html_of(app)
