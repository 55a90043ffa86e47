from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from qic_core.access.rules import Role
from qic_core.collective.members import add_member, list_seats, name_seats
from qic_core.collective.mergers import merge_organisations
from qic_core.collective.service import list_colleges
from qic_core.cooperation.naming import agree_naming, list_naming
from qic_core.cooperation.wanted import list_wanted, set_wanted
from qic_core.workshop.drafting import Draft
from qic_core.workshop.notebooks import list_notebooks
from tests.cooperation.partners import DRAFT, NAMES, gathered
from tests.pages.house import House, go, html_of, one, press, unfold

MARCH, JUNE = date(2026, 3, 2), date(2026, 6, 19)
FIRST = [
    ("École", {"Mairie": 2, "Club": 6, "Crèche": 4}),
    ("Mairie", {"École": 5, "Club": 3}),
    ("Club", {"École": 6, "Mairie": 0}),
]
SECOND = [
    ("École", {"Mairie": 5, "Club": 5}),
    ("École", {"Mairie": 7, "Club": 5}),
    ("Mairie", {"École": 5, "Club": 3}),
    ("Club", {"École": 6, "Mairie": 4}),
]


class Table:
    """A house in which a few organisations sit at the table, and its page « Coopération »."""

    def __init__(self, house: House, *names: str) -> None:
        self.house, self.partners = house, gathered(house.database, *names)

    def open(self, role: Role = Role.COORDINATOR, *folds: str) -> AppTest:
        app = go(self.house.enter(role), "cooperation")
        for key in folds:
            app = unfold(app, key)
        assert not app.exception
        return app

    def name_them(self) -> None:
        with self.house.database.writing(self.partners.collective_id) as work:
            agree_naming(work, named=True, decided_on=MARCH, note="Au séminaire")


@pytest.fixture
def table(house_of: Callable[..., House]) -> Table:
    return Table(house_of(demo=False))


def charts_of(app: AppTest) -> bytes:
    """Return all that charts hold, rows and words, as it is sent."""
    return b" ".join(element.proto.SerializeToString() for element in app.get("vega_lite_chart"))


def notes_of(app: AppTest) -> str:
    return " ".join(element.value for element in [*app.info, *app.caption]).replace("\xa0", " ")


def test_with_too_few_organisations_the_page_says_what_to_do_first(house_of):
    app = Table(house_of(demo=False), "École", "Mairie").open()
    assert "Il faut au moins trois organisations" in notes_of(app)
    assert not app.get("vega_lite_chart")


def test_before_any_wave_the_scale_is_there_and_the_page_says_to_ask_the_room(table: Table):
    app = table.open()
    assert html_of(app).count('class="qic-level-name"') == 7
    assert "Pas encore de vague" in notes_of(app)
    assert "La salle n’a pas encore dit où en est l’ensemble du partenariat" in notes_of(app)
    assert not app.get("vega_lite_chart")


def test_one_wave_shows_its_pairs_and_no_movement_yet(table: Table):
    table.partners.wave(FIRST)
    app = table.open()
    assert "3 voix. 3 organisations sur 4 se sont exprimées" in html_of(app)
    assert "1 organisation ne s’est pas encore exprimée." in html_of(app)
    assert len(app.get("vega_lite_chart")) == 3
    assert "Il faut deux vagues" in notes_of(app)
    assert "6 avis : niveau médian 4. Assistance, accord" in html_of(app)
    assert "6 sur 12 (50 %)" in html_of(app)


def test_unnamed_no_organisation_s_name_is_in_a_chart_or_beside_it(table: Table):
    table.partners.wave(FIRST)
    table.partners.wave(SECOND, on=JUNE)
    with table.house.database.writing(table.partners.collective_id) as work:
        set_wanted(work, one=table.partners.ids["École"], other=table.partners.ids["Club"], level=4, why="Le judo")
    second = table.partners.waves()[-1].run_id
    folds = ("pairs-table-", "ties-", "spread-", "gaps-", "levels-table-")
    keys = [f"{fold}{second}" for fold in folds] + ["waves-table", "slopes-table", "migration-table"]
    app = table.open(Role.COORDINATOR, *keys)
    told = html_of(app) + charts_of(app).decode(errors="ignore")
    assert len(app.get("vega_lite_chart")) == 7
    assert [name for name in NAMES if name in told] == []
    assert "Organisation A" in html_of(app)
    assert "Organisation A" in charts_of(app).decode(errors="ignore")
    assert "Qui fait le lien" not in told
    offered = [option for box in app.selectbox for option in box.options]
    assert [name for name in NAMES if name in offered] == []


