"""A text pasted into a mall's form, as its real guide reads it."""

from conftest import CONTENT

from wizard.content.catalog import open_catalog
from wizard.web.form import pasted
from wizard.web.form.pasted import Pasted

CATALOG = open_catalog(CONTENT)
GUIDES, HOSTS = CATALOG.guides, CATALOG.hosts
LOGIN = {"login_id": "woori7", "password": "pw!2345"}
LOGIN_LINES = "\n아이디 woori7\n비밀번호 pw!2345"


def read(mall: str, text: str) -> Pasted:
    """Read a text for a mall's form, every box of it asked for."""
    guide = GUIDES[mall]
    step = next(step for step in guide.steps if step.kind == "credentials")
    return pasted.of_area(step, step.fields, text, pasted.mall_of(guide, HOSTS))


def boxes(mall: str, text: str) -> dict[str, str]:
    """Give what comes into the boxes."""
    return dict(read(mall, text).values)
