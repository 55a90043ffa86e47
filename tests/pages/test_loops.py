"""The page Boucles: promises first, what the room says, stories, one decision per action, what ends a loop."""

from datetime import timedelta

import pytest

from qic_core.access.rules import Role
from qic_core.actions.rules import Plan
from qic_core.actions.service import add_action
from qic_core.collective.service import create_collective, list_colleges
from qic_core.cooperation.plan import add_line, start_plan
from qic_core.cooperation.plan_rules import Cover, Outcome, Section, Written
from qic_core.evaluation.decisions import say_outcome
from qic_core.evaluation.loops import edit_loop, pause_loop
from qic_core.evaluation.rules import LoopState, Verdict
from qic_core.evaluation.stories import stories_of, tell_story
from qic_core.roadmap.rules import FirstAction
from qic_core.roadmap.service import save_roadmap
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import origins_of
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.notebooks import get_notebook
from qic_core.workshop.runs import close_run, open_run
from tests.evaluation.looping import ADJUST, KEEP, Round
from tests.pages.house import TODAY, House, drawn, go, html_of, one, press, said, unfold

LATE, AHEAD = TODAY - timedelta(days=8), TODAY + timedelta(days=60)
HELD = TODAY - timedelta(days=200)


class Room(Round):
    """The collective of a house, and the page as someone with a link sees it."""

    def __init__(self, house: House):
        with house.database.writing() as work:
            key = create_collective(
                work, name="Koungou", place="Mayotte", colleges=["Habitants"], timezone="Indian/Mayotte"
            )
        super().__init__(house.database, key)
        self.house = house

    def page(self, *folds, role=Role.COORDINATOR):
        app = go(self.house.enter(role), "loops")
        for key in folds:
            app = unfold(app, key)
        assert not app.exception
        return app

    def cell(self, loop_id, kind):
        cells = self.ask(get_notebook, self.get(loop_id).notebook_id).cells
        return next(cell for cell in cells if cell.kind == kind)

    def answered(self, loop_id, kind, *answers):
        """Run the loop's cell of a kind, with these answers; return the run's id."""

        def run(work):
            run_id = open_run(work, cell_id=self.cell(loop_id, kind).id)
            college = list_colleges(work.session, self.id)[0].id
            sent = [
                Submission(run_id, f"key-{next(self.numbers):08}", values, college_id=college) for values in answers
            ]
            assert record(work, sent)
            close_run(work, run_id=run_id)
            return run_id

        return self.do(run)


@pytest.fixture
def room(house_of):
    return Room(house_of(demo=False))


def test_an_empty_page_says_what_a_loop_is_and_where_to_begin(room):
    app = room.page()
    assert "elle finit par des promesses" in said(app.info)[0].lower()
    assert "écrivez d’abord les changements" in said(app.info)[1]
    assert not [button for button in app.button if button.label == "Ouvrir la boucle"]


def test_a_reader_reads_and_changes_nothing(room):
    change, [cafe] = room.scope("Un café")
    key = room.indicator(change_id=change)
    loop_id = room.open(change)
    room.do(tell_story, loop_id=loop_id, indicator_id=key, version=0, text="Le bus est arrivé")
    app = room.page(role=Role.READER)
    assert "Un café" in drawn(app)
    assert "Le bus est arrivé" in drawn(app)
    assert not app.button
    assert not app.text_input
    assert room.decision(loop_id, cafe).waits


def test_a_loop_is_opened_about_all_changes_unless_some_are_chosen(room):
    change, [cafe] = room.scope("Un <b>café</b>")
    other = room.change("Les jeunes restent")
    app = room.page()
    one(app.text_input, "title-loop").set_value("Boucle d'hiver")
    app = press(app, "Ouvrir la boucle")
    assert not app.exception
    assert set(room.now.change_ids) == {change, other}
    assert room.now.held_on == TODAY
    assert [header.value for header in app.header][:2] == [
        "D’abord, ce que nous avions promis",
        "Les trois questions posées à la salle",
    ]
    assert "Un &lt;b&gt;café" in html_of(app)
    assert "à décider" in drawn(app)
    room.decide(room.now.id, cafe, **KEEP)
    room.close(room.now.id)
    app = room.page("loop-start")
    one(app.multiselect, "changes-loop").set_value([other])
    press(app, "Ouvrir la boucle")
    assert room.now.change_ids == (other,)


