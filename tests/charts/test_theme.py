"""The visual language: readable (WCAG AA) and distinguishable with colour-vision deficiency, in both schemes."""

from itertools import combinations

import numpy as np
import pytest

from clusterdash.charts import theme

SCHEMES = ("light", "dark")
# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
VISIONS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
LEAST_DISTANCE = 15  # CIE76; a pair below it is hard to tell apart from a distance


def linear(colour):
    rgb = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    high, low = sorted((float(XYZ[1] @ linear(colour)) for colour in (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(colour, vision):
    xyz = XYZ @ np.clip(VISIONS[vision] @ linear(colour), 0, 1) / np.array([0.9505, 1, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_is_readable_on_every_ground(scheme):
    for ground in (theme.PAPER, theme.SOFT):
        for text in (theme.INK, theme.MUTED, theme.ACCENT):
            assert contrast(text[scheme], ground[scheme]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_family_and_agent_colours_stand_out_from_the_page(scheme):
    for colour in (*theme.FAMILY_COLOURS[scheme], *theme.AGENT_COLOURS[scheme]):
        assert contrast(colour, theme.PAPER[scheme]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_letters_on_agent_colours_and_numbers_on_the_scale_are_readable(scheme):
    for colour in theme.AGENT_COLOURS[scheme]:
        assert contrast(theme.AGENT_ON[scheme], colour) >= 4.5
    for ground, ink in zip(theme.SCALE[scheme], theme.SCALE_INK[scheme], strict=True):
        assert contrast(ground, ink) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("palette", ["FAMILY_COLOURS", "AGENT_COLOURS"])
def test_no_two_colours_of_a_palette_look_alike(scheme, vision, palette):
    for one, other in combinations(getattr(theme, palette)[scheme], 2):
        assert np.linalg.norm(lab(one, vision) - lab(other, vision)) >= LEAST_DISTANCE, (one, other)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_sequential_scale_goes_one_way(scheme):
    lightness = [lab(colour, "normal")[0] for colour in theme.SCALE[scheme]]
    assert lightness == sorted(lightness, reverse=scheme == "light")


def test_every_family_has_a_mark_of_its_own(catalog):
    marks = [theme.family_mark(number) for number in range(len(catalog.families))]
    assert len(set(marks)) == len(catalog.families)


def test_every_delivery_status_has_an_icon(catalog):
    assert set(theme.DELIVERY_ICONS) == {row.code for row in catalog.delivery_statuses}
