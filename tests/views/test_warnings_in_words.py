"""What a warning says never holds an empty name: over random scenarios, in both languages."""

import re
from random import Random

import pytest

from clusterdash.model.advice.warnings.find import Found, list_warnings
from clusterdash.model.scenario.scenario import CAPACITIES, PLATFORMS, ChainPlan, Scenario
from clusterdash.results import default_catalog
from clusterdash.views.sentences import fill_warning
from clusterdash.words import select_language

CATALOG = default_catalog()
EMPTY_NAME = re.compile(r" [,.;]|\b(Add|Train|Give) [,.]|: *$|: \.|…|  |\{")


def random_scenarios(count):
    random = Random(44257)  # noqa: S311, the same scenarios for everybody
    for _number in range(count):
        yield Scenario(
            salience={row.code: random.randint(0, 3) for row in CATALOG.mechanisms if random.random() < 0.5},
            capacity={row.code: random.choice(CAPACITIES) for row in CATALOG.governments},
            donor_level=random.randint(0, 5),
            platform=random.choice(PLATFORMS),
            mix_size=random.randint(0, 12),
            context={
                row.code: random.choice(row.answers) for row in CATALOG.context_questions if random.random() < 0.6
            },
            chain=ChainPlan(pilots=random.choice([None, 0, 2]), office_round=random.randint(0, 3)),
        )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_sentence_of_a_warning_holds_an_empty_name(language):
    select_language(language)
    for scenario in random_scenarios(60):
        for found in list_warnings(CATALOG, scenario):
            for sentence in fill_warning(CATALOG, found):
                text = sentence.replace(" :", ":").replace(" ;", "").replace(" !", "").replace(" ?", "")
                assert not EMPTY_NAME.search(text.replace("\u202f", "")), (found.code, sentence)


def test_a_remedy_that_would_name_nothing_is_left_out():
    values = {"mechanism": ("recruitment",), "instrument": ()}
    assert fill_warning(CATALOG, Found("salient_without_instrument", "serious", values, "", ()))[2] == ""
