"""Sealing, the key file, passwords and codes: the only package that meets cryptography."""
