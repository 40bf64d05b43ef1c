"""Every file to take away is made of another toolbox, too, in its words and not in the paper's."""

import pytest

from clusterdash.catalog import load_catalog
from clusterdash.export import EXPORTS, export
from clusterdash.model import Scenario


@pytest.fixture(scope="module")
def tourism(project):
    return load_catalog(project / "tests" / "catalog" / "tourism")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("code", EXPORTS)
def test_every_export_is_made_of_another_toolbox(tourism, code, language):
    scenario = Scenario(salience={"word_of_mouth": 3}, capacity={"village": "able", "state": "weak"}, donor_level=2)
    assert len(export(code, tourism, scenario, language)) > 1000
