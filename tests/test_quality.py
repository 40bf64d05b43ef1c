"""Lint, format, types, layers and the lock files: the same commands as at the desk, each a test of its own."""

import re
import subprocess
import sys

import pytest

COMMANDS = {
    "lint": ("-m", "ruff", "check", "."),
    "format": ("-m", "ruff", "format", "--check", "."),
    "types": ("-m", "mypy"),
    "layers": ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_the_code_passes(command, project):
    done = subprocess.run([sys.executable, *command], cwd=project, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, f"python {' '.join(command)}\n{done.stdout}\n{done.stderr}"


def read_pins(path):
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return {line for line in lines if line and not line.startswith("#")}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_line_of_a_lock_file_is_one_exact_pin(name, project):
    loose = [line for line in read_pins(project / name) if not re.fullmatch(r"[\w.-]+==[\w.]+( ; .+)?", line)]
    assert not loose


def test_the_lock_of_the_tests_holds_the_lock_of_the_app(project):
    assert read_pins(project / "requirements.txt") <= read_pins(project / "requirements-dev.txt")


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_wish_is_in_its_lock_file(name, project):
    wishes = {re.sub(r"\[.*?\]", "", line) for line in read_pins(project / f"{name}.in") if not line.startswith("-")}
    assert wishes <= read_pins(project / f"{name}.txt")
