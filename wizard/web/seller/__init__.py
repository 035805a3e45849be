"""A seller's own place."""
