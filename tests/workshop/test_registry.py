"""Every kind of cell is held to every rendering that is drawn from its declaration."""

import gettext
import json
import re
from gettext import NullTranslations

import altair as alt
import pytest

from qic_core.settings import ROOT
from qic_core.workshop.answers import check_answer, ideas_in
from qic_core.workshop.fields import Choices, Figures, Item, Number, Points, Ratings, Scale, Texts
from qic_core.workshop.kind import (
    Answer,
    Content,
    Harvest,
    Idea,
    Source,
    Theme,
    Visibility,
    Wording,
)
from qic_core.workshop.registry import all_kinds, kind_of

WORDS = gettext.NullTranslations()
VOCABULARY = (Texts, Number, Figures, Choices, Scale, Points, Ratings)
PICTOGRAMS = ROOT / "data" / "pictograms"
PLACEHOLDER = re.compile(r"%\(\w+\)|%%")
ITEMS = (Item("i1", "Éclairer le stade"), Item("i2", "=1+1 | <b>un local</b> commun", (3, 5)), Item("i3", "Navette"))
COLLEGES = ("Habitants", "Associations", "Élus", None)

pytestmark = pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.name)


def content_of(kind):
    return Content(kind.name, "Besoins", "De quoi avons-nous besoin ?", kind.check_settings({}), ITEMS)


def value_for(field, number):
    """A good value for any field of the vocabulary; another number, another value."""
    match field:
        case Texts():
            return [["solidarité", "Solidarité", "jeu d'échecs", "=1+1"][number % 4]]
        case Number(lowest=lowest, highest=highest):
            return min(highest, max(lowest, number**2 / 4 - 3))
        case Figures(items=items):
            return {items[number % len(items)].key: {"figure": number**2 / 4 - 3} if number % 4 else {"unknown": 1}}
        case Choices(items=items):
            return [items[number % len(items)].key]
        case Scale(levels=levels):
            return levels[number % len(levels)].value
        case Points(items=items):
            return {items[number % len(items)].key: 1}
        case Ratings(items=items, criteria=criteria):
            rated = items[number % len(items)]
            return {rated.key: {c.key: c.levels[number % len(c.levels)].value for c in criteria}}
    raise AssertionError(f"{field} is not of the vocabulary")


