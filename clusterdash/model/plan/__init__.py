"""Who does what, and when in the round."""
