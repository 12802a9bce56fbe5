"""From bytes to article text, and from revision to revision."""
