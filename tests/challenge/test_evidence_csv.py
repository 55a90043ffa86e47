"""Cards from other people's files: matched, previewed, written all together or not at all."""

from datetime import date
from pathlib import Path

import pytest

from qic_core.challenge.evidence import add_evidence, list_evidence
from qic_core.challenge.evidence_csv import (
    CARDS_AT_MOST,
    LINES_AT_MOST,
    Take,
    guess_places,
    missing_parts,
    preview_evidence,
    write_evidence,
)
from qic_core.challenge.rules import Card
from qic_core.errors import DomainError
from qic_core.spreadsheet import open_csv

TODAY = date(2026, 11, 23)
REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "qpv"
FILE = """Indicateur;Valeur;Unité;Année;Commune;Source
Ménages sans eau courante;24,5;%;2023;Koungou;Insee
Habitants;32 156;;2017;Koungou;Insee, recensement
Ménages sans électricité;n.d.;;;Koungou;
"""
SIX = {key: Take(place) for place, key in enumerate(("statement", "figure", "unit", "year", "perimeter", "source"))}


def preview(session, collective_id, text, takes=SIX, only=""):
    sheet = open_csv(text.encode() if isinstance(text, str) else text, at_most=LINES_AT_MOST)
    return preview_evidence(session, collective_id, sheet, takes, only=only, today=TODAY)


@pytest.mark.parametrize(
    ("headings", "places"),
    [
        ("Indicateur;Valeur;Unité;Année;Commune;Source", {key: take.place for key, take in SIX.items()}),
        (
            "SOURCE;ANNEE;LIBELLE;VALEUR_2021;NOM_QP",
            {"source": 0, "year": 1, "statement": 2, "figure": 3, "perimeter": 4},
        ),
        ("Libellé court;Libellé;Taux", {"statement": 1, "figure": 2}),
        ("annee,dispositif,code_cv,site_qic,structure,montant", {"year": 0, "perimeter": 3, "figure": 5}),
        ("a,b", {}),
    ],
)
def test_columns_are_guessed_from_their_headings(headings, places):
    assert guess_places(open_csv(headings.encode(), at_most=1).headings) == places


@pytest.mark.parametrize("data", [FILE, FILE.encode("latin-1"), FILE.replace("\n", "\r\n").encode("cp1252")])
def test_a_file_becomes_cards_and_what_it_does_not_know_open_questions(database, koungou, data):
    with database.writing(koungou) as work:
        found = preview(work.session, koungou, data)
        assert list(found.errors) == []
        assert write_evidence(work, preview=found) == 3
        cards = list_evidence(work.session, koungou)
    told = [(one.statement, one.figure, one.unit, one.year, one.perimeter, one.source) for one in cards]
    assert told == [
        ("Ménages sans eau courante", 24.5, "%", 2023, "Koungou", "Insee"),
        ("Habitants", 32156, "", 2017, "Koungou", "Insee, recensement"),
        ("Ménages sans électricité", None, "", None, "Koungou", ""),
    ]


def test_what_no_column_holds_is_said_once_for_all_lines(database, koungou):
    takes = {
        "statement": Take(None, "Taux de pauvreté"), "figure": Take(1), "perimeter": Take(0),
        "unit": Take(None, "%"), "year": Take(2, "2012"), "source": Take(None, "Insee"),
    }  # fmt: skip
    with database.reading() as session:
        found = preview(session, koungou, "quartier,tp60,an\nCentre,40.2,\nÎle,,2013\n", takes)
    assert list(found.cards) == [
        Card(statement="Taux de pauvreté", figure=40.2, unit="%", year=2012, perimeter="Centre", source="Insee"),
        Card(statement="Taux de pauvreté", figure=None, unit="%", year=2013, perimeter="Île", source="Insee"),
    ]


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({}, ["What the figure says, or the question"]),
        ({"statement": Take(0)}, []),
        ({"statement": Take(None, "Loyer"), "figure": Take(1)}, ["Who says so, in which document"]),
        ({"statement": Take(None, " "), "figure": Take(None, "5"), "source": Take(2)},
         ["What the figure says, or the question"]),
        ({"statement": Take(0), "figure": Take(1), "source": Take(None, "Insee")}, []),
    ],
)  # fmt: skip
def test_what_no_line_can_do_without_is_asked_first(said, missing):
    assert missing_parts({**dict.fromkeys(SIX, Take()), **said}) == missing


