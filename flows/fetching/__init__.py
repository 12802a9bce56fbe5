"""Take in bytes from the outside, politely and safely."""
