"""Turn an answer as a story tells it, in words and lists of marks, into the values of a cell's fields."""

from collections.abc import Mapping, Sequence
from typing import Any

from qic_core.challenge.conditions import CONDITIONS
from qic_core.demo.telling import Telling
from qic_core.workshop.fields import Item, Json, Values
from qic_core.workshop.kind import Content

AS_TOLD = ("ideas", "words", "level", "guess", "changes", "tracks")
ONE_TEXT = ("title", "story", "picture", "why")
# What a story calls its marks → the field, and what each mark of a proposal answers.
MARKS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "ratings": ("ratings", ("urgency", "importance", "shared")),
    "grades": ("grades", ("grade",)),
    "verdicts": ("verdicts", ("verdict",)),
    "sure": ("links", ("sure",)),
}
VERDICTS = {"agree": 1, "pass": 0, "disagree": -1}
LEFT_BLANK = ""


def values_of(content: Content, told: Mapping[str, Any], order: Sequence[str]) -> Values:
    """Return what an answer says; `order` names the proposals in the order of its lists of marks, by their keys."""
    keys = {item.text: item.key for item in content.items}
    values: dict[str, Json] = {name: told[name] for name in AS_TOLD if name in told}
    values |= {name: [told[name]] for name in ONE_TEXT if name in told}
    if "choices" in told:
        values["choices"] = [keys[text] for text in told["choices"]]
    if "dots" in told:
        values["dots"] = {keys[text]: points for text, points in told["dots"].items()}
    if "scores" in told:
        scored = [condition.key for condition in CONDITIONS]
        values["scores"] = {"collective": dict(zip(scored, told["scores"], strict=True))}
    for name, (field, asked) in MARKS.items():
        if name in told:
            values[field] = _marks(told[name], asked, keys, order)
    return values


def order_of(content: Content, told: Mapping[str, Any], telling: Telling) -> list[str]:
    """Return the keys of a run's proposals in the order of their marks: the one that the story says, else theirs."""
    by_thing = {item.thing: item.key for item in content.items}
    if "order" not in told:
        return [item.key for item in content.items]
    return [by_thing[_kind_of(content.items), telling.things[name]] for name in told["order"]]


def _kind_of(items: Sequence[Item]) -> str:
    return next(item.thing[0] for item in items if item.thing)


def _marks(told: Json, asked: Sequence[str], keys: Mapping[str, str], order: Sequence[str]) -> Json:
    if isinstance(told, dict):
        by_key = {keys[text]: mark for text, mark in told.items()}
    else:
        by_key = dict(zip(order, told if isinstance(told, list) else [], strict=True))
    return {key: _mark(mark, asked) for key, mark in by_key.items() if mark != LEFT_BLANK}


def _mark(told: Json, asked: Sequence[str]) -> Json:
    marks = told if isinstance(told, list) else [told]
    return {name: VERDICTS[mark] if isinstance(mark, str) else mark for name, mark in zip(asked, marks, strict=True)}
