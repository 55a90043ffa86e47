from collections.abc import Callable

from qic_core.access.rules import Role
from qic_core.collective.members import list_members, list_seats
from qic_core.collective.organisations import list_organisations
from qic_core.collective.service import list_colleges
from qic_core.dashboard.public_page import public_switch, save_public_page
from tests.pages.house import DEMO, House, go, html_of, one, press, unfold


def test_an_organisation_is_added_then_leaves(house: House):
    app = unfold(go(house.enter(Role.COORDINATOR), "collective"), "organisation")
    fields = {field.label: field for field in app.text_input if field.key.startswith("o-name")}
    fields["Nom"].set_value("Mlezi Maoré")
    app = press(app, "Enregistrer l’organisation")
    with house.database.reading() as session:
        organisations = list_organisations(session, DEMO)
    [added] = [one for one in organisations if one.name == "Mlezi Maoré"]
    assert added.college == "Habitantes et habitants"
    assert not app.exception


def test_a_refused_organisation_keeps_what_was_typed(house: House):
    app = unfold(go(house.enter(Role.COORDINATOR), "collective"), "organisation")
    [name] = [field for field in app.text_input if field.key.startswith("o-name")]
    name.set_value("Coallia")
    app = press(app, "Enregistrer l’organisation")
    assert "Coallia" in app.error[0].value
    [name] = [field for field in app.text_input if field.key.startswith("o-name")]
    assert name.value == "Coallia"


def test_a_person_takes_a_seat_of_the_trinome(house: House):
    app = unfold(go(house.enter(Role.COORDINATOR), "collective"), "member")
    [name] = [field for field in app.text_input if field.key.startswith("m-name")]
    name.set_value("Zaïna")
    with house.database.reading() as session:
        seat = list_seats(session, DEMO)[2]
    [choice] = [field for field in app.selectbox if field.key.startswith("m-seat")]
    choice.set_value(seat.id)
    app = press(app, "Enregistrer la personne")
    with house.database.reading() as session:
        seated = {member.name: member.seat_id for member in list_members(session, DEMO)}
    assert seated["Zaïna"] == seat.id
    assert not app.exception


def test_a_reader_reads_and_changes_nothing(house: House):
    app = go(house.enter(Role.READER), "collective")
    assert not app.exception
    assert not app.button
    assert not app.text_input


def test_the_collective_gets_another_name_and_one_more_college(house: House):
    app = unfold(go(house.enter(Role.FACILITATOR), "collective"), "identity")
    app.text_input(key="name").set_value("Koungou demain")
    app = press(app, "Enregistrer")
    [added] = [field for field in app.text_input if field.key.startswith("college-new")]
    added.set_value("Jeunes")
    app = press(app, "Enregistrer les collèges")
    assert [field.value for field in app.text_input if field.label.startswith("Collège")][-1] == "Jeunes"
    assert app.text_input(key="name").value == "Koungou demain"


def test_the_sheet_for_whoever_takes_over_is_offered_to_those_who_may_take_it(house: House):
    def offered(role: Role) -> bool:
        return any("passation.pdf" in link.proto.url for link in go(house.enter(role), "collective").get("link_button"))

    assert offered(Role.COORDINATOR)
    assert not offered(Role.READER)


def test_a_collective_is_born_with_the_trinome_s_three_roles(house_of: Callable[..., House]):
    house = house_of(demo=False)
    app = house.enter(Role.FACILITATOR)
    app.text_input(key="name").set_value("Collectif du Petit-Bard")
    app.text_input(key="place").set_value("Montpellier")
    press(app, "Créer le collectif")
    with house.database.reading() as session:
        assert len(list_seats(session, 1)) == 3


def imported(house: House, content: bytes):
    app = unfold(go(house.enter(Role.COORDINATOR), "collective"), "import")
    [chosen] = [field for field in app.file_uploader if field.key.startswith("organisations-csv")]
    return chosen.upload("organisations.csv", content, "text/csv").run()


def names_of(house: House) -> set[str]:
    with house.database.reading() as session:
        return {one.name for one in list_organisations(session, DEMO)}


def test_another_college_becomes_that_of_the_residents(house: House):
    app = unfold(go(house.enter(Role.FACILITATOR), "collective"), "identity")
    with house.database.reading() as session:
        other = list_colleges(session, DEMO)[1]
    app.selectbox(key="college-residents").set_value(other.id)
    app = press(app, "Enregistrer les collèges")
    with house.database.reading() as session:
        assert [one.name for one in list_colleges(session, DEMO) if one.of_residents] == [other.name]
    assert not app.exception


def test_a_spreadsheet_of_organisations_is_shown_then_written(house: House):
    before = names_of(house)
    rows = "Nom;Collège;Secteur\r\nÉcole de Majicavo;Institutions;Éducation\r\nMlezi;Associations;\r\n"
    app = imported(house, rows.encode("latin-1"))
    assert names_of(house) == before
    app = press(app, "Tout écrire")
    assert names_of(house) == before | {"École de Majicavo", "Mlezi"}
    assert not app.exception


