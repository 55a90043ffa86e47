import threading
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select

from qic_core.db.engine import Database
from qic_core.errors import DomainError
from qic_core.workshop.contributions import RECEIPT_ALPHABET, Receipt, Submission, current_answer, receipt_code, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.kind import Source, Visibility
from qic_core.workshop.moderation import group, hide, show, undo
from qic_core.workshop.notebooks import get_notebook
from qic_core.workshop.registry import all_kinds
from qic_core.workshop.runs import close_run, freeze_run, open_run
from qic_core.workshop.tables import ContributionRow
from qic_core.workshop.tally import harvest_of

LEVEL = {"level": 5}
MALFORMED_KEYS = [
    "",
    "short",
    "k" * 65,
    "k" * 100_000,
    "a key with spaces",
    "key-\x000001",
    "key_0001",
    "clé-00001",
    "key-0001\n",
]


def rows(story, run_id):
    with story.reading() as session:
        kept = session.exec(select(ContributionRow).where(ContributionRow.run_id == run_id)).all()
        return sorted(kept, key=lambda row: row.number)


def answers(story, run_id):
    """The answers that count now."""
    with story.reading() as session:
        return [answer.values for answer in harvest_of(session, run_id, story.run(run_id).content).answers]


def answer_of(story, run_id, who):
    with story.reading() as session:
        return current_answer(session, run_id, who.id)


def codes(outcomes):
    return [outcome.code if isinstance(outcome, DomainError) else "kept" for outcome in outcomes]


@pytest.fixture
def amina(story):
    return story.arrive("Amina")


@pytest.fixture
def youssouf(story):
    return story.arrive("Youssouf", "Associations")


@pytest.fixture
def levels(story):
    return story.open("cooperation")


@pytest.fixture
def needs(story):
    return story.open("ideas")


@pytest.mark.parametrize("kind", [kind.name for kind in all_kinds() if kind.asks])
def test_a_good_answer_is_kept_and_gets_a_receipt(story, amina, good_answers, kind):
    run_id = story.open(kind)
    receipt = story.say(run_id, good_answers[kind], amina)
    assert answers(story, run_id) == [good_answers[kind]]
    assert answer_of(story, run_id, amina) == (good_answers[kind], receipt)
    assert story.run(run_id).opened_at <= receipt.received_at


def test_what_is_kept_says_by_which_way_it_came_for_whom_and_for_how_many(story, levels, amina):
    story.say(levels, LEVEL, amina)
    story.say(levels, LEVEL, source=Source.TABLE, voices=6, college_id=story.colleges["Élus"])
    with story.reading() as session:
        kept = harvest_of(session, levels, story.run(levels).content).answers
    assert [(answer.source, answer.voices, answer.college) for answer in kept] == [
        (Source.PHONE, 1, "Habitants"),
        (Source.TABLE, 6, "Élus"),
    ]


def test_before_the_first_answer_there_is_none(story, levels, amina):
    assert answer_of(story, levels, amina) is None


def test_a_resend_gets_the_first_receipt_and_makes_no_second_row(story, levels, amina):
    sent = story.submission(levels, LEVEL, amina)
    (first,), (second,) = story.record(sent), story.record(sent)
    assert second == first
    assert len(rows(story, levels)) == 1


def test_a_triple_click_in_one_batch_makes_one_row(story, levels, amina):
    sent = story.submission(levels, LEVEL, amina)
    assert len(set(story.record(sent, sent, sent))) == 1
    assert len(rows(story, levels)) == 1


def test_a_resend_after_the_run_has_closed_still_gets_its_receipt(story, levels, amina):
    sent = story.submission(levels, LEVEL, amina)
    (first,) = story.record(sent)
    story.close(levels)
    assert story.record(sent) == [first]


def test_a_resend_is_known_however_the_answer_was_typed(story, needs, amina):
    sent = story.submission(needs, {"ideas": ["Un local"]}, amina)
    (first,) = story.record(sent)
    assert story.record(replace(sent, values={"ideas": ["  Un  local ", ""]})) == [first]
    assert len(rows(story, needs)) == 1


def test_the_same_key_from_two_people_is_two_answers(story, levels, amina, youssouf):
    story.record(story.submission(levels, LEVEL, amina, key="the-same-key"))
    story.record(story.submission(levels, LEVEL, youssouf, key="the-same-key"))
    story.record(story.submission(levels, LEVEL, key="the-same-key", source=Source.TABLE))
    assert len(answers(story, levels)) == 3


def test_the_same_key_in_two_runs_is_two_answers(story, amina, levels):
    story.record(story.submission(levels, LEVEL, amina, key="the-same-key"))
    again = story.open("cooperation")
    story.record(story.submission(again, LEVEL, amina, key="the-same-key"))
    assert (len(answers(story, levels)), len(answers(story, again))) == (1, 1)