def test_named_by_agreement_the_same_charts_name_them(table: Table):
    table.partners.wave(FIRST)
    table.name_them()
    app = table.open()
    told = charts_of(app).decode(errors="ignore")
    assert [name for name in NAMES if name in told] == list(NAMES)
    assert "1 organisation ne s’est pas encore exprimée : Crèche" in html_of(app)
    assert "le collectif l’a accepté le 02/03/2026" in html_of(app)


def test_the_collective_agrees_in_a_small_form_and_may_change_its_mind(table: Table):
    table.partners.wave(FIRST)
    app = table.open(Role.COORDINATOR, "naming")
    one(app.radio, "naming-agreed").set_value(True)
    app = press(app, "Garder cette décision")
    assert "Dites comment cela a été décidé" in app.error[0].value
    assert one(app.radio, "naming-agreed").value is True
    one(app.text_input, "naming-note").set_value("À main levée")
    app = press(app, "Garder cette décision")
    assert "Mairie" in charts_of(app).decode(errors="ignore")
    one(app.radio, "naming-agreed").set_value(False)
    one(app.text_input, "naming-note").set_value("Le Club ne veut plus")
    app = press(app, "Garder cette décision")
    assert "Mairie" not in charts_of(app).decode(errors="ignore")
    with table.house.database.reading() as session:
        told = [(kept.named, kept.note) for kept in list_naming(session, table.partners.collective_id)]
    assert told == [(False, "Le Club ne veut plus"), (True, "À main levée")]
    assert "À main levée" in html_of(app)


def test_two_waves_are_compared_on_the_pairs_rated_in_both(table: Table):
    table.partners.wave(FIRST)
    table.partners.wave(SECOND, on=JUNE)
    app = table.open()
    said = html_of(app)
    assert "De la vague 1 à la vague 2, 5 avis comparés : 1 en hausse, 3 sans changement, 1 en baisse." in said
    assert "Avis qui ne sont pas comparés : 2 donnés dans une seule des deux vagues." in said
    assert "Les 2 avis qui ont le plus bougé, sur 2 qui ont bougé." in said
    assert "De la vague 1 à la vague 2, sur 5 avis donnés dans toutes les vagues : niveau médian" in said
    assert "Nombre de voix : 3 dans la vague 1, 4 dans la vague 2." in said
    assert app.selectbox(key="wave").options == ["Vague 2, 19/06/2026", "Vague 1, 20/01/2026"]


def test_the_slopes_of_one_organisation_show_what_stayed_too(table: Table):
    table.partners.wave(FIRST)
    table.partners.wave(SECOND, on=JUNE)
    table.name_them()
    app = table.open()
    one(app.selectbox, "slopes-of").select("Mairie").run()
    assert "Mairie : 3 avis sur 3, donnés ou reçus" in html_of(app)


def test_people_of_one_organisation_who_differ_are_both_kept_and_their_median_counts(table: Table):
    run_id = table.partners.wave(SECOND)
    table.name_them()
    said = html_of(table.open(Role.COORDINATOR, f"spread-{run_id}"))
    assert "École, à propos de Mairie : de 5 à 7, médiane 5. Coordination (2 voix)." in said


def test_the_network_s_table_says_who_stands_between_two_others(table: Table):
    run_id = table.partners.wave(FIRST)
    table.name_them()
    said = html_of(table.open(Role.COORDINATOR, f"ties-{run_id}"))
    assert "Entre deux autres" in said
    assert "33 %" in said  # the school alone lies between the town hall and the club: one of three pairs


@pytest.mark.parametrize("agreed", [False, True])
def test_the_notebook_names_organisations_only_while_the_collective_agrees(table: Table, agreed: bool):
    announced = replace(DRAFT, settings={"at_most": 12, "named": 1})
    ids = table.partners.ids
    said = {"speaks_for": [f"o{ids['Mairie']}"], "levels": {f"o{ids['Club']}": {"level": 6}}}
    table.partners.ask(announced, said, on=MARCH)
    if agreed:
        table.name_them()
    app = go(table.house.enter(Role.READER), "notebook")
    told = html_of(app) + charts_of(app).decode(errors="ignore")
    assert ("Crèche" in told) == agreed
    assert ("Organisation A" in told) == (not agreed)


def test_the_slider_says_from_which_level_a_tie_counts(table: Table):
    table.partners.wave(FIRST)
    app = table.open()
    assert "3 sur 12 (25 %)" in html_of(app)
    one(app.select_slider, "network-threshold").set_value(7).run()
    assert "0 sur 12 (0 %)" in html_of(app)
    assert "non connexe" in html_of(app)


