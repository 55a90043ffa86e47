import pytest

from qic_core.collective.service import list_colleges
from qic_core.errors import DomainError
from qic_core.vision.front_pages import front_page_of, list_front_pages
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.moderation import hide
from qic_core.workshop.runs import close_run, open_run, reveal_run
from qic_core.workshop.tally import list_ideas


def listed(database, koungou):
    with database.reading() as session:
        return list_front_pages(session, koungou)


def test_front_pages_stay_hidden_until_their_run_is_revealed_or_closed(database, koungou, written):
    assert listed(database, koungou) == []
    with database.writing(koungou) as work:
        reveal_run(work, run_id=written, revealed=True)
    assert [page.title for page in listed(database, koungou)] == [
        "Koungou a de l'eau tous les jours",
        "Les écoles ouvrent le soir",
    ]


def test_a_front_page_shows_its_story_and_the_tracks_that_are_shown(database, koungou, front_pages):
    first, second = listed(database, koungou)
    assert (first.story, first.tracks) == ("Plus personne ne va au fleuve.", ("La Réunion en parle",))
    assert (second.story, second.tracks, second.year) == ("", (), 2035)


def test_a_hidden_front_page_shows_nothing_of_itself(database, koungou, front_pages):
    assert "cache" not in repr(listed(database, koungou))
    with database.writing(koungou) as work:
        title = next(i.id for i in list_ideas(work.session, front_pages) if i.text.startswith("Koungou"))
        hide(work, run_id=front_pages, idea_ids=[title])
    assert [page.title for page in listed(database, koungou)] == ["Les écoles ouvrent le soir"]


def test_a_corrected_front_page_is_shown_once(database, koungou, notebook):
    with database.writing(koungou) as work:
        draft = Draft("front_page", "La Une", "Que titre le journal ?", moderated=False)
        run_id = open_run(work, cell_id=add_cell(work, notebook_id=notebook, draft=draft))
        college = list_colleges(work.session, koungou)[0].id
        for title in ("Avant", "Après"):
            answer = {"title": [title], "story": [], "tracks": []}
            record(work, [Submission(run_id, "page-00000001", answer, college_id=college)])
        close_run(work, run_id=run_id)
    assert [(page.title, page.college) for page in listed(database, koungou)] == [("Après", None)]


@pytest.mark.parametrize(("elected_voices", "named"), [(1, {None}), (5, {"Habitants", "Élus"})])
def test_a_college_is_named_where_no_group_is_smaller_than_five(database, koungou, notebook, elected_voices, named):
    with database.writing(koungou) as work:
        draft = Draft("front_page", "La Une", "Que titre le journal ?", moderated=False)
        run_id = open_run(work, cell_id=add_cell(work, notebook_id=notebook, draft=draft))
        tables = zip(list_colleges(work.session, koungou)[:2], (5, elected_voices), strict=True)
        record(
            work,
            [
                Submission(run_id, f"table-{college.id:08}", {"title": ["Un titre"]}, college_id=college.id, voices=n)
                for college, n in tables
            ],
        )
        close_run(work, run_id=run_id)
    assert {page.college for page in listed(database, koungou)} == named


def test_one_front_page_is_found_and_a_hidden_or_unknown_one_refused(database, koungou, front_pages):
    with database.reading() as session:
        page = list_front_pages(session, koungou)[0]
        assert front_page_of(session, koungou, page.contribution_id) == page
        ideas = list_ideas(session, front_pages)
        hidden = next(idea.contribution_id for idea in ideas if idea.text == "Un titre que l'on cache")
        for other in (hidden, 0, 10**9):
            with pytest.raises(DomainError, match="front_page_unknown"):
                front_page_of(session, koungou, other)
