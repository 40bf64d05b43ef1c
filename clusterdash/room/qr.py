"""QR codes as drawings: black on white, whatever the page's colours are."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup


@lru_cache(maxsize=64)
def draw_address_code(address: str) -> Markup:
    """Return the QR code of an address as SVG."""
    import segno

    return _draw(segno.make(address, error="m", micro=False))


@lru_cache(maxsize=64)
def draw_wifi_code(name: str, password: str) -> Markup:
    """Return the QR code that joins a Wi-Fi as SVG; without a password the network is taken as open."""
    from segno import helpers

    return _draw(helpers.make_wifi(ssid=name, password=password or None, security="WPA" if password else None))


def _draw(code: object) -> Markup:
    drawn = code.svg_inline(omitsize=True, border=3, dark="#000", light="#fff")  # type: ignore[attr-defined]
    return Markup(drawn)  # noqa: S704, made of squares alone
