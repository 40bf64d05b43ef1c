"""The paper as values: the toolbox read from ``data/``, checked, and never changed."""

from clusterdash.catalog.load import load_catalog
from clusterdash.catalog.toolbox import Catalog

__all__ = ["Catalog", "load_catalog"]
