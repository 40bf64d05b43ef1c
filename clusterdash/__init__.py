"""Cluster promotion after Benner (2013): from salient mechanisms to a strategy and a chain of rounds."""
