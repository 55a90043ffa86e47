from qic_core.workshop.kind import Harvest


def test_a_text_asks_nothing_and_says_its_prompt(ask):
    text = ask("text")
    assert text.kind.fields(text.content) == ()
    assert text.sentence(Harvest()) == "Question"
    assert (text.rows(Harvest()), text.drawn(Harvest()), text.trend(Harvest())) == ([], None, {})
