"""The table of regions: rows are renamed, moved, dropped and added; what cannot be read changes nothing."""

import pytest

from clusterdash.model import ChainPlan, Scenario
from clusterdash.ui.session import Sitting, carry_out


@pytest.fixture
def sitting():
    return Sitting(Scenario(chain=ChainPlan(regions=("North", "East", "South"))), "en")


def test_a_row_is_renamed_moved_and_dropped_and_undo_brings_all_back(sitting):
    before = sitting.scenario
    carry_out(sitting, {"name": "name_row", "row": 2, "value": "Dawn"})
    carry_out(sitting, {"name": "move_row", "row": 2, "by": -1})
    carry_out(sitting, {"name": "drop_row", "row": 3})
    carry_out(sitting, {"name": "add_row", "value": "West"})
    assert sitting.scenario.chain.regions == ("Dawn", "North", "West")
    for _time in range(4):
        carry_out(sitting, {"name": "undo"})
    assert sitting.scenario == before


def test_an_emptied_name_takes_the_row_out(sitting):
    carry_out(sitting, {"name": "name_row", "row": 1, "value": " "})
    assert sitting.scenario.chain.regions == ("East", "South")


@pytest.mark.parametrize("row", [0, 99, None, "2", True, 10**30])
def test_a_row_that_is_not_there_is_told_and_changes_nothing(sitting, row):
    before = sitting.scenario
    carry_out(sitting, {"name": "drop_row", "row": row})
    assert sitting.scenario == before and sitting.notices


def test_the_number_of_clusters_is_read_as_people_write_it(sitting):
    carry_out(sitting, {"name": "set_potentials", "region": "East", "value": "3"})
    assert sitting.scenario.chain.potentials == {"East": 3}
    carry_out(sitting, {"name": "set_potentials", "region": "East", "value": "many"})
    assert sitting.scenario.chain.potentials == {"East": 3} and sitting.notices
