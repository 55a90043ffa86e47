"""The cell kinds of the vision: « La Une du journal » and « pictolangage »."""

from collections.abc import Sequence
from typing import Any

from qic_core.vision.deck import DECK, card_of
from qic_core.words import N_, Words
from qic_core.workshop.charts import Bar, bars
from qic_core.workshop.fields import Choices, Field, Texts
from qic_core.workshop.kind import (
    ITEMS_AT_MOST,
    Answer,
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

NOTHING_SHOWN = N_("Nothing shown yet.")


class FrontPageKind(CellKind):
    """The newspaper of the day on which the vision came true, with the three fields of source 003."""

    name = "front_page"
    title = N_("Front page")
    explanation = N_("Each person or table writes the front page of a newspaper of the future: title, story, tracks.")
    free_text = True
    settings = (Setting("year", N_("Year of the newspaper"), 2025, 2100, 2035),)

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (
            Texts("title", length=120, label=N_("Title of the vision")),
            Texts("story", length=1000, label=N_("Story of the vision"), needed=False, as_ideas=False),
            Texts("tracks", at_most=3, label=N_("Tracks for thought that emerge"), needed=False),
        )

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        shown = _shown_by_answer(harvest)
        pages = [_front_page(answer, shown.get(answer.contribution_id, [])) for answer in harvest.answers]
        return {"year": content.settings["year"], "pages": [page for page in pages if page]}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        count = len(summary["pages"])
        if not count:
            return words.gettext(NOTHING_SHOWN)
        said = words.ngettext("%(n)s front page of %(year)s.", "%(n)s front pages of %(year)s.", count)
        return said % {"n": count, "year": summary["year"]}

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        rows = [(page["title"], page["story"], " · ".join(page["tracks"])) for page in summary["pages"]]
        return Table([words.gettext(field.label) for field in self.fields(content)], rows)

    def chart(self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST) -> None:
        return None


class Picture(CellKind):
    """Source 003 begins a vision with pictures, which ask for fewer words."""

    name = "picture"
    title = N_("Picture language")
    explanation = N_("Each person chooses one picture of a deck and says why in one sentence.")
    free_text = True

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (Choices("picture", DECK, label=N_("Your picture")), Texts("why", label=N_("Why this one?")))

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        shown = _shown_by_answer(harvest)
        chosen = [(card.key, [answer for answer in harvest.answers if card.key == _card(answer)]) for card in DECK]
        pictures = [
            {
                "picture": key,
                "voices": sum(answer.voices for answer in answers),
                "whys": [idea.text for answer in answers for idea in shown.get(answer.contribution_id, [])],
            }
            for key, answers in chosen
            if answers
        ]
        most_chosen_first = sorted(pictures, key=lambda picture: -int(str(picture["voices"])))
        return {"pictures": most_chosen_first, "voices": harvest.voices}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        pictures = summary["pictures"]
        if not pictures:
            return words.gettext("No answer yet.")
        best = [_name(found, words) for found in pictures if found["voices"] == pictures[0]["voices"]]
        said = {"option": " / ".join(best), "n": pictures[0]["voices"], "voices": summary["voices"]}
        return words.gettext("Most chosen: “%(option)s”, by %(n)s of %(voices)s voices.") % said

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        rows = [(_name(found, words), found["voices"], " · ".join(found["whys"])) for found in summary["pictures"]]
        return Table((words.gettext("Picture"), words.gettext("Voices"), words.gettext("Why")), rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        drawn = [
            Bar(_name(found, words), found["voices"], str(found["voices"])) for found in summary["pictures"][:most]
        ]
        return bars(drawn, font=font) if drawn else None


def _shown_by_answer(harvest: Harvest) -> dict[int, list[Idea]]:
    shown: dict[int, list[Idea]] = {}
    for idea in harvest.ideas:
        if idea.visibility == Visibility.SHOWN:
            shown.setdefault(idea.contribution_id, []).append(idea)
    return shown


def _front_page(answer: Answer, shown: Sequence[Idea]) -> dict[str, Any] | None:
    """Return what may be shown of an answer: nothing without its title."""
    allowed = {idea.text for idea in shown}
    titles, tracks = ([text for text in _texts(answer, key) if text in allowed] for key in ("title", "tracks"))
    if not titles:
        return None
    return {"title": titles[0], "story": "".join(_texts(answer, "story")), "tracks": tracks}


def _texts(answer: Answer, key: str) -> list[str]:
    texts = answer.values.get(key)
    return [str(text) for text in texts] if isinstance(texts, list) else []


def _card(answer: Answer) -> str:
    return next(iter(_texts(answer, "picture")), "")


def _name(found: dict[str, Any], words: Words) -> str:
    return card_of(found["picture"]).said(words)
