from datetime import date

import pytest

from qic_core.collective.organisations import (
    add_organisation,
    edit_organisation,
    list_organisations,
    missing_sectors,
)
from qic_core.collective.organisations_csv import preview_organisations, write_organisations
from qic_core.collective.rules import SECTORS
from qic_core.errors import DomainError
from qic_core.words import catalogue

TABLE = [
    ("Préfecture", "Institutions"),
    ("Croix-Rouge", "Associations"),
    ("Conseil citoyen de Majicavo", "Habitants"),
    ("Coallia", "Associations"),
]


def seat(database, collective_id, name, college, **more):
    with database.writing(collective_id) as work:
        return add_organisation(work, collective_id=collective_id, name=name, college=college, **more)


def seated(database, collective_id, **asked):
    with database.reading() as session:
        return list_organisations(session, collective_id, **asked)


def test_organisations_sit_college_by_college(database, koungou):
    for name, college in TABLE:
        seat(database, koungou, name, college)
    names = [organisation.name for organisation in seated(database, koungou)]
    assert names == ["Conseil citoyen de Majicavo", "Coallia", "Croix-Rouge", "Préfecture"]


@pytest.mark.parametrize(
    ("name", "college", "code"),
    [
        ("EPFAM", "Régions", "college_unknown"),
        ("", "Élus", "name_missing"),
        ("Préfecture", "Élus", "organisation_twice"),
        (" préfecture ", "Institutions", "organisation_twice"),
        ("x" * 121, "Élus", "name_too_long"),
    ],
)
def test_an_organisation_is_refused_without_college_or_name_or_twice(database, koungou, name, college, code):
    seat(database, koungou, "Préfecture", "Institutions")
    with pytest.raises(DomainError, match=code):
        seat(database, koungou, name, college)
    assert [organisation.name for organisation in seated(database, koungou)] == ["Préfecture"]


def edit(database, collective_id, organisation_id, **changed):
    told = {"name": "Coallia", "college": "Associations", "sector": "", "joined_on": None, "left_on": None}
    with database.writing(collective_id) as work:
        edit_organisation(work, organisation_id=organisation_id, **{**told, **changed})


def test_who_has_left_is_not_at_the_table_but_in_the_history(database, koungou):
    coallia = seat(database, koungou, "Coallia", "Associations", joined_on=date(2026, 1, 5))
    edit(database, koungou, coallia, joined_on=date(2026, 1, 5), left_on=date(2026, 6, 30))
    assert seated(database, koungou) == []
    [gone] = seated(database, koungou, left_too=True)
    assert (gone.joined_on, gone.left_on) == (date(2026, 1, 5), date(2026, 6, 30))
    edit(database, koungou, coallia)
    assert [organisation.name for organisation in seated(database, koungou)] == ["Coallia"]


def test_nobody_leaves_before_they_came(database, koungou):
    coallia = seat(database, koungou, "Coallia", "Associations")
    with pytest.raises(DomainError, match="left_before_joined"):
        edit(database, koungou, coallia, joined_on=date(2026, 6, 30), left_on=date(2026, 1, 5))


def test_another_collective_s_organisation_is_out_of_reach(database, koungou):
    coallia = seat(database, koungou, "Coallia", "Associations")
    with pytest.raises(DomainError, match="organisation_unknown"):
        edit(database, koungou + 1, coallia)


@pytest.mark.parametrize("written", ["School and education", "école et éducation", "ECOLE ET EDUCATION"])
def test_sectors_that_nobody_covers_are_named_however_the_others_are_written(database, koungou, written):
    seat(database, koungou, "École de Majicavo", "Institutions", sector=written)
    french = catalogue("fr")
    missing = missing_sectors(seated(database, koungou), french)
    assert missing == [french.gettext(sector) for sector in SECTORS if sector != "School and education"]


GOOD = [("EPFAM", "Institutions", "Logement"), ("Mlezi", "Associations", "")]


@pytest.mark.parametrize(
    "data",
    [
        "nom,collège,secteur\nEPFAM,Institutions,Logement\n\nMlezi,Associations,\n".encode(),
        "Nom;Collège;Secteur\r\nEPFAM;institutions;Logement\r\nMlezi;ASSOCIATIONS;\r\n".encode("latin-1"),
        "\ufeffSecteur;COLLEGE;Structure\nLogement;Institutions;EPFAM\n;Associations;Mlezi".encode(),
        "Nom\tCollège\tSecteur\nEPFAM\tInstitutions\tLogement\nMlezi\tAssociations".encode(),
    ],
    ids=["utf-8, commas", "latin-1, semicolons", "other headings and order", "tabs"],
)
def test_a_spreadsheet_is_read_as_people_save_it(database, koungou, data):
    with database.writing(koungou) as work:
        preview = preview_organisations(work.session, koungou, data)
        assert [(o.name, o.college, o.sector) for o in preview.organisations] == GOOD
        assert preview.errors == []
        assert write_organisations(work, collective_id=koungou, preview=preview) == 2
    assert [organisation.name for organisation in seated(database, koungou)] == ["Mlezi", "EPFAM"]


def test_each_wrong_line_says_what_is_wrong_and_nothing_is_written(database, koungou):
    seat(database, koungou, "Préfecture", "Institutions")
    data = (
        "Nom;Collège\nEPFAM;Institutions\nPréfecture;Institutions\nEPFAM;Élus\n;Élus\nMlezi;Régions\n"
        + "x" * 200
        + ";Élus"
    )
    with database.writing(koungou) as work:
        preview = preview_organisations(work.session, koungou, data.encode())
        assert [(wrong.line, wrong.error.code) for wrong in preview.errors] == [
            (3, "organisation_twice"),
            (4, "organisation_twice"),
            (5, "name_missing"),
            (6, "college_unknown"),
            (7, "name_too_long"),
        ]
        with pytest.raises(DomainError, match="csv_has_errors"):
            write_organisations(work, collective_id=koungou, preview=preview)
    assert [organisation.name for organisation in seated(database, koungou)] == ["Préfecture"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "csv_heading_missing"),
        (b"Ville;Quartier\nKoungou;Majicavo", "csv_heading_missing"),
        (b"Nom;Ville\nEPFAM;Koungou", "csv_heading_missing"),
        ("Nom;Collège".encode(), "csv_empty"),
        (b"PK\x03\x04\0\0", "csv_not_text"),
        (b"Nom\n" + b"x\n" * 501, "csv_too_long"),
        (b"x" * 2_000_001, "csv_too_large"),
    ],
    ids=["nothing", "other headings", "no collège", "headings only", "a workbook", "too long", "too large"],
)
def test_a_file_that_cannot_serve_is_refused(database, koungou, data, code):
    with database.reading() as session, pytest.raises(DomainError, match=code):
        preview_organisations(session, koungou, data)
