"""The columns in which changes and links go to spreadsheets and come back, in the words of either language. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final, TypeAlias

from qic_core.errors import DomainError
from qic_core.pathways.drawing import TITLES
from qic_core.pathways.rules import NATURE_OF, SUREST, Change, Horizon, Link, Nature, Target, Wording
from qic_core.spreadsheet import folded
from qic_core.words import LANGUAGES, N_, Words, catalogue
from qic_core.workshop.fields import Number

Cells: TypeAlias = Mapping[str, str]
Columns: TypeAlias = Mapping[str, tuple[str, ...]]
DAY: Final = "%d/%m/%Y"
DAY_TYPED: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?")
VISION: Final = N_("Vision")
NATURES: Final = {
    Nature.KNOWLEDGE: N_("Knowledge"),
    Nature.PRACTICE: N_("Behaviour, practice"),
    Nature.CULTURE: N_("Way of life, culture"),
}
# For each column its heading, a msgid, then what else people call it; the first must be there.
CHANGE_COLUMNS: Final[Columns] = {
    "title": (N_("Change"), "Titre", "Title"),
    "number": (N_("Its number"), "Numéro", "N°", "No", "Id"),
    "horizon": (N_("Horizon"), "Terme", "Term"),
    "nature": (N_("Kind of change"), "Nature", "Type"),
    "for_whom": (N_("For whom"), "Publics", "Public visé"),
    "from_state": (N_("From what state"), "De quel état", "État initial", "Aujourd'hui"),
    "to_state": (N_("To what state"), "Vers quel état", "État visé", "Demain"),
    "unseen": (N_("People not seen yet"), "Publics invisibles", "Invisibles"),
    "due_on": (N_("By when"), "Pour le", "Échéance", "Date"),
    "target": (N_("Figure to reach"), "Cible", "Target"),
    "target_unit": (N_("Unit"), "Unité"),
    "target_period": (N_("Period"), "Période"),
}
LINK_COLUMNS: Final[Columns] = {
    "from": (N_("From the change"), "De", "Depuis", "From"),
    "to": (N_("To the change"), "Vers", "À", "To"),
    "hypothesis": (N_("Hypothesis"), "Pourquoi"),
    "evidence": (N_("What shows it"), "Preuve", "Preuves", "Evidence"),
    "confidence": (N_("Confidence, 0 to 100"), "Confiance", "Confidence"),
}
HORIZON_SYNONYMS: Final = {
    Horizon.SHORT: ("court", "short", "1"),
    Horizon.MEDIUM: ("moyen", "medium", "2"),
    Horizon.LONG: ("long", "3"),
}
NATURE_SYNONYMS: Final = {
    Nature.KNOWLEDGE: ("savoirs", "connaissances", "savoirs et connaissances"),
    Nature.PRACTICE: (
        "comportements",
        "pratiques",
        "comportements et pratiques",
        "comportements/pratiques",
        "practice",
    ),
    Nature.CULTURE: ("culture", "mode de vie", "mode de vie et culture", "way of life"),
}


def headings_of(columns: Columns) -> dict[str, list[str]]:
    """Return under which headings each column may come, in any language."""
    return {key: [*_in_all_languages(msgid), *synonyms] for key, (msgid, *synonyms) in columns.items()}


def wording_in(cells: Cells) -> Wording:
    """Return the change that a line tells; refuses what cannot be read, in the field's own words."""
    horizon = _horizon(cells.get("horizon", ""))
    return Wording(
        title=cells["title"],
        horizon=horizon,
        nature=_nature(cells.get("nature", ""), horizon),
        for_whom=cells.get("for_whom", ""),
        from_state=cells.get("from_state", ""),
        to_state=cells.get("to_state", ""),
        unseen=cells.get("unseen", ""),
        due_on=_day(cells.get("due_on", "")),
        target=_target(cells),
    ).clean()


def confidence_in(cells: Cells) -> int | None:
    """Return the confidence that a line gives, None when it gives none; refuses another than 0 to 100."""
    figure = Number("confidence").read({"confidence": [cells.get("confidence", "")]})
    if figure is None:
        return None
    if not isinstance(figure, int) or not 0 <= figure <= SUREST:
        raise DomainError("confidence_out_of_bounds", highest=SUREST)
    return figure


def is_vision(name: str) -> bool:
    """Tell whether a line leads to the vision itself."""
    return folded(name) in {folded(said) for said in (*_in_all_languages(VISION), "La vision", "The vision")}


def change_row(change: Change, words: Words) -> list[str | float | None]:
    """Return a change as a line, column by column."""
    told = change.wording
    target = told.target or Target(0)
    figure = (int(target.value) if target.value == int(target.value) else target.value) if told.target else None
    return [
        told.title, number_of(change), words.gettext(TITLES[told.horizon][0]), words.gettext(NATURES[told.nature]),
        told.for_whom, told.from_state, told.to_state, told.unseen, told.due_on.strftime(DAY) if told.due_on else None,
        figure, target.unit, target.period,
    ]  # fmt: skip


def link_row(link: Link, numbers: Mapping[int, str], words: Words) -> list[str | float | None]:
    """Return a link as a line, column by column; its ends by their numbers."""
    end = words.gettext(VISION) if link.to_id is None else numbers[link.to_id]
    return [numbers[link.from_id], end, link.hypothesis, link.evidence, link.confidence]


def number_of(change: Change) -> str:
    """Return the number under which a file of links finds a change of the file of changes."""
    return f"C{change.id}"


def _horizon(typed: str) -> Horizon:
    for horizon, (title, _about) in TITLES.items():
        if _is(typed, [*_in_all_languages(title), *HORIZON_SYNONYMS[horizon]]):
            return horizon
    raise DomainError("horizon_unknown", typed=typed[:40])


def _nature(typed: str, horizon: Horizon) -> Nature:
    """Return the kind of change; where nothing is typed, the one that goes with the horizon."""
    if not typed:
        return NATURE_OF[horizon]
    for nature, title in NATURES.items():
        if _is(typed, [*_in_all_languages(title), *NATURE_SYNONYMS[nature]]):
            return nature
    raise DomainError("nature_unknown", typed=typed[:40])


def _day(typed: str) -> date | None:
    if not typed:
        return None
    found = DAY_TYPED.fullmatch(typed)
    try:
        if found and found[1]:
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found:
            return date(int(found[4]), int(found[5]), int(found[6]))
    except ValueError:
        pass  # a 31 of February is no day either
    raise DomainError("day_unreadable", typed=typed[:20])


def _target(cells: Cells) -> Target | None:
    figure = Number("target").read({"target": [cells.get("target", "")]})
    if not isinstance(figure, int | float):
        return None
    return Target(float(figure), cells.get("target_unit", ""), cells.get("target_period", ""))


def _is(typed: str, names: Iterable[str]) -> bool:
    return folded(typed) in {folded(name) for name in names}


@cache
def _in_all_languages(msgid: str) -> Sequence[str]:
    return [catalogue(language).gettext(msgid) for language in LANGUAGES]
