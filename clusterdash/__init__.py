"""Cluster promotion after Benner (2013): from salient mechanisms to a strategy and a chain of rounds.

``import clusterdash as cd`` is quick: what ``__all__`` names is imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clusterdash.catalog import load_catalog
    from clusterdash.model import Scenario, build_chain, build_strategy

__version__ = "0.2.0"
__all__ = ["Scenario", "__version__", "build_chain", "build_strategy", "load_catalog"]
_HOMES = {
    "load_catalog": "clusterdash.catalog",
    "Scenario": "clusterdash.model",
    "build_strategy": "clusterdash.model",
    "build_chain": "clusterdash.model",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
