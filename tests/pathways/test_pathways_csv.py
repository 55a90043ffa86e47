from datetime import date

import pytest

from qic_core.collective.service import create_collective
from qic_core.errors import DomainError
from qic_core.export.pathways_csv import changes_csv, links_csv
from qic_core.pathways.links import edit_link
from qic_core.pathways.pathways_csv import preview_pathways, write_pathways
from qic_core.pathways.rules import Horizon, Nature, Pathways, Target
from qic_core.pathways.service import withdraw_change
from qic_core.words import catalogue
from tests.pathways.story import Koungou, wording

CHANGES = """Numéro;Changement;Horizon;Nature;Pour qui;Pour quand;Cible;Unité
1;Les parents lisent;Court terme;;tous;30/06/2027;3;contacts
2;L'école écoute;moyen terme;Savoirs;;2027-12-31;1,5;
3;Éduquer ensemble;LONG TERME;culture;;;;
"""
LINKS = """De;Vers;Hypothèse;Preuve;Confiance
1;2;Qui lit vient;Enquête;75 %
L'école écoute;éduquer  ensemble;;;
3;Vision;;;0
"""


def preview(koungou, changes="", links="", encoding="utf-8"):
    files = {"changes": changes.encode(encoding), "links": links.encode(encoding)}
    return koungou.ask(lambda session, key: preview_pathways(session, key, **files))


def bring_in(koungou, changes="", links=""):
    return koungou.do(write_pathways, preview=preview(koungou, changes, links))


def errors(lines):
    return [(wrong.line, wrong.error.code) for wrong in lines]


def told(pathways):
    """Return pathways without ids: changes by column, links by their titles."""
    titles = {change.id: change.title for change in pathways.changes} | {None: "vision"}
    return (
        [change.wording for change in pathways.changes],
        {(titles[one.from_id], titles[one.to_id], one.hypothesis, one.evidence, one.confidence)
         for one in pathways.links},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "old", "new"),
    [("utf-8", "", ""), ("latin-1", "", ""), ("utf-8-sig", ";", ","), ("utf-8", ";", "\t"), ("utf-16", "", "")],
)
def test_files_are_read_as_people_save_them(koungou, encoding, old, new):
    if encoding == "utf-16":
        with pytest.raises(DomainError, match="csv_not_text"):
            preview(koungou, CHANGES, encoding=encoding)
        return
    changes = CHANGES.replace("1,5", '"1,5"').replace(old, new)
    seen = preview(koungou, changes, LINKS.replace(old, new), encoding)
    assert (seen.change_errors, seen.link_errors, seen.is_right) == ([], [], True)
    assert [change.wording for change in seen.changes] == [
        wording("Les parents lisent", for_whom="tous", due_on=date(2027, 6, 30), target=Target(3, "contacts")),
        wording("L'école écoute", Horizon.MEDIUM, nature=Nature.KNOWLEDGE, due_on=date(2027, 12, 31),
                target=Target(1.5)),
        wording("Éduquer ensemble", Horizon.LONG),
    ]  # fmt: skip
    ends = [(seen.titles[link.from_id], seen.titles.get(link.to_id or 0), link.confidence) for link in seen.links]
    assert ends == [
        ("Les parents lisent", "L'école écoute", 75),
        ("L'école écoute", "Éduquer ensemble", None),
        ("Éduquer ensemble", None, 0),
    ]
    assert koungou.pathways == Pathways()


def test_all_is_written_together(koungou):
    assert bring_in(koungou, CHANGES, LINKS) == (3, 3)
    assert koungou.titles == ["Les parents lisent", "L'école écoute", "Éduquer ensemble"]
    assert told(koungou.pathways)[1] == {
        ("Les parents lisent", "L'école écoute", "Qui lit vient", "Enquête", 75),
        ("L'école écoute", "Éduquer ensemble", "", "", None),
        ("Éduquer ensemble", "vision", "", "", 0),
    }


def test_links_alone_lead_between_changes_that_stand(koungou):
    koungou.change("Lire")
    koungou.change("Écouter", Horizon.MEDIUM)
    assert bring_in(koungou, links="De,Vers\nLIRE,Ecouter\nÉcouter,la vision\n") == (0, 2)
    assert [pair[:2] for pair in sorted(told(koungou.pathways)[1])] == [("Lire", "Écouter"), ("Écouter", "vision")]


