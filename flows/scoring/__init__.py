"""Measure predictions against gold annotations: `make evaluate` prints every figure."""
