"""The page Indicateurs: curves change by change, what is put on them as people type it, files, what is refused."""

import io
from datetime import date, timedelta

import openpyxl
import pytest

from qic_core.access.rules import Role
from qic_core.collective.service import create_collective
from qic_core.evaluation.indicator_rules import Target
from qic_core.evaluation.indicators import withdrawn_indicators
from qic_core.evaluation.measures_csv import open_measures
from qic_core.evaluation.points import add_annotation
from qic_core.evaluation.rules import Frequency, Polarity
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.notebooks import Cover, create_notebook
from tests.evaluation.story import Watch
from tests.pages.house import TODAY, House, drawn, go, labels, one, plainly, press, said, unfold

MARCH, JUNE = date(2026, 3, 2), date(2026, 6, 1)


class Room(Watch):
    """The collective of a house, and the page as someone with a link sees it."""

    def __init__(self, house: House):
        with house.database.writing() as work:
            key = create_collective(
                work, name="Koungou", place="Mayotte", colleges=["Habitants", "Associations"], timezone="Indian/Mayotte"
            )
        super().__init__(house.database, key)
        self.house = house

    def page(self, *folds, role=Role.COORDINATOR, indicator=None):
        """Open the page, then an indicator on it, then some folds."""
        app = go(self.house.enter(role), "indicators")
        if indicator is not None:
            app = app.selectbox(key="indicator").select(indicator).run()
        for key in folds:
            app = unfold(app, key)
        assert not app.exception
        return app

    def grown(self, count=4, **more):
        """Write an indicator measured four times, the last time today; return its id."""
        key = self.indicator(**more)
        for place in range(count):
            self.measure(key, TODAY - timedelta(days=90 * (count - 1 - place)), 40 + 4 * place)
        return key


@pytest.fixture
def room(house_of):
    return Room(house_of(demo=False))


def test_an_empty_page_says_where_to_begin(room):
    app = room.page()
    assert "Pas encore d’indicateur" in app.info[0].value
    assert "écrivez-en d’abord" in app.info[1].value
    assert not app.get("vega_lite_chart")


def test_an_indicator_is_written_with_all_of_it(room):
    change = room.change("Les parents viennent")
    app = room.page()
    one(app.text_input, "name-new").set_value("Des <b>parents</b>")
    one(app.selectbox, "about-new").select(("change", change))
    one(app.text_input, "unit-new").set_value("%")
    one(app.selectbox, "frequency-new").select(Frequency.YEAR)
    one(app.radio, "polarity-new").set_value(Polarity.DOWN)
    one(app.text_input, "source-new").set_value("L'école")
    one(app.text_input, "start-new").set_value("12,5 %")
    one(app.date_input, "start-on-new").set_value(MARCH)
    app = press(app, "Ajouter l’indicateur")
    [indicator] = room.indicators
    assert not app.exception
    wording = indicator.wording
    assert (wording.name, wording.change_id, wording.unit, wording.source) == (
        "Des <b>parents</b>",
        change,
        "%",
        "L'école",
    )
    assert (wording.polarity, wording.frequency, wording.baseline, wording.baseline_on) == (
        Polarity.DOWN, Frequency.YEAR, 12.5, MARCH,
    )  # fmt: skip
    assert one(app.text_input, "name-new").value == ""


