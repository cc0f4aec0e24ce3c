"""The colours of the HTML view, checked against WCAG 2.2 AA in light, in dark and in print."""

import re
from importlib import resources

import pytest

STYLE = resources.files("tamani.views").joinpath("page.css").read_text(encoding="utf-8")
VARIABLE = re.compile(r"--([a-z-]+): (#[0-9a-f]{3,6})")
GROUNDS = ("ground", "direct-ground", "indirect-ground", "mixed-ground", "flag-ground", "raised")
INKS = (
    "text",
    "soft",
    "link",
    "direct",
    "indirect",
    "mixed",
    "person",
    "state",
    "organisation",
    "time",
    "flag",
    "event",
    "claim",
    "cooperation",
    "conflict",
)


def palette(theme):
    roots = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    light = dict(VARIABLE.findall(roots[0]))
    return {
        "light": light,
        "dark": light | dict(VARIABLE.findall(roots[1])),
        "print": light | dict(VARIABLE.findall(roots[2])),
    }[theme]


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_standard_says():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_every_ink_can_be_read_on_every_ground(theme):
    colours = palette(theme)
    weak = {
        (ink, ground): round(contrast(colours[ink], colours[ground]), 2)
        for ink in INKS
        for ground in GROUNDS
        if contrast(colours[ink], colours[ground]) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_lit_and_what_has_the_focus_stand_out(theme):
    colours = palette(theme)
    assert contrast(colours["text"], colours["lit"]) >= 4.5
    assert contrast(colours["focus"], colours["ground"]) >= 3


def test_kinds_differ_in_more_than_colour():
    styles = re.findall(r"\.(person|state|organisation|time) \{[^}]*text-decoration-style: (\w+)", STYLE)
    assert len(styles) == len({style for _, style in styles}) == 4
