"""Stakeholders and donors see who can contribute what (Table 2), and what they can do themselves."""

from clusterdash.ui.shell import show_page

show_page("actors")
