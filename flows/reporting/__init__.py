"""From findings to pages people read."""
