"""Figures look the same wherever they are made: what others make the default of all figures is none of theirs."""

import plotly.io as pio

from clusterdash.charts.finish import start_figure


def test_the_default_of_others_does_not_reach_our_figures(monkeypatch):
    before = start_figure().to_json()
    monkeypatch.setattr(pio.templates, "default", "plotly_dark")
    assert start_figure().to_json() == before
