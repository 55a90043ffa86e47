"""The minutes: what was asked, said, decided and promised, fit to be sent, whatever people typed."""

import io
import logging
import re
from datetime import date
from types import SimpleNamespace

import docx
import pypdf
import pytest
from sqlmodel import select

from qic_core.challenge.service import adopt_challenge
from qic_core.collective.service import list_collectives
from qic_core.cooperation.naming import agree_naming
from qic_core.cooperation.plan import add_line, start_plan
from qic_core.cooperation.plan_rules import Cover as PlanCover
from qic_core.cooperation.plan_rules import Outcome, Section, Written
from qic_core.cooperation.tables import PlanRow
from qic_core.db.engine import Database
from qic_core.errors import DomainError
from qic_core.export import drawn as drawing
from qic_core.export.blocks import Drawing, Grid, Heading, Paragraph, Points, Quote
from qic_core.export.document_docx import document_docx
from qic_core.export.document_pdf import document_pdf
from qic_core.export.drawn import drawn
from qic_core.export.minutes import minutes_of
from qic_core.roadmap.rules import FirstAction
from qic_core.roadmap.service import save_roadmap
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import tie
from qic_core.vision.service import adopt_vision
from qic_core.words import catalogue
from qic_core.workshop.charts import FONT
from qic_core.workshop.drafting import withdraw_cell
from qic_core.workshop.kind import Chart, Source
from qic_core.workshop.moderation import group, hide
from qic_core.workshop.notebooks import Cover, create_notebook, describe_notebook, list_notebooks
from qic_core.workshop.tables import IdeaRow
from qic_core.workshop.tally import list_ideas

TODAY = date(2026, 12, 4)
HELD = date(2026, 12, 3)
HOSTILE = "#panic() $a_b$ *gras* <b> @ref // c `raw` [x] {y} & ]]>"
FRENCH = catalogue("fr")


def minutes(room, words=None, today=TODAY):
    with room.database.reading() as session:
        return minutes_of(session, room.collective_id, room.notebook_id, words or room.words, today=today)


def said_in(document):
    """Return all that the minutes say in words, a line a text."""
    lines = [document.kind, document.title, *(f"{label} {said}" for label, said in document.facts)]
    for block in document.blocks:
        match block:
            case Heading() | Paragraph() | Quote():
                lines.append(block.text)
            case Points():
                lines += block.items
            case Grid():
                lines += [" | ".join(str(cell) for cell in row) for row in (block.table.columns, *block.table.rows)]
            case Drawing():
                lines.append(block.alt)
    return "\n".join(lines)


def plain(text):
    return " ".join(text.replace("\xa0", " ").replace("\u200b", "").replace("’", "'").split())


def pdf_of(document, words):
    return pypdf.PdfReader(io.BytesIO(document_pdf(document, words)))


def pdf_text(document, words):
    return plain(" ".join(page.extract_text() for page in pdf_of(document, words).pages))


def docx_of(document, words):
    return docx.Document(io.BytesIO(document_docx(document, words, today=TODAY)))


def docx_text(document, words):
    file = docx_of(document, words)
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return plain(" ".join([*(line.text for line in file.paragraphs), *cells]))


@pytest.fixture(scope="module")
def demo(told_sqlite):
    """The minutes of every demo notebook that was run, in French, by the notebook's title."""
    database = Database(f"sqlite:///{told_sqlite}")
    found = {}
    with database.reading() as session:
        for collective in list_collectives(session):
            for notebook in list_notebooks(session, collective.id):
                room = SimpleNamespace(database=database, collective_id=collective.id, notebook_id=notebook.id)
                found[f"{collective.slug}: {notebook.cover.title}"] = minutes(room, FRENCH, today=date(2026, 11, 27))
    yield found
    database.dispose()


# What the demo's minutes say

URGENT, VISION = "tilleuls: Défi urgent", "tilleuls: Vision partagée"


