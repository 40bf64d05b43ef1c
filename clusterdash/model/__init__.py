"""What follows from a scenario: pure functions on immutable values, each with its section of the paper."""

from clusterdash.errors import ScenarioError
from clusterdash.model.chain.chain import Chain, build_chain
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario
from clusterdash.model.strategy import Strategy, build_strategy

__all__ = [
    "Chain",
    "ChainPlan",
    "Place",
    "Scenario",
    "ScenarioError",
    "Strategy",
    "build_chain",
    "build_strategy",
]
