"""Measures from the files that people have: matched, previewed, written all together or not at all."""

from dataclasses import replace
from datetime import UTC, date, datetime
from gettext import NullTranslations
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.errors import DomainError
from qic_core.evaluation.indicator_rules import Indicator, Measure
from qic_core.evaluation.measures_csv import (
    LINES_AT_MOST,
    as_typed,
    below,
    guess_heading,
    open_measures,
    preview_measures,
    read_measure,
    write_measures,
)
from qic_core.evaluation.rules import MeasureSource
from qic_core.words import catalogue
from tests.evaluation.story import PARENTS

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TWO = {"day": 0, "value": 1}
MARCH, APRIL = date(2026, 3, 2), date(2026, 4, 3)


def indicator(key=1, name="Parents présents", *, unit="parents", measured=(), **more):
    told = tuple(Measure(place, day, value, "", MeasureSource.HAND) for place, (day, value) in enumerate(measured))
    return Indicator(key, replace(PARENTS, name=name, unit=unit, **more), told)


def preview(text, *indicators, places=TWO, correcting=False):
    known = indicators or (indicator(),)
    sheet = below(open_measures(text.encode() if isinstance(text, str) else text).rows, 1)
    for_all = None if "indicator" in places else known[0].id
    return preview_measures(known, sheet, places, for_all=for_all, correcting=correcting, now=NOW)


def figures(found):
    return [(one.entry.measured_on, one.entry.value) for one in found.measures]


def wrong(found):
    return [(one.line, one.error.code) for one in found.errors]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12), ("12,5", 12.5), ("12.5", 12.5), ("1 500", 1500), ("1\N{NO-BREAK SPACE}500", 1500),
        ("1\N{NARROW NO-BREAK SPACE}500,25", 1500.25), ("-3", -3), ("−3", -3), ("0", 0), (" 7 ", 7), ("0,123", 0.123),
        ("n.d.", None), ("nd", None), ("ND", None), ("n/d", None), ("N.C.", None), ("?", None),
        ("non disponible", None),
    ],
)  # fmt: skip
def test_a_figure_is_read_as_people_type_it(typed, value):
    assert read_measure(typed, unit="parents") == value


@pytest.mark.parametrize("unit", ["%", "% des familles", "pour cent", "Pourcent", "percent", ""])
def test_a_percent_sign_belongs_to_a_unit_in_per_cent(unit):
    assert read_measure("40 %", unit=unit) == 40
    assert read_measure("12,5%", unit=unit) == 12.5


@pytest.mark.parametrize(
    ("typed", "unit", "code"),
    [
        ("", "", "measure_missing"), ("  ", "", "measure_missing"), ("douze", "", "figure_malformed"),
        ("12 parents", "parents", "figure_malformed"), ("40 %", "parents", "measure_in_other_unit"),
        ("1.234", "parents", "figure_unclear"), ("1,234", "parents", "figure_unclear"), ("=A1", "", "figure_malformed"),
        ("1e9", "", "figure_malformed"), ("inf", "", "figure_malformed"), ("12..5", "", "figure_malformed"),
        ("9" * 13, "", "measure_out_of_bounds"), ("1 2 3", "", "figure_malformed"), ("3/4", "", "figure_malformed"),
    ],
)  # fmt: skip
def test_what_is_no_figure_is_refused(typed, unit, code):
    with pytest.raises(DomainError, match=code):
        read_measure(typed, unit=unit)


@pytest.mark.parametrize("words", [NullTranslations(), catalogue("fr")])
@given(value=st.none() | st.decimals(-(10**9), 10**9, places=6).map(float))
def test_a_figure_that_is_shown_to_be_corrected_reads_the_same(words, value):
    assert read_measure(as_typed(value, words), unit="") == value


@pytest.mark.parametrize(
    "text",
    [
        "date;valeur\n02/03/2026;12,5\n03/04/2026;40\n",
        "Jour,Mesure\n2026-03-02,12.5\n2026-04-03,40\n",
        "date\tvaleur\n2 mars 2026\t12,5\n46115\t40\n",
        "sep=;\ndate;valeur\n02/03/2026;12,5\n\n03/04/2026; 40 \n",
    ],
)
def test_mixed_days_and_decimals_are_read_from_any_cut(text):
    found = preview(text)
    assert (figures(found), wrong(found)) == ([(MARCH, 12.5), (APRIL, 40)], [])


