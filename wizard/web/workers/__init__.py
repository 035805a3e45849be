"""What a process does again and again while it serves."""