@pytest.mark.parametrize(
    ("named", "told"), [(True, "fait aujourd’hui partie de « École »"), (False, "réunies à une autre : 1")]
)
def test_a_merger_between_two_waves_is_told_with_names_only_when_agreed(table: Table, named: bool, told: str):
    table.partners.wave(FIRST)
    ids = table.partners.ids
    with table.house.database.writing(table.partners.collective_id) as work:
        merge_organisations(work, organisation_id=ids["Club"], into_id=ids["École"], on=MARCH)
    table.partners.wave([("École", {"Mairie": 5})], on=JUNE)
    if named:
        table.name_them()
    assert told in html_of(table.open())


def test_a_wave_that_nobody_answered_says_so_and_is_not_compared(table: Table):
    table.partners.wave(FIRST)
    table.partners.wave(on=JUNE)
    app = table.open()
    assert "Personne n’a répondu dans cette vague" in notes_of(app)
    assert "Il faut deux vagues" in notes_of(app)
    app.selectbox(key="wave").select("Vague 1, 20/01/2026").run()
    assert "3 voix." in html_of(app)
    assert not app.exception


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([("École", {"Mairie": 4})], "Tous les avis sont au même niveau : 4. Assistance."),
        ([("École", {"Mairie": 5}), ("Mairie", {"École": 5})], "Tous les avis sont au même niveau : 5. Coordination."),
        ([("École", {"Mairie": 0})], "Aucune n’a su donner de niveau."),
    ],
)
def test_one_answer_all_the_same_and_only_i_do_not_know_are_sentences_too(table: Table, told, said: str):
    table.partners.wave(told)
    table.partners.wave(told, on=JUNE)
    assert said in html_of(table.open())


def test_two_organisations_left_of_three_by_mergers_are_drawn_without_what_needs_three(house_of):
    table = Table(house_of(demo=False), "École", "Mairie", "Club")
    table.partners.wave([("École", {"Mairie": 5, "Club": 6}), ("Mairie", {"École": 4})])
    ids = table.partners.ids
    with table.house.database.writing(table.partners.collective_id) as work:
        merge_organisations(work, organisation_id=ids["Club"], into_id=ids["École"], on=MARCH)
    said = html_of(table.open())
    assert "1 sur 2 (50 %)" in said
    assert "Est-ce que tout passe par quelques-unes" not in said


def seat(table: Table, *names: str) -> None:
    partners = table.partners
    with table.house.database.writing(partners.collective_id) as work:
        name_seats(work, collective_id=partners.collective_id, names=["Délégué", "Cheffe", "Partenaire"])
        seats = list_seats(work.session, partners.collective_id)
        college = list_colleges(work.session, partners.collective_id)[0].name
        for held, name in zip(seats, names, strict=False):
            add_member(
                work, collective_id=partners.collective_id, name=f"De {name}", college=college, organisation=name,
                seat_id=held.id,
            )  # fmt: skip


def test_the_trinome_shows_its_six_ratings_when_named_and_only_their_median_when_not(table: Table):
    seat(table, "École", "Mairie", "Club")
    table.partners.wave(FIRST)
    table.partners.wave(SECOND, on=JUNE)
    said = html_of(table.open(Role.COORDINATOR, "trinome-table"))
    assert "Niveau médian du trinôme, vague 2 : 5. Coordination (6 avis sur 6)." in said
    assert "Trinôme, de la vague 1 à la vague 2, sur 5 avis donnés dans toutes les vagues :" in said
    assert "École → Mairie" not in said
    table.name_them()
    assert "École → Mairie" in html_of(table.open())


def test_fewer_than_five_ratings_inside_an_unnamed_trinome_stay_unsaid(table: Table):
    seat(table, "École", "Mairie", "Club")
    table.partners.wave([("École", {"Mairie": 5, "Club": 4}), ("Mairie", {"École": 5})])
    assert "Niveau médian du trinôme" not in html_of(table.open())


def test_a_trinome_that_is_not_full_says_what_to_do(table: Table):
    seat(table, "École", "Mairie")
    table.partners.wave(FIRST)
    assert "installez dans le trinôme" in notes_of(table.open())


def wanted(table: Table) -> list[tuple[int, str]]:
    with table.house.database.reading() as session:
        return [(kept.level, kept.why) for kept in list_wanted(session, table.partners.collective_id)]


