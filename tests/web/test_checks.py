import gc
import gettext
import sys
import tomllib
from pathlib import Path

import pytest
from streamlit import config

from qic_core.web import checks

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
AA_TEXT, AA_GRAPHICS = 4.5, 3.0
CAPTION_OPACITY = 0.6
WORDS = gettext.NullTranslations()


def flat(table, prefix=""):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def channels(colour):
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def faded(colour, background):
    pairs = zip(channels(colour), channels(background), strict=True)
    return "#" + "".join(f"{round(CAPTION_OPACITY * a + (1 - CAPTION_OPACITY) * b):02x}" for a, b in pairs)


def luminance(colour):
    linear = [
        value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in channels(colour)
    ]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted(luminance(colour) + 0.05 for colour in (one, other))
    return high / low


def test_the_options_of_the_house_are_options_of_streamlit():
    assert {name for name, _ in flat(CONFIG)} <= set(config.get_config_options())


def test_the_measured_options_are_set():
    assert CONFIG["runner"]["postScriptGC"] is False
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["logger"]["hideWelcomeMessage"] is True


@pytest.mark.parametrize("place", [CONFIG["theme"], CONFIG["theme"]["sidebar"]], ids=["page", "sidebar"])
@pytest.mark.parametrize("background", ["backgroundColor", "secondaryBackgroundColor"])
def test_text_captions_links_and_borders_are_seen_by_weak_eyes(place, background):
    behind, text = place[background], place["textColor"]
    assert contrast(text, behind) >= AA_TEXT
    assert contrast(faded(text, behind), behind) >= AA_TEXT
    assert contrast(CONFIG["theme"]["linkColor"], behind) >= AA_TEXT
    assert contrast(CONFIG["theme"]["primaryColor"], behind) >= AA_TEXT
    assert contrast(place["borderColor"], behind) >= AA_GRAPHICS


@pytest.mark.parametrize("colour", CONFIG["theme"]["chartCategoricalColors"])
def test_the_colours_of_charts_stand_out_from_the_page(colour):
    assert contrast(colour, CONFIG["theme"]["backgroundColor"]) >= AA_GRAPHICS


@pytest.mark.parametrize(("collects", "warnings"), [(False, 0), (True, 1)])
def test_a_collection_after_every_script_run_is_said_at_start(monkeypatch, collects, warnings):
    monkeypatch.setattr(config, "get_option", {checks.POST_SCRIPT_GC: collects}.__getitem__)
    assert len(checks.check_collection_after_scripts(WORDS)) == warnings


def test_a_streamlit_that_no_longer_reads_the_option_is_said_at_start(monkeypatch):
    monkeypatch.setattr(checks, "script_runner", pytest)
    (warning,) = checks.check_collection_after_scripts(WORDS)
    assert "no longer" in warning


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize(
    ("soft", "hard", "raised_to", "warnings"),
    [
        (1024, 65536, 8192, 0),
        (1024, -1, 8192, 0),
        (1024, 4096, 4096, 1),
        (4096, 4096, None, 1),
        (65536, 65536, None, 0),
        (-1, -1, None, 0),
    ],
)
def test_the_number_of_open_files_is_raised_as_far_as_the_system_allows(monkeypatch, soft, hard, raised_to, warnings):
    import resource

    asked = []
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (soft, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limits: asked.append(limits))
    assert len(checks.check_file_limit(WORDS)) == warnings
    assert asked == ([] if raised_to is None else [(raised_to, hard)])


def test_a_system_without_such_a_limit_has_nothing_to_say(monkeypatch):
    monkeypatch.setitem(sys.modules, "resource", None)
    assert checks.check_file_limit(WORDS) == []


def test_what_is_imported_at_start_is_kept_out_of_later_collections():
    try:
        checks.warm_up()
        assert gc.get_freeze_count() > 0
        assert {"pandas", "pyarrow", "altair"} <= set(sys.modules)
    finally:
        gc.unfreeze()
