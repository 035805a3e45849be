"""Every query, in modules by subject; each takes the connection of its caller's transaction."""
