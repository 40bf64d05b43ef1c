"""Facilitators and stakeholders see which instrument serves which mechanism (Table 1)."""

from clusterdash.ui.shell import show_page

show_page("mechanisms")
