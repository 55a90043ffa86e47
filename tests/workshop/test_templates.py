from datetime import date

import pytest

from qic_core.actions.rules import Plan
from qic_core.actions.service import add_action
from qic_core.challenge.candidates import add_candidate
from qic_core.collective.organisations import add_organisation
from qic_core.cooperation.plan import add_line, start_plan
from qic_core.cooperation.plan_rules import Cover as PlanCover
from qic_core.cooperation.plan_rules import Section, Written
from qic_core.errors import DomainError
from qic_core.evaluation.decisions import decide
from qic_core.evaluation.indicator_rules import Wording as Counted
from qic_core.evaluation.indicators import add_indicator
from qic_core.evaluation.loops import close_loop, current_loop, open_loop
from qic_core.evaluation.rules import Frequency, Kind, Polarity, Verdict
from qic_core.pathways.links import add_link
from qic_core.pathways.rules import Horizon, Nature, Wording
from qic_core.pathways.service import add_change
from qic_core.vision.statements import add_statement
from qic_core.workshop.moderation import show
from qic_core.workshop.notebooks import Cover, get_notebook
from qic_core.workshop.registry import kind_of, subject_of
from qic_core.workshop.runs import close_run, open_run
from qic_core.workshop.tally import list_ideas
from qic_core.workshop.templates import LARGEST_FILE, SHIPPED, create_from_template, list_templates, read_template

MINE = """
title = "Notre atelier"
aim = "Choisir ensemble"
held_on = 2024-05-14

[[cell]]
kind = "ideas"
title = "Besoins"
prompt = "De quoi avons-nous besoin ?"
minutes = 15
notes = '''
Deux minutes de silence.

Puis on écrit.
'''
moderated = false
settings = { at_most = 2 }

[[cell]]
kind = "choice"
title = "Quand ?"
prompt = "Quel jour ?"
settings = { at_most = 2, options = ["Mardi", "Jeudi"] }

[[cell]]
kind = "dots"
title = "Budget"
prompt = "Où mettre nos points ?"
items_from = 1
"""
CELL = '[[cell]]\nkind = "ideas"\ntitle = "Besoins"\nprompt = "De quoi ?"\n'
TITLE = 'title = "Notre atelier"\n'


@pytest.fixture
def write(tmp_path):
    def written(source):
        path = tmp_path / "mine.toml"
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        return path

    return written


def create(story, template, **cover):
    with story.writing() as work:
        notebook_id = create_from_template(work, template, **cover)
    with story.reading() as session:
        return get_notebook(session, story.collective_id, notebook_id)


SHIPPED_FILES = sorted(SHIPPED.glob("*.toml"))


def test_the_promised_templates_are_shipped():
    promised = {
        "actions-qui-se-renforcent", "atelier-cooperations", "boucle-evaluative", "chemins-a-rebours", "defi-urgent",
        "et-si", "la-une-du-journal", "vague-de-cooperation", "vision-partagee",
    }  # fmt: skip
    assert promised <= {path.stem for path in SHIPPED_FILES}


@pytest.mark.parametrize("path", SHIPPED_FILES, ids=lambda path: path.stem)
def test_a_shipped_template_makes_a_notebook_that_can_be_run(story, path):
    template = read_template(path)
    made = create(story, template)
    assert made.cover == template.cover
    assert [cell.kind for cell in made.cells] == [draft.kind for draft, _ in template.drafts]
    assert [cell.title for cell in made.cells] == [draft.title for draft, _ in template.drafts]
    assert made.minutes == template.minutes > 0
    sources = {place: source for place, (_, source) in enumerate(template.drafts) if source is not None}
    assert {n: cell.items_from for n, cell in enumerate(made.cells) if cell.items_from} == {
        place: made.cells[source].id for place, source in sources.items()
    }


