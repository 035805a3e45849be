"""Words cut to a length."""


def brief(text: str, most: int) -> str:
    """Give a text whole if it has at most so many characters, or else its beginning and "…"."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
