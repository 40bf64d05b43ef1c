"""People who would rather look closely than read see the plan as charts, with hover, zoom and pictures to save."""

from clusterdash.ui.shell import show_page

show_page("charts")