def test_a_refused_opening_keeps_what_was_typed(room):
    room.scope()
    app = room.page()
    one(app.text_input, "title-loop").set_value("  ")
    one(app.text_area, "note-loop").set_value("À la MJC")
    app = press(app, "Ouvrir la boucle")
    assert said(app.error) == ["Donnez un titre à la boucle, par exemple sa saison."]
    assert one(app.text_area, "note-loop").value == "À la MJC"
    assert room.now is None


def test_promises_come_first_late_ones_told_and_what_became_of_one_is_said(room):
    loop_id, cafe = room.promised(due_on=LATE)
    assert room.get(loop_id).held_on < LATE
    app = room.page()
    assert "en retard" in said(app.warning)[0]
    assert "en retard de 8 jours" in drawn(app)
    made = room.decision(loop_id, cafe)
    app = unfold(app, f"due-outcome-{made.id}")
    one(app.radio, "lo-outcome-due").set_value(Outcome.PARTLY)
    one(app.text_input, "lo-note-due").set_value("Un samedi sur deux")
    app = press(app, "Enregistrer")
    assert not app.exception
    kept = room.decision(loop_id, cafe)
    assert (kept.outcome, kept.outcome_note) == (Outcome.PARTLY, "Un samedi sur deux")
    assert not app.warning
    assert "« Boucle de printemps » : 0 promesse tenue sur 1, 1 en partie." in drawn(app)
    app = unfold(app, f"past-loop-{loop_id}")
    assert "tenue en partie · Un samedi sur deux" in drawn(app)
    app = unfold(app, f"past-outcome-{made.id}")
    one(app.radio, "lo-outcome-past").set_value(Outcome.KEPT)
    press(app, "Enregistrer")
    assert room.decision(loop_id, cafe).outcome == Outcome.KEPT


def test_the_room_s_word_on_a_promise_is_shown_and_becomes_its_reason(room):
    loop_id, cafe = room.promised(due_on=LATE)
    [change] = room.get(loop_id).change_ids
    following = room.open(change, title="Boucle d'automne", held_on=TODAY)
    made = room.decision(loop_id, cafe)
    kept, missed = ({"verdicts": {f"d{made.id}": {"verdict": level}}} for level in (1, -1))
    run_id = room.answered(following, "agreement", kept, kept, missed)
    app = room.page(f"due-outcome-{made.id}")
    assert "(3 voix) : c’est fait 2 · pas fait 1" in drawn(app)
    one(app.radio, "lo-outcome-due").set_value(Outcome.KEPT)
    press(app, "Enregistrer")
    with room.database.reading() as session:
        assert [strand.run_id for strand in origins_of(session, ThingKind.DECISION, made.id)] == [run_id]


def test_promises_of_the_plan_and_the_roadmap_are_told_with_their_doors(room):
    plan_id = room.do(start_plan, cover=Cover(HELD))
    room.do(
        add_line, plan_id=plan_id, section=Section.PROMISE, written=Written("Se voir <i>souvent</i>", "Coallia", LATE)
    )
    room.do(
        save_roadmap, first_actions=[FirstAction("Tenir un café", "Rosa", AHEAD)], next_loop_on=None, next_loop_note="",
        version=0,
    )  # fmt: skip
    app = room.page()
    assert "Se voir &lt;i&gt;souvent" in html_of(app)
    assert f"d’ici au {LATE:%d/%m/%Y} · en retard" in drawn(app)
    assert "Tenir un café" in drawn(app)
    assert [title.value for title in app.subheader] == [
        "Du plan de coopération",
        "Premières actions de la feuille de route",
    ]
    labels = [link.proto.label for link in app.get("page_link")]
    assert {"Coopération", "Feuille de route"} <= set(labels)


def test_the_state_of_each_question_is_told_with_the_door_of_who_may_run_it(room):
    change, [cafe] = room.scope("Un café")
    loop_id = room.open(change)
    room.answered(loop_id, "verdicts", *({"verdicts": {f"a{cafe}": {"verdict": level}}} for level in (1, 2, 2, 0)))
    room.do(open_run, cell_id=room.cell(loop_id, "ideas").id)
    app = room.page()
    assert "fermée · 4 voix" in drawn(app)
    assert "ouverte sur les téléphones · 0 voix" in drawn(app)
    assert drawn(app).count("pas encore posée") == 5
    assert "Vingt minutes au plus" in drawn(app)
    labels = [link.proto.label for link in app.get("page_link")]
    assert "Lire ce qui s’est dit" in labels
    assert "Animer" not in labels
    facilitator = room.page(role=Role.FACILITATOR)
    assert "Animer" in [link.proto.label for link in facilitator.get("page_link")]


