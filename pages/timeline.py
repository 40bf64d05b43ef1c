"""Governments and donors see the rounds, who leads when, and when the donor can leave."""

from clusterdash.ui.timeline import show_timeline

show_timeline()
