"""What the server is put through on purpose: bounded, on this machine only."""
