"""Everybody starts here: what this is, where you stand, worked examples, your place."""

from clusterdash.ui.shell import show_page

show_page("")
