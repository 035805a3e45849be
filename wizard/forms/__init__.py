"""A filled-in form: cleaned, split, read and judged; pure."""