@pytest.mark.parametrize(
    ("box", "value", "told"),
    [
        ("name-new", " ", "Un indicateur a besoin d’un nom : que compte-t-on, chez qui ?"),
        ("about-new", None, "Dites de quoi parle l’indicateur : un changement, ou une action."),
        ("start-new", "douze", "« douze » n’est pas un chiffre."),
        ("start-new", "40 %", "« 40 % » est en pour cent, cet indicateur est en parents. Corrigez l’un des deux."),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_and_keeps_what_was_typed(room, box, value, told):
    change = room.change("Les parents viennent")
    app = room.page()
    one(app.text_input, "name-new").set_value("Parents")
    one(app.text_input, "unit-new").set_value("parents")
    one(app.selectbox, "about-new").select(("change", change))
    one([*app.text_input, *app.selectbox], box).set_value(value)
    app = press(app, "Ajouter l’indicateur")
    [error] = said(app.error)
    assert error.startswith(told)
    assert one(app.text_input, "unit-new").value == "parents"
    assert room.indicators == []


def test_the_page_says_together_what_the_curves_say_one_by_one(room):
    change = room.change("Les <i>parents</i> viennent")
    room.grown(name="Monte", change_id=change)
    room.grown(name="Monte à tort", change_id=change, polarity=Polarity.DOWN)
    room.measure(room.indicator("Muet", change_id=change), MARCH - timedelta(days=400), 3)
    app = room.page()
    told = drawn(app)
    assert "3 indicateurs, 1 va dans le bon sens, 1 va dans le mauvais sens, 1 est muet." in told
    assert "En hausse depuis 3 périodes : dans le bon sens." in told
    assert "En hausse depuis 3 périodes : dans le mauvais sens." in told
    assert len(app.get("vega_lite_chart")) == 3
    assert "<i>parents" not in "".join(str(element.proto.body) for element in app.get("html"))
    app = unfold(app, "silent-indicators")
    assert "Dernière mesure le" in drawn(app)


def test_every_curve_has_its_sentence_as_alternative_text_and_its_table(room):
    key = room.grown(name="Parents")
    room.do(add_annotation, indicator_id=key, happened_on=TODAY, text="Le <b>café</b> ouvre")
    app = room.page(f"curve-table-{key}")
    [chart] = app.get("vega_lite_chart")
    assert plainly(chart.proto.alt).startswith("Parents. 52 parents le")
    told = drawn(app)
    assert "saisie à la main" in told
    assert "Le <b>café</b> ouvre" in told
    assert "<b>café" not in "".join(str(element.proto.body) for element in app.get("html"))


@pytest.mark.parametrize(
    ("typed", "value"), [("12,5", 12.5), ("1 500", 1500), ("1\N{NARROW NO-BREAK SPACE}500", 1500), ("n.d.", None)]
)
def test_a_measure_is_typed_as_people_type_it(room, typed, value):
    key = room.indicator()
    app = room.page(f"add-measure-{key}", indicator=key)
    one(app.text_input, f"figure-measure-{key}").set_value(typed)
    one(app.text_input, f"note-measure-{key}").set_value("Compté à la main")
    app = press(app, "Ajouter la mesure")
    assert not app.exception
    [measure] = room.told(key).measures
    assert (measure.measured_on, measure.value, measure.note) == (measure.measured_on, value, "Compté à la main")
    assert abs((measure.measured_on - TODAY).days) <= 1
    assert one(app.text_input, f"figure-measure-{key}").value == ""


@pytest.mark.parametrize(
    ("day", "typed", "told"),
    [
        (MARCH, "", "Tapez un chiffre, ou « n.d. » quand il n’est pas connu."),
        (MARCH, "beaucoup", "« beaucoup » n’est pas un chiffre."),
        (MARCH, "40 %", "« 40 % » est en pour cent, cet indicateur est en parents."),
        (MARCH, "1.234", "« 1.234 » peut se lire de deux façons."),
        (TODAY + timedelta(days=40), "12", "n’est pas encore arrivé : une mesure est d’un jour passé."),
        (JUNE, "12", "Il y a déjà un autre chiffre pour le 01/06/2026."),
        (None, "12", "Choisissez le jour, puis enregistrez."),
    ],
)
def test_a_measure_that_cannot_be_is_refused_and_keeps_what_was_typed(room, day, typed, told):
    key = room.indicator()
    room.measure(key, JUNE, 11)
    app = room.page(f"add-measure-{key}", indicator=key)
    one(app.date_input, f"day-measure-{key}").set_value(day)
    one(app.text_input, f"figure-measure-{key}").set_value(typed)
    one(app.text_input, f"note-measure-{key}").set_value("Ma note")
    app = press(app, "Ajouter la mesure")
    [error] = said(app.error)
    assert told in error
    assert one(app.text_input, f"note-measure-{key}").value == "Ma note"
    assert one(app.text_input, f"figure-measure-{key}").value == typed
    assert room.figures(key) == [(JUNE, 11)]


def test_a_day_that_is_measured_is_corrected_when_asked(room):
    key = room.indicator()
    room.measure(key, JUNE, 11)
    app = room.page(f"add-measure-{key}", indicator=key)
    one(app.date_input, f"day-measure-{key}").set_value(JUNE)
    one(app.text_input, f"figure-measure-{key}").set_value("12")
    one(app.checkbox, f"correcting-measure-{key}").check()
    app = press(app, "Ajouter la mesure")
    assert room.figures(key) == [(JUNE, 12)]
    assert "11 parents" in drawn(unfold(app, f"history-{key}"))


def test_a_measure_is_corrected_and_taken_off(room):
    key = room.indicator()
    measure = room.measure(key, JUNE, 1234.567)
    app = room.page(f"correct-{key}", indicator=key)
    app = app.selectbox(key=f"which-measure-{key}").select(measure).run()
    box = one(app.text_input, f"figure-correction-{measure}")
    assert box.value == "1234,5670"
    box.set_value("n.d.")
    app = press(app, "Corriger")
    assert room.figures(key) == [(JUNE, None)]
    corrected = room.told(key).measures[0].id
    app = app.selectbox(key=f"which-measure-{key}").select(corrected).run()
    press(app, "La retirer de la courbe")
    assert room.figures(key) == []


def test_targets_are_set_and_taken_back(room):
    key = room.grown()
    app = room.page(f"targets-{key}", indicator=key)
    one(app.date_input, f"day-target-{key}").set_value(date(2027, 12, 31))
    one(app.text_input, f"figure-target-{key}").set_value("60")
    app = press(app, "Fixer la cible")
    assert room.told(key).targets == (Target(date(2027, 12, 31), 60),)
    assert "86,7 % de la cible (60 parents d’ici au 31/12/2027)" in drawn(app)
    one(app.button, f"target-off-{key}").click().run()
    assert room.told(key).targets == ()


def test_a_target_that_was_set_in_another_unit_is_told_in_it(room):
    key = room.grown()
    room.aim(key, JUNE, 60)
    room.rewrite_indicator(key, unit="%", why="On compte en part des familles")
    app = room.page(f"targets-{key}", indicator=key)
    assert "Reprendre : 60 parents d’ici au 01/06/2026" in labels(app.button)


def test_a_target_of_zero_says_that_the_percentage_is_not_defined(room):
    key = room.grown(polarity=Polarity.DOWN)
    room.aim(key, date(2027, 12, 31), 0)
    told = drawn(room.page(indicator=key))
    assert "la part atteinte n’est pas définie, car la cible est 0" in told
    assert "non défini : la cible est 0" in told


def test_what_happened_is_written_on_the_curve(room):
    key = room.grown()
    app = room.page(f"notes-{key}", indicator=key)
    one(app.text_input, f"text-annotation-{key}").set_value("Le café ouvre")
    app = press(app, "L’écrire sur la courbe")
    assert [one.text for one in room.told(key).annotations] == ["Le café ouvre"]
    [button] = [button for button in app.button if (button.key or "").startswith("annotation-off")]
    button.click().run()
    assert room.told(key).annotations == ()


def test_a_curve_that_has_turned_says_so(room):
    key = room.indicator()
    days = [TODAY - timedelta(days=90 * step) for step in range(5, -1, -1)]
    for day, value in zip(days, (30, 28, 26, 25, 31, 34), strict=True):
        room.measure(key, day, value)
    room.loop(days[3], room.told(key).wording.change_id, frozen=[key])
    app = room.page(indicator=key)
    assert "1 courbe a tourné" in drawn(app)
    assert f"mieux que la prévision figée à la boucle du {days[3]:%d/%m/%Y}" in drawn(app)


def test_the_second_of_two_editors_is_told_and_loses_nothing(room):
    key = room.indicator("Parents")
    app = room.page(f"edit-indicator-{key}", indicator=key)
    room.rewrite_indicator(key, name="Des parents")
    one(app.text_input, f"name-{key}-1").set_value("Les parents")
    app = press(app, "Enregistrer")
    assert "entre-temps" in app.warning[0].value
    assert one(app.text_input, f"name-{key}-1").value == "Les parents"
    press(app, "Enregistrer ce que j’ai écrit à la place")
    assert room.told(key).name == "Les parents"


def test_another_unit_asks_why_and_keeps_what_it_was(room):
    key = room.grown()
    app = room.page(f"edit-indicator-{key}", indicator=key)
    one(app.text_input, f"unit-{key}-1").set_value("%")
    app = press(app, "Enregistrer")
    assert said(app.error) == [
        "L’unité ou le sens change : dites pourquoi, ou cochez que vous corrigez seulement les mots."
    ]
    assert one(app.text_input, f"unit-{key}-1").value == "%"
    one(app.text_input, f"why-{key}-1").set_value("On compte en part des familles")
    app = press(app, "Enregistrer")
    assert not app.exception
    told = drawn(unfold(app, f"history-{key}"))
    assert "unité parents" in told
    assert "On compte en part des familles" in told
    assert "Rien n’est encore mesuré dans l’unité d’aujourd’hui." in told


def test_an_indicator_is_taken_away_and_put_back(room):
    key = room.grown(name="Parents")
    press(room.page(indicator=key), "Retirer cet indicateur")
    assert room.indicators == []
    assert room.ask(withdrawn_indicators) == [(key, "Parents")]
    press(room.page("indicators-gone"), "Remettre\N{NO-BREAK SPACE}: Parents")
    assert [one.id for one in room.indicators] == [key]


def test_the_room_may_measure_an_indicator(room):
    draft = Draft("cooperation", "Où en sommes-nous ?", "À quel niveau ?")
    scale = room.do(lambda work: add_cell(work, notebook_id=create_notebook(work, Cover("Séminaire")), draft=draft))
    change = room.change("Les parents viennent")
    app = room.page()
    one(app.text_input, "name-new").set_value("Notre coopération")
    one(app.selectbox, "about-new").select(("change", change))
    one(app.selectbox, "who-new").select((scale, ""))
    app = press(app, "Ajouter l’indicateur")
    [indicator] = room.indicators
    assert indicator.wording.cell_id == scale
    app = room.page(indicator=indicator.id)
    assert "La salle le mesure" in app.info[0].value
    assert "Ajouter une mesure" not in labels(app.expander)


FILE = "date;valeur;note\n02/03/2026;12,5;Un <b>mot</b>\n2026-06-01;n.d.;\n01/09/2026;;\n"


def test_a_csv_is_matched_shown_and_written(room):
    key = room.indicator("Parents")
    app = room.page("measures-import")
    one(app.file_uploader, "measures-file").upload("mesures.csv", FILE.encode(), "text/csv").run()
    told = drawn(app)
    assert "2 mesures à ajouter" in told
    assert "1 ligne sans chiffre : laissée de côté." in told
    assert "Un <b>mot</b>" in told
    app = press(app, "Tout écrire")
    assert room.figures(key) == [(MARCH, 12.5), (JUNE, None)]
    assert one(app.file_uploader, "measures-file").value is None


def test_another_note_of_a_known_figure_is_told_and_kept_when_asked(room):
    key = room.indicator("Parents")
    room.measure(key, MARCH, 12.5)
    app = room.page("measures-import")
    one(app.file_uploader, "measures-file").upload("mesures.csv", FILE.encode(), "text/csv").run()
    assert "1 ligne a une autre note pour un chiffre déjà connu : laissée de côté" in drawn(app)
    one(app.checkbox, "correcting-").check().run()
    app = press(app, "Tout écrire")
    assert [(one.value, one.note) for one in room.told(key).measures] == [(12.5, "Un <b>mot</b>"), (None, "")]


def test_a_workbook_is_opened_once_a_sheet_whatever_is_done_below(room, monkeypatch):
    asked = []

    def counting(data, sheet=""):
        asked.append(sheet)
        return open_measures(data, sheet)

    monkeypatch.setattr("qic_core.ui.indicator_import.open_measures", counting)
    room.indicator("Parents")
    book = openpyxl.Workbook()
    book.active.title = "Mars"
    for sheet, day in ((book.active, MARCH), (book.create_sheet("Juin"), JUNE)):
        sheet.append(["Date", "Valeur"])
        sheet.append([day, 12])
    data = io.BytesIO()
    book.save(data)
    app = room.page("measures-import")
    one(app.file_uploader, "measures-file").upload("mesures.xlsx", data.getvalue(), "application/zip").run()
    one(app.checkbox, "correcting-").check().run()
    assert "02/03/2026" in drawn(app)
    assert asked == [""]
    one(app.selectbox, "sheet-").select("Juin").run()
    one(app.checkbox, "correcting-").uncheck().run()
    assert "01/06/2026" in drawn(app)
    assert "02/03/2026" not in drawn(app)
    assert asked == ["", "Juin"]


def test_a_workbook_with_a_wrong_line_writes_nothing_and_says_which(room):
    for name in ("Parents", "Élèves"):
        room.indicator(name)
    book, day = openpyxl.Workbook(), date(2026, 3, 2)
    book.active.append(["Indicateurs 2026"])
    book.active.append(["Indicateur", "Date", "Valeur"])
    for line in (["parents", day, 12], ["Élèves", day, "=1+1"], ["Inconnu", day, 1], ["Parents", "hier", 3]):
        book.active.append(line)
    data = io.BytesIO()
    book.save(data)
    app = room.page("measures-import")
    one(app.file_uploader, "measures-file").upload("mesures.xlsx", data.getvalue(), "application/zip").run()
    told = drawn(app)
    for line, wrong in (("4", "« =1+1 » est une formule."), ("5", "« Inconnu »"), ("6", "« hier » n’est pas un jour.")):
        assert f"<td>{line}</td><td>" in told
        assert wrong in told
    assert one(app.button, "write-measures").disabled
    assert all(indicator.measures == () for indicator in room.indicators)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04nothing", "Ce classeur ne peut pas être lu"),
        (b"date;valeur\n" + b"02/03/2026;12\n" * 1_000_000, "Ce fichier dépasse 2 Mo."),
        (b"date;valeur\n", "aucune ligne"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_reason(room, data, told):
    room.indicator("Parents")
    app = room.page("measures-import")
    one(app.file_uploader, "measures-file").upload("mesures.csv", data, "text/csv").run()
    [error] = said(app.error)
    assert told in error
    assert not app.exception


def test_many_indicators_are_drawn_twenty_at_a_time_and_chosen_among(room):
    change, other = room.change("Les parents viennent"), room.change("On se connaît")
    for number in range(22):
        room.grown(2, name=f"Indicateur {number}", change_id=change)
    room.grown(2, name="À part", change_id=other, polarity=Polarity.DOWN)
    app = room.page()
    assert len(app.get("vega_lite_chart")) == 20
    assert "3 autres : en afficher" in " ".join(labels(app.button))
    app = app.selectbox(key="indicators-about").select_index(1).run()
    assert len(app.get("vega_lite_chart")) == 1
    assert not app.exception


@pytest.mark.parametrize(("members", "widths"), [((1, 1, 1), [1 / 3] * 3), ((1,), [1]), ((2, 1), [2 / 3, 1 / 3])])
def test_changes_with_few_indicators_share_the_width(room, members, widths):
    for number, count in enumerate(members):
        change = room.change(f"Changement {number}")
        for _ in range(count):
            room.grown(2, name="Un indicateur", change_id=change)
    app = room.page()
    whole = [column.weight for column in app.columns if [*column.subheader]]
    assert whole == pytest.approx(widths)


def test_a_reader_sees_the_curves_and_can_write_nothing(room):
    key = room.grown()
    app = room.page(role=Role.READER, indicator=key)
    assert app.get("vega_lite_chart")
    assert not [*app.text_input, *app.date_input, *app.file_uploader, *app.checkbox]
    assert not [button for button in app.button if "etirer" in button.label or "jouter" in button.label]