def test_the_room_advises_and_the_decision_keeps_its_thread(room):
    change, [cafe, garden] = room.scope("Un café", "Un jardin")
    loop_id = room.open(change)
    heard = room.asked(loop_id)
    [idea, _] = room.said(heard, "Le <b>samedi</b> on serait là", "Rien de neuf")
    judged = room.answered(
        loop_id, "verdicts", *({"verdicts": {f"a{cafe}": {"verdict": level}}} for level in (1, 2, 2, 0))
    )
    made = room.decision(loop_id, cafe)
    app = room.page(f"decide-{made.id}")
    assert "La salle : ajuster 2, continuer 1, ne sait pas 1." in drawn(app)
    one(app.radio, "d-verdict").set_value(Verdict.ADJUST)
    one(app.text_input, "d-what").set_value("Ouvrir le <i>samedi</i>")
    one(app.text_input, "d-who").set_value("Zaïna")
    one(app.date_input, "d-day").set_value(AHEAD)
    [option] = [key for key in one(app.multiselect, "d-heard").options if "samedi" in key]
    one(app.multiselect, "d-heard").select(option)
    app = press(app, "Enregistrer")
    assert not app.exception
    after = room.decision(loop_id, cafe)
    assert (after.verdict, after.what, after.who, after.due_on) == (
        Verdict.ADJUST,
        "Ouvrir le <i>samedi</i>",
        "Zaïna",
        AHEAD,
    )
    assert "Ouvrir le &lt;i&gt;samedi" in html_of(app)
    assert "Décidé : 1 sur 2." in drawn(app)
    following = room.decision(loop_id, garden).id
    assert (app.session_state[f"decide-{made.id}"], app.session_state[f"decide-{following}"]) == (False, True)
    with room.database.reading() as session:
        strands = {(one.run_id, one.idea_id) for one in origins_of(session, ThingKind.DECISION, made.id)}
    assert strands == {(heard, idea), (judged, None)}
    app = unfold(app, f"origins-decision-{made.id}")
    assert "Le &lt;b&gt;samedi" in html_of(app)
    assert room.decision(loop_id, garden).waits


def test_half_a_promise_is_refused_and_keeps_what_was_typed(room):
    change, [cafe] = room.scope("Un café")
    loop_id = room.open(change)
    app = room.page(f"decide-{room.decision(loop_id, cafe).id}")
    one(app.radio, "d-verdict").set_value(Verdict.STOP)
    one(app.text_input, "d-what").set_value("Plus personne ne vient")
    one(app.text_input, "d-who").set_value("Zaïna")
    app = press(app, "Enregistrer")
    assert "quand" in said(app.error)[0]
    assert one(app.text_input, "d-what").value == "Plus personne ne vient"
    assert one(app.radio, "d-verdict").value == Verdict.STOP
    assert room.decision(loop_id, cafe).waits


def test_what_someone_else_decided_meanwhile_is_shown_before_it_is_replaced(room):
    change, [cafe] = room.scope("Un café")
    loop_id = room.open(change)
    app = room.page(f"decide-{room.decision(loop_id, cafe).id}")
    one(app.radio, "d-verdict").set_value(Verdict.STOP)
    one(app.text_input, "d-what").set_value("Plus personne")
    room.decide(loop_id, cafe, **ADJUST)
    app = press(app, "Enregistrer")
    assert room.decision(loop_id, cafe).verdict == Verdict.ADJUST
    assert ADJUST["what"] in drawn(app)
    app = press(app, "Enregistrer ce que j’ai écrit à la place")
    assert not app.exception
    assert room.decision(loop_id, cafe).verdict == Verdict.STOP


def test_many_actions_are_shown_by_what_is_still_to_be_decided(room):
    change, actions = room.scope(*(f"Action {n}" for n in range(1, 9)))
    loop_id = room.open(change)
    room.decide(loop_id, actions[0], **KEEP)
    app = room.page()
    assert "Action 2" in drawn(app)
    assert ">Action 1<" not in html_of(app)
    app = one(app.button_group, "which-decisions").set_value("decided").run()
    assert ">Action 1<" in html_of(app)
    assert "Action 2" not in drawn(app)