def test_a_file_adds_to_what_stands_and_may_lead_to_it(koungou):
    koungou.change("Écouter", Horizon.MEDIUM)
    assert bring_in(koungou, "Changement;Horizon\nLire;court\n", "De;Vers\nLire;Écouter\n") == (1, 1)
    assert koungou.titles == ["Lire", "Écouter"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (";;short", "title_missing"),
        ("4;" + "x" * 301 + ";long", "text_too_long"),
        ("4;Lire;bientôt", "horizon_unknown"),
        ("4;Lire;", "horizon_unknown"),
        ("4;Lire;court;magie", "nature_unknown"),
        ("4;Lire;court;;;31/02/2027", "day_unreadable"),
        ("4;Lire;court;;;l'an prochain", "day_unreadable"),
        ("4;Lire;court;;;;beaucoup", "number_malformed"),
        ("4;Ecole;moyen terme", "change_twice"),
        (";Éduquer Ensemble;long terme", "change_twice"),
    ],
)
def test_a_wrong_change_is_named_by_its_line_and_nothing_is_written(koungou, line, code):
    koungou.change("École", Horizon.MEDIUM)
    seen = preview(
        koungou, CHANGES.replace("3;Éduquer", ";Éduquer") + line + "\n", LINKS.replace("3;V", "L'école écoute;V")
    )
    assert errors(seen.change_errors) == [(5, code)]
    assert errors(seen.link_errors) == []
    with pytest.raises(DomainError, match="csv_has_errors"):
        koungou.do(write_pathways, preview=seen)
    assert koungou.titles == ["École"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("1;Personne", "change_not_found"),
        ("9;2", "change_not_found"),
        ("1;", "change_not_found"),
        ("Vision;1", "change_not_found"),
        ("1;1", "link_to_itself"),
        ("1;2", "link_twice"),
        ("3;vision", "link_twice"),
        ("2;1", "link_closes_circle"),
        ("3;1", "link_closes_circle"),
        ("1;3;;;101", "confidence_out_of_bounds"),
        ("1;3;;;beaucoup", "number_malformed"),
        ("1;3;;;12,5", "confidence_out_of_bounds"),
        ("1;3;" + "x" * 1001, "text_too_long"),
    ],
)
def test_a_dangling_or_circular_link_is_named_by_its_line_and_nothing_is_written(koungou, line, code):
    seen = preview(koungou, CHANGES, LINKS + line + "\n1;3\n")
    assert errors(seen.link_errors) == [(5, code)]
    with pytest.raises(DomainError, match="csv_has_errors"):
        koungou.do(write_pathways, preview=seen)
    assert koungou.pathways == Pathways()


def test_a_circle_is_told_by_its_changes(koungou):
    [wrong] = preview(koungou, CHANGES, LINKS + "3;1\n").link_errors
    assert wrong.error.params["circle"] == (
        "Éduquer ensemble → Les parents lisent → L'école écoute → Éduquer ensemble"
    )  # fmt: skip


def test_a_circle_with_what_stands_is_found_too(koungou):
    koungou.link(koungou.change("A"), koungou.change("B"))
    assert errors(preview(koungou, links="De;Vers\nB;A\n").link_errors) == [(2, "link_closes_circle")]


def test_links_to_a_change_whose_line_is_wrong_are_not_blamed(koungou):
    seen = preview(koungou, CHANGES.replace("moyen terme", "bientôt"), LINKS)
    assert errors(seen.change_errors) == [(3, "horizon_unknown")]
    assert errors(seen.link_errors) == []


def test_a_name_of_several_changes_is_not_guessed_but_a_number_is_clear(koungou):
    changes = "Numéro;Changement;Horizon\n1;Lire;court\n2;Lire;moyen\n"
    assert errors(preview(koungou, changes, "De;Vers\nLire;Vision\n").link_errors) == [(2, "change_ambiguous")]
    assert bring_in(koungou, changes, "De;Vers\n1;2\n") == (2, 1)


