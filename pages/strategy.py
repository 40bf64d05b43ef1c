"""Facilitators show the strategy in the hall: the mix, who does what, what changed."""

from clusterdash.ui.shell import show_page

show_page("strategy")
