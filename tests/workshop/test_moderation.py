import random

import pytest

from qic_core.workshop.kind import Visibility
from qic_core.workshop.moderation import can_undo, group, hide, propose_groups, rename_theme, show, undo, ungroup
from qic_core.workshop.runs import close_run
from qic_core.workshop.tally import count_waiting, list_themes

LIGHT, STADIUM, PLACE, BUS = IDEAS = ("Des lampadaires", "Un stade éclairé", "Un local", "Une navette")
EVERYONE_WAITS = dict.fromkeys(IDEAS, (Visibility.WAITING, None))


class Inbox:
    """The inbox of a run, ideas called by their text."""

    def __init__(self, story, run_id):
        self.story, self.run_id = story, run_id
        self.ids = {text: idea.id for text, idea in story.ideas(run_id).items()}

    def do(self, act, *texts, **more):
        with self.story.writing() as work:
            act(work, run_id=self.run_id, idea_ids=[self.ids[text] for text in texts], **more)

    def undo(self):
        with self.story.writing() as work:
            return undo(work, run_id=self.run_id)

    def rename(self, old, new):
        with self.story.writing() as work:
            rename_theme(work, run_id=self.run_id, theme_id=self.themes()[old], label=new)

    def themes(self):
        with self.story.reading() as session:
            return {theme.label: theme.id for theme in list_themes(session, self.run_id)}

    def state(self):
        """Where each idea stands: its visibility and the name of its theme."""
        names = {theme_id: label for label, theme_id in self.themes().items()}
        return {
            text: (idea.visibility, names[idea.theme_id] if idea.theme_id else None)
            for text, idea in self.story.ideas(self.run_id).items()
        }

    def can_undo(self):
        with self.story.reading() as session:
            return can_undo(session, self.run_id)


def gather(story, texts):
    run_id = story.open("ideas")
    for text in texts:
        story.say(run_id, {"ideas": [text]})
    return Inbox(story, run_id)


@pytest.fixture
def inbox(story):
    return gather(story, IDEAS)


def test_ideas_are_shown_and_hidden_and_the_others_stay(inbox):
    inbox.do(show, LIGHT, PLACE)
    inbox.do(hide, PLACE, BUS)
    assert inbox.state() == {
        LIGHT: (Visibility.SHOWN, None),
        STADIUM: (Visibility.WAITING, None),
        PLACE: (Visibility.HIDDEN, None),
        BUS: (Visibility.HIDDEN, None),
    }


def test_the_waiting_are_counted(story, inbox):
    inbox.do(show, LIGHT)
    inbox.do(hide, PLACE)
    with story.reading() as session:
        assert count_waiting(session, inbox.run_id) == 2


def test_grouped_ideas_are_shown_under_their_theme_and_keep_their_words(inbox):
    inbox.do(group, LIGHT, STADIUM, label="  Éclairage ")
    assert inbox.state() == {
        **EVERYONE_WAITS,
        LIGHT: (Visibility.SHOWN, "Éclairage"),
        STADIUM: (Visibility.SHOWN, "Éclairage"),
    }


@pytest.mark.parametrize("again", ["Éclairage", "éclairage", " ÉCLAIRAGE ", "e\u0301clairage"])
def test_a_theme_named_again_is_the_same_theme(inbox, again):
    inbox.do(group, LIGHT, label="Éclairage")
    inbox.do(group, STADIUM, label=again)
    assert list(inbox.themes()) == ["Éclairage"]
    assert inbox.state()[STADIUM] == (Visibility.SHOWN, "Éclairage")


def test_an_idea_is_in_one_theme_at_a_time_and_can_be_taken_out(inbox):
    inbox.do(group, LIGHT, PLACE, label="Éclairage")
    inbox.do(group, PLACE, label="Se retrouver")
    assert inbox.state()[PLACE] == (Visibility.SHOWN, "Se retrouver")
    inbox.do(ungroup, PLACE)
    assert inbox.state()[PLACE] == (Visibility.SHOWN, None)


