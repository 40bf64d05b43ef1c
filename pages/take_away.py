"""Whoever leads the meeting takes the plan away: as a link, a code, or a file for each kind of reader."""

from clusterdash.ui.shell import show_page

show_page("take-away")
