"""One module per migration, numbered: 0001_first_ledger.py, 0002_...; a released one is never edited."""
