"""From statements to positions, shifts and observations."""
