import pytest

from qic_core.workshop.kind import Source
from qic_core.workshop.moderation import group, hide, show
from qic_core.workshop.tally import count_voices, count_waiting, frozen_output, harvest_of, list_themes, summary_of


def counts(story, run_id):
    with story.reading() as session:
        return count_voices(session, run_id)


def test_nobody_has_answered_yet(story):
    run_id = story.open("cooperation")
    assert counts(story, run_id) == {"voices": 0, "by_source": {}, "by_college": {}}
    with story.reading() as session:
        assert harvest_of(session, run_id, story.run(run_id).content).voices == 0


def test_voices_are_counted_by_way_and_by_college(story):
    run_id, colleges = story.open("cooperation"), story.colleges
    story.say(run_id, {"level": 5}, story.arrive("Amina"))
    story.say(run_id, {"level": 3}, story.arrive("Nadine", "Élus"))
    story.say(run_id, {"level": 2}, source=Source.TABLE, voices=6, college_id=colleges["Habitants"])
    story.say(run_id, {"level": 2}, source=Source.PAPER, voices=12)
    assert counts(story, run_id) == {
        "voices": 20,
        "by_source": {"phone": 2, "table": 6, "paper": 12},
        "by_college": {"Habitants": 7, "Élus": 1, "": 12},
    }


def test_a_corrected_answer_is_counted_once_under_its_last_college(story):
    run_id = story.open("cooperation")
    story.say(run_id, {"level": 5}, story.arrive("Amina", "Habitants"))
    story.say(run_id, {"level": 6}, story.arrive("Amina", "Associations"))
    assert counts(story, run_id) == {"voices": 1, "by_source": {"phone": 1}, "by_college": {"Associations": 1}}


def test_each_run_counts_its_own(story):
    first, amina = story.open("cooperation"), story.arrive("Amina")
    story.say(first, {"level": 5}, amina)
    second = story.open("cooperation")
    assert (counts(story, first)["voices"], counts(story, second)["voices"]) == (1, 0)


@pytest.mark.parametrize("kind", ["ideas", "words", "choice", "dots", "priority", "agreement", "cooperation"])
def test_the_output_is_the_summary_with_the_counts(story, good_answers, kind):
    run_id = story.open(kind)
    story.say(run_id, good_answers[kind], voices=6)
    content = story.run(run_id).content
    with story.reading() as session:
        output = frozen_output(session, run_id, content)
        assert output["summary"] == summary_of(session, run_id, content)
    assert output["voices"] == 6
    story.close(run_id)
    assert story.run(run_id).output == output


def test_a_harvest_holds_ideas_with_their_voices_and_themes_in_the_order_they_came(story):
    run_id = story.open("ideas")
    story.say(run_id, {"ideas": ["Un local", "Une navette"]}, voices=6, college_id=story.colleges["Élus"])
    story.say(run_id, {"ideas": ["Des lampadaires"]})
    ids = {text: idea.id for text, idea in story.ideas(run_id).items()}
    with story.writing() as work:
        group(work, run_id=run_id, idea_ids=[ids["Des lampadaires"]], label="Éclairage")
        group(work, run_id=run_id, idea_ids=[ids["Un local"]], label="Accueil")
    with story.reading() as session:
        harvest = harvest_of(session, run_id, story.run(run_id).content)
        themes = {theme.label: theme.id for theme in list_themes(session, run_id)}
    assert [(idea.text, idea.voices, idea.college) for idea in harvest.ideas] == [
        ("Un local", 6, "Élus"),
        ("Une navette", 6, "Élus"),
        ("Des lampadaires", 1, None),
    ]
    assert [idea.theme_id for idea in harvest.ideas] == [themes["Accueil"], None, themes["Éclairage"]]
    assert [theme.label for theme in harvest.themes] == ["Éclairage", "Accueil"]


def test_what_waits_is_counted_without_the_corrected_and_the_sorted(story):
    run_id, amina = story.open("ideas"), story.arrive("Amina")
    story.say(run_id, {"ideas": ["Un local", "Une navette"]}, amina)
    story.say(run_id, {"ideas": ["Des lampadaires", "Un stade", "Une insulte"]}, amina)
    ids = {text: idea.id for text, idea in story.ideas(run_id).items()}
    with story.writing() as work:
        show(work, run_id=run_id, idea_ids=[ids["Un stade"]])
        hide(work, run_id=run_id, idea_ids=[ids["Une insulte"]])
    with story.reading() as session:
        assert count_waiting(session, run_id) == 1
