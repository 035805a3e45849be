"""The product, pointed at the practice malls: what is saved there is tried over TLS."""

from conftest import CONTENT, prepared, settings_for

from practice.sellers import SELLERS
from wizard.app import create_app
from wizard.mall_settings import MallSettings

PRACTICE = {one.id: one for one in SELLERS}


def practice_shop(folder, town):
    """Give an application whose malls are those of a practice town."""
    settings = settings_for(folder, guides=CONTENT, malls=MallSettings.from_env(town.env))
    return create_app(prepared(settings))
