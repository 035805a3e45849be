"""What was asked for and was not done: said on the next page, and never as a success."""

from flask import flash

NOT_DONE = "not done"


def flash_refusal(said: str) -> None:
    """Have the next page say why nothing was done."""
    flash(said, NOT_DONE)