def test_a_hidden_idea_keeps_its_theme_for_when_it_is_shown_again(inbox):
    inbox.do(group, LIGHT, label="Éclairage")
    inbox.do(hide, LIGHT)
    assert inbox.state()[LIGHT] == (Visibility.HIDDEN, "Éclairage")


@pytest.mark.parametrize("new", ["Lumière", "éclairage", "ÉCLAIRAGE"])
def test_a_theme_is_renamed_be_it_by_its_capitals_alone(inbox, new):
    inbox.do(group, LIGHT, label="Éclairage")
    inbox.rename("Éclairage", new)
    assert inbox.state()[LIGHT] == (Visibility.SHOWN, new)
    inbox.undo()
    assert inbox.state()[LIGHT] == (Visibility.SHOWN, "Éclairage")


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("", "theme_unnamed"),
        (" \x00\u200b", "theme_unnamed"),
        ("t" * 81, "text_too_long"),
        ("SE RETROUVER", "theme_twice"),
    ],
)
def test_a_theme_has_a_name_of_its_own(story, inbox, label, code):
    inbox.do(group, LIGHT, label="Éclairage")
    inbox.do(group, PLACE, label="Se retrouver")
    before, themes = inbox.state(), inbox.themes()
    with story.refused(code) as work:
        rename_theme(work, run_id=inbox.run_id, theme_id=themes["Éclairage"], label=label)
    if code != "theme_twice":
        with story.refused(code) as work:
            group(work, run_id=inbox.run_id, idea_ids=[inbox.ids[BUS]], label=label)
    assert (inbox.state(), inbox.themes()) == (before, themes)


def test_a_theme_that_was_undone_or_is_anothers_cannot_be_renamed(story, inbox):
    inbox.do(group, LIGHT, label="Éclairage")
    undone = inbox.themes()["Éclairage"]
    inbox.undo()
    other = gather(story, IDEAS)
    other.do(group, LIGHT, label="Éclairage")
    for theme_id in (undone, other.themes()["Éclairage"], 999_999):
        with story.refused("theme_unknown") as work:
            rename_theme(work, run_id=inbox.run_id, theme_id=theme_id, label="Lumière")
    assert list(other.themes()) == ["Éclairage"]


GESTURES = {
    "show": show,
    "hide": hide,
    "ungroup": ungroup,
    "group": lambda work, **chosen: group(work, label="Éclairage", **chosen),
}
every_gesture = pytest.mark.parametrize("gesture", GESTURES.values(), ids=GESTURES)


@every_gesture
def test_no_idea_chosen_is_refused(story, inbox, gesture):
    with story.refused("ideas_not_chosen") as work:
        gesture(work, run_id=inbox.run_id, idea_ids=[])
    assert (inbox.state(), inbox.themes(), inbox.can_undo()) == (EVERYONE_WAITS, {}, False)


@every_gesture
def test_ideas_of_another_run_are_refused_even_among_ones_own(story, inbox, gesture):
    other = gather(story, IDEAS)
    with story.refused("ideas_not_chosen") as work:
        gesture(work, run_id=inbox.run_id, idea_ids=[inbox.ids[LIGHT], other.ids[LIGHT]])
    assert (inbox.state(), other.state()) == (EVERYONE_WAITS, EVERYONE_WAITS)


@every_gesture
def test_the_inbox_of_another_collective_is_refused(story, neighbours, gesture):
    theirs = gather(neighbours, IDEAS)
    with story.refused("run_unknown") as work:
        gesture(work, run_id=theirs.run_id, idea_ids=[theirs.ids[LIGHT]])
    with story.refused("run_unknown") as work:
        undo(work, run_id=theirs.run_id)
    assert theirs.state() == EVERYONE_WAITS


