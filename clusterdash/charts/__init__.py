"""Figures and the visual language: results in, plotly figures (or colours and marks) out."""
