"""Who may do what: the roles of the staff."""

from enum import StrEnum


class Role(StrEnum):
    """What a member of the staff is there for; each person has one."""

    SUPPORT = "support"
    OPERATOR = "operator"
    EDITOR = "editor"
    ADMIN = "admin"


SELLER_SUPPORT_ROLES = frozenset({Role.SUPPORT, Role.OPERATOR, Role.ADMIN})
"""Those who work with sellers: lists, links, progress, requests."""

SECRET_ACCESS_ROLES = frozenset({Role.OPERATOR})
"""Those who may open an account's secrets, for an issuance request that is theirs."""

SELLER_DATA_ROLES = frozenset({Role.OPERATOR, Role.ADMIN})
"""Those who may give out all that is kept of a seller, or have it gone."""

ADMIN_ROLES = frozenset({Role.ADMIN})
"""Those who look after staff and read the audit."""

EDITOR_ROLES = frozenset({Role.EDITOR, Role.ADMIN})
"""Those who look after the guides, and see how their screens are passed."""

ALL_ROLES = frozenset(Role)
