"""The roadmap as one slide of native text boxes, to be edited by hand."""

import io
from dataclasses import dataclass
from typing import Final

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.util import Emu, Pt

from qic_core.errors import DomainError
from qic_core.export.roadmap import Sheet, lay_out, qr_code
from qic_core.export.roadmap_fit import Layout

# Millimetres, and points a millimetre.
SIZES: Final = {"a4": (297.0, 210.0), "a3": (420.0, 297.0)}
MARGIN, HIGHER, GUTTER, QR, INSET = 11.0, 3.0, 5.0, 21.0, 2.0
POINTS, EMU_PER_MM = 72 / 25.4, 36_000
TITLE_ONLY = 5
SMALLEST = 9.0
# Between paragraphs, in parts of the text's size; how far arrows point, in parts of their height.
SPACING, AIRY, TIP = 0.3, 0.8, 0.2
# As narrow as the font of the measured page, and on every machine under this name or another.
FONT = "Times New Roman"
INK, WHITE, GREY, WARM, *BLUES = (
    RGBColor.from_string(colour)  # type: ignore[no-untyped-call]
    for colour in ["12343B", "FFFFFF", "464646", "FFF1D6", "CFE4E6", "8FBCC1", "2A6F78", "F1F7F8", "E7F1F2", "DBE9EB"]
)
TONES, LANES = BLUES[:3], BLUES[3:]
ON_TONES: Final = (INK, INK, WHITE)
LANGUAGES: Final = {"fr": MSO_LANGUAGE_ID.FRENCH, "en": MSO_LANGUAGE_ID.ENGLISH_UK}
SHAPES: Final = (MSO_SHAPE.PENTAGON, MSO_SHAPE.CHEVRON, MSO_SHAPE.CHEVRON)


@dataclass(frozen=True, slots=True)
class Area:
    """Where a box stands, in millimetres."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text of one look; `size` is in parts of the page's text."""

    text: str
    size: float = 1.0
    bold: bool = False
    colour: RGBColor = INK


def roadmap_slide(sheet: Sheet) -> bytes:
    """Return a PPTX of one slide in the format of the sheet's paper; refuses a page that would overflow."""
    layout = lay_out(sheet)
    if layout.size is None:
        raise DomainError("roadmap_overflows", paper=sheet["paper"].upper())
    canvas = _Canvas(sheet, layout.size)
    canvas.draw(layout, qr_code(sheet["address"], "png"))
    written = io.BytesIO()
    canvas.book.save(written)
    return written.getvalue()