def test_a_story_is_told_under_its_curve(room):
    change, _ = room.scope()
    key = room.grown(change, 10, 20, 30, until=HELD)
    loop_id = room.open(change, held_on=HELD)
    app = room.page(f"story-{loop_id}-{key}")
    assert len(app.get("vega_lite_chart")) == 1
    assert "En hausse depuis 2 périodes" in drawn(app)
    one(app.text_area, "story-text").set_value("Le <b>bus</b> est arrivé")
    app = press(app, "Enregistrer")
    assert not app.exception
    assert "Le &lt;b&gt;bus" in html_of(app)
    with room.database.reading() as session:
        [story] = stories_of(session, loop_id)
    assert (story.text, story.version) == ("Le <b>bus</b> est arrivé", 1)


def test_where_the_room_sees_the_curve_is_told_beside_the_line(room):
    change, _ = room.scope()
    key = room.grown(change, 10, 20, 30, until=HELD)
    loop_id = room.open(change, held_on=HELD)
    answers = ({"figures": {f"n{key}": {"figure": value}}} for value in (40, 44, 60))
    room.answered(loop_id, "forecast", *answers)
    assert "La salle (3 voix) voit 44 parents" in drawn(room.page())


def test_a_loop_is_closed_once_all_is_decided(room):
    change, [cafe] = room.scope("Un *café*")
    loop_id = room.open(change)
    app = press(room.page(), "Fermer la boucle")
    assert said(app.error) == ["Reste à décider : Un *café*. Décidez de chaque action, puis fermez la boucle."]
    room.decide(loop_id, cafe, **KEEP)
    app = press(room.page(), "Fermer la boucle")
    assert room.get(loop_id).state == LoopState.OPEN
    assert "ne se rouvre pas" in said(app.warning)[0]
    app = press(app, "Pas encore")
    assert not app.warning
    app = press(press(app, "Fermer la boucle"), "Fermer pour de bon")
    assert not app.exception
    assert room.get(loop_id).state == LoopState.CLOSED
    assert [header.value for header in app.header] == ["D’abord, ce que nous avions promis", "Les boucles passées"]


def test_a_loop_that_one_closes_oneself_leaves_no_form_behind(room):
    change, [cafe] = room.scope("Un café")
    loop_id = room.open(change)
    room.decide(loop_id, cafe, **KEEP)
    app = room.page(f"decide-{room.decision(loop_id, cafe).id}", f"loop-edit-{loop_id}")
    app = press(press(app, "Fermer la boucle"), "Fermer pour de bon")
    assert not app.warning
    assert [header.value for header in app.header] == ["D’abord, ce que nous avions promis", "Les boucles passées"]


def test_the_question_that_still_runs_is_named_when_the_loop_is_to_be_closed(room):
    change, _ = room.scope()
    loop_id = room.open(change)
    room.asked(loop_id, "Qu'avons-nous appris ?")
    app = press(press(room.page(), "Fermer la boucle"), "Fermer pour de bon")
    assert "« Qu'avons-nous appris ? » est encore en cours dans la salle" in said(app.error)[0]
    assert room.get(loop_id).state == LoopState.OPEN


def test_an_action_that_is_not_for_this_time_is_taken_out(room):
    change, [cafe, garden] = room.scope("Un café", "Un *jardin*")
    loop_id = room.open(change)
    app = room.page(f"loop-fewer-{loop_id}")
    one(app.selectbox, "which-loop-action-out").set_value(garden)
    app = press(app, "La sortir de la boucle")
    assert not app.exception
    assert room.now.action_ids == [cafe]


def test_a_loop_rests_and_goes_on(room):
    change, [cafe] = room.scope("Un café")
    loop_id = room.open(change)
    app = press(room.page(), "Mettre la boucle en pause")
    assert room.now.state == LoopState.PAUSED
    assert "en pause" in said(app.warning)[0]
    labels = [expander.label for expander in app.expander]
    assert "Décider" not in labels
    app = press(app, "Reprendre la boucle")
    assert room.now.state == LoopState.OPEN
    assert "Décider" in [expander.label for expander in app.expander]
    assert room.decision(loop_id, cafe).waits


def test_what_another_paused_meanwhile_is_refused_in_words(room):
    change, [cafe] = room.scope("Un café")
    loop_id = room.open(change)
    app = room.page(f"decide-{room.decision(loop_id, cafe).id}")
    one(app.radio, "d-verdict").set_value(Verdict.CONTINUE)
    one(app.text_input, "d-what").set_value("Le samedi aussi")
    room.do(pause_loop, loop_id=loop_id)
    app = press(app, "Enregistrer")
    assert said(app.error) == ["« Boucle de printemps » est en pause. Reprenez d’abord la boucle."]
    assert room.decision(loop_id, cafe).waits
    app = press(app, "Reprendre la boucle")
    assert one(app.text_input, "d-what").value == "Le samedi aussi"
    press(app, "Enregistrer")
    assert room.decision(loop_id, cafe).what == "Le samedi aussi"


