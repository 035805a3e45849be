"""Malls for practice: they speak the real protocols over TLS, and check signatures by code of their own."""
