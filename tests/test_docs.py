"""The README keeps its word: its code runs, its rooms exist, its commands are those that CI calls."""

import re
import subprocess
import sys
import tomllib

import pytest


@pytest.fixture(scope="module")
def readme(project):
    return (project / "README.md").read_text(encoding="utf-8")


def code_blocks(text, language):
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def test_the_python_example_runs_as_printed(readme, project):
    (example,) = code_blocks(readme, "python")
    done = subprocess.run([sys.executable, "-c", example], cwd=project, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "job_fairs" in done.stdout


def test_there_are_two_commands_one_starts_and_one_tests(readme):
    start, test = code_blocks(readme, "sh")
    assert "pip install -r requirements.txt" in start and "streamlit run streamlit_app.py" in start
    assert "pip install -r requirements-dev.txt" in test and test.strip().endswith("-m pytest")


def test_ci_calls_the_readmes_test_command(project):
    script = (project / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in script and "-m pytest" in script


def test_every_room_of_the_table_exists_and_every_folder_stands_in_it(readme, project):
    table = readme.split("## Where things are")[1].split("\n\nThe way of one value")[0]
    named = set(re.findall(r"`([\w/.]+)`", table))
    rooms = {path.name for path in (project / "clusterdash").iterdir() if path.is_dir() and path.name != "__pycache__"}
    for room in rooms:
        assert f"clusterdash/{room}/" in named, room
    for name in named:
        if name.startswith("clusterdash/"):
            assert (project / name).exists(), name


def test_the_pictures_of_the_readme_exist(readme, project):
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme)
    assert len(pictures) == 2
    for picture in pictures:
        assert (project / picture).stat().st_size > 10_000


def test_every_requirement_is_pinned(project):
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = [line.strip() for line in (project / name).read_text(encoding="utf-8").splitlines()]
        packages = [line for line in lines if line and not line.startswith(("#", "-r"))]
        assert packages and all("==" in line for line in packages), name


def test_nothing_is_sent_anywhere_and_no_toolbar_is_shown(project):
    settings = tomllib.loads((project / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["toolbarMode"] == "minimal"
    assert settings["server"].get("enableXsrfProtection", True) is True
