"""What every test may use; what needs a browser stands in browser/conftest.py."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

PROJECT = Path(__file__).resolve().parent.parent

# The same examples on every machine in CI; a person at a desk gets new ones at each run. No example is timed.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CLUSTERDASH_REQUIRE_BROWSER") else "desk")


@pytest.fixture(scope="session")
def project() -> Path:
    """Return the folder of the checkout."""
    return PROJECT


@pytest.fixture(scope="session")
def catalog():
    """Return the paper's catalog, loaded once; it is immutable."""
    from clusterdash.catalog import load_catalog

    return load_catalog()


@pytest.fixture(autouse=True)
def _english():
    """Start every test in English, whatever the one before has chosen."""
    from clusterdash.words import DEFAULT_LANGUAGE, select_language

    select_language(DEFAULT_LANGUAGE)
