"""One to three words from everyone, drawn as a cloud (measure M17)."""

from qic_core.measures.cloud import layout
from qic_core.measures.word_counts import WordCount, count_words
from qic_core.words import N_, Words
from qic_core.workshop.charts import cloud
from qic_core.workshop.fields import Field, Texts
from qic_core.workshop.kind import ITEMS_AT_MOST, CellKind, Chart, Content, Harvest, Setting, Summary, Table, Visibility

WIDTH_IN_FONTS, HEIGHT_IN_FONTS = 44, 18
WORDS_IN_CURVE = 5


class WordCloud(CellKind):
    name = "words"
    title = N_("Words")
    explanation = N_("Each person gives one to three words; the room sees a cloud, the most frequent the largest.")
    free_text = True
    settings = (Setting("at_most", N_("Words per person"), 1, 3, 3),)

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (Texts("words", at_most=content.settings["at_most"], length=30),)

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        merged = {theme.id: theme.label for theme in harvest.themes}
        shown = [idea for idea in harvest.ideas if idea.visibility == Visibility.SHOWN]
        said = [(merged.get(idea.theme_id or 0, idea.text), idea.voices) for idea in shown]
        counted = count_words(said)
        return {"words": [{"word": word.spelling, "count": word.count} for word in counted], "shown": len(shown)}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        counted = summary["words"]
        if not counted:
            return words.gettext("No word shown yet.")
        first = {"word": counted[0]["word"], "n": counted[0]["count"], "different": len(counted)}
        return (
            words.ngettext(
                "%(different)s word; “%(word)s” comes back most often (%(n)s).",
                "%(different)s different words; “%(word)s” comes back most often (%(n)s).",
                len(counted),
            )
            % first
        )

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        rows = [(word["word"], word["count"]) for word in summary["words"]]
        return Table((words.gettext("Word"), words.gettext("Times")), rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        counted = [WordCount(word["word"], word["count"], ()) for word in summary["words"]]
        width, height = font * WIDTH_IN_FONTS, font * HEIGHT_IN_FONTS
        return cloud(layout(counted, width, height, smallest=font), width=width, height=height) if counted else None

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        return {word["word"]: word["count"] for word in summary["words"][:WORDS_IN_CURVE]}