def test_they_open_on_the_cover_and_the_essentials(demo):
    document = demo[URGENT]
    assert (document.kind, document.title) == ("Compte rendu", "Défi urgent")
    assert "Les Tilleuls" in document.author
    assert dict(document.facts)["Date"] == "29 janvier 2025"
    assert dict(document.facts)["But"].startswith("Trouver le défi urgent")
    said = plain(said_in(document))
    assert "Défi adopté : « Que plus aucun parent des Tilleuls ne soit seul" in said
    assert "Prochain rendez-vous : « La Une du journal », le 19 mars 2025" in said


def test_the_agenda_says_what_was_planned_and_what_took_place(demo):
    agenda = next(block.table for block in demo[URGENT].blocks if isinstance(block, Grid))
    rows = {plain(row[1]): (plain(row[2]), row[3]) for row in agenda.rows}
    assert rows["Pourquoi un défi commun"] == ("8 minutes", "Prise de parole")
    assert rows["Devinez, puis découvrez"] == ("7 minutes", "35 voix")
    assert [step for step, (_minutes, told) in rows.items() if told == "35 voix (posée 2 fois)"] == [
        "Sommes-nous prêts à démarrer ?"
    ]


def test_attendance_is_told_by_way_and_by_college(demo):
    said = plain(said_in(demo[URGENT]))
    assert "a réuni 35 voix : 26 par téléphone, 7 à une table, 2 sur papier." in said
    assert "Habitantes et habitants | 20 | 57 %" in said
    assert "Des questions ont aussi été posées le 8 octobre 2025 : 30 voix au plus." in said


SECOND_LOOP = "tilleuls: Deuxième boucle : pourquoi les conseils restent vides"


def test_a_loop_tells_its_decisions_with_what_became_of_each_promise(demo):
    said = plain(said_in(demo[SECOND_LOOP]))
    assert "Action | Décision | Quoi | Qui | Pour quand | Où cela en est" in said
    assert "Réorienter | Tenir le conseil à 18 heures 30, sans sigles, avec une garde d'enfants | La crèche et" in said
    assert "promesse tenue : Deux conseils à 18 heures 30 ; six parents en octobre, quatre en novembre" in said
    assert "Aucun défi et aucune vision" not in said


def test_a_loop_tells_the_story_behind_its_curves_and_each_learning_once(demo):
    said = plain(said_in(demo[SECOND_LOOP]))
    assert "Les conseils se tiennent à 17 heures, en sigles, et personne n'invite." in said
    assert said.count("Venir au café ne fait pas siéger") == 1


def test_colleges_of_fewer_than_five_are_pooled(demo):
    said = plain(said_in(demo["koungou: Atelier Coopérations – première vague"]))
    assert re.search(r"Habitantes et habitants \| 6 \| 43 % Autres collèges : [^|]+ \| 8 \| 57 %", said)
    assert "Les collèges de moins de 5 voix sont comptés ensemble" in said


@pytest.mark.parametrize(
    ("notebook", "sentence"),
    [
        (URGENT, "La salle pensait 40 %, c'est 80 %."),
        (URGENT, "27 idées affichées, en 5 thèmes"),
        (URGENT, "La mieux jugée : « Des parents seuls pour élever leurs enfants et face à l'école »"),
        (VISION, "d'accord"),
        ("tilleuls: La Une du journal", "Les parents ont voté le projet de l'école"),
        ("koungou: Atelier Coopérations – première vague", "Médiane de 14 voix : niveau 2, Coexistence."),
        ("koungou: Et si…", "revient le plus souvent"),
    ],
)
def test_each_run_is_told_in_a_sentence(demo, notebook, sentence):
    assert sentence in plain(said_in(demo[notebook]))


def test_ideas_stand_under_their_themes_and_what_several_wrote_stands_once(demo):
    blocks = demo[URGENT].blocks
    heads = [block.text for block in blocks if isinstance(block, Heading)]
    theme = heads.index("Des logements humides et trop chers (3)")
    place = next(i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.text == heads[theme])
    assert isinstance(blocks[place + 1], Points)
    assert list(blocks[place + 1].items) == [
        "L'appartement est humide, mon fils tousse",
        "Le loyer et les charges, on n'y arrive plus",
        "Des logements anciens, mal isolés",
    ]
    assert "Qui accueille les familles qui arrivent ? (× 2)" in plain(said_in(demo[URGENT]))


