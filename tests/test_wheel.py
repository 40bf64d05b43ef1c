"""The wheel: built, installed into an empty environment without a network, and run from a folder elsewhere."""

import os
import signal
import subprocess
import sys
import sysconfig
import time
import tomllib
import urllib.error
import urllib.request
import venv
import zipfile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import clusterdash
from scripts.serving import find_free_port


def run(*command, folder):
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def wheel(project, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-build-isolation", "--no-deps", "--no-index", "--disable-pip-version-check", "-q"]
    done = run(sys.executable, "-m", "pip", "wheel", *options, "-w", str(folder), str(project), folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Return the folder of the programs of an environment that holds the wheel and sees the packages it needs."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    names = {"base": str(home), "platbase": str(home)}
    python = _program(sysconfig.get_path("scripts", "venv", names), "python")
    done = run(
        *(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "-q"),
        *("--disable-pip-version-check", "--root-user-action=ignore", str(wheel)),
        folder=home,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    packages = sysconfig.get_path("purelib", "venv", names)
    with open(os.path.join(packages, "needed.pth"), "w", encoding="utf-8") as file:
        file.write(sysconfig.get_path("purelib"))
    return sysconfig.get_path("scripts", "venv", names)


def _program(folder, name):
    return os.path.join(folder, name + (".exe" if os.name == "nt" else ""))


def test_the_wheel_carries_data_pages_settings_words_and_licences(wheel, project):
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {
        path.relative_to(project).as_posix() for path in (project / "clusterdash").rglob("*.*") if path.is_file()
    }
    root = {
        path.relative_to(project).as_posix() for name in ("data", "pages") for path in (project / name).rglob("*.*")
    }
    expected = package | {f"clusterdash/root/{name}" for name in root}
    assert not {name for name in expected if "__pycache__" not in name} - names
    assert {"clusterdash/root/streamlit_app.py", "clusterdash/root/.streamlit/config.toml"} <= names
    licences = {name.rsplit("/", 1)[1] for name in names if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "morphdom.LICENSE", "noto.LICENSE"}
    assert not [name for name in names if name.startswith(("tests/", "bench/", "scripts/")) or "__pycache__" in name]


def test_the_installed_package_checks_its_own_data_from_any_folder(installed, tmp_path):
    done = run(_program(installed, "clusterdash"), "check", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "") and "links 93" in done.stdout
    where = run(_program(installed, "python"), "-c", "import clusterdash as c; print(c.__file__)", folder=tmp_path)
    assert os.path.dirname(installed) in where.stdout


def test_the_installed_package_computes_a_strategy_in_the_machines_language(installed, tmp_path, project):
    example = project / "data" / "examples" / "highland_coffee.json"
    done = run(_program(installed, "clusterdash"), "strategy", str(example), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "(fictional)" in done.stdout


def test_the_installed_package_writes_a_paper_with_its_own_fonts(installed, tmp_path, project):
    example = project / "data" / "examples" / "highland_coffee.json"
    done = run(_program(installed, "clusterdash"), "export", "handout", str(example), "-o", "x.pdf", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")


def test_the_installed_app_is_served_from_any_folder_with_its_own_settings(installed, tmp_path):
    port = find_free_port()
    log = tmp_path / "log.txt"
    command = [_program(installed, "clusterdash"), "serve", "--port", str(port), "--host", "127.0.0.1"]
    command += ["--data-folder", str(tmp_path / "mine")]
    environment = {**os.environ, "STREAMLIT_SERVER_HEADLESS": "true"}
    environment.pop("PYTHONPATH", None)
    with log.open("wb") as sink:
        server = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=sink, stderr=sink)
    try:
        assert b'"ok"' in fetch(f"http://127.0.0.1:{port}/healthz", server, log)
        assert b"<html" in fetch(f"http://127.0.0.1:{port}/", server, log)
        assert b"code,label" in fetch(f"http://127.0.0.1:{port}/data/mechanisms.csv", server, log)
        # Without the settings beside the entry Streamlit says here that it sends statistics.
        assert "usage statistics" not in log.read_text(encoding="utf-8", errors="replace")
        assert (tmp_path / "mine").is_dir()
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


def fetch(url, server, log):
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310, our own http address
                return answer.read()
        except (urllib.error.URLError, OSError):
            told = log.read_text(encoding="utf-8", errors="replace")
            assert server.poll() is None and time.monotonic() < deadline, told
            time.sleep(0.2)


def test_the_version_has_one_home(wheel, project):
    assert wheel.name.startswith(f"clusterdash-{clusterdash.__version__}-")
    assert f"\nversion: {clusterdash.__version__}\n" in (project / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {clusterdash.__version__}" in (project / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_wheel_asks_for_the_packages_of_requirements_in_and_its_ranges_hold_the_pins(project):
    lines = (project / "requirements.in").read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]
    wanted = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    ranges = {canonicalize_name(one.name): one.specifier for one in map(Requirement, wanted)}
    assert {canonicalize_name(pin.name) for pin in pins} == set(ranges)
    for pin in pins:
        (version,) = (clause.version for clause in pin.specifier)
        assert version in ranges[canonicalize_name(pin.name)], pin
