"""What we do: take in articles, read who says what, judge who moved, and report it."""
