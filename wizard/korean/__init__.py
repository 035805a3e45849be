"""Korean days, particles, and words cut to a length."""