class _Canvas:
    """One slide, drawn from the top down."""

    def __init__(self, sheet: Sheet, size: float) -> None:
        self.sheet, self.say, self.size = sheet, sheet["say"], size
        self.width, self.height = SIZES[sheet["paper"]]
        self.inner = self.width - 2 * MARGIN
        self.book = Presentation()
        self.book.slide_width, self.book.slide_height = _mm(self.width), _mm(self.height)
        self.book.core_properties.title = self.say["document"]
        self.book.core_properties.author = sheet["collective"]
        self.book.core_properties.language = sheet["language"]
        self.slide: Slide = self.book.slides.add_slide(self.book.slide_layouts[TITLE_ONLY])

    def draw(self, layout: Layout, qr: bytes) -> None:
        """Draw the head, the two panels, the path and the foot where the measured page has them."""
        head, panels, foot = (points / POINTS for points in layout.heights)
        gap = 0.9 * self.size / POINTS
        top = MARGIN + head + gap
        path = top + panels + gap
        foot_top = self.height - MARGIN - foot
        self._head(Area(MARGIN, MARGIN - HIGHER, self.inner, head + HIGHER))
        self._panels(top, panels)
        self._path(path, foot_top - gap - path)
        self._foot(foot_top, foot, qr)

    def _head(self, area: Area) -> None:
        title = self.slide.shapes.title
        assert title is not None, "the layout has a title"
        title.left, title.top, title.width, title.height = _sides(Area(area.x, area.y, 0.7 * area.width, area.height))
        self._write(title, [[Span(self.sheet["collective"], 2, True)]])
        corner = Area(area.x + 0.7 * area.width, area.y, 0.3 * area.width, area.height)
        where = f"{self.sheet['place']} · {self.sheet['day']}"
        told = [[Span(self.say["title"], 1.25, True)], [Span(where, 0.84, colour=GREY)]]
        for paragraph in self._box("day", corner, told).text_frame.paragraphs:
            paragraph.alignment = PP_ALIGN.RIGHT

    def _panels(self, top: float, tall: float) -> None:
        part = (self.inner - 2 * GUTTER) / 2.15
        challenge = [[Span(self.say["challenge"], 0.95, True)], [Span(self.sheet["challenge"], 1.28, True)]]
        vision = [[Span(self.say["vision"], 0.95, True, WHITE)], [Span(self.sheet["vision"], 1.28, True, WHITE)]]
        left = self._box("challenge", Area(MARGIN, top, part, tall), challenge)
        left.line.color.rgb, left.line.width = INK, Pt(1.5)
        wide = 1.15 * part
        self._box("vision", Area(MARGIN + self.inner - wide, top, wide, tall), vision, fill=INK)

    def _path(self, top: float, tall: float) -> None:
        wide, head_tall = (self.inner - 2 * GUTTER) / 3, 3.2 * self.size / POINTS
        for at, (horizon, steps) in enumerate(zip(self.say["horizons"], self.sheet["steps"], strict=True)):
            x, colour = MARGIN + at * (wide + GUTTER), ON_TONES[at]
            head = [[Span(horizon["name"], 1.1, True, colour)], [Span(horizon["about"], 0.84, colour=colour)]]
            told = [[Span(step["title"]), Span(_dash(step["about"]), 0.84, colour=GREY)] for step in steps]
            note = self.sheet["others"][at] or ("" if steps else self.say["nothing"])
            lane = Area(x, top + head_tall, wide - INSET, tall - head_tall)
            arrow = self._box(f"horizon-{at}", Area(x, top, wide, head_tall), head, fill=TONES[at], shape=SHAPES[at])
            arrow.adjustments[0] = TIP
            arrow.text_frame.margin_right = 0
            last = [[Span(note, 0.84, colour=GREY)]] if note else []
            self._box(f"changes-{at}", lane, told + last, fill=LANES[at], spacing=AIRY)

    def _foot(self, top: float, tall: float, qr: bytes) -> None:
        part = 0.6 * self.inner
        told = [
            [Span(action["what"], bold=True), Span(_dash(", ".join(filter(None, (action["who"], action["by"])))))]
            for action in self.sheet["actions"]
        ] or [[Span(self.say["nothing"], 0.84, colour=GREY)]]
        self._box("actions", Area(MARGIN, top, part, tall), [[Span(self.say["actions"], 0.95, True)], *told])
        loop = [
            [Span(self.say["loop"], 0.95, True)],
            [Span(self.sheet["loop"]["day"], 1.28, True)],
            [Span(self.sheet["loop"]["note"])],
            [Span(f"{self.say['scan']} {self.sheet['shown-address']}", 0.84, colour=GREY)],
        ]
        x = MARGIN + part + GUTTER
        box = self._box("loop", Area(x, top, MARGIN + self.inner - x, tall), loop, fill=WARM)
        box.text_frame.margin_right = _mm(QR + 2 * INSET)
        place = {"left": _mm(self.width - MARGIN - QR - INSET), "top": _mm(top + INSET)}
        picture = self.slide.shapes.add_picture(io.BytesIO(qr), **place, width=_mm(QR))
        picture.name = "qr"
        picture._element._nvXxPr.cNvPr.set("descr", self.say["qr"])  # python-pptx has no name for it

    def _box(
        self,
        name: str,
        area: Area,
        paragraphs: list[list[Span]],
        *,
        fill: RGBColor | None = None,
        shape: MSO_SHAPE = MSO_SHAPE.RECTANGLE,
        spacing: float = SPACING,
    ) -> Shape:
        box = self.slide.shapes.add_shape(shape, *_sides(area))
        box.name = name
        box._element.remove(box._element.find(qn("p:style")))  # its theme would throw shadows
        box.line.fill.background()
        if fill is None:
            box.fill.background()
        else:
            box.fill.solid()
            box.fill.fore_color.rgb = fill
        self._write(box, paragraphs, spacing)
        return box

    def _write(self, box: Shape, paragraphs: list[list[Span]], spacing: float = SPACING) -> None:
        frame = box.text_frame
        frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = _mm(INSET)
        frame.margin_top = frame.margin_bottom = _mm(1)
        for number, spans in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.space_before = Pt(0 if number == 0 else spacing * self.size)
            for span in spans:
                run = paragraph.add_run()
                run.text = span.text.replace("\N{ZERO WIDTH SPACE}", "")
                run.font.size = Pt(max(SMALLEST, span.size * self.size))
                run.font.bold, run.font.color.rgb, run.font.name = span.bold, span.colour, FONT
                run.font.language_id = LANGUAGES.get(self.sheet["language"], MSO_LANGUAGE_ID.NONE)


def _dash(text: str) -> str:
    return f" —\N{NO-BREAK SPACE}{text}" if text else ""


def _sides(area: Area) -> tuple[Emu, Emu, Emu, Emu]:
    return _mm(area.x), _mm(area.y), _mm(area.width), _mm(area.height)


def _mm(length: float) -> Emu:
    return Emu(round(length * EMU_PER_MM))
