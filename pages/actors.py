"""Stakeholders and donors see who can contribute what (Table 2), and what they can do themselves."""

from clusterdash.ui.actors import show_actors

show_actors()