def test_decisions_come_with_reasons_part_and_dissent_in_its_own_words(demo):
    said = plain(said_in(demo[URGENT]))
    assert "Le défi, adopté le 12 février 2025 :" in said
    assert "C'est la proposition la mieux jugée par la salle" in said
    assert "35 voix ont pris part à cette décision ; part des habitantes et habitants : 57 %." in said
    assert "« Un enfant ne grandit pas bien dans un appartement humide. »" in said
    assert "La vision pour 2035, adoptée le" in plain(said_in(demo[VISION]))


def test_what_the_collective_keeps_is_listed_by_kind(demo):
    said = plain(said_in(demo[URGENT]))
    assert "Conditions notées par la salle" in said
    assert "Des moyens suffisants et durables : 1 sur 3 (Naissante)" in said
    assert "Défis proposés (5)" in said
    assert "accepté)" in plain(said_in(demo[VISION]))


def test_a_cell_run_again_has_its_curve_and_what_moved(demo):
    blocks = demo[URGENT].blocks
    heads = [block.text for block in blocks if isinstance(block, Heading)]
    assert "D’un passage à l’autre" in heads
    said = plain(said_in(demo[URGENT]))
    assert "Des collaborations fondées sur la confiance : de 1 à 2." in said
    assert "Un défi urgent et prioritaire pour tous : toujours 3." in said
    assert "Passage 2, 8 octobre 2025" in said


def test_promises_and_what_comes_next_are_told(demo):
    said = plain(said_in(demo[URGENT]))
    assert "Les premières actions de la feuille de route, telle qu'elle est au 27 novembre 2026 :" in said
    assert "Un second café, en bas de la tour D" in said
    assert "Prochaine boucle évaluative : le" in said


def test_every_demo_notebook_makes_a_tagged_pdf(demo):
    for document in demo.values():
        pdf = pdf_of(document, FRENCH)
        assert pdf.trailer["/Root"]["/Lang"] == "fr"
        assert b"pdfuaid" in pdf.trailer["/Root"]["/Metadata"].get_data()


def test_the_pdf_says_what_the_minutes_say_on_numbered_pages(demo):
    document = demo["koungou: Atelier Coopérations – première vague"]
    pages = pdf_of(document, FRENCH).pages
    text = pdf_text(document, FRENCH)
    for block in document.blocks:
        if isinstance(block, Paragraph | Heading | Quote):
            assert plain(block.text) in text
    assert f"Page 1 / {len(pages)}" in plain(pages[0].extract_text())
    assert "Compte rendu établi le 27 novembre 2026" in text


def test_the_document_has_real_headings_tables_and_words_for_its_pictures(demo):
    document = demo[URGENT]
    file = docx_of(document, FRENCH)
    styled = [(line.style.name, line.text) for line in file.paragraphs if line.style.name.startswith("Heading")]
    assert styled == [(f"Heading {b.level}", b.text) for b in document.blocks if isinstance(b, Heading)]
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    assert len(file.tables) == len(grids)
    assert [cell.text for cell in file.tables[0].rows[0].cells] == list(grids[0].table.columns)
    assert all(table.rows[0]._tr.trPr.xpath("w:tblHeader") for table in file.tables)
    alts = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
    assert alts == [block.alt for block in document.blocks if isinstance(block, Drawing)]
    assert all(alts)
    assert file.styles["Normal"].element.xpath("w:rPr/w:lang/@w:val") == ["fr-FR"]
    assert file.core_properties.title.endswith("Défi urgent")
    assert {"PAGE", "NUMPAGES"} <= set(file.sections[0].footer._element.xpath(".//w:instrText/text()"))


# A room of our own


def test_an_empty_notebook_says_so(room):
    said = said_in(minutes(room))
    for told in (
        "nothing was planned", "Nobody has answered anything yet.", "no question of this notebook",
        "No challenge and no vision was adopted", "No promise with a name and a day", "is not set yet",
    ):  # fmt: skip
        assert told in said
    assert "Disagreements" not in said


