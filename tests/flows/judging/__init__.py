"""Judging: what a history of statements does and does not support."""
