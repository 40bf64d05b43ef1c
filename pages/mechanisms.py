"""Facilitators and stakeholders see which instrument serves which mechanism (Table 1)."""

from clusterdash.ui.mechanisms import show_mechanisms

show_mechanisms()
