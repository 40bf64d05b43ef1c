"""The live room: ballots, tallies, what they mean for the strategy, and what happens to a room; no HTTP, no screen."""
