"""What is wrong with a guide's file, where, and what to do about it."""