@pytest.mark.parametrize("path", SHIPPED_FILES, ids=lambda path: path.stem)
def test_a_shipped_template_says_how_long_it_takes_for_whom_and_what_to_do(path):
    template = read_template(path)
    assert f"{template.minutes} minutes" in template.cover.audience
    assert template.cover.aim
    assert all(draft.minutes and draft.notes for draft, _ in template.drafts)


@pytest.mark.parametrize("path", SHIPPED_FILES, ids=lambda path: path.stem)
def test_a_shipped_template_can_be_run_in_order_from_an_empty_house(story, good_answers, path):
    cells = create(story, read_template(path)).cells
    for place, cell in enumerate(cells):
        if cell.about:
            run_before_its_things_are_there(story, cell, cells[:place])
        cell = in_its_loop(story, cell)
        with story.writing() as work:
            run_id = open_run(work, cell_id=cell.id)
        for answer in answers_to(story.run(run_id), good_answers):
            story.say(run_id, answer)
        with story.writing() as work:
            ideas = [idea.id for idea in list_ideas(work.session, run_id)]
            if ideas:
                show(work, run_id=run_id, idea_ids=ideas)
            close_run(work, run_id=run_id)
        assert story.run(run_id).output


def run_before_its_things_are_there(story, cell, earlier):
    """Expect a refusal as long as the journey has nothing to ask about; what to do is said in a text before."""
    if not there_are_things(story, cell.about):
        assert any(one.kind == "text" and PAGE_OF[cell.about] in one.notes for one in earlier)
        with story.refused("loop_missing" if cell.about in IN_A_LOOP else "about_empty") as work:
            open_run(work, cell_id=cell.id)
        with story.writing() as work:
            MAKE[cell.about](work)


def in_its_loop(story, cell):
    """Return a cell, or the same one of the loop's own notebook when nowhere else may its question be asked."""
    if cell.about not in IN_A_LOOP:
        return cell
    with story.refused("loop_elsewhere") as work:
        open_run(work, cell_id=cell.id)
    with story.reading() as session:
        own = get_notebook(session, story.collective_id, current_loop(session, story.collective_id).notebook_id)
    return next(one for one in own.cells if one.title == cell.title)


def there_are_things(story, about):
    try:
        with story.reading() as session:
            return bool(subject_of(about).items(session, story.collective_id))
    except DomainError:
        return False


def a_link(work):
    water = Wording("On a l'eau", Horizon.LONG, Nature.CULTURE)
    add_link(work, from_id=add_change(work, wording=water), to_id=None)


def some_actions(work):
    for title in ("Un jardin", "Une cantine"):
        add_action(work, plan=Plan(title))


def a_promise(work):
    plan_id = start_plan(work, cover=PlanCover(date(2024, 3, 2)))
    promise = Written("Se voir", "Coallia", date(2024, 5, 4))
    add_line(work, plan_id=plan_id, section=Section.PROMISE, written=promise)


def a_table(work):
    for name in ("Ville", "École", "Coallia"):
        add_organisation(work, collective_id=work.collective_id, name=name, college="Élus")


def a_kept_promise_to_be(work):
    """Let an earlier loop have promised something."""
    hold(work)
    decided = {"verdict": Verdict.ADJUST, "what": "Le samedi", "who": "La MJC", "due_on": date(2024, 6, 1)}
    loop = current_loop(work.session, work.collective_id)
    decide(work, decision_id=loop.decisions[0].id, version=1, **decided)
    close_loop(work, loop_id=loop.id, version=loop.version)


def hold(work):
    """Open a loop about a change, with an action that serves it and a curve."""
    change = add_change(work, wording=Wording("Les parents viennent", Horizon.SHORT, Nature.PRACTICE))
    add_action(work, plan=Plan("Un café", change_ids=(change,)))
    add_indicator(work, wording=Counted("Familles", Polarity.UP, Kind.HOW_MUCH, Frequency.YEAR, change_id=change))
    open_loop(work, title="Boucle", held_on=date(2024, 5, 14), change_ids=[change])


