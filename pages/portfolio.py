"""Donors with several countries see the plans of all of them in one table, to be sorted and taken away."""

from clusterdash.ui.shell import show_page

show_page("portfolio")
