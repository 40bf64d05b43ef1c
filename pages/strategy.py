"""Facilitators show the strategy in the hall: the mix, who does what, what changed."""

from clusterdash.ui.strategy import show_strategy

show_strategy()
