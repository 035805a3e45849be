"""Asks malls: the only package that does. Which server, how a request is signed, and one call."""
