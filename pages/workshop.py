"""Who leads the meeting opens a room here: phones vote, the wall follows, the medians become the strategy."""

from clusterdash.ui.shell import show_page

show_page("workshop")
