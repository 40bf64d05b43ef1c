"""Draw the small pictures of the Take away page: the first page of each kind of file, of a worked example.

``python -m scripts.make_previews`` renews ``clusterdash/views/assets/pictures/``. It needs Chromium, poppler's
``pdftoppm`` and LibreOffice; the app itself needs none of them.
"""

from __future__ import annotations

import html
import io
import subprocess
import tempfile
import zipfile
from datetime import date
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from clusterdash.export import EXPORTS, MINUTES, export, export_minutes
from clusterdash.results import default_catalog, examples
from scripts.serving import PROJECT, launch_chromium

TARGET = PROJECT / "clusterdash" / "views" / "assets" / "pictures"
SIZE = (320, 226)
OFFICE = (".pptx", ".docx", ".xlsx")


def draw_pdf(file: Path) -> Image.Image:
    """Return the first page of a PDF as a picture."""
    command = [
        "pdftoppm",
        "-f",
        "1",
        "-l",
        "1",
        "-r",
        "60",
        "-png",
        "-singlefile",
        str(file),
        str(file.with_suffix("")),
    ]
    subprocess.run(command, check=True)
    return Image.open(file.with_suffix(".png")).convert("RGB")


def draw_office(file: Path) -> Image.Image:
    """Return the first page of a file of an office program as a picture."""
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return draw_pdf(file.with_suffix(".pdf"))


def draw_html(file: Path) -> Image.Image:
    """Return the top of a page as a picture."""
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        page = browser.new_page(viewport={"width": 900, "height": 636})
        page.goto(file.as_uri())
        page.wait_for_timeout(1500)
        return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def draw_zip(file: Path) -> Image.Image:
    """Return what lies in an archive as a picture."""
    with zipfile.ZipFile(file) as archive:
        names = "".join(f"<li>{html.escape(name)}</li>" for name in archive.namelist())
    page = file.with_suffix(".html")
    page.write_text(f"<body style='font:22px sans-serif'><ul style='columns:2'>{names}</ul>", encoding="utf-8")
    return draw_html(page)


def draw(code: str, folder: Path) -> Image.Image:
    """Return the picture of one kind of file."""
    wish = (default_catalog(), examples()[0].scenario)
    form = code.removeprefix("minutes_")
    ending = MINUTES[form].ending if form in MINUTES else EXPORTS[code].ending
    file = folder / f"{code}{ending}"
    if form in MINUTES:
        file.write_bytes(export_minutes(*wish, form, "en", date(2027, 1, 31)))
    else:
        file.write_bytes(export(code, *wish, "en", date(2027, 1, 31)))
    if ending in OFFICE:
        return draw_office(file)
    return {".pdf": draw_pdf, ".html": draw_html, ".zip": draw_zip}[ending](file)


def fit(picture: Image.Image) -> Image.Image:
    """Return the top of a picture, as wide as its place."""
    wide = picture.resize((SIZE[0], round(picture.height * SIZE[0] / picture.width)), Image.Resampling.LANCZOS)
    whole = Image.new("RGB", SIZE, "white")
    whole.paste(wide, (0, 0))
    return whole


def main() -> None:
    """Draw all pictures."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for code in (*EXPORTS, *(f"minutes_{form}" for form in MINUTES)):
            file = TARGET / f"{code}.webp"
            fit(draw(code, Path(folder))).save(file, quality=70, method=6)
            print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
