from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from qic_core.errors import DomainError
from qic_core.pathways import snapshots as snapshots_module
from qic_core.pathways.links import edit_link
from qic_core.pathways.rules import Horizon, Pathways, Target
from qic_core.pathways.service import edit_change, move_change, withdraw_change
from qic_core.pathways.snapshots import (
    Fate,
    fates_between,
    from_json,
    link_fates_between,
    list_snapshots,
    merged,
    pathways_at,
    take_snapshot,
    to_json,
)
from qic_core.pathways.tables import SnapshotRow
from tests.pathways.story import drawn, wording

JUNE, SEPTEMBER = date(2026, 6, 18), date(2026, 9, 24)


def take(koungou, title="Séminaire 2", taken_on=JUNE):
    return koungou.do(take_snapshot, title=title, taken_on=taken_on)


def changed(pathways, key, **told):
    """Return the pathways with other words for one change."""
    changes = [replace(one, wording=replace(one.wording, **told)) if one.id == key else one for one in pathways.changes]
    return Pathways(tuple(changes), pathways.links)


def test_a_snapshot_keeps_the_map_as_it_stood(koungou):
    told = {"for_whom": "tous", "due_on": date(2027, 1, 31), "target": Target(2.5, "heures", "par jour")}
    reading, coming = koungou.change("Lire", **told), koungou.change("Venir", Horizon.MEDIUM)
    link = koungou.link(reading, coming, hypothesis="Qui lit vient")
    koungou.do(edit_link, link_id=link, version=1, hypothesis="Qui lit vient", evidence="", confidence=50)
    before = koungou.pathways
    key = take(koungou)
    koungou.do(edit_change, change_id=reading, version=1, wording=wording("Écrire"))
    koungou.do(withdraw_change, change_id=coming)
    kept = koungou.ask(pathways_at, key)
    assert [(one.id, one.wording, one.position) for one in kept.changes] == [
        (one.id, one.wording, one.position) for one in before.changes
    ]
    assert [replace(one, version=2) for one in kept.links] == list(before.links)


def test_snapshots_are_listed_the_latest_day_first(koungou):
    take(koungou, "Troisième", SEPTEMBER)
    koungou.change("Lire")
    take(koungou, "Deuxième", JUNE)
    assert [(one.title, one.taken_on) for one in koungou.ask(list_snapshots)] == [
        ("Troisième", SEPTEMBER), ("Deuxième", JUNE),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "taken_on", "more", "kept"),
    [
        ("Séminaire 2", JUNE, False, ["Séminaire 2"]),  # the same again
        ("séminaire 2", JUNE, True, ["séminaire 2"]),  # what was added since joins it
        ("Le soir", JUNE, False, ["Le soir"]),  # nothing has changed: another title for the same
        ("Le soir", JUNE, True, ["Le soir", "Séminaire 2"]),
        ("Séminaire 2", SEPTEMBER, False, ["Séminaire 2", "Séminaire 2"]),
    ],
)
def test_the_same_map_of_the_same_day_is_not_kept_twice(koungou, title, taken_on, more, kept):
    koungou.change("Lire")
    first = take(koungou)
    if more:
        koungou.change("Écrire")
    second = take(koungou, title, taken_on)
    assert [one.title for one in koungou.ask(list_snapshots)] == kept
    assert (first == second) == (len(kept) == 1)
    assert len(koungou.ask(pathways_at, second).changes) == 1 + more


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"title": "  "}, "title_missing"),
        ({"title": "x" * 121}, "text_too_long"),
        ({"taken_on": datetime.now(UTC).date() + timedelta(days=2)}, "snapshot_in_future"),
    ],
)
def test_a_snapshot_without_title_or_of_a_day_to_come_is_refused(koungou, told, code):
    with pytest.raises(DomainError, match=code):
        take(koungou, **told)
    assert koungou.ask(list_snapshots) == []


def test_where_it_is_tomorrow_already_today_is_no_day_to_come(koungou):
    take(koungou, taken_on=datetime.now(UTC).date() + timedelta(days=1))


def test_there_is_an_end_to_what_is_kept(koungou, monkeypatch):
    monkeypatch.setattr(snapshots_module, "SNAPSHOTS_AT_MOST", 2)
    for title in "AB":
        koungou.change(title)
        take(koungou, title)
    koungou.change("C")
    with pytest.raises(DomainError, match="too_many_snapshots"):
        take(koungou, "C")
    take(koungou, "B")