@pytest.mark.parametrize(
    ("which", "save", "text"),
    [
        ("text_area", "save-story", "story-text"),
        ("text_input", "save-decision", "d-what"),
        ("text_area", "save-loop", "note-loop"),
    ],
)
def test_what_was_being_written_when_another_closed_the_loop_can_still_be_copied(room, which, save, text):
    change, [cafe] = room.scope("Un café")
    key = room.grown(change, 10, 20, 30, until=HELD)
    loop_id = room.open(change, held_on=HELD)
    made = room.decision(loop_id, cafe)
    app = room.page(f"decide-{made.id}", f"story-{loop_id}-{key}", f"loop-edit-{loop_id}")
    one(getattr(app, which), text).set_value("Plus personne ne vient")
    room.decide(loop_id, cafe, **KEEP)
    room.close(loop_id)
    following = room.open(change, title="Boucle d'automne", held_on=TODAY)
    app = one(app.button, save).click().run()
    if save != "save-story":
        app = one(app.button, save.replace("save", "over")).click().run()
    assert "« Boucle de printemps » est fermée" in said(app.error)[0]
    assert "a fermé « Boucle de printemps » entre-temps" in said(app.warning)[0]
    assert one(getattr(app, which), text).value == "Plus personne ne vient"
    app = press(app, "C’est copié\N{NO-BREAK SPACE}: continuer")
    assert "Boucle d'automne" in drawn(app)
    app = unfold(app, f"story-{following}-{key}")
    assert one(app.text_area, "story-text").value == ""


def test_what_one_was_deciding_stays_when_another_decides_of_it_first(room):
    change, actions = room.scope(*(f"Action {n}" for n in range(1, 9)))
    loop_id = room.open(change)
    app = room.page(f"decide-{room.decision(loop_id, actions[2]).id}")
    one(app.text_input, "d-what").set_value("Plus personne")
    room.decide(loop_id, actions[2], **KEEP)
    app = one(app.button, "save-decision").click().run()
    assert one(app.text_input, "d-what").value == "Plus personne"
    assert "Quelqu’un d’autre a enregistré" in said(app.warning)[0]
    one(app.radio, "d-verdict").set_value(Verdict.STOP)
    app = press(app, "Enregistrer ce que j’ai écrit à la place")
    assert room.decision(loop_id, actions[2]).what == "Plus personne"
    assert ">Action 3<" not in html_of(app)


def test_what_one_was_answering_stays_when_another_answers_for_the_promise_first(room):
    loop_id, cafe = room.promised(due_on=LATE)
    made = room.decision(loop_id, cafe)
    app = room.page(f"due-outcome-{made.id}")
    one(app.text_input, "lo-note-due").set_value("Un samedi sur deux")
    room.do(say_outcome, decision_id=made.id, version=made.version, outcome=Outcome.KEPT)
    one(app.radio, "lo-outcome-due").set_value(Outcome.PARTLY)
    app = press(app, "Enregistrer")
    assert one(app.text_input, "lo-note-due").value == "Un samedi sur deux"
    assert "Quelqu’un d’autre a enregistré" in said(app.warning)[0]
    app = press(app, "Enregistrer ce que j’ai écrit à la place")
    kept = room.decision(loop_id, cafe)
    assert (kept.outcome, kept.outcome_note) == (Outcome.PARTLY, "Un samedi sur deux")
    assert not [text for text in app.text_input if text.key.startswith("lo-note-due")]


def test_one_s_own_decision_is_nobody_else_s_when_its_promise_is_answered_for(room):
    change, [cafe] = room.scope("Un café")
    loop_id = room.open(change)
    made = room.decision(loop_id, cafe)
    app = room.page(f"decide-{made.id}")
    room.decide(loop_id, cafe, **{**ADJUST, "due_on": AHEAD})
    room.close(loop_id)
    app = unfold(app.run(), f"due-outcome-{made.id}")
    assert not [button for button in app.button if button.key and f"over-due-{made.id}" in button.key]
    one(app.radio, "lo-outcome-due").set_value(Outcome.KEPT)
    one(app.button, f"save-due-{made.id}").click().run()
    assert room.decision(loop_id, cafe).outcome == Outcome.KEPT


