"""Donors and critics check where every figure comes from and take the tables away."""

from clusterdash.ui.shell import show_page

show_page("sources")
