"""The tests mirror the source; builders and fakes stand here."""