IN_A_LOOP = {"loop_actions", "loop_indicators"}
PAGE_OF = {
    "actions": "page Actions", "candidates": "page Défi", "links": "page Chemins", "organisations": "page Collectif",
    "promises": "page Coopération", "statements": "page Vision", "loop_actions": "page Boucles",
    "loop_indicators": "page Boucles", "loop_promises": "page Boucles",
}  # fmt: skip
MAKE = {
    "actions": some_actions,
    "organisations": a_table,
    "promises": a_promise,
    "candidates": lambda work: add_candidate(work, text="L'eau pour tous"),
    "statements": lambda work: add_statement(work, text="L'eau coule"),
    "links": a_link,
    "loop_actions": hold,
    "loop_indicators": hold,
    "loop_promises": a_kept_promise_to_be,
}
MARKS = {
    "agreement": ("verdicts", {"verdict": 1}),
    "priority": ("ratings", {"urgency": 4, "importance": 3}),
    "judgment": ("grades", {"grade": 5}),
    "confidence": ("links", {"sure": 75}),
    "dots": ("dots", 1),
    "verdicts": ("verdicts", {"verdict": 2}),
}


def answers_to(run, good_answers):
    """Return answers that a run takes; where the room writes, two that differ: later cells may ask about both."""
    kind = kind_of(run.content.kind)
    if not kind.asks:
        return []
    if kind.name == "cooperation_pairs":
        one, other, _third = (item.key for item in run.content.items)
        return [{"speaks_for": [one], "levels": {other: {"level": 4}}}]
    if kind.name == "reinforcement":
        return [{"effects": {pair.key: {"effect": 1} for pair in kind.questions(run.content)}}]
    if kind.name == "forecast":
        return [{"figures": {run.content.items[0].key: {"figure": 97}}}]
    if kind.name == "action":
        return [{"actions": ["Un jardin"]}, {"actions": ["Une cantine"]}]
    if kind.takes_items:
        field, mark = MARKS[kind.name]
        return [{field: {run.content.items[0].key: mark}}]
    if kind.name == "ideas":
        return [{"ideas": ["Des lampadaires"]}, {"ideas": ["Un local"]}]
    return [good_answers[kind.name]]


def test_every_shipped_template_can_be_listed_without_error():
    templates, errors = list_templates([SHIPPED])
    assert [template.name for template in templates] == [path.stem for path in SHIPPED_FILES]
    assert errors == []


def test_a_template_of_ones_own_says_everything(story, write):
    template = read_template(write(MINE))
    assert (template.name, template.minutes) == ("mine", 25)
    made = create(story, template)
    assert made.cover == Cover("Notre atelier", "Choisir ensemble", "", date(2024, 5, 14))
    needs, day, budget = made.cells
    assert (needs.minutes, needs.moderated, needs.settings) == (15, False, {"at_most": 2})
    assert needs.notes == "Deux minutes de silence.\n\nPuis on écrit."
    assert (day.items, day.settings) == (("Mardi", "Jeudi"), {"at_most": 2})
    assert budget.items_from == needs.id


def test_a_notebook_may_have_another_cover_than_its_template(story, write):
    assert create(story, read_template(write(MINE)), cover=Cover("Séance 2")).cover == Cover("Séance 2")


def test_a_template_that_only_the_product_makes_notebooks_of_says_so(write):
    assert read_template(write(MINE)).by_hand
    assert not read_template(write("by_hand = false\n" + MINE)).by_hand
    kept_back = [template.name for template in list_templates([SHIPPED])[0] if not template.by_hand]
    assert kept_back == ["boucle-evaluative"]


def test_a_file_saved_by_windows_is_read(write):
    assert read_template(write("\ufeff" + MINE.replace("\n", "\r\n"))).cover.title == "Notre atelier"


def test_a_cover_alone_is_a_template(write):
    assert read_template(write(TITLE)).drafts == ()