def test_what_is_not_shown_is_not_told(room):
    cell = room.cell("ideas", "Nos idées", moderated=True)
    run = room.open(cell)
    room.say(run, {"ideas": ["Une idée montrée"]})
    room.say(run, {"ideas": ["Une idée cachée"]})
    room.say(run, {"ideas": ["Une idée qui attend"]})
    with room.database.writing(room.collective_id) as work:
        ideas = {idea.text: idea.id for idea in list_ideas(work.session, run)}
        group(work, run_id=run, idea_ids=[ideas["Une idée montrée"]], label="Un thème")
        hide(work, run_id=run, idea_ids=[ideas["Une idée cachée"]])
    room.close(run)
    said = said_in(minutes(room))
    assert "Une idée montrée" in said
    assert "Un thème (1)" in said
    assert "Une idée cachée" not in said
    assert "Une idée qui attend" not in said


def test_an_idea_hidden_after_it_was_voted_on_is_named_nowhere(room):
    source = room.cell("ideas", "Nos idées", moderated=False)
    run = room.open(source)
    for text in ("Un banc", "Une insulte", "Un arbre"):
        room.say(run, {"ideas": [text]})
    room.close(run)
    vote = room.open(room.cell("choice", "Le vote", items_from=source))
    with room.database.reading() as session:
        key = next(f"c{idea.id}" for idea in list_ideas(session, run) if idea.text == "Une insulte")
    room.say(vote, {"choices": [key]})
    room.close(vote)
    with room.database.writing(room.collective_id) as work:
        ideas = {idea.text: idea.id for idea in list_ideas(work.session, run)}
        tie(work, Thing(ThingKind.CANDIDATE, 1, "Une insulte"), run_ids=[run], idea_ids=[ideas["Une insulte"]])
        hide(work, run_id=run, idea_ids=[ideas["Une insulte"]])
    document = minutes(room)
    assert "Une insulte" not in said_in(document)
    assert "an idea that is not shown any more: 2" in said_in(document)
    assert "Un banc" in said_in(document)
    rows = [row for block in document.blocks if isinstance(block, Drawing) for row in block.chart.rows]
    assert "Une insulte" not in [row.get("label") for row in rows]


def test_a_run_that_is_hidden_tells_who_answered_and_not_what(room):
    run = room.open(room.cell("cooperation", "Notre niveau"))
    room.say(run, {"level": 6}, voices=7, source=Source.TABLE)
    said = said_in(minutes(room))
    assert "7 voices answered: 7 at a table." in said
    assert "This question is still open" in said
    assert "level 6" not in said
    room.reveal(run)
    assert "level 6" in said_in(minutes(room))


def test_first_names_never_appear(room):
    run = room.open(room.cell("cooperation"))
    room.say(run, {"level": 3}, participant_id=room.arrive("Zaïnaba"))
    room.close(run)
    document = minutes(room)
    assert "Zaïnaba" not in said_in(document)
    assert "Zaïnaba" not in pdf_text(document, room.words)
    assert "Zaïnaba" not in docx_text(document, room.words)


def test_a_cell_that_was_withdrawn_or_not_asked_has_no_part_of_its_own(room):
    asked, left, gone = (room.cell("cooperation", title) for title in ("Posée", "Pas posée", "Retirée"))
    for cell in (asked, gone):
        run = room.open(cell)
        room.say(run, {"level": 3})
        room.close(run)
    with room.database.writing(room.collective_id) as work:
        withdraw_cell(work, cell_id=gone)
    document = minutes(room)
    heads = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert "1. Posée" in heads
    assert "2. Pas posée" not in heads
    assert "Prepared, and not asked: 2. Pas posée." in said_in(document)
    assert "Retirée" not in said_in(document)
    assert left