def test_the_decision_comes_from_the_run_whose_advice_is_shown(room):
    change, [cafe, garden] = room.scope("Un café", "Un jardin")
    loop_id = room.open(change)
    first = room.answered(loop_id, "verdicts", {"verdicts": {f"a{cafe}": {"verdict": 2}}})
    room.answered(loop_id, "verdicts", {"verdicts": {f"a{garden}": {"verdict": 1}}})
    made = room.decision(loop_id, cafe)
    app = room.page(f"decide-{made.id}")
    assert "n’y nommez personne" in said(app.caption)[-1]
    one(app.radio, "d-verdict").set_value(Verdict.CONTINUE)
    press(app, "Enregistrer")
    with room.database.reading() as session:
        assert [strand.run_id for strand in origins_of(session, ThingKind.DECISION, made.id)] == [first]


def test_an_action_of_meanwhile_is_brought_in(room):
    change, [cafe] = room.scope("Un café")
    loop_id = room.open(change)
    aside = room.do(add_action, plan=Plan("Une fête"))
    late = room.act("Un jardin", change_ids=(change,))
    app = room.page(f"loop-more-{loop_id}")
    assert "elle vient en premier" in said(app.caption)[-1]
    assert one(app.selectbox, "which-loop-action").value == late
    press(app, "La faire entrer")
    assert room.now.action_ids == [cafe, late]
    assert aside not in room.now.action_ids


def test_the_title_and_note_of_a_loop_are_corrected(room):
    change, _ = room.scope()
    loop_id = room.open(change)
    app = room.page(f"loop-edit-{loop_id}")
    one(app.text_input, "title-loop").set_value("Boucle <u>d'avril</u>")
    one(app.text_area, "note-loop").set_value("Reportée")
    app = press(app, "Enregistrer")
    assert (room.now.title, room.now.note) == ("Boucle <u>d'avril</u>", "Reportée")
    assert "Boucle &lt;u&gt;" in html_of(app)
    room.do(edit_loop, loop_id=loop_id, version=2, title="Autre", note="")
    assert room.now.version == 3


def test_earlier_loops_tell_what_they_decided_and_how_much_was_kept(room):
    change, [cafe, garden] = room.scope("Un café", "Un jardin")
    key = room.indicator(change_id=change)
    loop_id = room.open(change, held_on=HELD)
    room.do(tell_story, loop_id=loop_id, indicator_id=key, version=0, text="Le bus est arrivé")
    room.decide(loop_id, cafe, **{**ADJUST, "due_on": AHEAD})
    room.decide(loop_id, garden, **KEEP)
    room.close(loop_id)
    app = room.page()
    [fold] = [one for one in app.expander if one.label.startswith("Boucle de printemps")]
    assert fold.label.endswith("0 promesse tenue sur 1")
    assert "Le bus est arrivé" not in drawn(app)
    app = unfold(app, f"past-loop-{loop_id}")
    assert "Le bus est arrivé" in drawn(app)
    assert "2 décisions, 0 promesse tenue sur 1, 1 dont on ne sait rien encore." in drawn(app)
    table = html_of(app)
    assert "Un jardin</td><td>Continuer</td>" in table
    assert "Zaïna" in table


def test_after_a_loop_the_day_of_the_next_one_is_told_or_asked_for(room):
    room.promised()
    assert "n’a pas encore de date" in drawn(room.page())
    save = {"first_actions": (), "next_loop_note": "", "version": 0}
    room.do(save_roadmap, next_loop_on=AHEAD, **save)
    app = room.page(role=Role.READER)
    assert f"La prochaine est annoncée pour le {AHEAD:%d/%m/%Y}." in drawn(app)
    assert "n’a pas encore de date" not in drawn(app)
    room.do(save_roadmap, **{**save, "version": 1}, next_loop_on=TODAY - timedelta(days=1))
    app = room.page(role=Role.READER)
    assert "n’a pas encore de date" in drawn(app)


def test_promises_kept_are_counted_in_one_sentence(room):
    change, actions = room.scope("Un café", "Un jardin", "Un bus")
    loop_id = room.open(change)
    for action in actions:
        room.decide(loop_id, action, **{**ADJUST, "due_on": AHEAD})
    room.close(loop_id)
    for action in actions[:2]:
        made = room.decision(loop_id, action)
        room.do(say_outcome, decision_id=made.id, version=made.version, outcome=Outcome.KEPT)
    assert "« Boucle de printemps » : 2 promesses tenues sur 3, 1 dont on ne sait rien encore." in drawn(room.page())
