"""Points to share out over proposals."""

from qic_core.words import N_, Words
from qic_core.workshop.charts import Bar, bars
from qic_core.workshop.fields import Field, Points
from qic_core.workshop.kind import ITEMS_AT_MOST, CellKind, Chart, Content, Harvest, Setting, Summary, Table


class Dots(CellKind):
    name = "dots"
    title = N_("Dots")
    explanation = N_("Each person shares out points over the proposals.")
    takes_items = True
    seconds_per_item = 6
    settings = (Setting("total", N_("Points per person"), 1, 20, 5),)

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (Points("dots", content.items, total=content.settings["total"]),)

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        points = dict.fromkeys((item.key for item in content.items), 0)
        people = dict.fromkeys(points, 0)
        for answer in harvest.answers:
            given = answer.values["dots"]
            for key, number in given.items() if isinstance(given, dict) else ():
                points[key] += int(str(number)) * answer.voices
                people[key] += answer.voices
        return {"points": points, "people": people, "voices": harvest.voices}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        if not summary["voices"]:
            return words.gettext("No answer yet.")
        best, points = _ranked(content, summary)[0]
        said = {
            "proposal": best,
            "points": points,
            "total": sum(summary["points"].values()),
            "voices": summary["voices"],
        }
        return (
            words.gettext("First: “%(proposal)s”, %(points)s of the %(total)s points given by %(voices)s voices.")
            % said
        )

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        people = {item.text: summary["people"][item.key] for item in content.items}
        rows = [(text, points, people[text]) for text, points in _ranked(content, summary)]
        return Table((words.gettext("Proposal"), words.gettext("Points"), words.gettext("Voices")), rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        return bars([Bar(text, points, str(points)) for text, points in _ranked(content, summary)[:most]], font=font)

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        return dict(_ranked(content, summary)[:5])


def _ranked(content: Content, summary: Summary) -> list[tuple[str, int]]:
    scored = [(item.text, summary["points"][item.key]) for item in content.items]
    return sorted(scored, key=lambda pair: -pair[1])
