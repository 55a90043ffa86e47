"""One option, or several, out of a list."""

from qic_core.errors import DomainError
from qic_core.words import N_, Words
from qic_core.workshop.charts import Bar, bars
from qic_core.workshop.fields import Choices, Field
from qic_core.workshop.kind import ITEMS_AT_MOST, CellKind, Chart, Content, Harvest, Setting, Summary, Table

OPTIONS_AT_MOST = 12


class Choice(CellKind):
    name = "choice"
    title = N_("Choice")
    explanation = N_("Each person picks one option, or several.")
    takes_items = True
    settings = (Setting("at_most", N_("Options per person"), 1, OPTIONS_AT_MOST, 1),)

    def check_content(self, content: Content) -> Content:
        if len(content.items) > OPTIONS_AT_MOST:
            raise DomainError("items_out_of_bounds", at_least=self.items_at_least, at_most=OPTIONS_AT_MOST)
        return super().check_content(content)

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (Choices("choices", content.items, at_most=content.settings["at_most"]),)

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        counts = {
            item.key: sum(answer.voices for answer in harvest.answers if item.key in _chosen(answer.values["choices"]))
            for item in content.items
        }
        return {"counts": counts, "voices": harvest.voices}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        counts = summary["counts"]
        if not summary["voices"]:
            return words.gettext("No answer yet.")
        best = max(counts.values())
        leading = [item.text for item in content.items if counts[item.key] == best]
        said = {"option": " / ".join(leading), "n": best, "voices": summary["voices"]}
        return words.gettext("Most chosen: “%(option)s”, by %(n)s of %(voices)s voices.") % said

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        counts, voices = summary["counts"], summary["voices"]
        rows = [(item.text, counts[item.key], _percent(counts[item.key], voices)) for item in content.items]
        return Table((words.gettext("Option"), words.gettext("Voices"), words.gettext("Share")), rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        counts, voices = summary["counts"], summary["voices"]
        drawn = [
            Bar(item.text, counts[item.key], f"{counts[item.key]}  ({_percent(counts[item.key], voices)})")
            for item in content.items
        ]
        return bars(drawn, font=font)

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        voices = summary["voices"] or 1
        return {item.text: round(100 * summary["counts"][item.key] / voices) for item in content.items}


def _chosen(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _percent(count: int, voices: int) -> str:
    return f"{round(100 * count / voices)} %" if voices else "—"
