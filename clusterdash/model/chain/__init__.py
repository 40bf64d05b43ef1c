"""The cluster promotion chain: rounds, stages, leads, hand-over, and what may come of it."""
