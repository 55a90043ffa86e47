import pytest

from qic_core.challenge.figures import read_figure, read_year
from qic_core.errors import DomainError


@pytest.mark.parametrize(
    ("typed", "figure", "sign"),
    [
        ("37,5", 37.5, ""),
        ("37.5", 37.5, ""),
        ("40 %", 40, "%"),
        ("40\u202f%", 40, "%"),
        ("12 500", 12500, ""),
        ("12\u202f500\xa0€", 12500, "€"),
        ("1 234 567,89", 1234567.89, ""),
        ("-3,2", -3.2, ""),
        ("−3", -3, ""),
        ("0", 0, ""),
        ("0,125", 0.125, ""),
        ("5.37186", 5.37186, ""),
        ("37,523 %", 37.523, "%"),
        ("1500", 1500, ""),
    ],
)
def test_a_figure_is_read_as_files_write_it(typed, figure, sign):
    assert read_figure(typed) == (figure, sign)


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "n.d.", "N.D.", "nd", "n. d.", "n/a", "NC", "-", "—", "…", "?", "s", "Non disponible", "inconnu"],
)
def test_what_the_file_does_not_know_is_no_figure(typed):
    assert read_figure(typed) == (None, "")
    assert read_year(typed) is None


def test_three_decimals_are_clear_when_the_unit_is_a_share():
    assert read_figure("37.523", unit=" % ") == (37.523, "")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1.234", "figure_unclear"),
        ("12,500", "figure_unclear"),
        ("-1,234", "figure_unclear"),
        ("environ 40", "figure_malformed"),
        ("40-50", "figure_malformed"),
        ("1.234.567", "figure_malformed"),
        ("12 5", "figure_malformed"),
        ("1e9", "figure_malformed"),
        ("%", "figure_malformed"),
        ("9" * 400, "figure_malformed"),
        ("=1+1", "figure_malformed"),
    ],
)
def test_what_is_no_figure_or_could_be_two_is_refused(typed, code):
    with pytest.raises(DomainError, match=code):
        read_figure(typed)


@pytest.mark.parametrize(
    ("typed", "year"), [("2023", 2023), ("31/12/2021", 2021), ("2021-06-01", 2021), ("au 1er janvier 1999", 1999)]
)
def test_a_year_is_read_alone_or_in_a_date(typed, year):
    assert read_year(typed) == year


@pytest.mark.parametrize("typed", ["2019-2020", "23", "12023", "l'an dernier"])
def test_two_years_or_none_are_refused(typed):
    with pytest.raises(DomainError, match="year_unclear"):
        read_year(typed)
