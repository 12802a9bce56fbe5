"""Scoring: what the figures mean, on cases whose figures can be told by hand."""
