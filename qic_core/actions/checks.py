"""Where the actions leave the strategy open (A1-13, A4-07): who serves nothing, hinders, is alone. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Final

from qic_core.actions.effects import Effects, hindering, untied
from qic_core.actions.interplay import acting
from qic_core.actions.rules import Action
from qic_core.pathways.checks import TITLE_SHOWN, Finding
from qic_core.pathways.rules import Change, Pathways
from qic_core.words import N_
from qic_core.workshop.texts import shortened

NO_ACTION: Final = "no_action"
# Those that one sees best where the actions are drawn beside one another.
BETWEEN_ACTIONS: Final = ("action_hinders", "action_isolated")
SENTENCES: Final[Mapping[str, str]] = {
    NO_ACTION: N_("No action serves these changes yet. Which small step could show soon that things move?"),
    "action_hinders": N_("“%(start)s” hinders “%(end)s”. Bring those who lead them together: how can both succeed?"),
    "action_orphan": N_("“%(title)s” serves no change. Which one does it bring closer?"),
    "change_without_action": N_("Nobody does anything for “%(title)s” yet. Which action brings it closer?"),
    "change_carried_alone": N_("“%(title)s” rests on one organisation alone. Who could act with it?"),
    "action_isolated": N_("“%(title)s” helps no other action, and none helps it. What could tie it to them?"),
}


class ActionFinding(Finding):
    """A place that the actions leave open: it opens an action, or the change that lacks one."""

    __slots__ = ()
    sentences: ClassVar[Mapping[str, str]] = SENTENCES


def check_actions(actions: Sequence[Action], pathways: Pathways, effects: Effects) -> list[Finding]:
    """Return what deserves a second look, the gravest first; an empty house gets one sentence, not one a change."""
    counted = acting(actions)
    if not counted:
        return [ActionFinding(NO_ACTION, {})] if pathways.changes else []
    serving = _serving(counted, pathways)
    return [
        *_hindrances(counted, effects),
        *_orphans(counted, pathways),
        *_unserved(pathways, serving),
        *_carried_alone(pathways, serving),
        *_isolated(counted, effects),
    ]


def _serving(actions: Sequence[Action], pathways: Pathways) -> dict[int, list[Action]]:
    """Return the actions that serve each change."""
    standing = {change.id for change in pathways.changes}
    serving: dict[int, list[Action]] = defaultdict(list)
    for action in actions:
        for change_id in standing & set(action.plan.change_ids):
            serving[change_id].append(action)
    return serving


def _hindrances(actions: Sequence[Action], effects: Effects) -> Iterator[Finding]:
    titles = {action.id: _short(action) for action in actions}
    for start, end in hindering(effects):
        if {start, end} <= titles.keys():
            yield ActionFinding("action_hinders", {"start": titles[start], "end": titles[end]}, action_id=start)


def _orphans(actions: Sequence[Action], pathways: Pathways) -> Iterator[Finding]:
    standing = {change.id for change in pathways.changes}
    for action in actions:
        if standing.isdisjoint(action.plan.change_ids):
            yield ActionFinding("action_orphan", {"title": _short(action)}, action_id=action.id)


def _unserved(pathways: Pathways, serving: Mapping[int, Sequence[Action]]) -> Iterator[Finding]:
    """Changes come horizon after horizon: those of the short term, which actions reach first, are said first."""
    for change in pathways.changes:
        if change.id not in serving:
            yield ActionFinding("change_without_action", {"title": _short(change)}, change_id=change.id)


def _carried_alone(pathways: Pathways, serving: Mapping[int, Sequence[Action]]) -> Iterator[Finding]:
    for change in pathways.changes:
        carriers = {key for action in serving.get(change.id, ()) for key in action.organisation_ids}
        if len(carriers) == 1:
            yield ActionFinding("change_carried_alone", {"title": _short(change)}, change_id=change.id)


def _isolated(actions: Sequence[Action], effects: Effects) -> Iterator[Finding]:
    """An action of which nobody has spoken yet is not called alone."""
    titles = {action.id: _short(action) for action in actions}
    for key in untied({pair: effect for pair, effect in effects.items() if titles.keys() >= set(pair)}):
        yield ActionFinding("action_isolated", {"title": titles[key]}, action_id=key)


def _short(one: Action | Change) -> str:
    return shortened(one.title, at_most=TITLE_SHOWN)
