"""Rebuild the trained weights of the reader from the annotated data in the repository."""