def test_a_file_of_an_old_spreadsheet_is_read_in_its_own_letters():
    text = "date;valeur;remarque\n2 février 2026;12;Événement\n".encode("cp1252")
    [one] = preview(text, places={**TWO, "note": 2}).measures
    assert (one.entry.measured_on, one.entry.note) == (date(2026, 2, 2), "Événement")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("04/13/2026;12", "day_malformed"),
        (";12", "day_malformed"),
        ("hier;12", "day_malformed"),
        ("01/01/2027;12", "measure_in_future"),
        ("01/01/1826;12", "day_out_of_bounds"),
        ("02/03/2026;douze", "figure_malformed"),
        ("02/03/2026;40 %", "measure_in_other_unit"),
        ("02/03/2026;1.234", "figure_unclear"),
        ("02/03/2026;=B2*2", "cell_holds_formula"),
        ("=TODAY();12", "cell_holds_formula"),
        ("02/03/2026;#DIV/0!", "figure_malformed"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_number_and_nothing_is_written(line, code):
    found = preview(f"date;valeur\n03/04/2026;40\n{line}\n")
    assert (figures(found), wrong(found)) == ([(APRIL, 40)], [(3, code)])
    with pytest.raises(DomainError, match="csv_has_errors"):
        write_measures(None, preview=found)


def test_a_day_that_comes_twice_in_a_file_is_refused_even_if_it_says_the_same():
    found = preview("date;valeur\n02/03/2026;12\n2026-03-02;12\n02/03/2026;13\n")
    assert wrong(found) == [(3, "measured_on_line"), (4, "measured_on_line")]
    assert found.errors[0].error.params == {"day": "02/03/2026", "line": 2}


def test_what_is_known_already_is_left_out_and_another_figure_is_refused_unless_asked():
    known = indicator(measured=[(MARCH, 12), (APRIL, None)])
    text = "date;valeur\n02/03/2026;12\n03/04/2026;40\n01/05/2026;41\n"
    found = preview(text, known)
    assert (found.known, wrong(found)) == (1, [(3, "measured_that_day")])
    found = preview(text, known, correcting=True)
    assert wrong(found) == []
    assert [(one.entry.value, one.replaces) for one in found.measures] == [(40, True), (41, False)]


def test_another_note_of_a_figure_that_is_known_is_told_and_taken_when_asked():
    known = replace(indicator(), measures=(
        Measure(1, MARCH, 12, "", MeasureSource.HAND), Measure(2, APRIL, None, "En vacances", MeasureSource.HAND),
    ))  # fmt: skip
    text = "date;valeur;note\n02/03/2026;12;Compté deux fois\n03/04/2026;n.d.;En vacances\n"
    places = {**TWO, "note": 2}
    found = preview(text, known, places=places)
    assert (found.noted, found.known, list(found.measures), wrong(found)) == (1, 1, [], [])
    found = preview(text, known, places=places, correcting=True)
    assert (found.noted, found.known, wrong(found)) == (0, 1, [])
    assert [(one.entry.value, one.entry.note, one.replaces) for one in found.measures] == [
        (12, "Compté deux fois", True)
    ]
    assert preview("date;valeur;note\n03/04/2026;n.d.;\n", known, places=places, correcting=True).known == 1


def test_a_line_without_a_figure_brings_nothing_and_one_that_is_not_known_does():
    found = preview("date;valeur\n02/03/2026;\n01/01/2030;\n03/04/2026;n.d.\n")
    assert (figures(found), found.empty, wrong(found)) == ([(APRIL, None)], 2, [])


def test_each_line_may_name_its_indicator_whatever_its_capitals_and_accents():
    known = (indicator(), indicator(2, "Élèves en retard", unit="%"), indicator(3, "Double"), indicator(4, "double"))
    text = (
        "indicateur;date;valeur\nparents PRESENTS;02/03/2026;12\nEleves en  retard;02/03/2026;40 %\n"
        "Inconnu;02/03/2026;1\nDouble;02/03/2026;1\n;02/03/2026;1\n"
    )
    found = preview(text, *known, places={"indicator": 0, "day": 1, "value": 2})
    assert [(one.indicator_id, one.entry.value) for one in found.measures] == [(1, 12), (2, 40)]
    assert wrong(found) == [(4, "indicator_not_found"), (5, "indicator_ambiguous"), (6, "indicator_not_found")]


def test_what_the_room_measures_takes_nothing_from_a_file():
    found = preview("date;valeur\n02/03/2026;12\n", indicator(cell_id=7))
    assert wrong(found) == [(2, "indicator_measured_by_room")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("date;valeur\n02/03/2026;12\n", 1),
        ("Indicateurs 2026;;\n;;\nJour;Mesure;Note\n02/03/2026;12;\n", 3),
        ("Parents présents\nAnnée;Valeur\n2025;12\n", 2),
        (";2025;\nmois;effectif;\njanvier 2026;12;\n", 2),
        ("a;b\n1;2\n", 1),
        ("", 1),
    ],
)
def test_titles_and_merged_cells_may_stand_above_the_headings(text, line):
    assert guess_heading(open_measures(text.encode()).rows) == line


