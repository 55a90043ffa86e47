"""What shows where a step of the journey stands, in a few words. Pure."""

from datetime import date

from qic_core.dashboard.step_rules import SEATS, Facts, Step
from qic_core.words import Words

DAY = "%d/%m/%Y"


def evidence_of(step: Step, facts: Facts, words: Words) -> str:
    """Return what there is of a step; nothing when there is nothing."""
    tellers = {
        Step.COLLECTIVE: _collective,
        Step.CHALLENGE: _challenge,
        Step.VISION: _vision,
        Step.PATHWAYS: _pathways,
        Step.ROADMAP: _roadmap,
        Step.ACTIONS: _actions,
        Step.REINFORCEMENT: _reinforcement,
        Step.COOPERATION: _cooperation,
        Step.INDICATORS: _indicators,
        Step.LOOPS: _loops,
        Step.LEARNING: _learning,
    }
    told = tellers[step](facts, words)
    return " · ".join(text % {"n": count} for count, text in told if count)


def _collective(facts: Facts, words: Words) -> list[tuple[int, str]]:
    seated = words.gettext("%(n)s of the 3 seats of the trinôme filled") if facts.seats < SEATS else ""
    return [
        (facts.organisations, words.ngettext("%(n)s organisation", "%(n)s organisations", facts.organisations)),
        (facts.seats, seated or words.gettext("trinôme complete")),
    ]


def _challenge(facts: Facts, words: Words) -> list[tuple[int, str]]:
    if facts.challenge_on:
        return [_adopted(facts.challenge_on, words)]
    return [
        (
            facts.candidates,
            words.ngettext("%(n)s proposal, none adopted", "%(n)s proposals, none adopted", facts.candidates),
        )
    ]


def _vision(facts: Facts, words: Words) -> list[tuple[int, str]]:
    if facts.vision_on:
        return [_adopted(facts.vision_on, words)]
    return [
        (
            facts.statements,
            words.ngettext("%(n)s proposal, none adopted", "%(n)s proposals, none adopted", facts.statements),
        )
    ]


def _pathways(facts: Facts, words: Words) -> list[tuple[int, str]]:
    return [
        (facts.changes, words.ngettext("%(n)s change", "%(n)s changes", facts.changes)),
        (facts.links, words.ngettext("%(n)s link", "%(n)s links", facts.links)),
    ]


def _roadmap(facts: Facts, words: Words) -> list[tuple[int, str]]:
    told = [
        (facts.first_actions, words.ngettext("%(n)s first action", "%(n)s first actions", facts.first_actions)),
    ]
    if facts.next_loop_on:
        told.append((1, words.gettext("next loop on %(day)s") % {"day": f"{facts.next_loop_on:{DAY}}"}))
    return told


def _actions(facts: Facts, words: Words) -> list[tuple[int, str]]:
    return [
        (facts.acting, words.ngettext("%(n)s action", "%(n)s actions", facts.acting)),
        (facts.moving, words.ngettext("%(n)s under way or done", "%(n)s under way or done", facts.moving)),
    ]


def _reinforcement(facts: Facts, words: Words) -> list[tuple[int, str]]:
    told = words.ngettext("%(n)s action looked into", "%(n)s actions looked into", facts.linked)
    return [(facts.linked, told)]


def _cooperation(facts: Facts, words: Words) -> list[tuple[int, str]]:
    told = [(facts.waves, words.ngettext("%(n)s run in the room", "%(n)s runs in the room", facts.waves))]
    if facts.plan_on:
        told.append((1, words.gettext("plan of %(day)s") % {"day": f"{facts.plan_on:{DAY}}"}))
    return told


def _indicators(facts: Facts, words: Words) -> list[tuple[int, str]]:
    return [
        (facts.indicators, words.ngettext("%(n)s indicator", "%(n)s indicators", facts.indicators)),
        (facts.measured, words.ngettext("%(n)s measured", "%(n)s measured", facts.measured)),
    ]


def _loops(facts: Facts, words: Words) -> list[tuple[int, str]]:
    begun = facts.loops - facts.closed
    return [
        (facts.closed, words.ngettext("%(n)s loop closed", "%(n)s loops closed", facts.closed)),
        (begun, words.ngettext("%(n)s under way", "%(n)s under way", begun)),
    ]


def _learning(facts: Facts, words: Words) -> list[tuple[int, str]]:
    return [
        (facts.learnings, words.ngettext("%(n)s learning", "%(n)s learnings", facts.learnings)),
        (facts.outcomes, words.ngettext("%(n)s outcome", "%(n)s outcomes", facts.outcomes)),
        (facts.observations, words.ngettext("%(n)s observation", "%(n)s observations", facts.observations)),
    ]


def _adopted(day: date, words: Words) -> tuple[int, str]:
    return 1, words.gettext("adopted on %(day)s") % {"day": f"{day:{DAY}}"}