@pytest.mark.parametrize(
    ("by_college", "told"),
    [
        ({"Habitants": 4}, "too few voices"),
        ({"Habitants": 4, "Élus": 3}, "too few voices"),
        ({"Habitants": 6, "Élus": 5}, "Habitants | 6 | 55 %\nÉlus | 5 | 45 %"),
        (
            {"Habitants": 9, "Associations": 3, "Élus": 2},
            "Habitants | 9 | 64 %\nOther collèges: Associations, Élus | 5",
        ),
        ({"Habitants": 9, "Élus": 1}, "too few voices"),
    ],
)
def test_no_college_is_told_for_fewer_than_five(room, by_college, told):
    run = room.open(room.cell("cooperation"))
    for college, voices in by_college.items():
        room.say(run, {"level": 3}, college=college, voices=voices, source=Source.TABLE)
    room.close(run)
    assert told in said_in(minutes(room))


def test_what_was_adopted_that_day_is_told_and_what_others_adopted_is_not(room, neighbours):
    told = {"voices": {"Habitants": 9, "Élus": 1}, "residents": 9}
    with room.database.writing(room.collective_id) as work:
        adopt_challenge(work, candidate_id=None, sentence="Un toit sûr", adopted_on=HELD, **told)
        adopt_vision(work, statement_id=None, text="L'eau pour tous", year=2035, adopted_on=date(2026, 11, 2), **told)
    with neighbours.database.writing(neighbours.collective_id) as work:
        adopt_challenge(work, candidate_id=None, sentence="Le défi du voisin", adopted_on=HELD, **told)
    said = said_in(minutes(room))
    assert "Un toit sûr" in said
    assert "10 voices took part; residents: 90 %." in said
    assert "No disagreement with these decisions was noted." in said
    assert "L'eau pour tous" not in said
    assert "voisin" not in said


def test_a_decision_without_a_residents_voice_says_so(room):
    with room.database.writing(room.collective_id) as work:
        adopt_challenge(
            work, candidate_id=None, sentence="Un toit", voices={"Élus": 3}, residents=0, adopted_on=HELD
        )  # fmt: skip
    assert "it is to be taken back to them" in said_in(minutes(room))


def test_the_first_actions_and_what_comes_next_are_told(room):
    with room.database.writing(room.collective_id) as work:
        actions = [FirstAction("Ouvrir un point d'eau", "Ville", date(2026, 12, 15)), FirstAction("Compter")]
        save_roadmap(work, first_actions=actions, next_loop_on=date(2027, 3, 2), next_loop_note="Relire", version=0)
        start_plan(work, cover=PlanCover(date(2026, 11, 20), date(2027, 6, 1)))
        create_notebook(work, Cover("Bien plus tard", held_on=date(2027, 9, 14)))
        create_notebook(work, Cover("La suite", held_on=date(2027, 1, 14)))
        create_notebook(work, Cover("Avant", held_on=date(2026, 1, 14)))
    said = said_in(minutes(room))
    assert "Ouvrir un point d'eau | Ville | December 15, 2026" in plain(said)
    assert "Compter | — | —" in said
    assert "Next meeting: “La suite”, on January 14, 2027" in said
    assert "Next evaluation loop: March 2, 2027 · Relire" in said
    assert "Next look at how we cooperate: June 1, 2027" in said


def planned(room, made_on):
    """Make a cooperation plan with two promises; return the id of the first."""
    with room.database.writing(room.collective_id) as work:
        plan = start_plan(work, cover=PlanCover(made_on))
        promise = Written("Tenir une liste", "La Ville", date(2026, 12, 20))
        kept = Written("Ouvrir la salle", "Le centre", date(2026, 12, 1), Outcome.KEPT, "Depuis lundi")
        first, _second = (
            add_line(work, plan_id=plan, section=Section.PROMISE, written=one) for one in (promise, kept)
        )  # fmt: skip
    return first


