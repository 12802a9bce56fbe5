"""The stages as plain functions: load from the ledger, decide with a pure function, save. Tasks only wrap them."""
