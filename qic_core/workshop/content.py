"""A run's content as JSON and back: what was asked stays readable whatever becomes of the cell. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from qic_core.errors import DomainError
from qic_core.workshop.fields import Item, Known
from qic_core.workshop.kind import Content
from qic_core.workshop.texts import clean_text

ITEM_LENGTH = 140


def items_of(texts: Sequence[str]) -> tuple[Item, ...]:
    """Return typed proposals as items; empty lines and repeats are dropped."""
    kept = dict.fromkeys(clean_text(text, at_most=ITEM_LENGTH) for text in texts)
    return tuple(Item(f"i{number}", text) for number, text in enumerate((text for text in kept if text), start=1))


def to_json(content: Content) -> dict[str, Any]:
    """Return the content as it is stored."""
    return {
        "kind": content.kind,
        "title": content.title,
        "prompt": content.prompt,
        "settings": dict(content.settings),
        "items": [_item_to_json(item) for item in content.items],
        **({"lot": content.lot} if content.lot else {}),
    }


def from_json(stored: Mapping[str, Any]) -> Content:
    """Return the content that `to_json` stored; refuses anything else."""
    try:
        items = tuple(_item_from_json(item) for item in stored["items"])
        settings, lot = dict(stored["settings"]), str(stored.get("lot", ""))
        return Content(stored["kind"], stored["title"], stored["prompt"], settings, items, lot)
    except (KeyError, TypeError, ValueError) as error:
        raise DomainError("content_unreadable") from error


def _item_to_json(item: Item) -> dict[str, Any]:
    told: dict[str, Any] = {"key": item.key, "text": item.text, "ideas": list(item.ideas)}
    if item.thing:
        told["thing"] = list(item.thing)
    if item.known:
        told["known"] = [item.known.asked_on.isoformat(), item.known.unit, item.known.value]
    return told


def _item_from_json(stored: Mapping[str, Any]) -> Item:
    item = Item(stored["key"], stored["text"], tuple(stored["ideas"]))
    if "thing" in stored:
        table, key = stored["thing"]
        item = replace(item, thing=(str(table), int(key)))
    if "known" in stored:
        day, unit, value = stored["known"]
        item = replace(item, known=Known(date.fromisoformat(day), str(unit), None if value is None else float(value)))
    return item
