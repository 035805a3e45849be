"""The staff's pages, in rooms by subject, behind one guard."""

from wizard.web.staff import doors, household, links, queue, secrets, sellers, steps
from wizard.web.staff.guard import bp

__all__ = ["bp", "doors", "household", "links", "queue", "secrets", "sellers", "steps"]
