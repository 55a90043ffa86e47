"""What a loop decided, as the minutes of its notebook tell it: the story behind the curves, a decision an action."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from qic_core.cooperation.plan_rules import OUTCOMES
from qic_core.evaluation.learning import list_learnings
from qic_core.evaluation.loop_rules import Decision, Loop
from qic_core.evaluation.rules import VERDICTS
from qic_core.evaluation.stories import stories_of
from qic_core.export.blocks import Block, Grid, Heading, Look, Paragraph, Points, paragraphs_of
from qic_core.export.typography import day_in_full
from qic_core.words import N_, Words
from qic_core.workshop.kind import Table

SECTION, PART = 1, 2


def loop_blocks(
    session: Session, collective_id: int, loop: Loop | None, words: Words, *, today: date
) -> Iterator[Block]:
    """Yield what a loop decided of each action, the story behind its curves, and what was learnt in it."""
    if loop is None:
        return
    yield Heading(words.gettext("What the loop decided"), SECTION)
    if loop.note:
        yield from map(Paragraph, paragraphs_of(loop.note))
    if loop.decisions:
        yield Paragraph(words.gettext("One decision an action:"), Look.LEADS_IN)
        yield Grid(_decisions(loop, words, today))
    else:
        yield Paragraph(words.gettext("No action was in the scope of this loop."))
    stories = [story for story in stories_of(session, loop.id) if story.text]
    if stories:
        yield Heading(words.gettext("The story behind the curves"), PART)
    for story in stories:
        yield Paragraph(story.indicator, Look.LEADS_IN)
        yield from map(Paragraph, paragraphs_of(story.text))
    learnt = [one for one in list_learnings(session, collective_id) if one.loop_id == loop.id]
    if learnt:
        yield Heading(words.gettext("What was learnt"), PART)
        yield Points([one.text for one in learnt])


def _decisions(loop: Loop, words: Words, today: date) -> Table:
    heads = (N_("Action"), N_("Decision"), N_("What"), N_("Who"), N_("By when"), N_("Where it stands"))
    return Table([words.gettext(head) for head in heads], [_decided(one, words, today) for one in loop.decisions])


def _decided(one: Decision, words: Words, today: date) -> tuple[str, ...]:
    if one.verdict:
        verdict = words.gettext(VERDICTS[one.verdict])
    else:
        verdict = words.gettext("none: it was over") if one.is_over else words.gettext("not decided yet")
    day = day_in_full(one.due_on, words).replace(" ", "\N{NO-BREAK SPACE}")
    return one.action, verdict, one.what, one.who, day, _state(one, words, today)


def _state(one: Decision, words: Words, today: date) -> str:
    """Return what became of what a decision promised, with its note; nothing where it promises nothing."""
    if one.outcome is not None:
        told = words.gettext(OUTCOMES[one.outcome])
        said = {"label": told, "text": one.outcome_note}
        return words.gettext("%(label)s: %(text)s") % said if one.outcome_note else told
    if not one.is_promise:
        return ""
    return words.gettext("late") if one.is_late(today) else words.gettext("to be done")
