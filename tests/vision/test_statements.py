import pytest

from qic_core.collective.service import create_collective, list_colleges
from qic_core.errors import DomainError
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import fates_of, origins_of
from qic_core.vision.front_pages import list_front_pages
from qic_core.vision.rules import STATEMENTS_AT_MOST
from qic_core.vision.statements import (
    add_statement,
    draft_from_front_page,
    draft_from_run,
    last_agreement,
    list_statements,
    restore_statement,
    statement_items,
    withdraw_statement,
)
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.moderation import group
from qic_core.workshop.runs import close_run, gathered_in, get_run, open_run
from qic_core.workshop.tally import list_ideas


def texts(session, collective_id, **which):
    return [statement.text for statement in list_statements(session, collective_id, **which)]


def test_a_draft_is_cleaned_and_listed_in_the_order_of_writing(database, koungou):
    with database.writing(koungou) as work:
        add_statement(work, text="  L'eau   pour\ntous ")
        add_statement(work, text="Une école ouverte")
        assert texts(work.session, koungou) == ["L'eau pour tous", "Une école ouverte"]


@pytest.mark.parametrize(
    ("text", "code"), [(" ", "vision_text_missing"), ("x" * 301, "text_too_long"), ("l'EAU", "statement_twice")]
)
def test_a_draft_that_says_nothing_too_much_or_the_same_is_refused(database, koungou, text, code):
    with database.writing(koungou) as work:
        add_statement(work, text="L'eau")
        with pytest.raises(DomainError, match=code):
            add_statement(work, text=text)


def test_the_list_has_an_end(database, koungou):
    with database.writing(koungou) as work:
        keys = [add_statement(work, text=f"Ébauche {n}") for n in range(STATEMENTS_AT_MOST)]
        with pytest.raises(DomainError, match="too_many_statements"):
            add_statement(work, text="Une de trop")
        withdraw_statement(work, statement_id=keys[0])
        add_statement(work, text="Une autre")
        with pytest.raises(DomainError, match="too_many_statements"):
            restore_statement(work, statement_id=keys[0])


def test_a_draft_goes_off_the_list_and_comes_back(database, koungou):
    with database.writing(koungou) as work:
        key = add_statement(work, text="L'eau")
        withdraw_statement(work, statement_id=key)
        assert texts(work.session, koungou) == []
        assert texts(work.session, koungou, withdrawn=True) == ["L'eau"]
        again = add_statement(work, text="L'eau")
        with pytest.raises(DomainError, match="statement_twice"):
            restore_statement(work, statement_id=key)
        restore_statement(work, statement_id=again)
        assert [one.id for one in list_statements(work.session, koungou)] == [again]


def test_another_collective_s_drafts_are_out_of_reach(database, koungou, front_pages):
    with database.writing(koungou) as work:
        key = add_statement(work, text="L'eau")
        page = list_front_pages(work.session, koungou)[0].contribution_id
    with database.writing() as work:
        other = create_collective(work, name="Ailleurs", place="Là-bas", colleges=["Tous"], timezone="Europe/Paris")
    with database.writing(other) as work:
        for refused in (withdraw_statement, restore_statement):
            with pytest.raises(DomainError, match="statement_unknown"):
                refused(work, statement_id=key)
        with pytest.raises(DomainError, match="front_page_unknown"):
            draft_from_front_page(work, contribution_id=page)
        with pytest.raises(DomainError, match="run_unknown"):
            draft_from_run(work, run_id=front_pages, keys=["c1"])
        assert list_statements(work.session, other) == []


def test_a_front_page_becomes_a_draft_tied_to_its_title_and_run(database, koungou, front_pages):
    with database.writing(koungou) as work:
        page = list_front_pages(work.session, koungou)[0]
        key = draft_from_front_page(work, contribution_id=page.contribution_id)
        assert texts(work.session, koungou) == [page.title]
        strands = origins_of(work.session, ThingKind.STATEMENT, key)
        assert {(strand.run_id, strand.idea) for strand in strands} == {(front_pages, None), (front_pages, page.title)}


def test_a_front_page_that_is_not_shown_makes_no_draft(database, koungou, written):
    with database.writing(koungou) as work:
        contributions = {idea.contribution_id for idea in list_ideas(work.session, written)}
        for contribution_id in contributions:
            with pytest.raises(DomainError, match="front_page_unknown"):
                draft_from_front_page(work, contribution_id=contribution_id)


def test_the_chosen_themes_of_a_run_become_drafts_with_their_ideas(database, koungou, front_pages):
    with database.writing(koungou) as work:
        ideas = {idea.text: idea.id for idea in list_ideas(work.session, front_pages)}
        water = [ideas["Koungou a de l'eau tous les jours"], ideas["La Réunion en parle"]]
        group(work, run_id=front_pages, idea_ids=water, label="L'eau courante")
        group(work, run_id=front_pages, idea_ids=[ideas["Les écoles ouvrent le soir"]], label="L'école")
        items = gathered_in(work.session, front_pages)
        assert [item.text for item in items] == ["L'eau courante", "L'école"]
        [key] = draft_from_run(work, run_id=front_pages, keys=[items[0].key, "unknown"])
        assert texts(work.session, koungou) == ["L'eau courante"]
        became = fates_of(work.session, list(ideas.values()))
        assert {idea_id: [thing.id for thing in things] for idea_id, things in became.items()} == {
            idea_id: [key] for idea_id in water
        }


def test_a_cell_asks_about_the_drafts_as_they_stand_shortened(database, koungou):
    long = "Une vision " + "très " * 50 + "longue"
    with database.writing(koungou) as work:
        first, second = add_statement(work, text="L'eau"), add_statement(work, text=long)
        withdraw_statement(work, statement_id=add_statement(work, text="Retirée"))
        items = statement_items(work.session, koungou)
    assert [(item.key, item.thing) for item in items] == [
        (f"s{first}", ("statement", first)),
        (f"s{second}", ("statement", second)),
    ]
    assert items[0].text == "L'eau"
    assert len(items[1].text) <= 140


def test_the_last_agreement_is_the_last_closed_run_about_drafts(database, koungou, notebook):
    with database.writing(koungou) as work:
        key = add_statement(work, text="L'eau")
        about = Draft("agreement", "Accord", "D'accord ?", about="statements")
        other = Draft("agreement", "Autre accord", "D'accord ?", items=["Le lundi"])
        cells = [add_cell(work, notebook_id=notebook, draft=draft) for draft in (about, other)]
        assert last_agreement(work.session, koungou) is None
        run_id = open_run(work, cell_id=cells[0])
        assert get_run(work.session, koungou, run_id).content.items[0].thing == ("statement", key)
        college = list_colleges(work.session, koungou)[0].id
        said = {"verdicts": {f"s{key}": {"verdict": 1}}}
        record(work, [Submission(run_id, f"voice-{n:08}", said, college_id=college) for n in range(6)])
        close_run(work, run_id=run_id)
        close_run(work, run_id=open_run(work, cell_id=cells[1]))
        agreement = last_agreement(work.session, koungou)
    assert agreement.id == run_id
    assert agreement.output["by_college"] == {"Habitants": 6}
    assert agreement.output["summary"]["statements"][f"s{key}"]["agree"] == 6