def test_the_promises_of_a_plan_made_that_day_are_told(room):
    planned(room, date(2026, 11, 20))
    assert "Tenir une liste" not in said_in(minutes(room))
    with room.database.writing(room.collective_id) as work:
        work.session.get_one(PlanRow, 1).made_on = HELD
    said = plain(said_in(minutes(room)))
    assert "Tenir une liste | La Ville | December 20, 2026 | under way" in said
    assert "Ouvrir la salle | Le centre | December 1, 2026 | promise kept: Depuis lundi" in said
    later = plain(said_in(minutes(room, today=date(2027, 1, 1))))
    assert "Tenir une liste | La Ville | December 20, 2026 | late" in later


def test_the_promises_of_a_plan_that_a_run_led_to_are_told(room):
    line = planned(room, date(2026, 11, 20))
    run = room.open(room.cell("ideas", "Qui fait quoi", moderated=False))
    room.say(run, {"ideas": ["Tenir une liste"]})
    room.close(run)
    with room.database.writing(room.collective_id) as work:
        tie(work, Thing(ThingKind.PLAN_LINE, line, "Tenir une liste"), run_ids=[run])
    assert "The promises of the cooperation plan of November 20, 2026:" in said_in(minutes(room))


def test_pairs_of_organisations_are_named_as_long_as_the_collective_agrees(room):
    names = ("Coallia", "PMI", "Ville")
    cell = room.cell("cooperation_pairs", "Deux à deux", items=names, settings={"at_most": 12, "named": 1})
    run = room.open(cell)
    room.say(run, {"speaks_for": ["i1"], "levels": {"i2": {"level": 5}, "i3": {"level": 2}}})
    room.close(run)

    def drawn_names():
        told = minutes(room)
        rows = [str(row) for block in told.blocks if isinstance(block, Drawing) for row in block.chart.rows]
        return [name for name in names if name in said_in(told) + " ".join(rows)]

    assert drawn_names() == []
    with room.database.writing(room.collective_id) as work:
        agree_naming(work, named=True, decided_on=date(2026, 6, 1), note="En séance")
    assert drawn_names() == list(names)


def test_a_front_page_is_told_as_it_was_written(room):
    run = room.open(room.cell("front_page", "La Une", moderated=False))
    room.say(run, {"title": ["L'école ouverte"], "story": ["Un matin de mai.\nTous sont là."], "tracks": ["Un café"]})
    room.close(run)
    blocks = minutes(room).blocks
    place = blocks.index(Heading("L'école ouverte", 3))
    quote, lead, tracks = blocks[place + 1 : place + 4]
    assert quote == Quote("Un matin de mai.\nTous sont là.")
    assert lead.text == "Tracks for thought that emerge"
    assert list(tracks.items) == ["Un café"]


def hostile(room, typed):
    """Let people type something everywhere; return the minutes."""
    with room.database.writing(room.collective_id) as work:
        describe_notebook(
            work, notebook_id=room.notebook_id, cover=Cover(f"Titre {typed}", f"But {typed}", f"Public {typed}", HELD)
        )
        adopt_challenge(
            work, candidate_id=None, sentence=f"Défi {typed}", reasons=f"Car {typed}", dissent=f"Non {typed}",
            voices={"Habitants": 9}, residents=9, adopted_on=HELD,
        )  # fmt: skip
        save_roadmap(
            work, first_actions=[FirstAction(f"Faire {typed}", f"Qui {typed}")], next_loop_on=date(2027, 3, 2),
            next_loop_note=typed, version=0,
        )  # fmt: skip
    ideas = room.open(room.cell("ideas", f"Idées {typed}", f"Demande {typed}", moderated=False))
    for number in range(4):
        room.say(ideas, {"ideas": [f"Idée {number} {typed}"]})
    with room.database.writing(room.collective_id) as work:
        for number, idea in enumerate(list_ideas(work.session, ideas)[:3]):
            group(work, run_id=ideas, idea_ids=[idea.id], label=f"Thème {number} {typed}")
    room.close(ideas)
    for _again in range(2):
        choice = room.open(room.cell("choice", f"Choix {typed}", items=(f"A {typed}", f"B {typed}")))
        room.say(choice, {"choices": ["i1"]})
        room.close(choice)
    return minutes(room)


