"""The room on screens: phones, wall and the facilitator, as HTML; pure."""
