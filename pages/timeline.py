"""Governments and donors see the rounds, who leads when, and when the donor can leave."""

from clusterdash.ui.shell import show_page

show_page("timeline")
