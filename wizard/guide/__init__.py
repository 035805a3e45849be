"""A guide and the ways through it: pure, no file, key, clock, network or database."""
