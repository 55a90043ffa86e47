"""The indicators as a whole: what they say together, which are silent, their curves change by change."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from qic_core.db.engine import Work
from qic_core.evaluation.charts import SMALL, curve, key_of, table_of
from qic_core.evaluation.indicator_rules import Indicator, LoopDay, awaited_on, is_silent
from qic_core.evaluation.indicators import restore_indicator
from qic_core.evaluation.readings import WORSE, overview_sentence, read, reading_sentence
from qic_core.evaluation.subjects import Subjects, in_rows
from qic_core.ui.choices import told_apart
from qic_core.ui.doors import asked_for
from qic_core.ui.drawer import draw_opener
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import let_all_go
from qic_core.ui.gone import draw_gone
from qic_core.ui.html import draw
from qic_core.ui.indicator import CHOSEN_KEY, DAY, badges_of, choose
from qic_core.ui.outputs import draw_chart, draw_key, draw_line
from qic_core.ui.session import Here
from qic_core.ui.words import _, counted, plain, words

SIDE_BY_SIDE = 3
NOTES_AT_MOST = 9
FEW = 6
WRONG, TURNED, SILENT = "wrong", "turned", "silent"


def draw_overview(indicators: Sequence[Indicator], *, today: date) -> None:
    """Draw what all indicators say together, and, folded, those that are silent."""
    draw("indicators_style.html")
    draw_line(overview_sentence(indicators, words(), today=today), "qic-sentence")
    silent = sorted((one for one in indicators if is_silent(one, today=today)), key=awaited_on)
    label = counted(
        "%(n)s silent indicator: to be measured again", "%(n)s silent indicators: to be measured again", len(silent)
    )
    inside = fold(label, key="silent-indicators") if silent else None
    if inside is None:
        return
    with inside:
        for one in first_of(silent, key="silent-indicators"):
            _draw_name(one, key="silent")
            draw_line(_silence(one))


def draw_filter(indicators: Sequence[Indicator], subjects: Subjects, *, today: date) -> list[Indicator]:
    """Draw, when there are many, the choice of the indicators to show; return them."""
    if len(indicators) <= FEW:
        return list(indicators)
    groups = subjects.grouped(indicators)
    titles = told_apart({place: title or _("Taken away since") for place, (title, _members) in enumerate(groups)})
    about_at, how_at = st.columns([2, 3])
    about = about_at.selectbox(
        _("About"), list(titles), None, format_func=titles.__getitem__, placeholder=_("All changes and actions"),
        key="indicators-about",
    )  # fmt: skip
    names = {WRONG: _("Going the wrong way"), TURNED: _("Curves that have turned"), SILENT: _("Silent")}
    how = how_at.pills(_("Only"), list(names), format_func=names.__getitem__, key="indicators-how")
    kept = list(indicators) if about is None else groups[about][1]
    tests: Mapping[str, Callable[[Indicator], bool]] = {
        WRONG: lambda one: read(one).sense == WORSE,
        TURNED: lambda one: read(one).turned,
        SILENT: lambda one: is_silent(one, today=today),
    }
    return [one for one in kept if tests[how](one)] if how else kept


def draw_curves(indicators: Sequence[Indicator], subjects: Subjects, loops: Sequence[LoopDay], *, today: date) -> None:
    """Draw the curves, twenty at first, side by side under the change or the action that they are about."""
    ordered = [one for _title, members in subjects.grouped(indicators) for one in members]
    if not ordered:
        st.caption(_("No indicator is like this."))
        return
    draw("curve_key.html", signs=key_of(words()))
    rows = in_rows(subjects.grouped(first_of(ordered, key="curves")), across=SIDE_BY_SIDE)
    for row in rows:
        taken = sum(len(members) for _title, members in row)
        # Alone, a row takes the whole width; among others its curves are as wide as theirs.
        left = [SIDE_BY_SIDE - taken] if len(rows) > 1 and taken < SIDE_BY_SIDE else []
        for column, (title, members) in zip(st.columns([len(group) for _t, group in row] + left), row, strict=False):
            with column, st.container(gap="small", key=f"about-{members[0].id}"):
                _draw_group(title, members, loops, today=today)


def _draw_group(title: str, members: Sequence[Indicator], loops: Sequence[LoopDay], *, today: date) -> None:
    st.subheader(plain(title) or _("Taken away since"))
    for column, one in zip(st.columns(len(members)), members, strict=True):
        with column, st.container(border=True, gap="small", key=f"curve-of-{one.id}"):
            _draw_curve(one, loops, today=today)


def draw_choice(indicators: Sequence[Indicator]) -> int | None:
    """Draw the list that opens an indicator; return the id of the one that is open."""
    names = {one.id: one.name for one in indicators}
    asked = asked_for(CHOSEN_KEY, names)
    if asked:
        choose(asked)
    return draw_opener(
        _("Open an indicator: measures, targets, what happened"), names,
        placeholder=_("Choose an indicator"), on_change=let_all_go, key=CHOSEN_KEY,
    )  # fmt: skip


def draw_withdrawn(place: Here, gone: Sequence[tuple[int, str]]) -> None:
    """Draw, folded, the indicators that were taken away, each with the gesture that puts it back."""

    def restore(work: Work, key: int) -> None:
        restore_indicator(work, indicator_id=key)

    label = counted("%(n)s indicator taken away", "%(n)s indicators taken away", len(gone))
    draw_gone(place, label, gone, key="indicators", restore=restore, back=_("Back among the indicators."))


def _draw_curve(indicator: Indicator, loops: Sequence[LoopDay], *, today: date) -> None:
    sentence, about = reading_sentence(indicator, words()), [one for one in loops if one.concerns(indicator.wording)]
    _draw_name(indicator, key="curve")
    draw("indicator_card.html", badges=badges_of(indicator, today=today), sentence=sentence)
    chart = curve(indicator, about, words(), look=SMALL)
    if not chart.rows:
        return
    draw_chart(chart, alt=f"{indicator.name}. {sentence}", key=f"curve-{indicator.id}")
    draw_key(chart, most=NOTES_AT_MOST)
    inside = fold(_("The same as a table"), key=f"curve-table-{indicator.id}")
    if inside is not None:
        with inside:
            draw("table.html", table=table_of(indicator, about, words()), caption="")


def _draw_name(indicator: Indicator, *, key: str) -> None:
    st.button(
        plain(indicator.name), type="tertiary", on_click=choose, args=(indicator.id,), key=f"open-{key}-{indicator.id}"
    )  # fmt: skip


def _silence(indicator: Indicator) -> str:
    awaited = f"{awaited_on(indicator):{DAY}}"
    if not indicator.measures:
        return _("Never measured; awaited by %(day)s.", day=awaited)
    last = f"{indicator.measures[-1].measured_on:{DAY}}"
    return _("Last measure on %(last)s; the next one was awaited by %(day)s.", last=last, day=awaited)