def test_the_sign_of_a_figure_is_its_unit_when_none_is_told(database, koungou):
    takes = {"statement": Take(0), "figure": Take(1), "source": Take(None, "Insee")}
    with database.reading() as session:
        found = preview(session, koungou, "quoi;combien\nTôle;37 %\nLoyer;500 €\n", takes)
    assert [(card.figure, card.unit) for card in found.cards] == [(37, "%"), (500, "€")]


@pytest.mark.parametrize(
    ("only", "found"),
    [("", 3), ("électricité", 1), ("INSEE", 2), (" koungou ", 3)],
)
def test_only_the_lines_that_are_wanted_are_read(database, koungou, only, found):
    with database.reading() as session:
        assert len(preview(session, koungou, FILE, only=only).cards) == found


def test_each_wrong_line_says_what_is_wrong_and_nothing_is_written(database, koungou):
    wrong = FILE + (
        "Tôle;beaucoup;%;2023;Koungou;Insee\n"
        "Tôle;37;%;2023;Koungou;\n"
        "Tôle;37;%;2999;Koungou;Insee\n"
        ";37;%;2023;Koungou;Insee\n"
        "habitants;33 000;;2017;KOUNGOU;insee, recensement\n"
        "Loyer;1.234;euros;2023;Koungou;Insee\n"
        "Loyer;500;euros;2020-2021;Koungou;Insee\n" + "x" * 301 + ";1;;;;Insee\n"
    )
    with database.writing(koungou) as work:
        add_evidence(work, Card(statement="Ménages sans électricité", perimeter="Koungou"))
        found = preview(work.session, koungou, wrong)
        assert [(wrong.line, wrong.error.code) for wrong in found.errors] == [
            (4, "evidence_twice"),
            (5, "figure_malformed"),
            (6, "source_missing"),
            (7, "year_out_of_bounds"),
            (8, "sentence_missing"),
            (9, "evidence_twice"),
            (10, "figure_unclear"),
            (11, "year_unclear"),
            (12, "text_too_long"),
        ]
        with pytest.raises(DomainError, match="csv_has_errors"):
            write_evidence(work, preview=found)
        assert len(list_evidence(work.session, koungou)) == 1


@pytest.mark.parametrize(
    ("text", "only", "code"),
    [
        ("Indicateur;Valeur\n", "", "csv_empty"),
        ("", "", "csv_empty"),
        (FILE, "Marseille", "csv_no_such_line"),
        ("a;b\n" + "x;1\n" * (CARDS_AT_MOST + 1), "", "csv_too_many_cards"),
        ("a;b\n" + "x;1\n" * (LINES_AT_MOST + 1), "", "csv_too_long"),
    ],
    ids=["headings only", "nothing", "no such line", "too many cards", "too long"],
)
def test_a_file_that_cannot_serve_is_refused(database, koungou, text, only, code):
    with database.reading() as session, pytest.raises(DomainError, match=code):
        preview(session, koungou, text, only=only)


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the public files of the quarters are not here")
def test_public_figures_of_the_quarters_become_cards(database, koungou):
    sheet = open_csv((REFERENCE / "qpv2015_occitanie_indicateurs.csv").read_bytes(), at_most=LINES_AT_MOST)
    places = guess_places(sheet.headings)
    assert sheet.headings[places["perimeter"]] == "nom_qp"
    takes = {
        "statement": Take(None, "des habitants vivent sous le seuil de pauvreté"), "unit": Take(None, "%"),
        "figure": Take(sheet.headings.index("tp60")), "perimeter": Take(places["perimeter"]),
        "year": Take(None, "2012"), "source": Take(None, "Insee"),
    }  # fmt: skip
    with database.writing(koungou) as work:
        found = preview_evidence(work.session, koungou, sheet, takes, only="Montpellier", today=TODAY)
        assert list(found.errors) == []
        assert write_evidence(work, preview=found) == len(found.cards) > 5
        assert all(10 < card.figure < 80 for card in list_evidence(work.session, koungou) if card.figure)
