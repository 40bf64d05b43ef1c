"""Take pictures of the pages, to be looked at before a release and for the README.

python -m scripts.make_screenshots pictures                       # six pages, three sizes, light, English
python -m scripts.make_screenshots pictures --schemes light dark --languages en fr --pages strategy --whole
python -m scripts.make_screenshots --readme                       # the two pictures of the README, into docs/
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from clusterdash.views.pages import PAGES
from scripts.serving import PROJECT, launch_chromium, serve_app, settle

SIZES = ("1280x800", "1920x1080", "390x844")
PHONE_WIDTH = 500
# What is cut off below the fold comes into view when the window is as tall as its content.
CONTENT_HEIGHT = """
() => {
  const main = document.querySelector('[data-testid="stMain"]')
  return Math.ceil(main ? main.scrollHeight + main.getBoundingClientRect().top : document.body.scrollHeight)
}
"""


@dataclass(frozen=True)
class Picture:
    """One picture to take: which page, how large (pixels), which look, which language, into which file."""

    slug: str
    size: tuple[int, int]
    scheme: str
    language: str
    file: Path
    scale: float = 1.0
    whole: bool = False


README_PICTURES = (
    Picture("strategy", (1280, 800), "light", "en", PROJECT / "docs" / "strategy.png"),
    Picture("mechanisms", (1280, 800), "light", "en", PROJECT / "docs" / "mechanisms.png"),
)


def read_size(text: str) -> tuple[int, int]:
    """Return width and height from "1280x800"."""
    width, height = text.split("x")
    return int(width), int(height)


def list_pictures(wishes: argparse.Namespace) -> list[Picture]:
    """Return every combination of the pages, sizes, schemes and languages that were asked for."""
    if wishes.readme:
        return list(README_PICTURES)
    pictures = []
    for slug, size, scheme, language in product(wishes.pages, wishes.sizes, wishes.schemes, wishes.languages):
        name = f"{slug or 'overview'}-{size}-{scheme}-{language}.png"
        pictures.append(
            Picture(slug, read_size(size), scheme, language, wishes.folder / name, wishes.scale, wishes.whole)
        )
    return pictures


def take_picture(browser: Browser, url: str, picture: Picture, query: str = "") -> None:
    """Open the page as a new visitor, wait until it has come to rest, and write the PNG."""
    width, height = picture.size
    is_phone = width <= PHONE_WIDTH
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if picture.scheme == "dark" else "light",
        locale=picture.language,
        reduced_motion="reduce",
        device_scale_factor=picture.scale,
        has_touch=is_phone,
        is_mobile=is_phone,
    )
    page = context.new_page()
    page.goto(f"{url}/{picture.slug}?lang={picture.language}{query}")
    settle(page)
    if picture.whole:
        grow_to_content(page, width, height)
    picture.file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=picture.file)
    context.close()


def grow_to_content(page: Page, width: int, height: int) -> None:
    """Make the window as tall as what the page holds."""
    page.set_viewport_size({"width": width, "height": max(height, int(page.evaluate(CONTENT_HEIGHT)))})
    settle(page)


def main() -> None:
    """Start the app, take the pictures, say where they are."""
    parser = argparse.ArgumentParser(description="Take pictures of the app's pages.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("pictures"), help="where to put them")
    parser.add_argument("--readme", action="store_true", help="only the two pictures of the README, into docs/")
    parser.add_argument(
        "--pages", nargs="*", default=[page.slug for page in PAGES], help='url paths; "" is the first page'
    )
    parser.add_argument("--sizes", nargs="*", default=list(SIZES), help="such as 1280x800")
    parser.add_argument("--schemes", nargs="*", default=["light"], choices=["light", "dark"])
    parser.add_argument("--languages", nargs="*", default=["en"])
    parser.add_argument("--scale", type=float, default=1.0, help="device pixels for each CSS pixel")
    parser.add_argument("--whole", action="store_true", help="down to the end of the page, not only the first screen")
    parser.add_argument("--query", default="", help='more for the address, such as "s=abc"')
    parser.add_argument("--url", help="a server that runs already (else one is started)")
    wishes = parser.parse_args()
    query = f"&{wishes.query}" if wishes.query else ""
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        if wishes.url:
            take_all(browser, wishes.url.rstrip("/"), list_pictures(wishes), query)
        else:
            with serve_app() as app:
                take_all(browser, app.url, list_pictures(wishes), query)
        browser.close()


def take_all(browser: Browser, url: str, pictures: list[Picture], query: str) -> None:
    """Take the pictures one after the other and name each file."""
    for picture in pictures:
        take_picture(browser, url, picture, query)
        print(picture.file)


if __name__ == "__main__":
    main()