@pytest.mark.parametrize("typed", [HOSTILE, "Merci 🙂👩‍👩‍👧", "日本 العربية", "W" * 60, "mot-sans-fin" * 5])
def test_what_people_typed_is_text_and_stays_text(room, typed):
    document = hostile(room, typed)
    printed, written = pdf_text(document, room.words), docx_text(document, room.words)
    for told in ("Titre", "But", "Public", "Défi", "Car", "Non", "Faire", "Qui", "Demande", "Idée 3", "Thème 2"):
        assert f"{told} {plain(typed)}" in written
        assert told in printed
        assert typed != HOSTILE or f"{told} {typed}" in printed


def test_what_no_xml_may_hold_does_not_break_the_document(room):
    run = room.open(room.cell("ideas", moderated=False))
    room.say(run, {"ideas": ["avant après"]})
    with room.database.writing(room.collective_id) as work:
        [idea] = work.session.exec(select(IdeaRow))
        idea.text = "avant\x0baprès\x01 !\ufffe"
    room.close(run)
    assert "avantaprès !" in docx_text(minutes(room), room.words)


def test_forty_cells_make_minutes_that_number_their_pages(room):
    for number in range(40):
        run = room.open(
            room.cell("choice", f"Question {number}", items=[f"Réponse {n} {'longue ' * 12}" for n in range(4)])
        )
        room.say(run, {"choices": ["i1"]}, voices=9, source=Source.TABLE)
        room.close(run)
    document = minutes(room)
    pages = pdf_of(document, room.words).pages
    texts = [plain(page.extract_text()) for page in pages]
    assert f"Page {len(pages)} / {len(pages)}" in texts[-1]
    assert all(f"{number + 1}. Question {number}" in " ".join(texts) for number in range(40))
    for text in texts:  # no heading is left alone at the foot of a page: something follows it
        last = re.sub(r" ?Page \d+ / \d+$", "", text)
        assert not re.search(r"\d+\. Question \d+$", last)


def test_a_chart_that_cannot_be_drawn_is_left_out_and_logged(room, monkeypatch, caplog):
    run = room.open(room.cell("choice", "Le choix", items=("Ici", "Là")))
    room.say(run, {"choices": ["i1"]})
    room.close(run)
    document = minutes(room)

    class Broken:
        @staticmethod
        def vegalite_to_svg(_picture, **_options):
            raise ValueError("no picture")

    drawing._svg.cache_clear()
    monkeypatch.setattr(drawing, "_drawer", lambda: Broken)
    with caplog.at_level(logging.WARNING, logger="qic_core.export.drawn"):
        assert "1. Le choix" in pdf_text(document, room.words)
        assert len(docx_of(document, room.words).inline_shapes) == 0
    drawing._svg.cache_clear()
    assert caplog.messages == ["a chart of 2 rows could not be drawn"] * 2


def test_a_chart_is_drawn_here_with_our_letters_and_all_its_names():
    picture = {
        "mark": "bar", "width": "container", "height": {"step": 30},
        "encoding": {"x": {"field": "n", "type": "quantitative"}, "y": {"field": "name", "type": "nominal"}},
        "config": {"axis": {"labelFont": FONT}},
    }  # fmt: skip
    made = drawn(Chart(picture, [{"name": "Élus", "n": 3}, {"name": "<b>&", "n": 5}]))
    assert 850 < made.width <= 900
    assert 'font-family="Carnet Sans"' in made.svg
    assert "Élus" in made.svg
    assert "&lt;b&gt;&amp;" in made.svg
    assert made.png().startswith(b"\x89PNG")


def test_a_chart_asks_for_nothing_from_elsewhere(room):
    picture = {"mark": "point", "data": {"url": "http://127.0.0.1:9/x.json"}, "encoding": {}}
    assert "127.0.0.1" not in drawn(Chart(picture, [{"n": 1}])).svg


def test_another_collectives_notebook_is_not_found(room, neighbours):
    room.notebook_id = neighbours.notebook_id
    with pytest.raises(DomainError, match="notebook_unknown"):
        minutes(room)
