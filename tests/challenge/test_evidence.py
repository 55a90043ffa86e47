import pytest

from qic_core.challenge.evidence import add_evidence, list_evidence, withdraw_evidence
from qic_core.errors import DomainError


def write(database, collective_id, **told):
    with database.writing(collective_id) as work:
        return add_evidence(work, **{"statement": "des ménages sans eau courante", **told})


def test_a_figure_comes_with_its_source_and_a_question_without(database, koungou):
    write(database, koungou, figure=25.0, unit="%", year=2023, perimeter="Mayotte", source="Insee")
    write(database, koungou, statement="Depuis quand ?")
    with database.reading() as session:
        known, unknown = list_evidence(session, koungou)
    assert (known.figure, known.unit, known.year, known.source) == (25.0, "%", 2023, "Insee")
    assert unknown.figure is None


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"figure": 25.0}, "source_missing"),
        ({"figure": 0.0, "source": "  "}, "source_missing"),
        ({"statement": ""}, "sentence_missing"),
        ({"year": 1066}, "year_out_of_bounds"),
        ({"year": 2999}, "year_out_of_bounds"),
        ({"source": "x" * 301}, "text_too_long"),
    ],
)
def test_a_card_that_cannot_be_trusted_is_refused(database, koungou, told, code):
    with pytest.raises(DomainError, match=code):
        write(database, koungou, **told)


def test_a_card_taken_away_is_no_longer_listed(database, koungou):
    key = write(database, koungou)
    with database.writing(koungou) as work:
        withdraw_evidence(work, evidence_id=key)
        assert list_evidence(work.session, koungou) == []
    with database.writing(koungou + 1) as work, pytest.raises(DomainError, match="evidence_unknown"):
        withdraw_evidence(work, evidence_id=key)
