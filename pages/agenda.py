"""Facilitators lead the afternoon by this sheet: minutes, what to say, which screen."""

from clusterdash.ui.shell import show_page

show_page("agenda")
