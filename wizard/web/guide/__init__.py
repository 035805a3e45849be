"""A reader's way through a guide."""