def test_a_spreadsheet_with_wrong_lines_says_which_and_cannot_be_written(house: House):
    app = imported(house, "Nom;Collège\nMlezi;Régions\nCoallia;Associations\n".encode())
    drawn = " ".join(str(element.proto) for element in app.get("html"))
    assert "Régions" in drawn
    assert "Habitantes et habitants, Associations, Institutions" in drawn
    [write] = [button for button in app.button if button.label == "Tout écrire"]
    assert write.disabled


def test_a_file_that_is_no_spreadsheet_says_so_and_the_page_goes_on(house: House):
    app = imported(house, b"PK\x03\x04\0")
    assert "CSV" in app.error[0].value
    assert "Qui est arrivé, qui est parti" in [header.value for header in app.header]


def chosen(house: House, name: str):
    """Open the form of one organisation."""
    with house.database.reading() as session:
        [key] = [one.id for one in list_organisations(session, DEMO, left_too=True) if one.name == name]
    app = unfold(go(house.enter(Role.COORDINATOR), "collective"), "organisation")
    return one(app.selectbox, "organisation-").set_value(key).run(), key


def test_an_organisation_that_changes_its_name_is_told_with_the_former_one(house: House):
    app, _key = chosen(house, "Coallia")
    one(app.text_input, "o-name").set_value("Relais <b>Sud</b>")
    app = press(app, "Enregistrer l’organisation")
    assert not app.exception
    assert "Relais &lt;b&gt;Sud&lt;/b&gt; (avant : Coallia)" in html_of(app)
    assert "maintenant" in html_of(app)


def test_a_name_that_was_only_written_wrong_leaves_no_former_one(house: House):
    app, _key = chosen(house, "Coallia")
    one(app.text_input, "o-name").set_value("Relais")
    one(app.checkbox, "o-wrong").check()
    app = press(app, "Enregistrer l’organisation")
    assert "Relais" in names_of(house)
    assert "avant : Coallia" not in html_of(app)


def test_a_corrected_name_leaves_no_tick_that_would_hide_the_next_change(house: House):
    app, key = chosen(house, "Coallia")
    one(app.checkbox, f"o-wrong-{key}").check()
    app = press(app, "Enregistrer l’organisation")
    assert one(app.checkbox, f"o-wrong-{key}").value is False


def test_an_organisation_becomes_part_of_another_and_is_back_when_it_is_undone(house: House):
    app, key = chosen(house, "Coallia")
    app = unfold(app, f"merger-{key}")
    app = press(app, "Noter la fusion")
    assert "Choisissez" in app.error[0].value
    assert "Coallia" in names_of(house)
    with house.database.reading() as session:
        [into] = [one.id for one in list_organisations(session, DEMO) if one.name == "Croix-Rouge"]
    one(app.selectbox, "merger-into").set_value(into)
    app = press(app, "Noter la fusion")
    assert not app.exception
    assert "Coallia" not in names_of(house)
    assert "fait maintenant partie de" in html_of(app)
    app, key = chosen(house, "Coallia")
    assert "Croix" in " ".join(info.value for info in app.info)
    assert not [field for field in app.text_input if field.key.startswith("o-name")]
    app = one(app.button, f"unmerge-{key}").click().run()
    assert not app.exception
    assert "Coallia" in names_of(house)


def switched(house: House):
    with house.database.reading() as session:
        return public_switch(session, DEMO)


def test_the_public_page_is_shown_with_its_words_then_hidden_again(house: House):
    app = unfold(go(house.enter(Role.COORDINATOR), "collective"), "public-page")
    one(app.toggle, "public-shown").set_value(True)
    one(app.text_area, "public-words").set_value("Merci <b>à vous</b>")
    app = press(app, "Enregistrer")
    assert not app.exception
    assert (switched(house).shown, switched(house).words) == (True, "Merci <b>à vous</b>")
    assert "/c/koungou" in html_of(app)
    one(app.toggle, "public-shown").set_value(False)
    app = press(app, "Enregistrer")
    assert not switched(house).shown
    assert "/c/koungou" not in html_of(app)


def test_what_someone_else_saved_of_the_public_page_meanwhile_is_not_lost(house: House):
    app = unfold(go(house.enter(Role.COORDINATOR), "collective"), "public-page")
    with house.database.writing(DEMO) as work:
        save_public_page(work, shown=False, words="Les leurs", version=0)
    one(app.text_area, "public-words").set_value("Les miens")
    app = press(app, "Enregistrer")
    assert switched(house).words == "Les leurs"
    assert one(app.text_area, "public-words").value == "Les miens"
    press(app, "Enregistrer ce que j’ai écrit à la place")
    assert switched(house).words == "Les miens"
