"""Facilitators and donors put plans side by side and see what differs and what follows from each."""

from clusterdash.ui.shell import show_page

show_page("compare")
