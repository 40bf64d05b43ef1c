"""A code that can be said aloud: nine characters, back to the same choices, and a slip of the tongue is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.errors import ScenarioError
from clusterdash.model import Scenario
from clusterdash.model.scenario.checks import CAPACITIES
from clusterdash.model.scenario.scenario import PLATFORMS
from clusterdash.results import examples
from clusterdash.store.sayable import LENGTH_LIMIT, SIGNS, read_sayable_code, write_sayable_code

# Codes that were printed on paper: they open for ever.
PRINTED = {
    "222-222-222": Scenario(),
    "MNC-D4Q-E57": "highland_coffee",
}


def choices(catalog):
    return st.builds(
        Scenario,
        salience=st.dictionaries(st.sampled_from([row.code for row in catalog.mechanisms]), st.integers(0, 3)),
        capacity=st.dictionaries(
            st.sampled_from([row.code for row in catalog.governments]), st.sampled_from(CAPACITIES)
        ),
        donor_level=st.integers(0, 5),
        platform=st.sampled_from(PLATFORMS),
    )


@given(data=st.data())
def test_a_code_opens_as_the_choices_it_was_made_from(catalog, data):
    scenario = data.draw(choices(catalog))
    assert read_sayable_code(catalog, write_sayable_code(catalog, scenario)) == scenario


@given(data=st.data())
def test_any_one_wrong_character_is_noticed(catalog, data):
    code = write_sayable_code(catalog, data.draw(choices(catalog))).replace("-", "")
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from([sign for sign in SIGNS if sign != code[place]]))
    with pytest.raises(ScenarioError):
        read_sayable_code(catalog, code[:place] + wrong + code[place + 1 :])


@given(data=st.data())
def test_two_neighbours_that_changed_places_are_noticed(catalog, data):
    code = write_sayable_code(catalog, data.draw(choices(catalog))).replace("-", "")
    place = data.draw(st.integers(0, len(code) - 2))
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped == code:
        return
    with pytest.raises(ScenarioError):
        read_sayable_code(catalog, swapped)


def test_a_code_is_short_and_has_no_signs_that_look_or_sound_alike(catalog):
    for example in examples():
        code = write_sayable_code(catalog, example.scenario).replace("-", "")
        assert len(code) <= LENGTH_LIMIT and not set(code) & set("ILO01")


@pytest.mark.parametrize("code", PRINTED)
def test_a_code_that_was_printed_opens_for_ever(catalog, code):
    wanted = PRINTED[code]
    if isinstance(wanted, str):
        whole = next(one.scenario for one in examples() if one.code == wanted)
        wanted = Scenario(
            salience=whole.salience, capacity=whole.capacity, donor_level=whole.donor_level, platform=whole.platform
        )
    assert read_sayable_code(catalog, code) == wanted


@pytest.mark.parametrize("typed", ["mnc d4q e57", "MNCD4QE57", " mnc–d4q–e57 "])
def test_small_letters_spaces_and_dashes_do_not_matter(catalog, typed):
    assert read_sayable_code(catalog, typed) == read_sayable_code(catalog, "MNC-D4Q-E57")


def test_what_a_code_does_not_hold_stays(catalog):
    base = examples()[0].scenario
    opened = read_sayable_code(catalog, "222-222-222", base)
    assert opened.place == base.place and opened.chain == base.chain and not opened.salience


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("MNC-D4Q-E5O", "no I, L, O, 0 and 1"),
        ("MNC-D4Q", "has 6 characters; 9 are needed"),
        ("", "has 0 characters"),
        ("MNC-D4Q-E58", "One character of the code is wrong"),
        ("<b>", "is in no code"),
    ],
)
def test_a_code_that_cannot_be_read_is_answered_in_words(catalog, typed, told):
    with pytest.raises(ScenarioError, match=told):
        read_sayable_code(catalog, typed)
