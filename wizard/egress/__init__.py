"""The way out: one call to another server, whoever it is. Where it is, how long it may take, TLS, and what is read."""
