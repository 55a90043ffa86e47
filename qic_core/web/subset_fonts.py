"""Cut Streamlit's fonts down to what French pages show: `python -m qic_core.web.subset_fonts`, which needs fonttools.

Run it again after adding a line to `fonts/icons.txt`.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

from qic_core.export.typeset import FONTS as PRINTED
from qic_core.web.frontend import FONTS, ICONS, STATIC, find_asset

Font = Any  # fontTools.ttLib.TTFont, which the application does without
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x192, 0x2C6, 0x2DA, 0x2DC, *range(0x2000, 0x2070), 0x20AC, 0x2116]
SIGNS = [0x2122, *range(0x2190, 0x2194), 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25A0, 0x25CF, 0x2713]
ICON_LETTERS = [ord(letter) for letter in "_0123456789abcdefghijklmnopqrstuvwxyz"]
LETTER_FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "tnum"]
FAMILY, STYLE, FULL_NAME, POSTSCRIPT_NAME = 1, 2, 4, 6
COPYRIGHT_AND_LICENCE = (0, 5, 13, 14)
# Charts on paper need fonts that do not vary and are not compressed: the weight of each.
WEIGHTS = {"Regular": 400, "Bold": 700}


def ligatures_of(font: Font) -> dict[str, str]:
    """Return the glyph drawn for each icon name."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    found: dict[str, str] = {}
    for table in (table.ExtSubTable for lookup in font["GSUB"].table.LookupList.Lookup for table in lookup.SubTable):
        for first, ligatures in table.ligatures.items():
            found |= {"".join(letters[part] for part in (first, *one.Component)): one.LigGlyph for one in ligatures}
    return found


def cut(font: Font, *, codes: list[int], glyphs: list[str], features: list[str], close_layout: bool) -> None:
    """Keep only these characters and glyphs."""
    subset = import_module("fontTools.subset")
    options = subset.Options(layout_features=features, layout_closure=close_layout, name_IDs=["*"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes, glyphs=glyphs)
    cutter.subset(font)


def rename(font: Font, family: str) -> None:
    """Give a changed font a name of its own, as the SIL licence asks; its copyright and licence records stay."""
    for record in [FAMILY, FULL_NAME, POSTSCRIPT_NAME]:
        font["name"].setName(family.replace(" ", ""), record, 3, 1, 0x409)


def save(font: Font, target: Path) -> None:
    """Write the font compressed, as browsers read it."""
    font.flavor = "woff2"
    font.save(target)


def still(font: Font, style: str) -> Font:
    """Return a font that varies at one weight, named « Carnet Sans »."""
    fixed = import_module("fontTools.varLib.instancer").instantiateVariableFont(font, {"wght": WEIGHTS[style]})
    cut(fixed, codes=LATIN + SIGNS, glyphs=[], features=LETTER_FEATURES, close_layout=True)
    names = fixed["name"]
    names.names = [record for record in names.names if record.nameID in COPYRIGHT_AND_LICENCE]
    called = {FAMILY: "Carnet Sans", STYLE: style, FULL_NAME: f"Carnet Sans {style}"}
    for record, name in {**called, POSTSCRIPT_NAME: f"CarnetSans-{style}"}.items():
        names.setName(name, record, 3, 1, 0x409)
    is_bold = style == "Bold"
    fixed["OS/2"].usWeightClass, fixed["OS/2"].fsSelection = WEIGHTS[style], 0x20 if is_bold else 0x40
    fixed["head"].macStyle = int(is_bold)
    fixed.flavor = None
    return fixed


def main() -> None:
    """Write one cut font for each font of FONTS, and two for the charts on paper."""
    read = import_module("fontTools.ttLib").TTFont
    for stem, target in FONTS.items():
        font = read(STATIC / find_asset(stem))
        if target == FONTS["MaterialSymbols-Rounded"]:
            drawn = ligatures_of(font)
            glyphs = [drawn[icon] for icon in ICONS.read_text().split()]
            cut(font, codes=ICON_LETTERS, glyphs=glyphs, features=["*"], close_layout=False)
        else:
            cut(
                font,
                codes=LATIN + SIGNS,
                glyphs=[],
                features=LETTER_FEATURES,
                close_layout=True,
            )
            rename(font, f"Carnet {target.stem}")
        save(font, target)
    for style in WEIGHTS:
        upright = read(STATIC / find_asset("SourceSansVF-Upright"))
        still(upright, style).save(PRINTED / f"CarnetSans-{style}.ttf")


if __name__ == "__main__":
    main()
