"""Governments and working groups see what the jobs of each region show, and take its potentials into the chain."""

from clusterdash.ui.shell import show_page

show_page("regions")