@pytest.mark.parametrize(
    ("source", "code", "params"),
    [
        ("title =", "template_unreadable", {"line": 1}),
        ('title = "a"\n\naim = "b', "template_unreadable", {"line": 3}),
        (TITLE + TITLE, "template_unreadable", {"line": 2}),
        (b'title = "\xe9t\xe9"', "template_not_utf8", {}),
        (TITLE + "#" * LARGEST_FILE, "template_too_large", {}),
        ("", "template_incomplete", {"key": "title"}),
        ("title = 3", "template_incomplete", {"key": "title"}),
        ('title = " "', "title_missing", {}),
        (TITLE + 'held_on = "demain"', "template_incomplete", {"key": "held_on"}),
        (TITLE + 'author = "Amina"', "template_incomplete", {"key": "author"}),
        (TITLE + 'by_hand = "no"', "template_incomplete", {"key": "by_hand"}),
        (TITLE + "cell = 3", "template_incomplete", {"key": "cell"}),
        (TITLE + CELL.replace("kind", "# kind"), "template_incomplete", {"key": "kind"}),
        (TITLE + CELL.replace("title", "# title"), "template_incomplete", {"key": "title"}),
        (TITLE + CELL.replace("prompt", "# prompt"), "template_incomplete", {"key": "prompt"}),
        (TITLE + CELL.replace('"De quoi ?"', "3"), "template_incomplete", {"key": "prompt"}),
        (TITLE + CELL.replace("ideas", "quiz"), "kind_unknown", {"name": "quiz"}),
        (TITLE + CELL + 'colour = "blue"', "template_incomplete", {"key": "colour"}),
        (TITLE + CELL + 'minutes = "long"', "template_incomplete", {"key": "minutes"}),
        (TITLE + CELL + 'moderated = "no"', "template_incomplete", {"key": "moderated"}),
        (TITLE + CELL + "settings = 3", "template_incomplete", {"key": "settings"}),
        (TITLE + CELL + "settings = { at_most = 9 }", "setting_out_of_bounds", {"key": "at_most"}),
        (TITLE + CELL + "settings = { colour = 9 }", "setting_unknown", {"key": "colour"}),
        (TITLE + CELL + 'settings = { items = "abc" }', "template_incomplete", {"key": "items"}),
        (TITLE + CELL + "settings = { items = [1, 2] }", "template_incomplete", {"key": "items"}),
        (TITLE + CELL + "items_from = 1", "template_incomplete", {"key": "items_from"}),
        (TITLE + CELL + "items_from = 2\n" + CELL, "template_incomplete", {"key": "items_from"}),
        (TITLE + CELL + CELL + "items_from = 0", "template_incomplete", {"key": "items_from"}),
        (TITLE + CELL + CELL + 'items_from = "Besoins"', "template_incomplete", {"key": "items_from"}),
    ],
)
def test_a_file_that_cannot_be_used_says_what_is_wrong_and_in_which_file(write, source, code, params):
    with pytest.raises(DomainError) as refusal:
        read_template(write(source))
    assert refusal.value.code == code
    assert {"file": "mine.toml", **params}.items() <= refusal.value.params.items()


def test_one_bad_file_hides_none_of_the_others(write, tmp_path):
    write(MINE)
    (tmp_path / "bad.toml").write_text("title =", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a template", encoding="utf-8")
    templates, errors = list_templates([tmp_path, tmp_path / "missing"])
    assert [template.name for template in templates] == ["mine"]
    assert [error.params["file"] for error in errors] == ["bad.toml"]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (TITLE + CELL + CELL.replace("ideas", "dots"), "items_out_of_bounds"),
        (
            TITLE + CELL.replace("ideas", "cooperation") + CELL.replace("ideas", "dots") + "items_from = 1",
            "items_from_impossible",
        ),
        (TITLE + CELL + f'notes = "{"n" * 4001}"', "text_too_long"),
    ],
)
def test_a_template_that_asks_the_impossible_makes_no_notebook(story, write, source, code):
    with story.refused(code) as work:
        create_from_template(work, read_template(write(source)))
