"""The table of exports: every line has what a screen needs, and makes the same file from the same scenario."""

import io
import subprocess
import sys
import zipfile

import pytest

from clusterdash.errors import ClusterdashError
from clusterdash.export import EXPORTS, MINUTES, export
from clusterdash.results import examples
from clusterdash.store.sayable import write_sayable_code
from clusterdash.words import current_language, select_language
from tests.export.conftest import read_pdf

SCENARIO = examples()[0].scenario


@pytest.mark.parametrize("code", EXPORTS)
def test_every_export_has_title_purpose_ending_and_media_type(code):
    kind = EXPORTS[code]
    assert kind.title and kind.purpose and kind.ending.startswith(".") and "/" in kind.media_type


@pytest.mark.parametrize("code", EXPORTS)
def test_the_same_scenario_gives_the_same_bytes_also_in_another_process(code, catalog, make, project):
    again = (
        "import sys; from datetime import date; from clusterdash.export import export;"
        "from clusterdash.results import default_catalog, examples;"
        f"sys.stdout.buffer.write(export({code!r}, default_catalog(), examples()[0].scenario, 'fr', date(2027, 3, 31)))"
    )
    environment = {"PYTHONHASHSEED": "7", "PATH": "", "TZ": "Asia/Tokyo"}
    done = subprocess.run([sys.executable, "-c", again], cwd=project, env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout == make(code, SCENARIO, "fr")


def test_an_unknown_export_is_refused_with_the_names_that_there_are(catalog):
    with pytest.raises(ValueError, match="no export “poster”") as told:
        export("poster", catalog, SCENARIO)
    assert isinstance(told.value, ClusterdashError) and all(code in str(told.value) for code in EXPORTS)


def test_an_export_leaves_the_language_of_the_visitor_alone(catalog):
    select_language("en")
    export("handout", catalog, SCENARIO, "fr")
    assert current_language() == "en"


def test_every_kind_of_file_has_its_small_picture(project):
    pictures = project / "clusterdash" / "views" / "assets" / "pictures"
    minutes = {f"minutes_{form}" for form in MINUTES}
    assert {path.stem for path in pictures.glob("*.webp")} == {*EXPORTS, *minutes}
    assert all(path.stat().st_size < 20_000 for path in pictures.glob("*.webp"))


@pytest.mark.parametrize("code", ["deck", "handout", "report", "report_docx"])
def test_every_paper_carries_the_code_that_leads_back_to_the_app(code, catalog, make):
    wanted = write_sayable_code(catalog, SCENARIO)
    content = make(code, SCENARIO)
    if code in ("handout", "report"):
        assert wanted and all(wanted in page for page in read_pdf(content))
    else:
        package = zipfile.ZipFile(io.BytesIO(content))
        assert any(wanted.encode() in package.read(name) for name in package.namelist() if name.endswith(".xml"))
