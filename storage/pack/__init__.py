"""Read a sector pack: files to plain data with line numbers, data to checked models, models to the domain."""