@pytest.mark.parametrize("same_key", [True, False])
@pytest.mark.parametrize("one_batch", [True, False])
def test_a_correction_supersedes_and_is_counted_once(story, levels, amina, same_key, one_batch):
    sent = [story.submission(levels, {"level": level}, amina) for level in (2, 5, 6)]
    if same_key:
        sent = [replace(one, key="the-same-key") for one in sent]
    outcomes = story.record(*sent) if one_batch else [story.record(one)[0] for one in sent]
    assert len(set(outcomes)) == 3
    assert answers(story, levels) == [{"level": 6}]
    assert answer_of(story, levels, amina) == ({"level": 6}, outcomes[2])
    assert [row.answer["level"] for row in rows(story, levels)] == [2, 5, 6]


@pytest.mark.parametrize("source", list(Source))
@pytest.mark.parametrize("one_batch", [True, False])
def test_without_a_participant_the_same_key_corrects_too(story, levels, source, one_batch):
    sent = [story.submission(levels, {"level": level}, key="tablet-0001", source=source, voices=6) for level in (2, 5)]
    if one_batch:
        story.record(*sent)
    else:
        story.record(sent[0])
        story.record(sent[1])
    assert answers(story, levels) == [{"level": 5}]


def test_without_a_participant_two_keys_are_two_answers(story, levels):
    for level in (2, 5):
        story.say(levels, {"level": level}, source=Source.PAPER)
    assert answers(story, levels) == [{"level": 2}, {"level": 5}]


@pytest.mark.parametrize("signed", [True, False])
def test_a_resent_correction_is_known_for_what_it_is(story, levels, amina, signed):
    first, corrected = (
        story.submission(levels, {"level": level}, amina if signed else None, key="the-same-key") for level in (2, 5)
    )
    story.record(first)
    (receipt,) = story.record(corrected)
    assert story.record(corrected) == [receipt]
    assert story.record(corrected, corrected) == [receipt, receipt]
    assert [row.answer["level"] for row in rows(story, levels)] == [2, 5]


@pytest.mark.parametrize("signed", [True, False])
def test_a_change_of_mind_and_back_again_counts_as_said_last(story, levels, amina, signed):
    sent = [
        story.submission(levels, {"level": level}, amina if signed else None, key="the-same-key") for level in (2, 5, 2)
    ]
    receipts = [story.record(one)[0] for one in sent]
    assert len(set(receipts)) == 3
    assert answers(story, levels) == [{"level": 2}]


def test_a_late_resend_of_an_old_answer_does_not_bring_it_back(story, levels, amina):
    old, new = (story.submission(levels, {"level": level}, amina) for level in (2, 5))
    (old_receipt,), (new_receipt,) = story.record(old), story.record(new)
    assert story.record(old) == [old_receipt]
    assert answer_of(story, levels, amina) == ({"level": 5}, new_receipt)


def test_keys_that_differ_by_their_capitals_are_two(story, levels):
    for key, level in (
        ("tablet-aaaa", 1),
        ("TABLET-AAAA", 2),
        ("tablet-aaaa", 3),
        ("TABLET-AAAA", 4),
        ("tablet-aaaa", 3),
    ):
        story.say(levels, {"level": level}, key=key, source=Source.TABLE)
    assert answers(story, levels) == [{"level": 3}, {"level": 4}]


def test_ones_correction_leaves_the_others_answers_alone(story, levels, amina, youssouf):
    story.say(levels, {"level": 2}, amina)
    story.say(levels, {"level": 3}, youssouf)
    again = story.open("cooperation")
    story.say(again, {"level": 6}, amina)
    story.say(again, {"level": 7}, amina)
    assert (answers(story, levels), answers(story, again)) == ([{"level": 2}, {"level": 3}], [{"level": 7}])


BAD: list[tuple[dict[str, Any], str]] = [
    ({"values": {"level": 9}}, "level_unknown"),
    ({"values": {"level": "5"}}, "level_unknown"),
    ({"values": {"level": [5]}}, "level_unknown"),
    ({"values": {}}, "level_missing"),
    ({"values": {"level": 5, "more": 1}}, "answer_malformed"),
    ({"voices": 0}, "voices_out_of_bounds"),
    ({"voices": -1}, "voices_out_of_bounds"),
    ({"voices": 501}, "voices_out_of_bounds"),
    ({"run_id": 0}, "run_unknown"),
    ({"run_id": -1}, "run_unknown"),
    ({"run_id": 2**31}, "run_unknown"),
    ({"run_id": 10**30}, "run_unknown"),
    *[({"key": key}, "answer_malformed") for key in MALFORMED_KEYS],
]