@every_gesture
def test_each_gesture_can_be_undone(inbox, gesture):
    inbox.do(group, LIGHT, PLACE, label="Se retrouver")
    before, themes = inbox.state(), inbox.themes()
    inbox.do(gesture, LIGHT, BUS)
    assert inbox.undo()
    assert (inbox.state(), inbox.themes()) == (before, themes)


def test_with_nothing_left_to_undo_undo_says_so(inbox):
    assert not inbox.can_undo()
    assert not inbox.undo()
    inbox.do(show, LIGHT)
    assert inbox.can_undo()
    assert inbox.undo()
    assert not inbox.can_undo()
    assert not inbox.undo()
    assert inbox.state() == EVERYONE_WAITS


def test_a_theme_made_undone_and_made_again_is_there_once(inbox):
    inbox.do(group, LIGHT, label="Éclairage")
    inbox.undo()
    assert inbox.themes() == {}
    inbox.do(group, LIGHT, label="Éclairage")
    assert list(inbox.themes()) == ["Éclairage"]


def random_gesture(inbox, dice):
    chosen = dice.sample(IDEAS, dice.randint(1, 3))
    match dice.choice(["show", "hide", "group", "group", "ungroup", "rename", "undo"]):
        case "group":
            inbox.do(group, *chosen, label=dice.choice(["Éclairage", "Se retrouver", "Bouger"]))
        case "rename" if themes := sorted(inbox.themes()):
            inbox.rename(dice.choice(themes), f"Thème {dice.random()}")
        case "undo":
            inbox.undo()
        case name if name in GESTURES:
            inbox.do(GESTURES[name], *chosen)


@pytest.mark.parametrize("seed", range(4))
def test_undone_to_the_start_the_inbox_is_as_it_was_and_every_step_back_as_it_stood(inbox, seed):
    dice, stood = random.Random(seed), []
    for _ in range(12):
        random_gesture(inbox, dice)
    for number in range(6):
        stood.append((inbox.state(), inbox.themes()))
        inbox.do(group, *dice.sample(IDEAS, 2), label=f"Thème {number}")
    while stood:
        inbox.undo()
        assert (inbox.state(), inbox.themes()) == stood.pop()
    while inbox.undo():
        continue
    assert (inbox.state(), inbox.themes()) == (EVERYONE_WAITS, {})


def test_sorting_after_the_run_has_closed_is_seen_in_its_output(story, inbox):
    with story.writing() as work:
        close_run(work, run_id=inbox.run_id)

    def told():
        summary = story.run(inbox.run_id).output["summary"]
        return [theme["label"] for theme in summary["themes"]], [idea["text"] for idea in summary["alone"]]

    assert told() == ([], [])
    inbox.do(show, BUS)
    inbox.do(group, LIGHT, STADIUM, label="Éclairage")
    assert told() == (["Éclairage"], [BUS])
    inbox.rename("Éclairage", "Lumière")
    assert told() == (["Lumière"], [BUS])
    inbox.do(hide, BUS)
    assert told() == (["Lumière"], [])
    for _ in range(4):
        inbox.undo()
    assert told() == ([], [])


def test_sorting_an_open_run_makes_no_output_yet(story, inbox):
    inbox.do(show, LIGHT)
    assert story.run(inbox.run_id).output is None


def test_near_duplicates_are_proposed_and_nothing_is_done(story):
    inbox = gather(story, ("Un local commun", "un local commun !", "Une navette pour le marché", "Des lampadaires"))
    with story.reading() as session:
        proposed = [[idea.text for idea in ideas] for ideas in propose_groups(session, inbox.run_id)]
    assert proposed == [["Un local commun", "un local commun !"]]
    assert inbox.themes() == {}


@pytest.mark.parametrize("gesture", [hide, GESTURES["group"]], ids=["hidden", "grouped"])
def test_what_is_hidden_or_grouped_is_not_proposed(story, gesture):
    inbox = gather(story, ("Un local commun", "un local commun !"))
    inbox.do(gesture, "Un local commun")
    with story.reading() as session:
        assert propose_groups(session, inbox.run_id) == []
