"""Turn an answer as a story tells it, in words and lists of marks, into the values of a cell's fields."""

from collections.abc import Mapping, Sequence
from typing import Any

from qic_core.challenge.conditions import CONDITIONS
from qic_core.demo.telling import Telling
from qic_core.evaluation.rules import Verdict
from qic_core.workshop.fields import Json, Values
from qic_core.workshop.kind import Content

AS_TOLD = ("ideas", "words", "level", "guess", "changes", "actions", "tracks")
ONE_TEXT = ("title", "story", "picture", "why")
# What a story calls its marks → the field, and what each mark of a proposal answers.
MARKS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "ratings": ("ratings", ("urgency", "importance", "shared")),
    "grades": ("grades", ("grade",)),
    "verdicts": ("verdicts", ("verdict",)),
    "sure": ("links", ("sure",)),
    "levels": ("levels", ("level",)),
}
VERDICTS = {"agree": 1, "pass": 0, "disagree": -1}
LEFT_BLANK, UNKNOWN = "", "?"


def values_of(content: Content, told: Mapping[str, Any], telling: Telling, order: Sequence[str]) -> Values:
    """Return what an answer says; `order` names the proposals in the order of its lists of marks, by their keys."""
    keys, named = {item.text: item.key for item in content.items}, _named(content, telling)
    values: dict[str, Json] = {name: told[name] for name in AS_TOLD if name in told}
    values |= {name: [told[name]] for name in ONE_TEXT if name in told}
    if "choices" in told:
        values["choices"] = [keys[text] for text in told["choices"]]
    if "dots" in told:
        values["dots"] = {keys[text]: points for text, points in told["dots"].items()}
    if "scores" in told:
        scored = [condition.key for condition in CONDITIONS]
        values["scores"] = {"collective": dict(zip(scored, told["scores"], strict=True))}
    if "speaks_for" in told:
        values["speaks_for"] = [named[told["speaks_for"]]]
    if "effects" in told:
        pairs = [(pair.split(" > "), effect) for pair, effect in told["effects"].items()]
        values["effects"] = {f"{named[start]}>{named[end]}": {"effect": effect} for (start, end), effect in pairs}
    if "figures" in told:
        values["figures"] = {key: _figure(one) for key, one in zip(order, told["figures"], strict=True)}
    if "advice" in told:
        places = {verdict: place for place, verdict in enumerate(Verdict, start=1)}
        values["verdicts"] = {named[action]: {"verdict": places[said]} for action, said in told["advice"].items()}
    for name, (field, asked) in MARKS.items():
        if name in told:
            values[field] = _marks(told[name], asked, keys, order)
    return values


def _figure(told: Json) -> Json:
    return {"unknown": 1} if told == UNKNOWN else {"figure": told}


def order_of(content: Content, told: Mapping[str, Any], telling: Telling) -> list[str]:
    """Return the keys of a run's proposals in the order of their marks: the one that the story says, else theirs."""
    if "order" not in told:
        return [item.key for item in content.items]
    named = _named(content, telling)
    return [named[name] for name in told["order"]]


def _named(content: Content, telling: Telling) -> dict[str, str]:
    """Return the keys of what a run asks about by the names that the story gives its things."""
    by_id = {item.thing[1]: item.key for item in content.items if item.thing}
    return {name: by_id[thing_id] for name, thing_id in telling.things.items() if thing_id in by_id}


def _marks(told: Json, asked: Sequence[str], keys: Mapping[str, str], order: Sequence[str]) -> Json:
    if isinstance(told, dict):
        by_key = {keys[text]: mark for text, mark in told.items()}
    else:
        by_key = dict(zip(order, told if isinstance(told, list) else [], strict=True))
    return {key: _mark(mark, asked) for key, mark in by_key.items() if mark != LEFT_BLANK}


def _mark(told: Json, asked: Sequence[str]) -> Json:
    marks = told if isinstance(told, list) else [told]
    return {name: VERDICTS[mark] if isinstance(mark, str) else mark for name, mark in zip(asked, marks, strict=True)}