def test_each_bad_submission_is_refused_for_its_own_reason_and_the_good_ones_of_the_batch_are_kept(
    story, levels, amina
):
    bad = [replace(story.submission(levels, LEVEL), **changed) for changed, _ in BAD]
    outcomes = story.record(story.submission(levels, LEVEL), *bad, story.submission(levels, LEVEL, amina))
    assert codes(outcomes) == ["kept", *(code for _, code in BAD), "kept"]
    assert len(rows(story, levels)) == 2


@pytest.mark.parametrize("voices", [1, 500])
def test_a_table_speaks_for_at_most_five_hundred(story, levels, voices):
    story.say(levels, LEVEL, voices=voices, source=Source.TABLE)


@pytest.mark.parametrize("key", ["k" * 8, "k" * 64, "0123-abcD"])
def test_a_key_has_eight_to_sixty_four_plain_characters(story, levels, key):
    story.say(levels, LEVEL, key=key)


def test_closed_frozen_and_foreign_runs_refuse_while_the_live_one_of_the_same_batch_accepts(story, neighbours, levels):
    closed = story.open("words")
    live = story.open("cooperation")
    theirs = neighbours.open("cooperation")
    outcomes = story.record(
        story.submission(closed, {"words": ["mer"]}),
        story.submission(live, LEVEL),
        story.submission(theirs, LEVEL),
        story.submission(levels, LEVEL),
    )
    assert codes(outcomes) == ["run_closed", "kept", "run_unknown", "run_closed"]
    assert rows(neighbours, theirs) == []
    with story.writing() as work:
        freeze_run(work, run_id=live)
    assert codes(story.record(story.submission(live, LEVEL))) == ["run_frozen"]


def test_a_cell_that_tells_takes_no_answer(story):
    run_id = story.open("text")
    assert codes(story.record(story.submission(run_id, {}))) == ["run_closed"]


def test_an_answer_that_comes_while_the_run_closes_is_before_or_after_never_lost_between(story, levels, amina):
    with story.writing() as work:
        before = record(work, [story.submission(levels, LEVEL)])
        close_run(work, run_id=levels)
        after = record(work, [story.submission(levels, LEVEL, amina)])
    assert codes(before + after) == ["kept", "run_closed"]
    assert story.run(levels).output["voices"] == 1


def test_three_hundred_in_one_batch_all_get_receipts_of_their_own(story, needs):
    sent = [story.submission(needs, {"ideas": [f"idée {n}", f"autre {n}"]}) for n in range(300)]
    receipts = story.record(*sent)
    assert len({receipt.code for receipt in receipts}) == 300
    assert [row.answer["ideas"][0] for row in rows(story, needs)] == [f"idée {n}" for n in range(300)]
    assert len(story.ideas(needs)) == 600
    assert story.record(*sent) == receipts


def test_an_empty_batch_is_nothing(story):
    assert story.record() == []


def test_what_a_batch_keeps_goes_with_its_transaction(story, levels):
    with story.refused("notebook_unknown") as work:
        record(work, [story.submission(levels, LEVEL)])
        get_notebook(work.session, story.collective_id, 404)
    assert rows(story, levels) == []


def test_receipts_are_unique_in_a_run_and_can_be_read_aloud():
    codes = [receipt_code(12, number) for number in range(1, 20_000)]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 4 and set(code) <= set(RECEIPT_ALPHABET) for code in codes)
    assert receipt_code(12, 1) != receipt_code(13, 1)


def test_a_receipt_is_told_again_as_it_was(story, levels, amina):
    receipt = story.say(levels, LEVEL, amina)
    assert isinstance(receipt, Receipt)
    assert answer_of(story, levels, amina)[1] == receipt
    assert receipt.code == receipt_code(levels, 1)


# Free texts and their place in the inbox


def idea_ids(story, run_id):
    return {text: idea.id for text, idea in story.ideas(run_id).items()}


def test_free_text_waits_in_the_inbox_when_the_cell_is_moderated(story, needs):
    story.say(needs, {"ideas": ["Un local", "Une navette"]})
    assert {idea.visibility for idea in story.ideas(needs).values()} == {Visibility.WAITING}


def test_free_text_is_shown_at_once_when_the_cell_is_not_moderated(story):
    with story.writing() as work:
        draft = Draft("words", "En un mot", "Un mot ?", moderated=False)
        run_id = open_run(work, cell_id=add_cell(work, notebook_id=story.notebook_id, draft=draft))
    story.say(run_id, {"words": ["lagon"]})
    assert story.ideas(run_id)["lagon"].visibility == Visibility.SHOWN


