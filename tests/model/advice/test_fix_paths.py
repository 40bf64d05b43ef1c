"""method.md §5, fixes: applied one after the other they end, and no step adds a warning."""

from hypothesis import HealthCheck, given, settings

from clusterdash.model.advice.warnings.find import list_warnings
from clusterdash.model.scenario.change import apply_change
from tests.model.advice.test_warnings import CATALOG, keys_of, pinned_scenarios


def first_fix(scenario):
    return next((fix for found in list_warnings(CATALOG, scenario) for fix in found.fixes), None)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(pinned_scenarios())
def test_the_first_fix_again_and_again_ends_within_as_many_steps_as_there_were_warnings(scenario):
    before = keys_of(scenario)
    seen, steps, most = {scenario}, 0, len(before)
    while (fix := first_fix(scenario)) is not None:
        scenario = apply_change(CATALOG, scenario, fix)
        after = keys_of(scenario)
        steps += 1
        assert after < before, fix
        assert scenario not in seen and steps <= most
        seen.add(scenario)
        before = after
