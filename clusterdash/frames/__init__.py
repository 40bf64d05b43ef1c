"""Results as pandas frames with typed columns, for downloads, exports and notebooks.

Frames speak codes and the English labels of the data, whatever language the screen has. Codes that repeat are
categories in table order; what may be unknown is nullable, never an empty text. pandas is imported by the functions,
so that importing this package costs nothing.
"""

from clusterdash.frames.advice import comparison_frame, frontier_frame, ladder_frame, warnings_frame
from clusterdash.frames.files import FORMULA_SIGNS, neutralise, to_rows, write_csv
from clusterdash.frames.package import describe_table, read_columns, translate_labels, write_parquet
from clusterdash.frames.portfolio import portfolio_frame
from clusterdash.frames.programme import activity_frame, budget_frame, handover_frame
from clusterdash.frames.records import record_catalog, record_chain, record_strategy
from clusterdash.frames.results import (
    chain_frame,
    coverage_frame,
    mix_frame,
    plan_frame,
    table_1,
    table_2,
)  # fmt: skip

__all__ = [
    "FORMULA_SIGNS",
    "activity_frame",
    "budget_frame",
    "chain_frame",
    "comparison_frame",
    "coverage_frame",
    "describe_table",
    "frontier_frame",
    "handover_frame",
    "ladder_frame",
    "mix_frame",
    "neutralise",
    "plan_frame",
    "portfolio_frame",
    "read_columns",
    "record_catalog",
    "record_chain",
    "record_strategy",
    "table_1",
    "table_2",
    "to_rows",
    "translate_labels",
    "warnings_frame",
    "write_csv",
    "write_parquet",
]
