"""The sentences on stress tests, pilots and the chance of success are true where things are missing."""

import pytest

from clusterdash.model.chain.dynamics import FACTORS, simulate_dynamics
from clusterdash.model.chain.stress import STRESSES, run_stress
from clusterdash.model.scenario.scenario import ChainPlan, Scenario
from clusterdash.results import compute_results, default_catalog, examples
from clusterdash.views.chance import say_dynamics, say_pilots
from clusterdash.views.ladder import describe_ladder
from clusterdash.views.screen import Screen, draw_page

CATALOG = default_catalog()
GOVERNMENTS = [row.code for row in CATALOG.governments]
RATED = {"recruitment": 2, "venture_capital": 3}


def draw(scenario, page="timeline", **looks):
    late = {"dynamics": simulate_dynamics(CATALOG, scenario)}
    if "stress" in looks:
        late[f"stress {looks['stress']}"] = run_stress(CATALOG, scenario, looks["stress"])
    return draw_page(Screen(CATALOG, compute_results(CATALOG, scenario), page=page, late=late, looks=looks)).html


@pytest.mark.parametrize("code", STRESSES)
def test_where_all_are_absent_no_sentence_says_that_a_stage_keeps_a_lead(code):
    absent = Scenario(salience=RATED, capacity=dict.fromkeys(GOVERNMENTS, "absent"), context={"pilots_at_work": "none"})
    html = draw(absent, stress=code)
    assert "every stage keeps a lead" not in html
    told = ("no stage of any round has a lead", "there is nothing to take away")
    assert any(text in html for text in told)


@pytest.mark.parametrize(
    ("answer", "given", "words"),
    [
        ("none", None, "0, from the answer “none”"),
        ("several", None, "2, from the answer “several”"),
        (None, None, "nobody has said: 1 is assumed"),
        ("unknown", None, "nobody has said: 1 is assumed"),
        ("one", 1, ""),
        ("none", 3, "This contradicts the answer “none”"),
    ],
)
def test_where_the_pilots_come_from_is_said_and_a_contradiction_told(answer, given, words):
    context = {"pilots_at_work": answer} if answer else {}
    found = say_pilots(CATALOG, Scenario(context=context, chain=ChainPlan(pilots=given)))
    assert found.startswith(words) and bool(found) == bool(words)


def test_the_title_names_the_factor_that_weighs_most():
    lonely = Scenario(salience=RATED, capacity=dict.fromkeys(GOVERNMENTS, "absent"), context={"pilots_at_work": "none"})
    assert "stages with a capable lead (0.00 of 1)" in say_dynamics(simulate_dynamics(CATALOG, lonely))
    plan = ChainPlan(success_probability=1, success_maximum=1, no_entrepreneurs_factor=0.1)
    able = Scenario(
        salience=RATED,
        capacity=dict.fromkeys(GOVERNMENTS, "able"),
        context={"group_entrepreneurs": "no"},
        chain=plan,
    )
    assert "entrepreneurs at the table (0.10 of 1)" in say_dynamics(simulate_dynamics(CATALOG, able))


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.code)
def test_every_factor_stands_on_screen_with_number_basis_and_control(example):
    html = draw(example.scenario)
    rows = html.split('id="factors"')[1].split("</tbody>")[0].split("<tr")[2:]
    rows = [row for row in rows if "sum chance" not in row]  # their product comes last
    assert len(rows) == len(FACTORS)
    assert sum("weighs most" in row for row in rows) == 1
    for row in rows:
        assert 'class="basis' in row and 'class="figure"' in row
        assert "set_chain" in row or "set_answer" in row or "follows from capacities" in row


def test_nothing_is_drawn_where_the_law_is_missing():
    html = draw(Scenario(salience=RATED, context={"legal_framework": "no"}))
    assert "band-figure" not in html and "nothing is reckoned" in html


def test_the_ladder_names_only_what_differs():
    able = Scenario(
        salience=RATED, capacity=dict.fromkeys(GOVERNMENTS, "able"), platform="strengthen",
        chain=ChainPlan(office_round=1, pilots=1, rounds=1),
    )  # fmt: skip
    table = describe_ladder(CATALOG, compute_results(CATALOG, able))
    same = {name for name, cells in table["lines"] if len(set(cells)) == 1}
    assert "Same mix as now" in same and "trained" not in table["title"]


def test_a_weak_government_that_a_level_does_not_train_is_not_called_gone():
    scenario = Scenario(
        salience=RATED, capacity={"local": "weak", "regional": "absent", "national": "able"}, donor_level=3
    )
    table = describe_ladder(CATALOG, compute_results(CATALOG, scenario))
    cells = dict(table["lines"])["The donor trains"]
    assert "nobody" not in cells[3] and "Local" in cells[3] and cells[4] == "Local"
