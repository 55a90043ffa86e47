"""A collective goes out into a file and comes back, the same, into either engine."""

import io
import zipfile

import pytest

import qic_core.cells  # noqa: F401
from qic_core.archive.layout import archived_tables
from qic_core.archive.reading import read_archive
from qic_core.archive.restoring import check_restorable, restore_archive
from qic_core.archive.writing import write_archive
from qic_core.collective.service import current_code, get_collective
from qic_core.errors import DomainError
from qic_core.workshop.notebooks import Cover, create_notebook, list_notebooks
from qic_core.workshop.runs import list_runs
from qic_core.workshop.tally import list_ideas
from tests.archive.packing import changed, part


def test_a_collective_comes_back_identical_into_an_empty_database_of_either_engine(told, database):
    with database.writing() as work:
        collective_id = restore_archive(work, read_archive(told))
    with database.reading() as session:
        assert write_archive(session, collective_id) == told


def test_life_goes_on_after_the_restoration(told, database):
    with database.writing() as work:
        collective_id = restore_archive(work, read_archive(told))
    with database.writing(collective_id) as work:
        assert create_notebook(work, Cover("Après")) > 0
    with database.reading() as session:
        assert current_code(session, collective_id) == "QUAR24"


def test_beside_another_collective_it_gets_numbers_of_its_own(told, database):
    with database.writing() as work:
        first = restore_archive(work, read_archive(told))
        second = restore_archive(work, read_archive(told))
    with database.reading() as session:
        assert get_collective(session, second).slug == "koungou-2"
        assert current_code(session, second) != current_code(session, first)
        said = [ideas_of(session, collective_id) for collective_id in (first, second)]
    assert said[0] == said[1]
    assert any(ideas for ideas in said[0])


def ideas_of(session, collective_id):
    """Return, for each run's items, the texts of the ideas that they came from."""
    cells = [cell.id for notebook in list_notebooks(session, collective_id) for cell in notebook.cells]
    runs = list_runs(session, cells)
    texts = {idea.id: idea.text for run in runs for idea in list_ideas(session, run.id)}
    return [[texts[key] for key in item.ideas] for run in runs for item in run.content.items]


def test_a_collective_that_is_here_already_is_not_brought_in_twice(told, database):
    with database.writing() as work:
        check_restorable(work.session, read_archive(told))
        restore_archive(work, read_archive(told))
        with pytest.raises(DomainError, match="collective_twice"):
            check_restorable(work.session, read_archive(told))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda told: b"", "archive_damaged"),
        (lambda told: b"not a zip at all", "archive_damaged"),
        (lambda told: told[: len(told) // 2], "archive_damaged"),
        (lambda told: changed(told, "manifest.json", None), "archive_damaged"),
        (lambda told: changed(told, "manifest.json", {"format": "autre"}), "archive_foreign"),
        (lambda told: changed(told, "manifest.json", {"format": "carnet-qic", "version": 99}), "archive_newer"),
        (lambda told: changed(told, "manifest.json", {"format": "carnet-qic"}), "archive_damaged"),
        (lambda told: changed(told, "manifest.json", {"format": "carnet-qic", "version": "1"}), "archive_damaged"),
        (lambda told: changed(told, "college.json", [7]), "archive_damaged"),
        (lambda told: changed(told, "run.json", None), "archive_damaged"),
        (lambda told: changed(told, "run.json", []), "archive_damaged"),
        (lambda told: changed(told, "run.json", {"id": 1}), "archive_damaged"),
        (lambda told: changed(told, "idea.json", [{"id": "1; DROP TABLE idea"}]), "archive_damaged"),
    ],
    ids=[
        "empty",
        "no zip",
        "truncated",
        "no manifest",
        "foreign",
        "newer",
        "no version",
        "version in words",
        "no row",
        "missing",
        "emptied",
        "shape",
        "columns",
    ],
)
def test_a_spoilt_archive_is_refused_with_what_is_wrong(told, spoil, code):
    with pytest.raises(DomainError, match=code):
        read_archive(spoil(told))


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb, bomb.open("manifest.json", "w") as entry:
        for _ in range(310):
            entry.write(bytes(1_000_000))
    with pytest.raises(DomainError, match="archive_too_large"):
        read_archive(out.getvalue())


@pytest.mark.parametrize("version", [0, -1])
def test_an_archive_of_no_version_is_refused(told, version):
    manifest = part(told, "manifest.json")
    with pytest.raises(DomainError, match="archive_damaged"):
        read_archive(changed(told, "manifest.json", {**manifest, "version": version}))


@pytest.mark.parametrize(
    ("name", "spoilt"),
    [
        ("run", {"number": "un"}),
        ("run", {"number": True}),
        ("run", {"number": 2**31}),
        ("run", {"content": []}),
        ("run", {"content": {"items": []}}),
        ("run", {"opened_at": "demain"}),
        ("run", {"opened_at": 3}),
        ("cell", {"items": {"a": 1}}),
        ("cell", {"settings": 3}),
        ("cell", {"title": "x" * 121}),
        ("cell", {"title": "a\0b"}),
        ("cell", {"title": None}),
        ("evidence", {"figure": float("nan")}),
        ("evidence", {"figure": "77"}),
    ],
    ids=lambda said: str(said)[:40],
)
def test_a_value_that_its_column_does_not_take_is_refused(told, name, spoilt):
    rows = part(told, f"{name}.json")
    with pytest.raises(DomainError, match="archive_damaged"):
        read_archive(changed(told, f"{name}.json", [{**rows[0], **spoilt}, *rows[1:]]))


@pytest.mark.parametrize("pointed", [0, -1, 999_999])
def test_a_row_that_points_outside_the_archive_is_refused(told, pointed):
    cells = part(told, "cell.json")
    with pytest.raises(DomainError, match="archive_damaged"):
        read_archive(changed(told, "cell.json", [{**cells[0], "notebook_id": pointed}, *cells[1:]]))


def test_links_and_their_secrets_stay_out(told):
    assert "access_link" not in {table.name for table in archived_tables()}
    with zipfile.ZipFile(io.BytesIO(told)) as packed:
        assert "access_link.json" not in packed.namelist()
