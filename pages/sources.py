"""Donors and critics check where every figure comes from and take the tables away."""

from clusterdash.ui.sources import show_sources

show_sources()
