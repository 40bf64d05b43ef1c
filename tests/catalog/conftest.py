"""The paper's tables told a second time, and a copy of the data package that a test may break."""

import shutil
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def read_blocks(name):
    """Return the blocks of a fixture file: the line after "# ", and the lines below it."""
    blocks = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            blocks.append((line[2:], []))
        else:
            blocks[-1][1].append(line)
    return blocks


@pytest.fixture(scope="session")
def printed_table_1():
    """Return Table 1 as printed: mechanism and its instruments."""
    return [(label, [line.removeprefix("- ") for line in lines]) for label, lines in read_blocks("table_1.txt")]


@pytest.fixture(scope="session")
def printed_table_2():
    """Return Table 2 as printed: instrument and its pairs of actor letter and contribution."""
    return [(label, [tuple(line.split(" ", 1)) for line in lines]) for label, lines in read_blocks("table_2.txt")]


@pytest.fixture(scope="session")
def tourism_folder():
    """Return the folder of a small other toolbox, invented for the tests."""
    return HERE / "tourism"


@pytest.fixture
def package(tmp_path, project):
    """Return a copy of the data package."""
    shutil.copytree(project / "data", tmp_path / "data")
    return tmp_path / "data"