def test_another_collective_s_snapshot_is_out_of_reach(koungou):
    key = take(koungou)
    with koungou.database.reading() as session, pytest.raises(DomainError, match="snapshot_unknown"):
        pathways_at(session, koungou.id + 1, key)


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"changes": None, "links": []},
        {"changes": [{"id": 1}], "links": []},
        {"changes": [], "links": [{"id": 1}]},
        {"changes": [{**to_json(drawn("s1"))["changes"][0], "horizon": "tomorrow"}], "links": []},
        {"changes": [{**to_json(drawn("s1"))["changes"][0], "title": 12}], "links": []},
        {"changes": [{**to_json(drawn("s1"))["changes"][0], "colour": "red"}], "links": []},
        {"changes": [], "links": [{**to_json(drawn("s1 1-v"))["links"][0], "confidence": "sure"}]},
    ],
)
def test_what_cannot_be_read_any_more_is_refused_clearly(koungou, content):
    with koungou.database.writing(koungou.id) as work:
        row = SnapshotRow(
            collective_id=koungou.id, taken_on=JUNE, title="Abîmée", content=content, created_at=work.now
        )  # fmt: skip
        work.session.add(row)
        work.session.flush()
        key = row.id
    with pytest.raises(DomainError, match="snapshot_unreadable"):
        koungou.ask(pathways_at, key)


def test_a_map_in_json_comes_back_the_same():
    pathways = changed(drawn("s1 m2 l3 1-2 2-3 3-v"), 2, due_on=JUNE, target=Target(1.5, "kg", "par an"))
    assert from_json(to_json(pathways)) == pathways


BEFORE = drawn("s1 m2 l3 1-2 2-3 3-v")


@pytest.mark.parametrize(
    ("after", "fates", "link_fates"),
    [
        (BEFORE, {}, {}),
        (drawn("s1 m2 l3 s4 1-2 2-3 3-v 4-2"), {4: Fate.APPEARED}, {103: Fate.APPEARED}),
        (drawn("s1 m2 1-2"), {3: Fate.LEFT}, {101: Fate.LEFT, 102: Fate.LEFT}),
        (changed(BEFORE, 2, title="autre"), {2: Fate.CHANGED}, {}),
        (changed(BEFORE, 2, due_on=JUNE), {2: Fate.CHANGED}, {}),
        (changed(BEFORE, 2, horizon=Horizon.LONG), {2: Fate.CHANGED}, {}),
        (
            Pathways(BEFORE.changes, (replace(BEFORE.links[0], confidence=75, version=2), *BEFORE.links[1:])),
            {},
            {100: Fate.CHANGED},
        ),
        (
            Pathways(
                tuple(replace(one, position=9, version=4) for one in BEFORE.changes),
                tuple(replace(one, version=4) for one in BEFORE.links),
            ),
            {},
            {},
        ),
    ],
)
def test_what_appeared_changed_or_left_is_told_apart(after, fates, link_fates):
    assert fates_between(BEFORE, after) == fates
    assert link_fates_between(BEFORE, after) == link_fates


def test_both_days_fit_one_map_with_what_left_in_its_place():
    after = changed(drawn("s1 l3 s4 1-v"), 1, title="autre")
    both = merged(BEFORE, after)
    assert [change.title for change in both.changes] == ["autre", "s4", "m2", "l3"]
    assert {link.id for link in both.links} == {100, 101, 102}
    ends = {change.id for change in both.changes} | {None}
    assert all({link.from_id, link.to_id} <= ends for link in both.links)


def test_from_one_séminaire_to_the_next_in_the_collective(koungou):
    a, b = koungou.change("A"), koungou.change("B")
    link = koungou.link(a)
    key = take(koungou)
    koungou.do(move_change, change_id=b, steps=-1)
    koungou.do(edit_change, change_id=b, version=1, wording=wording("B, autrement"))
    koungou.do(withdraw_change, change_id=a)
    c = koungou.change("C")
    before, after = koungou.ask(pathways_at, key), koungou.pathways
    assert fates_between(before, after) == {a: Fate.LEFT, b: Fate.CHANGED, c: Fate.APPEARED}
    assert link_fates_between(before, after) == {link: Fate.LEFT}
    assert {change.id for change in merged(before, after).changes} == {a, b, c}