def test_a_wanted_level_is_said_compared_with_the_last_wave_and_taken_back(table: Table):
    table.partners.wave(FIRST)
    table.name_them()
    app = table.open(Role.COORDINATOR, "wanted-form")
    one(app.selectbox, "wanted-one").select("École")
    one(app.selectbox, "wanted-other").select("École")
    one(app.text_input, "wanted-why").set_value("Le café des parents")
    app = press(app, "Garder")
    assert app.error[0].value.startswith("Choisissez deux organisations différentes")
    assert one(app.text_input, "wanted-why").value == "Le café des parents"
    one(app.selectbox, "wanted-other").select("Mairie")
    app = press(app, "Garder")
    assert wanted(table) == [(5, "Le café des parents")]
    assert "encore 3 niveaux" in html_of(app)
    app = unfold(app, "wanted-back")
    [button] = [button for button in app.button if (button.key or "").startswith("wanted-back-")]
    button.click().run()
    assert wanted(table) == []


def test_unnamed_wanted_levels_are_counted_only_from_five_pairs_on(table: Table):
    ids = table.partners.ids
    everyone = [(name, {other: 4 for other in NAMES if other != name}) for name in NAMES]
    table.partners.wave(everyone)
    pairs = [(one, other) for place, one in enumerate(NAMES) for other in NAMES[place + 1 :]]
    with table.house.database.writing(table.partners.collective_id) as work:
        for one_of, other in pairs[:4]:
            set_wanted(work, one=ids[one_of], other=ids[other], level=5)
    said = html_of(table.open())
    assert "4 paires visent un niveau." in said
    assert "encore 1 niveau" not in said
    with table.house.database.writing(table.partners.collective_id) as work:
        set_wanted(work, one=ids[pairs[4][0]], other=ids[pairs[4][1]], level=4)
    said = html_of(table.open())
    assert "encore 1 niveau" in said
    assert "atteint" in said


def test_the_whole_partnership_has_its_last_run_and_its_curve(table: Table):
    draft = Draft("cooperation", "Où en sommes-nous ?", "À quel niveau ?")
    for level, day in ((3, MARCH), (5, JUNE)):
        table.partners.ask(draft, {"level": level}, on=day)
    app = table.open()
    assert "Niveau médian : 3. Communication → 5. Coordination (1 voix, puis 1)." in html_of(app)
    assert len(app.get("vega_lite_chart")) == 2
    assert "02/03/2026" not in html_of(app)
    assert "02/03/2026" in html_of(unfold(app, "curve-whole-table"))


@pytest.mark.parametrize(("announced", "agreed"), [(0, False), (1, False), (0, True), (1, True)])
def test_trust_names_organisations_where_it_was_announced_and_is_agreed(table: Table, announced: int, agreed: bool):
    ids = table.partners.ids
    draft = Draft("trust", "Confiance", "Que pensez-vous d'elles ?", {"named": announced}, about="organisations")
    said = {"speaks_for": [f"o{ids['Mairie']}"], "ratings": {f"o{ids['Club']}": {"reliability": 3, "power": 2}}}
    table.partners.ask(draft, *[said] * 5, on=MARCH)
    if agreed:
        table.name_them()
    told = html_of(table.open(Role.COORDINATOR, "beside-trust"))
    assert "5 voix" in told
    assert ("Club" in told) == bool(announced and agreed)


@pytest.mark.parametrize("named", [0, 1])
def test_the_next_wave_tells_phones_what_was_agreed_on_names(table: Table, named: int):
    if named:
        table.name_them()
    press(table.open(Role.COORDINATOR, "ask-cooperation_pairs"), "Ajouter au carnet")
    with table.house.database.reading() as session:
        [cell] = [
            cell
            for notebook in list_notebooks(session, table.partners.collective_id)
            for cell in notebook.cells
            if cell.kind == "cooperation_pairs"
        ]
    assert (cell.settings["named"], cell.about) == (named, "organisations")


@pytest.mark.parametrize("kind", ["cooperation", "trust", "factors"])
def test_the_room_is_asked_about_the_whole_trust_and_what_helps(table: Table, kind: str):
    press(table.open(Role.COORDINATOR, f"ask-{kind}"), "Ajouter au carnet")
    with table.house.database.reading() as session:
        notebooks = list_notebooks(session, table.partners.collective_id)
    assert [cell.kind for notebook in notebooks for cell in notebook.cells] == [kind]


def test_a_reader_sees_everything_and_changes_nothing(table: Table):
    table.partners.wave(FIRST)
    table.partners.wave(SECOND, on=JUNE)
    app = table.open(Role.READER)
    assert len(app.get("vega_lite_chart")) == 7
    assert not [button for button in app.button if button.key and not button.key.startswith("more-")]
    assert not app.text_input
