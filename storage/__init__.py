"""What we know: the vocabulary, the sector pack, and the ledger of everything seen and concluded."""
