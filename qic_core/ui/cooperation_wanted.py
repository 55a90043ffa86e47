"""The level that pairs aim for: how far they are from it, the form that says it, how it is taken back."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from qic_core.collective.rules import Organisation
from qic_core.cooperation.levels import LEVELS, level_name
from qic_core.cooperation.rules import COORDINATION, Wave, may_count
from qic_core.cooperation.wanted import WHY_LENGTH, Wanted, set_wanted, take_back_wanted
from qic_core.measures.pairs import Levels, cautious
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import adding, turn_of
from qic_core.ui.html import draw
from qic_core.ui.measures import draw_how_computed
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _, counted, plain, words
from qic_core.workshop.breakdown import SMALLEST_GROUP
from qic_core.workshop.kind import Table

NEW_FORM = "wanted"


def draw_wanted(
    place: Here, wanted: Sequence[Wanted], organisations: Sequence[Organisation], waves: Sequence[Wave], *, named: bool
) -> None:
    """Draw how far the pairs are from the level that they aim for, in the last wave; the forms for who may write."""
    draw_line(_("Not every pair has to reach level 7: some do well with a good exchange of news."))
    rated = [wave for wave in waves if wave.levels]
    now = cautious(rated[-1].levels) if rated else {}
    names = {one.id: one.name for one in organisations}
    if not wanted:
        st.caption(_("No pair aims for a level yet."))
    elif named:
        _draw_list(wanted, now, names)
    else:
        _draw_counts(wanted, now)
    if place.may_write:
        _draw_form(place, names)
        _draw_taking_back(place, wanted, names)


def _draw_list(wanted: Sequence[Wanted], now: Levels, names: Mapping[int, str]) -> None:
    """Draw each pair with its level now, the lower of the two views, and what is missing."""
    head = (_("Between"), _("and"), _("Wanted level"), _("Today"), _("What is missing"), _("Why"))
    rows = [
        (
            names[one.pair[0]],
            names[one.pair[1]],
            level_name(one.level, words()),
            level_name(now[one.pair], words()) if one.pair in now else "—",
            _missing(one, now),
            one.why,
        )
        for one in first_of(wanted, key="wanted")
    ]
    draw("table.html", table=Table(head, rows), caption="")
    draw_line(_("Today: the last wave, the lower of the two views."))
    draw_how_computed("M2")


def _draw_counts(wanted: Sequence[Wanted], now: Levels) -> None:
    """Draw how many pairs are how far; which ones stays unsaid, and all of it where that would tell of each."""
    draw_line(counted("%(n)s pair aims for a level.", "%(n)s pairs aim for a level.", len(wanted)), "qic-sentence")
    told = [_missing(one, now) for one in wanted if one.pair in now]
    if not may_count(told):
        draw_line(
            _(
                "Where they stand is told once %(n)s of them are rated from both sides and not all stand alike, "
                "or once names are agreed on.",
                n=SMALLEST_GROUP,
            )
        )
        return
    rows = list(Counter(told).items())
    draw("table.html", table=Table((_("What is missing"), _("Pairs")), rows), caption="")


def _missing(wanted: Wanted, now: Levels) -> str:
    if wanted.pair not in now:
        return _("not rated from both sides yet")
    left = wanted.level - now[wanted.pair]
    if left == 0:
        return _("reached")
    if left < 0:
        return _("closer than wanted: what could be lighter?")
    return counted("%(n)s level to go", "%(n)s levels to go", left)


def _draw_form(place: Here, organisations: Mapping[int, str]) -> None:
    inside = fold(_("Say which level two organisations aim for"), key="wanted-form")
    if inside is None:
        return
    names, turn = told_apart(organisations), turn_of(NEW_FORM)
    with inside:
        if len(names) < 2:
            st.info(_("It takes two organisations: enter them on the page “Collective”."))
            return
        with st.form(f"wanted-{turn}", border=False):
            one = st.selectbox(_("Between"), list(names), None, format_func=names.__getitem__,
                               placeholder=_("Choose"), key=f"wanted-one-{turn}")  # fmt: skip
            other = st.selectbox(_("and"), list(names), None, format_func=names.__getitem__,
                                 placeholder=_("Choose"), key=f"wanted-other-{turn}")  # fmt: skip
            level = st.select_slider(
                _("Wanted level"),
                [level.value for level in LEVELS],
                COORDINATION,
                format_func=lambda level: level_name(level, words()),
                key=f"wanted-level-{turn}",
            )
            why = st.text_input(_("Why"), max_chars=WHY_LENGTH, key=f"wanted-why-{turn}")
            kept = st.form_submit_button(_("Keep it"), type="primary", key=f"wanted-keep-{turn}")
    if kept:
        with adding(place.collective.id, NEW_FORM, _("Kept.")) as work:
            set_wanted(work, one=one, other=other, level=level, why=why)


def _draw_taking_back(place: Here, wanted: Sequence[Wanted], names: Mapping[int, str]) -> None:
    inside = fold(_("Wanted levels, to take back (%(n)s)", n=len(wanted)), key="wanted-back") if wanted else None
    if inside is None:
        return
    with inside:
        for one in first_of(wanted, key="wanted-back"):
            first, second = one.pair
            told = f"{names[first]} – {names[second]} · {level_name(one.level, words())}"
            draw_line(" · ".join(part for part in (told, one.why) if part))
            label = _("Take back: %(one)s – %(other)s", one=plain(names[first]), other=plain(names[second]))
            if st.button(label, icon=":material/undo:", key=f"wanted-back-{first}-{second}"):
                with acting(place.collective.id, _("Taken back.")) as work:
                    take_back_wanted(work, one=first, other=second)
