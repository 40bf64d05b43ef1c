"""What follows from a scenario: pure functions on immutable values, each with its section of the paper."""

from clusterdash.errors import ScenarioError
from clusterdash.model.advice.comparison import Comparison, ComparisonRow, compare_scenarios
from clusterdash.model.advice.results_chain import build_results_chain
from clusterdash.model.advice.routes import judge_routes
from clusterdash.model.advice.warnings.find import list_warnings
from clusterdash.model.chain.chain import Chain, build_chain
from clusterdash.model.chain.dynamics import simulate_dynamics
from clusterdash.model.scenario.change import Change, apply_change, apply_changes
from clusterdash.model.scenario.decision import Decision
from clusterdash.model.scenario.region_detail import RegionDetail
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario
from clusterdash.model.strategy import Strategy, build_strategy

__all__ = [
    "Chain",
    "ChainPlan",
    "Change",
    "Comparison",
    "ComparisonRow",
    "Decision",
    "Place",
    "RegionDetail",
    "Scenario",
    "ScenarioError",
    "Strategy",
    "apply_change",
    "apply_changes",
    "build_chain",
    "build_results_chain",
    "build_strategy",
    "compare_scenarios",
    "judge_routes",
    "list_warnings",
    "simulate_dynamics",
]