def test_a_choice_makes_no_idea(story):
    run_id = story.open("choice")
    story.say(run_id, {"choices": ["i1"]})
    assert story.ideas(run_id) == {}


@pytest.mark.parametrize("signed", [True, False])
def test_a_text_left_unchanged_by_a_correction_stays_the_idea_that_it_was(story, needs, amina, signed):
    who = amina if signed else None
    story.say(needs, {"ideas": ["Un local", "Une insulte", "Un bus"]}, who, key="the-same-key")
    before = idea_ids(story, needs)
    with story.writing() as work:
        hide(work, run_id=needs, idea_ids=[before["Une insulte"]])
        group(work, run_id=needs, idea_ids=[before["Un local"]], label="Se retrouver")
    story.say(needs, {"ideas": ["Une navette", "Une insulte", "Un local"]}, who, key="the-same-key")
    after = story.ideas(needs)
    assert {text: idea.visibility for text, idea in after.items()} == {
        "Un local": Visibility.SHOWN,
        "Une insulte": Visibility.HIDDEN,
        "Une navette": Visibility.WAITING,
    }
    assert after["Un local"].theme_id is not None
    assert (after["Un local"].id, after["Une insulte"].id) == (before["Un local"], before["Une insulte"])


def test_a_hidden_text_does_not_come_back_by_being_taken_away_and_written_again(story, needs, amina):
    story.say(needs, {"ideas": ["Une insulte"]}, amina)
    with story.writing() as work:
        hide(work, run_id=needs, idea_ids=idea_ids(story, needs).values())
    for text in ("Pardon", "Une insulte"):
        story.say(needs, {"ideas": [text]}, amina)
    assert {text: idea.visibility for text, idea in story.ideas(needs).items()} == {"Une insulte": Visibility.HIDDEN}


def test_what_another_wrote_does_not_decide_of_my_text(story, needs, amina, youssouf):
    story.say(needs, {"ideas": ["Un local"]}, amina)
    with story.writing() as work:
        show(work, run_id=needs, idea_ids=idea_ids(story, needs).values())
    story.say(needs, {"ideas": ["Un local"]}, youssouf)
    with story.reading() as session:
        ideas = harvest_of(session, needs, story.run(needs).content).ideas
    assert [idea.visibility for idea in ideas] == [Visibility.SHOWN, Visibility.WAITING]


def test_after_a_correction_undo_still_reaches_the_text_that_stayed(story, needs, amina):
    story.say(needs, {"ideas": ["Un local"]}, amina)
    with story.writing() as work:
        group(work, run_id=needs, idea_ids=idea_ids(story, needs).values(), label="Se retrouver")
    story.say(needs, {"ideas": ["Un local", "Un bus"]}, amina)
    with story.writing() as work:
        undo(work, run_id=needs)
    kept = story.ideas(needs)["Un local"]
    assert (kept.visibility, kept.theme_id) == (Visibility.WAITING, None)


# Many at once


def at_once(*tasks):
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


def test_batches_from_many_threads_and_two_processes_make_no_duplicate_and_lose_nothing(story, needs):
    """Every submission is sent by two threads, through two Database objects that share no lock of ours."""
    second = Database(story.database.url.render_as_string(hide_password=False))
    sent = [story.submission(needs, {"ideas": [f"idée {n}"]}) for n in range(60)]
    told = {}

    def send(database, batch, name):
        with database.writing(story.collective_id) as work:
            told[name] = dict(zip((one.key for one in batch), record(work, batch), strict=True))

    batches = [sent[start : start + 10] for start in range(0, 60, 10)]
    at_once(
        *[lambda n=n, batch=batch: send(story.database, batch, n) for n, batch in enumerate(batches)],
        *[lambda n=n, batch=batch: send(second, batch, -1 - n) for n, batch in enumerate(reversed(batches))],
    )
    second.dispose()
    assert sorted(row.key.removeprefix("phone:") for row in rows(story, needs)) == sorted(one.key for one in sent)
    assert [row.number for row in rows(story, needs)] == list(range(1, 61))
    receipts = {}
    for outcomes in told.values():
        for key, receipt in outcomes.items():
            assert receipts.setdefault(key, receipt) == receipt
    assert len({receipt.code for receipt in receipts.values()}) == 60


def test_one_person_on_two_tabs_at_once_counts_once(story, levels, amina):
    def tab(level):
        for _ in range(5):
            story.record(Submission(levels, f"tab-{level:06}", {"level": level}, amina.id, amina.college_id))

    at_once(lambda: tab(2), lambda: tab(6))
    assert len(answers(story, levels)) == 1
    assert len(rows(story, levels)) == 2