def test_below_merged_headings_lines_keep_the_numbers_of_the_file():
    sheet = below(open_measures(b"Indicateurs 2026\n\ndate;valeur\n02/03/2026;douze\n").rows, 3)
    found = preview_measures([indicator()], sheet, TWO, for_all=1, now=NOW)
    assert wrong(found) == [(4, "figure_malformed")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"date;valeur\n", "csv_empty"),
        (b"", "csv_empty"),
        (b"\xd0\xcf\x11\xe0\0\0", "csv_not_text"),
        (b"date;valeur\n" + b"02/03/2026;12\n" * (LINES_AT_MOST + 1), "csv_too_long"),
        (b";" * 300 + b"\n1\n", "csv_too_wide"),
        (b"PK\x03\x04 not a zip at all", "xlsx_unreadable"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_reason(data, code):
    with pytest.raises(DomainError, match=code):
        below(open_measures(data).rows, 1)


@pytest.mark.parametrize(
    ("data", "code"), [(b"02/03/2026;12\n" * 1_000_000, "csv_too_large"), (b"1\n" * 1_000_000, "csv_too_long")]
)
def test_a_file_of_a_million_lines_is_refused_within_a_second(data, code):
    started = process_time()
    with pytest.raises(DomainError, match=code):
        open_measures(data)
    assert process_time() - started < 1


def test_a_preview_is_written_all_together(koungou):
    key, other = koungou.indicator(), koungou.indicator("Élèves en retard", unit="%")
    koungou.measure(key, MARCH, 11)
    text = (
        "indicateur;date;valeur;note\nParents présents;02/03/2026;12;Compté\nÉlèves en retard;03/04/2026;40 %;\n"
        "Parents présents;03/04/2026;n.d.;\n"
    )
    places = {"indicator": 0, "day": 1, "value": 2, "note": 3}
    found = preview(text, *koungou.indicators, places=places, correcting=True)
    assert koungou.do(write_measures, preview=found) == 3
    assert koungou.figures(key) == [(MARCH, 12), (APRIL, None)]
    assert koungou.figures(other) == [(APRIL, 40)]
    assert koungou.told(key).measures[0].note == "Compté"
    again = preview(text, *koungou.indicators, places=places)
    assert (again.known, list(again.measures), list(again.errors)) == (3, [], [])


def test_what_someone_else_measured_meanwhile_refuses_the_whole_file(koungou):
    key = koungou.indicator()
    found = preview("date;valeur\n02/03/2026;12\n03/04/2026;13\n", *koungou.indicators)
    koungou.measure(key, APRIL, 99)
    with pytest.raises(DomainError, match="measured_that_day"):
        koungou.do(write_measures, preview=found)
    assert koungou.figures(key) == [(APRIL, 99)]


CELLS = st.text(st.sampled_from('0123456789/-,. %=;"\nnd.aé'), max_size=60)


@given(CELLS)
def test_whatever_a_file_holds_it_is_read_or_refused_line_by_line(text):
    try:
        found = preview(f"date;valeur\n{text}")
    except DomainError as error:
        found = error
    assert isinstance(found, DomainError) or all(one.line > 1 for one in found.errors)
