"""Warnings by family: place, mix, delivery, chain."""
