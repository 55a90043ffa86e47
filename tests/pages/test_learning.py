"""The page Apprendre: what is learnt and put right, who does things differently, what is seen; who may do what."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from qic_core.access.rules import Role
from qic_core.actions.rules import Means
from qic_core.collective.organisations import add_organisation
from qic_core.collective.service import create_collective
from qic_core.evaluation.learning import edit_learning, rectify, withdrawn_learnings
from qic_core.evaluation.observations import show_observations
from qic_core.evaluation.outcomes import edit_outcome, verify_outcome, withdrawn_outcomes
from qic_core.evaluation.rules import OutcomeNature
from qic_core.pathways.links import edit_link
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import origins_of
from qic_core.workshop.kind import Visibility
from tests.evaluation.learnt import JUNE, MARCH, SCHOOL, SEPTEMBER, Field
from tests.pages.house import TODAY, House, drawn, go, labels, one, plainly, press, said, unfold

AFTER = "Si quelqu'un nous présente"


class Room(Field):
    """The collective of a house, and the page as someone with a link sees it."""

    def __init__(self, house: House):
        with house.database.writing() as work:
            key = create_collective(
                work, name="Koungou", place="Mayotte", colleges=["Habitants", "Associations"], timezone="Indian/Mayotte"
            )
        super().__init__(house.database, key)
        self.house = house

    def page(self, *folds, role=Role.FACILITATOR, part="apprentissages"):
        """Open the page on one of its parts, then some folds."""
        app = go(self.house.enter(role), "learning", partie=part)
        for key in folds:
            app = unfold(app, key)
        assert not app.exception
        return app

    def join(self, name, day):
        with self.database.writing(self.id) as work:
            add_organisation(work, collective_id=self.id, name=name, college="Associations", joined_on=day)


@pytest.fixture
def room(house_of):
    return Room(house_of(demo=False))


def buttons(app):
    return labels(app.button)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("apprentissages", "Aucun apprentissage n’est encore écrit."),
        ("effets", "Aucun effet n’est encore récolté."),
        ("terrain", "Aucune observation de terrain n’est encore montrée."),
    ],
)
def test_each_part_says_where_to_begin(room, part, told):
    app = room.page(part=part)
    assert any(info.startswith(told) for info in said(app.info))


def test_an_unknown_part_is_the_first_one(room):
    assert "apprentissage" in room.page(part="<b>rien</b>").info[0].value


def test_nobody_having_said_is_not_zero_euros(room):
    told = drawn(room.page())
    assert "aucune action ne dit encore avoir trouvé de l’argent" in told
    assert "0 €" not in told


def test_both_counters_and_the_lists_behind_them(room):
    notebook = room.notebook(held_on=MARCH)
    room.gather("Un mot", notebook_id=notebook)
    room.join("La <b>PMI</b>", JUNE)
    room.join("Le judo", MARCH)
    room.act("Un café", means=Means.COMMON_LAW, found=4500)
    room.act("Une fête", means=Means.CITY_POLICY, found=6200)
    room.act("Un jardin", found=700)
    app = room.page("partners-behind", "funding-behind")
    told = drawn(app)
    assert "nouveau partenaire depuis le 02/03/2026" in told
    assert "4 500 €" in told
    assert "Politique de la ville : 6 200 €" in told
    assert "Origine non dite : 700 €, non comptés" in told
    assert "La <b>PMI</b>" in told
    assert "<b>PMI" not in "".join(str(element.proto.body) for element in app.get("html"))
    assert "Le judo" not in told


def test_partners_are_counted_from_another_day(room):
    room.join("La PMI", date(2020, 6, 1))
    app = room.page("partners-behind")
    app = app.selectbox(key="partners-start").select("other").run()
    app = app.date_input(key="partners-day").set_value(date(2020, 1, 1)).run()
    assert "nouveau partenaire depuis le 01/01/2020" in drawn(app)
    assert "La PMI" in drawn(app)


def test_a_learning_is_written_with_the_hypothesis_that_it_changes(room):
    link = room.pair()
    app = room.page("new-learning")
    app = one(app.selectbox, "learnt-of-new").select(link).run()
    assert "Aujourd’hui, les chemins disent : Parce que l'on se croise" in drawn(app)
    one(app.text_input, "learnt-new").set_value("Se <i>croiser</i> ne suffit pas")
    one(app.text_area, "after-new").set_value(AFTER)
    app = press(app, "Ajouter l’apprentissage")
    assert not app.exception
    [learning] = room.learnings
    assert (learning.text, learning.link.id, learning.after) == ("Se <i>croiser</i> ne suffit pas", link, AFTER)
    assert "<i>croiser" not in "".join(str(element.proto.body) for element in app.get("html"))
    assert one(app.text_input, "learnt-new").value == ""


@pytest.mark.parametrize(
    ("box", "value", "told"),
    [
        ("learnt-new", " ", "Écrivez d’abord ce qui a été appris."),
        ("learnt-on-new", None, "Choisissez le jour, puis enregistrez."),
        ("learnt-on-new", TODAY + timedelta(days=9), "Ce jour n’est pas encore venu."),
        ("learnt-of-new", None, "Choisissez le lien dont l’hypothèse change, ou laissez l’hypothèse vide."),
    ],
)
def test_a_learning_that_cannot_be_is_refused_and_keeps_what_was_typed(room, box, value, told):
    link = room.pair()
    app = room.page("new-learning")
    one(app.selectbox, "learnt-of-new").select(link)
    one(app.text_input, "learnt-new").set_value("Se croiser ne suffit pas")
    one(app.text_area, "after-new").set_value(AFTER)
    one([*app.text_input, *app.date_input, *app.selectbox], box).set_value(value)
    app = press(app, "Ajouter l’apprentissage")
    [error] = said(app.error)
    assert error.startswith(told)
    assert one(app.text_area, "after-new").value == AFTER
    assert room.learnings == []


def test_a_learning_goes_with_the_loop_that_is_open(room):
    loop = room.hold_loop(title="Boucle de juin", state="open")
    app = room.page("new-learning")
    assert "Il est gardé avec la boucle « Boucle de juin »." in said(app.caption)
    one(app.text_input, "learnt-new").set_value("Se croiser ne suffit pas")
    press(app, "Ajouter l’apprentissage")
    assert [learning.loop_id for learning in room.learnings] == [loop]


def test_the_pathways_are_put_right_in_one_click(room):
    link = room.pair()
    key = room.learn(link_id=link, hypothesis_after=AFTER)
    app = room.page()
    assert "à rectifier dans les chemins" in drawn(app)
    app = press(app, "Rectifier dans les chemins")
    assert room.hypothesis(link) == AFTER
    assert room.learning(key).before == "Parce que l'on se croise"
    assert "rectifié le" in drawn(app)
    assert "Rectifier dans les chemins" not in buttons(app)


def test_a_link_saved_meanwhile_is_said_and_not_written_over(room):
    link = room.pair()
    room.learn(link_id=link, hypothesis_after=AFTER)
    app = room.page()
    room.do(edit_link, link_id=link, version=1, hypothesis="Le leur", evidence="", confidence=None)
    app = press(app, "Rectifier dans les chemins")
    assert room.hypothesis(link) == "Le leur"
    assert "Aujourd’hui, les chemins disent : Le leur" in drawn(app)
    assert len(app.error) == 1
    app = press(app, "Rectifier dans les chemins")
    assert room.hypothesis(link) == AFTER


def test_what_the_room_learnt_is_kept_in_one_click_with_its_thread(room):
    notebook = room.notebook()
    loop = room.hold_loop(notebook_id=notebook)
    _run_id, ideas = room.gather("Il faut être présenté", "Le samedi marche mieux", notebook_id=notebook)
    app = room.page("learning-take")
    for idea in ideas:
        [box] = [box for box in app.checkbox if box.key.endswith(f"-c{idea}")]
        box.check()
    app = press(app, "Garder comme apprentissages")
    found = room.learnings
    assert {(learning.text, learning.loop_id) for learning in found} == {
        ("Il faut être présenté", loop), ("Le samedi marche mieux", loop),
    }  # fmt: skip
    assert "Le samedi marche mieux" in drawn(unfold(app, f"origins-learning-{found[0].id}"))


def test_a_learning_is_corrected_taken_away_and_put_back(room):
    key = room.learn()
    app = room.page(f"edit-learning-{key}")
    one(app.text_input, f"learnt-{key}").set_value("Autrement dit")
    app = press(app, "Enregistrer")
    assert room.learning(key).text == "Autrement dit"
    app = press(app, "Retirer cet apprentissage")
    assert room.learnings == []
    one(unfold(app, "learnings-gone").button, f"learnings-back-{key}").click().run()
    assert room.ask(withdrawn_learnings) == []


def test_the_second_of_two_editors_is_told_and_loses_nothing(room):
    key = room.learn()
    app = room.page(f"edit-learning-{key}")
    room.do(edit_learning, learning_id=key, version=1, text="Le premier", learnt_on=MARCH)
    one(app.text_input, f"learnt-{key}").set_value("Le second")
    app = press(app, "Enregistrer")
    assert room.learning(key).text == "Le premier"
    assert one(app.text_input, f"learnt-{key}").value == "Le second"
    press(app, "Enregistrer ce que j’ai écrit à la place")
    assert room.learning(key).text == "Le second"


def test_many_learnings_are_filtered(room):
    link = room.pair()
    for place in range(6):
        room.learn(f"Sans lien {place}")
    room.learn("À faire", link_id=link, hypothesis_after=AFTER)
    app = room.page()
    told = drawn(app.pills(key="learnings-how").set_value("waiting").run())
    assert "À faire" in told
    assert "Sans lien" not in told


def test_a_link_tells_what_was_learnt_of_it_and_its_door_opens_it(room):
    link = room.pair()
    key = room.learn("Se <u>croiser</u> ne suffit pas", link_id=link, hypothesis_after=AFTER)
    room.do(rectify, learning_id=key, version=1, on=JUNE)
    [door] = [door for door in room.page().get("page_link") if "Son lien dans les chemins" in door.proto.label]
    assert f"link={link}" in door.proto.query_string
    app = go(room.house.enter(Role.READER), "pathways", link=str(link))
    assert not app.exception
    told = drawn(app)
    assert "Se <u>croiser</u> ne suffit pas" in told
    assert "rectifié le 01/06/2026" in told
    assert "Parce que l'on se croise" in told
    assert "<u>croiser" not in "".join(str(element.proto.body) for element in app.get("html"))


@pytest.mark.parametrize("link", ["0", "99999", "<b>", "1; drop"])
def test_an_address_that_asks_for_no_link_opens_nothing(room, link):
    room.pair()
    app = go(room.house.enter(Role.READER), "pathways", link=link)
    assert not app.exception
    assert app.session_state["change"] is None


def test_an_outcome_is_written_with_all_of_it(room):
    change = room.change("On s'entraide")
    app = room.page("new-outcome", part="effets")
    one(app.text_input, "who-new").set_value("L'<b>école</b>")
    one(app.text_input, "what-new").set_value("ouvre le vendredi")
    one(app.selectbox, "nature-new").select(OutcomeNature.POLICY)
    one(app.date_input, "since-new").set_value(JUNE)
    one(app.text_input, "where-new").set_value("Rue des Lilas")
    one(app.selectbox, "change-new").select(change)
    for box, text in (("matters-new", "Avant, rien"), ("ours-new", "L'atelier"), ("shows-new", "Un planning")):
        one(app.text_area, box).set_value(text)
    one(app.checkbox, "expected-new").uncheck()
    one(app.text_input, "spread-new").set_value("Toute la ville")
    app = press(app, "Ajouter l’effet")
    [outcome] = room.outcomes
    account = outcome.account
    assert (account.who, account.what, account.nature, account.since) == (
        "L'<b>école</b>", "ouvre le vendredi", OutcomeNature.POLICY, JUNE,
    )  # fmt: skip
    assert (account.place, outcome.change, account.significance, account.contribution, account.evidence) == (
        "Rue des Lilas", "On s'entraide", "Avant, rien", "L'atelier", "Un planning",
    )  # fmt: skip
    assert (account.expected, account.spread_to) == (False, "Toute la ville")
    assert [header.value for header in app.header] == ["Au-delà du quartier"]
    assert "<b>école" not in "".join(str(element.proto.body) for element in app.get("html"))


@pytest.mark.parametrize(
    ("box", "value", "told"),
    [
        ("who-new", "", "Écrivez qui a changé : un groupe, un service, une organisation"),
        ("what-new", "", "Écrivez ce qui a changé"),
        ("since-new", None, "Choisissez le jour, puis enregistrez."),
        ("since-new", TODAY + timedelta(days=9), "Un effet a déjà eu lieu."),
    ],
)
def test_an_outcome_that_cannot_be_is_refused_and_keeps_what_was_typed(room, box, value, told):
    app = room.page("new-outcome", part="effets")
    one(app.text_input, "who-new").set_value("L'école")
    one(app.text_input, "what-new").set_value("ouvre le vendredi")
    one(app.text_input, "where-new").set_value("Rue des Lilas")
    one([*app.text_input, *app.date_input], box).set_value(value)
    app = press(app, "Ajouter l’effet")
    [error] = said(app.error)
    assert error.startswith(told)
    assert one(app.text_input, "where-new").value == "Rue des Lilas"
    assert room.outcomes == []


def test_an_outcome_is_written_out_of_what_the_room_said(room):
    notebook = room.notebook()
    room.hold_loop(notebook_id=notebook)
    _run_id, [idea] = room.gather("L'école ouvre le vendredi", notebook_id=notebook)
    app = room.page("new-outcome", part="effets")
    one(app.selectbox, "said-new").select(f"c{idea}")
    one(app.text_input, "who-new").set_value("L'école")
    press(app, "Ajouter l’effet")
    [outcome] = room.outcomes
    assert outcome.account.what == "L'école ouvre le vendredi"
    with room.database.reading() as session:
        found = {strand.idea_id for strand in origins_of(session, ThingKind.OUTCOME, outcome.id)}
    assert idea in found


def test_an_outcome_is_verified_from_outside_and_not_by_us(room):
    key = room.harvest()
    room.organisation("Le centre social")
    app = room.page(f"verify-outcome-{key}", part="effets")
    one(app.text_input, f"verifier-{key}").set_value("le centre social")
    app = press(app, "C’est vérifié")
    [error] = said(app.error)
    assert error.startswith("« le centre social » siège à notre table.")
    assert one(app.text_input, f"verifier-{key}").value == "le centre social"
    one(app.text_input, f"verifier-{key}").set_value("L'inspection")
    app = press(app, "C’est vérifié")
    assert room.outcome(key).verifier == "L'inspection"
    assert "vérifié de l’extérieur" in drawn(app)
    press(app, "Personne ne l’a vérifié")
    assert not room.outcome(key).verified


def test_who_verifies_an_outcome_saved_meanwhile_is_told_and_keeps_what_was_typed(room):
    key = room.harvest()
    app = room.page(f"verify-outcome-{key}", part="effets")
    room.do(edit_outcome, outcome_id=key, version=1, account=replace(SCHOOL, what="ouvre le samedi"))
    one(app.text_input, f"verifier-{key}").set_value("L'inspection")
    app = press(app, "C’est vérifié")
    assert not room.outcome(key).verified
    assert len(app.error) == 1
    assert one(app.text_input, f"verifier-{key}").value == "L'inspection"
    press(app, "C’est vérifié")
    assert room.outcome(key).verifier == "L'inspection"


def test_one_s_own_correction_does_not_stand_in_the_way_of_verifying(room):
    key = room.harvest()
    app = room.page(f"verify-outcome-{key}", f"edit-outcome-{key}", part="effets")
    one(app.text_input, f"what-{key}").set_value("ouvre le samedi")
    app = press(app, "Enregistrer")
    one(app.text_input, f"verifier-{key}").set_value("L'inspection")
    app = press(app, "C’est vérifié")
    assert not app.error
    assert room.outcome(key).verifier == "L'inspection"


def test_who_verifies_is_told_that_the_public_page_may_say_it(room):
    key = room.harvest()
    told = said(room.page(f"verify-outcome-{key}", part="effets").caption)
    assert any("la page publique peut dire ce qui a changé" in caption for caption in told)


def test_a_verified_outcome_is_corrected_as_people_say(room):
    key = room.harvest()
    room.do(verify_outcome, outcome_id=key, version=1, verifier="L'inspection", verified_on=SEPTEMBER)
    app = room.page(f"edit-outcome-{key}", part="effets")
    one(app.text_input, f"what-{key}").set_value("reçoit chaque vendredi les parents")
    one(app.checkbox, f"same-outcome-{key}").check()
    app = press(app, "Enregistrer")
    assert room.outcome(key).verified
    one(app.text_input, f"what-{key}").set_value("ne reçoit plus")
    app = press(app, "Enregistrer")
    assert not room.outcome(key).verified
    app = press(app, "Retirer cet effet")
    one(unfold(app, "outcomes-gone").button, f"outcomes-back-{key}").click().run()
    assert room.ask(withdrawn_outcomes) == []


def test_the_second_of_two_who_correct_an_outcome_is_told_and_loses_nothing(room):
    key = room.harvest()
    app = room.page(f"edit-outcome-{key}", part="effets")
    room.do(edit_outcome, outcome_id=key, version=1, account=SCHOOL)
    one(app.text_input, f"what-{key}").set_value("Le second")
    app = press(app, "Enregistrer")
    assert room.outcome(key).account == SCHOOL
    assert one(app.text_input, f"what-{key}").value == "Le second"


def test_many_outcomes_are_filtered_by_nature_and_by_change(room):
    change = room.change("On s'entraide")
    for place in range(5):
        room.harvest(who=f"Groupe {place}")
    room.harvest(who="La mairie", nature=OutcomeNature.POLICY)
    room.harvest(who="Les gardiens", change_id=change)
    app = room.page(part="effets")
    by_nature = app.selectbox(key="outcomes-nature").select(OutcomeNature.POLICY).run()
    assert "La mairie" in drawn(by_nature)
    assert "Groupe" not in drawn(by_nature)
    by_nature.selectbox(key="outcomes-nature").select(None)
    by_change = by_nature.selectbox(key="outcomes-change").select(change).run()
    assert "Les gardiens" in drawn(by_change)
    assert "La mairie" not in drawn(by_change)


def test_a_scribe_writes_what_was_seen_and_a_facilitator_shows_it(room):
    room.do(show_observations, observation_ids=[room.see("Un ascenseur en panne")])
    app = room.page("new-observation", role=Role.SCRIBE, part="terrain")
    one(app.text_area, "seen-new").set_value("Des <b>voitures</b> devant l'école")
    one(app.selectbox, "seen-theme-new").set_value("Logement")
    one(app.selectbox, "seen-place-new").set_value("Place du marché")
    app = press(app, "Envoyer à l’animation")
    assert room.words_seen(Visibility.WAITING) == ["Des <b>voitures</b> devant l'école"]
    assert "voitures" not in drawn(app)
    assert "Afficher" not in buttons(app)
    app = room.page(part="terrain")
    assert [plainly(header.value) for header in app.header] == ["1 observation vous attend"]
    app = press(app, "Afficher")
    assert "<b>voitures" not in "".join(str(element.proto.body) for element in app.get("html"))
    for role in (Role.READER, Role.SCRIBE, Role.COORDINATOR):
        seen = room.page(role=role, part="terrain")
        assert "Des <b>voitures</b> devant l'école" in drawn(seen)
        assert "Masquer" not in buttons(seen)
    app = one(room.page(part="terrain").button, "hide-observation-2").click().run()
    assert room.words_seen() == ["Un ascenseur en panne"]
    press(unfold(app, "observations-hidden"), "Afficher")
    assert len(room.words_seen()) == 2


@pytest.mark.parametrize(
    ("box", "value", "told"),
    [
        ("seen-new", " ", "Écrivez d’abord ce qui a été vu."),
        ("seen-theme-new", None, "Choisissez un thème, ou tapez-en un nouveau."),
        ("seen-place-new", None, "Dites où cela a été vu : une rue, une place, un immeuble."),
        ("seen-on-new", None, "Choisissez le jour, puis enregistrez."),
        ("seen-on-new", TODAY + timedelta(days=9), "Ce jour n’est pas encore venu."),
    ],
)
def test_an_observation_that_cannot_be_is_refused_and_keeps_what_was_typed(room, box, value, told):
    room.do(show_observations, observation_ids=[room.see()])
    app = room.page("new-observation", role=Role.SCRIBE, part="terrain")
    one(app.text_area, "seen-new").set_value("Des voitures")
    one(app.selectbox, "seen-theme-new").set_value("Logement")
    one(app.selectbox, "seen-place-new").set_value("Place du marché")
    one([*app.text_area, *app.date_input, *app.selectbox], box).set_value(value)
    app = press(app, "Envoyer à l’animation")
    [error] = said(app.error)
    assert error.startswith(told)
    kept = {"seen-new": "Des voitures", "seen-place-new": "Place du marché"} | {box: value}
    assert one(app.text_area, "seen-new").value == kept["seen-new"]
    assert one(app.selectbox, "seen-place-new").value == kept["seen-place-new"]
    assert len(room.words_seen(Visibility.WAITING)) == 0


def test_observations_are_counted_and_filtered(room):
    told = [("a", "École", "Rue"), ("b", "École", "Marché"), ("c", "Logement", "Rue")]
    room.do(show_observations, observation_ids=[room.see(text, theme=theme, place=at) for text, theme, at in told])
    app = room.page("observations-table", role=Role.READER, part="terrain")
    assert "3 observations. Le thème qui revient le plus : École (2) ; le lieu : Rue (2)." in drawn(app)
    [chart] = app.get("vega_lite_chart")
    assert plainly(chart.proto.alt).startswith("3 observations.")
    assert "Qu’avez-vous vu" not in " ".join(labels(app.text_area))
    app = app.selectbox(key="observations-theme").select("Logement").run()
    assert "Rien n’y a encore été vu" in " ".join(
        said(app.selectbox(key="observations-place").select("Marché").run().caption)
    )


def test_a_reader_reads_and_writes_nothing(room):
    room.learn(link_id=room.pair(), hypothesis_after=AFTER)
    room.harvest()
    for part in ("apprentissages", "effets", "terrain"):
        app = room.page(role=Role.READER, part=part)
        assert not [*app.text_input, *app.text_area, *app.checkbox]
        assert not {"Rectifier dans les chemins", "Ajouter l’effet"} & set(buttons(app))


def test_a_part_that_was_opened_stays_drawn_with_its_forms_and_the_open_one_stays_in_another_language(room):
    app = room.page("new-learning")
    app.session_state["learning-parts-fr"] = "Effets récoltés"
    app = app.run()
    assert "Aucun effet n’est encore récolté." in " ".join(said(app.info))
    assert one(app.text_input, "learnt-new")
    app.session_state["language"] = "en"
    assert app.run().session_state["learning-parts"] == "effets"
