"""Short texts from everyone, sorted into themes by hand."""

from typing import ClassVar

from qic_core.words import N_, Words
from qic_core.workshop.charts import Bar, bars
from qic_core.workshop.fields import Field, Texts
from qic_core.workshop.kind import (
    ITEMS_AT_MOST,
    CellKind,
    Chart,
    Content,
    Harvest,
    Idea,
    Setting,
    Summary,
    Table,
    Visibility,
)


class Ideas(CellKind):
    name = "ideas"
    title = N_("Ideas")
    explanation = N_("Each person writes one or several short ideas; you sort them into themes.")
    free_text = True
    settings: ClassVar[tuple[Setting, ...]] = (Setting("at_most", N_("Ideas per person"), 1, 5, 3),)

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (Texts("ideas", at_most=content.settings["at_most"], length=140),)

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        shown = [idea for idea in harvest.ideas if idea.visibility == Visibility.SHOWN]
        themes = [(theme.label, _entries(shown, theme.id)) for theme in harvest.themes]
        largest_first = sorted((theme for theme in themes if theme[1]), key=lambda theme: -len(theme[1]))
        return {
            "themes": [{"label": label, "ideas": ideas} for label, ideas in largest_first],
            "alone": _entries(shown, None),
            "shown": len(shown),
        }

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        shown, themes = summary["shown"], summary["themes"]
        counted = words.ngettext("%(n)s idea shown", "%(n)s ideas shown", shown) % {"n": shown}
        if not themes:
            return counted + "."
        sentence = words.ngettext(
            "%(counted)s, in %(themes)s theme: “%(label)s” (%(n)s).",
            "%(counted)s, in %(themes)s themes; the largest is “%(label)s” (%(n)s).",
            len(themes),
        )
        largest = themes[0]
        return sentence % {
            "counted": counted,
            "themes": len(themes),
            "label": largest["label"],
            "n": len(largest["ideas"]),
        }

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        rows = [(theme["label"], idea["text"]) for theme in summary["themes"] for idea in theme["ideas"]]
        rows += [("—", idea["text"]) for idea in summary["alone"]]
        return Table((words.gettext("Theme"), words.gettext("Idea")), rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        sizes = [
            Bar(theme["label"], len(theme["ideas"]), str(len(theme["ideas"]))) for theme in summary["themes"][:most]
        ]
        return bars(sizes, font=font) if sizes else None

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        return {words.gettext("Ideas shown"): summary["shown"]}


def _entries(ideas: list[Idea], theme_id: int | None) -> list[dict[str, int | str]]:
    return [{"id": idea.id, "text": idea.text} for idea in ideas if idea.theme_id == theme_id]
