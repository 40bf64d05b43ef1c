"""Figures and the visual language: results in, plotly figures (or colours and marks) out.

plotly is imported by the functions, so that importing this package costs nothing.
"""

from clusterdash.charts.compare import comparison_figure
from clusterdash.charts.dynamics import band_figure
from clusterdash.charts.finish import read_alt, read_title
from clusterdash.charts.mix import coverage_figure, frontier_figure, ladder_figure
from clusterdash.charts.page import read_script, write_chart_json, write_chart_page
from clusterdash.charts.programme import cost_figure, timeline_figure
from clusterdash.charts.tables import table_1_figure, table_2_figure

__all__ = [
    "band_figure",
    "comparison_figure",
    "cost_figure",
    "coverage_figure",
    "frontier_figure",
    "ladder_figure",
    "read_alt",
    "read_script",
    "read_title",
    "table_1_figure",
    "table_2_figure",
    "timeline_figure",
    "write_chart_json",
    "write_chart_page",
]