def values_for(fields, number):
    """A good answer: what is apart from one's own item leaves it out."""
    values = {field.key: value_for(field, number) for field in fields}
    for field in fields:
        if isinstance(field, Ratings) and field.apart_from:
            values[field.apart_from] = [field.items[(number + 1 + number // 3 % 2) % len(field.items)].key]
    return values


def harvest_of(kind, count, *, apart=1, voices=1):
    """What a run of this kind holds after `count` answers, each `apart` from the one before."""
    fields = kind.fields(content_of(kind))
    answers, ideas = [], []
    for number in range(count):
        values = kind.check_values(content_of(kind), check_answer(fields, values_for(fields, number * apart)))
        college, theme = COLLEGES[number % 4], [None, 1, 2][number % 3]
        answers.append(Answer(values, voices, college, list(Source)[number % 3], number + 1))
        ideas += [
            Idea(number + 1, text, voices, college, list(Visibility)[number % 3], theme, number + 1)
            for text in ideas_in(fields, values)
        ]
    return Harvest(answers, ideas if kind.free_text else (), [Theme(1, "Vivre ensemble"), Theme(2, "Se déplacer")])


HARVESTS = {
    "nobody": lambda kind: harvest_of(kind, 0),
    "one": lambda kind: harvest_of(kind, 1),
    "all the same": lambda kind: harvest_of(kind, 20, apart=0),
    "all different": lambda kind: harvest_of(kind, 80),
    "tables of six": lambda kind: harvest_of(kind, 9, voices=6),
    "as many as can be": lambda kind: harvest_of(kind, 500, apart=7),
}


def test_its_declaration_is_complete(kind):
    assert kind_of(kind.name) is kind
    assert re.fullmatch("[a-z_]+", kind.name)
    assert kind.title
    assert kind.explanation.endswith(".")
    for setting in kind.settings:
        assert setting.label
        assert setting.check(setting.default) == setting.default


def test_it_asks_in_the_closed_vocabulary_and_a_cell_that_asks_has_a_field(kind):
    fields = kind.fields(content_of(kind))
    assert all(isinstance(field, VOCABULARY) for field in fields)
    assert len({field.key for field in fields}) == len(fields)
    assert kind.asks is bool(fields)
    assert kind.free_text is any(isinstance(field, Texts) and field.as_ideas for field in fields)
    asked = tuple(kind.questions(content_of(kind)))
    assert kind.takes_items is any(getattr(field, "items", ()) == asked for field in fields)


def test_when_it_asks_several_things_each_has_its_name(kind):
    fields = kind.fields(content_of(kind))
    assert len(fields) < 2 or all(field.label for field in fields)
    columns = [column for field in fields for column in field.columns(NullTranslations())]
    assert len(set(columns)) == len(columns)


def test_its_pictograms_exist(kind):
    for field in kind.fields(content_of(kind)):
        criteria = getattr(field, "criteria", ())
        levels = [*getattr(field, "levels", ()), *(level for one in criteria for level in one.levels)]
        for named in [*levels, *criteria, *getattr(field, "items", ())]:
            assert not named.pictogram or (PICTOGRAMS / f"{named.pictogram}.svg").is_file()


def test_every_setting_within_its_bounds_gives_a_form(kind):
    for setting in kind.settings:
        words = isinstance(setting, Wording)
        for value in ("", "x" * setting.length) if words else (setting.lowest, setting.highest):
            content = Content(kind.name, "Titre", "Question", kind.check_settings({setting.key: value}), ITEMS)
            assert kind.fields(content)


def test_an_answer_fills_its_spreadsheet_columns(kind):
    for field in kind.fields(content_of(kind)):
        columns = field.columns(NullTranslations())
        assert len(set(columns)) == len(columns) > 0
        assert len(field.cells(field.check(value_for(field, 1)))) == len(columns)


@pytest.mark.parametrize("given", HARVESTS.values(), ids=HARVESTS)
class TestWhatItDraws:
    def test_the_summary_survives_being_stored(self, kind, given):
        summary = kind.summarise(content_of(kind), given(kind))
        assert json.loads(json.dumps(summary)) == summary

    def test_the_summary_is_the_same_for_the_same_answers(self, kind, given):
        assert kind.summarise(content_of(kind), given(kind)) == kind.summarise(content_of(kind), given(kind))

    def test_the_sentence_is_one_plain_line_without_hole(self, kind, given):
        sentence = kind.sentence(content_of(kind), kind.summarise(content_of(kind), given(kind)), WORDS)
        assert sentence.strip() == sentence != ""
        assert "\n" not in sentence
        assert not PLACEHOLDER.search(sentence)
        assert "None" not in sentence

    def test_the_table_has_a_cell_for_every_column(self, kind, given):
        table = kind.table(content_of(kind), kind.summarise(content_of(kind), given(kind)), WORDS)
        assert len(set(table.columns)) == len(table.columns)
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert all(isinstance(cell, str | int | float) or cell is None for row in table.rows for cell in row)
        assert bool(table.columns) is kind.asks

    def test_the_curve_has_a_number_for_each_series(self, kind, given):
        trend = kind.trend(content_of(kind), kind.summarise(content_of(kind), given(kind)), WORDS)
        assert all(name and isinstance(value, int | float) for name, value in trend.items())


@pytest.mark.parametrize(
    ("given", "font"), [("nobody", 14), ("one", 34), ("tables of six", 14), ("as many as can be", 34)]
)
def test_its_chart_can_be_drawn_on_a_page_and_on_the_wall(kind, given, font):
    summary = kind.summarise(content_of(kind), HARVESTS[given](kind))
    chart = kind.chart(content_of(kind), summary, WORDS, font=font)
    if chart is not None:
        alt.Chart.from_dict({**chart.picture, "data": {"values": json.loads(json.dumps(chart.rows))}}).to_dict()
    shorter = kind.chart(content_of(kind), summary, WORDS, font=font, most=1)
    assert (shorter is None) is (chart is None)


def test_what_it_shows_beside_its_chart_can_be_drawn_too(kind):
    for given in HARVESTS.values():
        summary = kind.summarise(content_of(kind), given(kind))
        second = kind.beside(content_of(kind), summary, WORDS, font=14)
        if second is not None:
            assert second.caption
            assert kind.chart(content_of(kind), summary, WORDS, font=14) is not None
            alt.Chart.from_dict({**second.picture, "data": {"values": json.loads(json.dumps(second.rows))}}).to_dict()
