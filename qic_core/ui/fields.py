"""A cell's fields as Streamlit widgets: for a table's tablet, a scribe, paper ballots."""

from collections.abc import Sequence

import streamlit as st

from qic_core.ui.deck import drawings_of_deck
from qic_core.ui.html import draw
from qic_core.ui.words import _, plain, words
from qic_core.words import quantity
from qic_core.workshop.fields import (
    Choices,
    Field,
    Figures,
    Item,
    Json,
    Level,
    Number,
    Points,
    Ratings,
    Scale,
    Texts,
    Values,
)
from qic_core.workshop.fields.written import LARGEST_FORESEEN

RADIOS_AT_MOST = 12


def ask(fields: Sequence[Field], *, key: str) -> Values:
    """Draw each field's widget and return what they hold, unchecked; `key` keeps one voice apart from the next."""
    return {field.key: _ask_one(field, f"{key}-{field.key}") for field in fields}


def _ask_one(field: Field, key: str) -> Json:
    match field:
        case Texts():
            return _texts(field, key)
        case Number():
            return _number(field, key)
        case Figures():
            return {item.key: _figure_about(item, f"{key}-{item.key}") for item in field.items}
        case Choices(at_most=1):
            return _choice(field, key)
        case Choices():
            st.caption(_("At most %(n)s choices", n=field.at_most))
            return [item.key for item in field.items if st.checkbox(_item(item), key=f"{key}-{item.key}")]
        case Scale():
            return _level(field.levels, _("Your level"), key)
        case Points():
            return _points(field, key)
        case Ratings():
            return _ratings(field, key)
    raise TypeError(f"no widget for {type(field).__name__}")


def _texts(field: Texts, key: str) -> Json:
    box = st.text_area if field.long else st.text_input
    labels = field.columns(words())
    if not field.needed:
        labels = [_("%(name)s (optional)", name=label) for label in labels]
    return [box(label, max_chars=field.length, key=f"{key}-{n}") for n, label in enumerate(labels, start=1)]


def _choice(field: Choices, key: str) -> Json:
    deck = any(item.pictogram for item in field.items)
    if deck:
        draw("deck.html", cards=field.items, drawings=drawings_of_deck())
    label = _label(field, _("Your choice"))
    if len(field.items) > RADIOS_AT_MOST and not deck:
        chosen = st.selectbox(label, field.items, None, format_func=_item, placeholder=_("Choose"), key=key)
    else:
        chosen = st.radio(label, field.items, format_func=_item, index=None, horizontal=deck, key=key)
    if field.hint:
        st.caption(_(field.hint))
    return [chosen.key] if chosen else []


def _number(field: Number, key: str) -> float | None:
    label = _label(field, _("Figure"))
    unit = f" ({plain(field.unit)})" if field.unit else ""
    return st.number_input(
        label + unit, float(field.lowest), float(field.highest), None, step=1.0, format="%.2f", key=key
    )


def _figure_about(item: Item, key: str) -> Json:
    with st.container(border=True, key=f"item-{key}"):
        st.markdown(f"**{_item(item)}**")
        if item.known and item.known.value is not None:
            st.caption(_("Today: %(figure)s", figure=plain(quantity(item.known.value, item.known.unit, words()))))
        label = _("Your figure")
        if item.known:
            label = _("Where will we be on %(day)s?", day=f"{item.known.asked_on:%d/%m/%Y}")
        unit = f" ({plain(item.known.unit)})" if item.known and item.known.unit else ""
        most = float(LARGEST_FORESEEN)
        typed = st.number_input(label + unit, -most, most, None, step=1.0, format="%.2f", key=key)
        return {"figure": typed, "unknown": int(st.checkbox(_("I don't know"), key=f"{key}-unknown")) or None}


def _label(field: Field, usual: str) -> str:
    return _(field.label) if field.label else usual


def _level(levels: Sequence[Level], label: str, key: str, *, defined: bool = True) -> int | None:
    captions = [_(level.definition) if level.definition and defined else "" for level in levels]
    chosen = st.radio(
        label,
        levels,
        format_func=lambda level: (
            f"{level.value}. {_(level.name)}" if level.value > 0 and level.definition else _(level.name)
        ),
        captions=captions if any(captions) else None,
        index=None,
        horizontal=not any(captions),
        key=key,
    )
    return chosen.value if chosen else None


def _points(field: Points, key: str) -> Json:
    given: dict[str, Json] = {
        item.key: int(
            st.number_input(_item(item), min_value=0, max_value=field.total, value=0, key=f"{key}-{item.key}")
        )
        for item in field.items
    }
    left = field.total - sum(int(str(points)) for points in given.values())
    st.caption(_("Points left: %(left)s of %(total)s", left=left, total=field.total))
    return given


def _ratings(field: Ratings, key: str) -> Json:
    """Ask of each item; where there are several, long levels are told once, above them."""
    told = len(field.items) > 1 and [level for asked in field.criteria for level in asked.levels if level.definition]
    if told:
        lines = {f"**{level.value}. {_(level.name)}**": _(level.definition) for level in told}
        st.caption("  \n".join(_("%(label)s: %(text)s", label=name, text=text) for name, text in lines.items()))
    if field.apart_from:
        st.caption(_("Leave your own organisation empty."))
    rating = _short_rating if told and len(field.criteria) == 1 else _rating
    return {item.key: rating(field, item, f"{key}-{item.key}") for item in field.items}


def _short_rating(field: Ratings, item: Item, key: str) -> Json:
    [criterion] = field.criteria
    label = f"**{_item(item)}**"
    return {criterion.key: _level(criterion.levels, label, f"{key}-{criterion.key}", defined=False)}


def _rating(field: Ratings, item: Item, key: str) -> Json:
    with st.container(border=True, key=f"item-{key}"):
        st.markdown(f"**{_item(item)}**")
        return {
            criterion.key: _level(criterion.levels, _(criterion.label), f"{key}-{criterion.key}")
            for criterion in field.criteria
        }


def _item(item: Item) -> str:
    return plain(item.said(words()))
