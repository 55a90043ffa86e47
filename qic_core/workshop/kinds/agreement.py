"""Agree, pass or disagree on each statement; consensus across the collèges (measure M8)."""

from collections.abc import Sequence
from typing import Any

from qic_core.measures.group_consensus import Votes, group_informed_consensus
from qic_core.words import N_, Words, decimal
from qic_core.workshop.breakdown import SMALLEST_GROUP, groups_of
from qic_core.workshop.charts import ACCENT, PALE, PRIMARY, stacked
from qic_core.workshop.fields import Criterion, Field, Level, Ratings
from qic_core.workshop.kind import ITEMS_AT_MOST, Answer, CellKind, Chart, Content, Harvest, Summary, Table

VERDICTS = (
    Level(1, N_("Agree"), pictogram="agree"),
    Level(0, N_("Pass"), pictogram="pass"),
    Level(-1, N_("Disagree"), pictogram="disagree"),
)
VERDICT = Criterion("verdict", N_("Your view"), VERDICTS)


class Agreement(CellKind):
    name = "agreement"
    title = N_("Agreement")
    explanation = N_("Each person agrees, disagrees or passes on each statement; you see what all collèges share.")
    takes_items = True
    items_at_least = 1
    seconds_per_item = 9

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (Ratings("verdicts", content.items, (VERDICT,)),)

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        groups = {group.name or "": group.answers for group in groups_of(harvest.answers)}
        return {"statements": {item.key: _statement(item.key, harvest.answers, groups) for item in content.items}}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        text, best = _ranked(content, summary)[0]
        if not best["seen"]:
            return words.gettext("No answer yet.")
        share = round(100 * best["agree"] / best["seen"])
        said = {"statement": text, "share": share, "seen": best["seen"]}
        return words.gettext("Most shared: “%(statement)s”, %(share)s %% agree out of %(seen)s voices.") % said

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        ranked = _ranked(content, summary)
        names = list(dict.fromkeys(name for _, found in ranked for name in found["groups"]))
        columns = (N_("Statement"), N_("Agree"), N_("Pass"), N_("Disagree"), N_("Consensus"))
        head = [words.gettext(text) for text in columns]
        shown = [name or words.gettext("Other collèges") for name in names]
        rows = [
            (text, *_figures(found, words), *(_share(found["groups"].get(name)) for name in names))
            for text, found in ranked
        ]
        return Table([*head, *shown], rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        order = [words.gettext(level.name) for level in VERDICTS]
        shares = [
            (text, answer, count / found["seen"])
            for text, found in _ranked(content, summary)[:most]
            if found["seen"]
            for answer, count in zip(order, _counts(found), strict=True)
        ]
        colours = (PRIMARY, PALE, ACCENT)
        return stacked(shares, order=order, colours=colours, light=(1,), font=font) if shares else None

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        return {text: round(found["consensus"], 3) for text, found in _ranked(content, summary)[:5] if found["seen"]}


def _votes(key: str, answers: Sequence[Answer]) -> Votes:
    given = [(answer.values["verdicts"], answer.voices) for answer in answers]
    verdicts = [(ratings.get(key), voices) for ratings, voices in given if isinstance(ratings, dict)]
    cast = [(verdict.get("verdict"), voices) for verdict, voices in verdicts if isinstance(verdict, dict)]
    agree, disagree = (sum(voices for verdict, voices in cast if verdict == wanted) for wanted in (1, -1))
    return Votes(agree, disagree, sum(voices for _, voices in cast))


def _statement(key: str, answers: Sequence[Answer], groups: dict[str, tuple[Answer, ...]]) -> dict[str, Any]:
    """Return the figures of one statement; no group is told apart where one of them speaks for fewer than 5."""
    room = _votes(key, answers)
    by_group = {name: _votes(key, members) for name, members in groups.items()}
    told = by_group if all(votes.seen >= SMALLEST_GROUP for votes in by_group.values()) else {}
    return {
        "agree": room.agree,
        "pass": room.passed,
        "disagree": room.disagree,
        "seen": room.seen,
        "consensus": group_informed_consensus(told.values() or [room]),
        "groups": {name: [votes.agree, votes.seen] for name, votes in told.items()},
    }


def _ranked(content: Content, summary: Summary) -> list[tuple[str, dict[str, Any]]]:
    found = [(item.text, summary["statements"][item.key]) for item in content.items]
    return sorted(found, key=lambda pair: -pair[1]["consensus"] if pair[1]["seen"] else 0)


def _counts(found: dict[str, Any]) -> tuple[int, int, int]:
    return found["agree"], found["pass"], found["disagree"]


def _figures(found: dict[str, Any], words: Words) -> tuple[str | int, ...]:
    return (*_counts(found), decimal(found["consensus"], words) if found["seen"] else "—")


def _share(group: list[int] | None) -> str:
    return f"{round(100 * group[0] / group[1])} % ({group[1]})" if group else "—"
