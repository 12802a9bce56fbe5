"""From findings to pages people read: `build` makes a digest; markdown, html, json, atom and site print it."""

from flows.reporting.building import Material, build

__all__ = ["Material", "build"]