@pytest.mark.parametrize(
    ("changes", "links", "code"),
    [
        ("", "", "csv_empty"),
        ("Changement;Horizon\n", "", "csv_empty"),
        ("Titre de la page\nLire\n", "", "csv_heading_missing"),
        ("Changement\nLire\n", "", "csv_heading_missing"),
        ("", "De\nLire\n", "csv_heading_missing"),
        ("", "Vers\nLire\n", "csv_heading_missing"),
        ("Changement;Horizon\n" + "Lire;court\n" * 501, "", "csv_too_long"),
        ("", "De;Vers\n" + "Lire;Vision\n" * 2001, "csv_too_long"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_whole(koungou, changes, links, code):
    with pytest.raises(DomainError, match=code):
        preview(koungou, changes, links)


def test_more_changes_than_the_map_holds_are_refused_before_anything_is_written(koungou):
    koungou.change("Lire")
    many = "Changement;Horizon\n" + "".join(f"Changement {n};court\n" for n in range(500))
    with pytest.raises(DomainError, match="too_many_changes"):
        preview(koungou, many)


def test_what_changed_between_preview_and_writing_leaves_nothing_half_done(koungou):
    key = koungou.change("Lire")
    seen = preview(koungou, CHANGES, "De;Vers\nLire;1\n")
    koungou.do(withdraw_change, change_id=key)
    with pytest.raises(DomainError, match="change_unknown"):
        koungou.do(write_pathways, preview=seen)
    assert koungou.pathways == Pathways()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_taken_away_comes_back_the_same_in_another_collective(koungou, language):
    told_of = {"for_whom": "=1+1", "from_state": "'=avant", "to_state": "« après »; oui", "unseen": '+33"6'}
    one = koungou.change("@Lire", due_on=date(2027, 6, 30), target=Target(2.5, "h", "par jour"), **told_of)
    twin = koungou.change("@Lire", nature=Nature.CULTURE, target=Target(-3))
    end = koungou.change("Vivre", Horizon.LONG)
    link = koungou.link(one, end, hypothesis="-vrai\n\net long", evidence="=preuve")
    koungou.do(edit_link, link_id=link, version=1, hypothesis="-vrai\n\net long", evidence="=preuve", confidence=25)
    koungou.link(twin, end)
    koungou.link(end)
    words = catalogue(language)
    files = {"changes": koungou.ask(changes_csv, words), "links": koungou.ask(links_csv, words)}
    other = other_collective(koungou)
    seen = other.ask(lambda session, key: preview_pathways(session, key, **files))
    assert (errors(seen.change_errors), errors(seen.link_errors)) == ([], [])
    assert other.do(write_pathways, preview=seen) == (3, 3)
    assert told(other.pathways) == told(koungou.pathways)


def other_collective(koungou):
    with koungou.database.writing() as work:
        key = create_collective(
            work, name="Grigny", place="Essonne", colleges=["Habitants"], timezone="Europe/Paris"
        )  # fmt: skip
    return Koungou(koungou.database, key)


def test_no_typed_formula_goes_to_a_spreadsheet(koungou):
    key = koungou.change("=HYPERLINK(1)", for_whom="@tous", unseen="-1")
    koungou.link(key, hypothesis="+33")
    for content in (koungou.ask(changes_csv, catalogue("fr")), koungou.ask(links_csv, catalogue("fr"))):
        cells = content.decode("utf-8-sig").replace("\r\n", ";").split(";")
        assert not [cell for cell in cells if cell[:1] in set("=+-@")]
        assert [cell for cell in cells if cell[:2] in {"'=", "'+", "'-", "'@"}]


def test_as_much_as_the_map_holds_comes_in_at_once(koungou):
    horizons = ["court", "moyen", "long"]
    changes = "Changement;Horizon\n" + "".join(f"c{n};{horizons[n % 3]}\n" for n in range(500))
    pairs = [(a, a + step) for a in range(500) for step in (1, 2, 3, 5, 7) if a + step < 500][:2000]
    assert bring_in(koungou, changes, "De;Vers\n" + "".join(f"c{a};c{b}\n" for a, b in pairs)) == (500, 2000)
    assert (len(koungou.pathways.changes), len(koungou.pathways.links)) == (500, 2000)
