"""Everybody starts here: what this is, where you stand, worked examples, your place."""

from clusterdash.ui.overview import show_overview

show_overview()
