"""Which guides use a fragment, and how one begins to."""

from wizard import strict_yaml
from wizard.content.folder import is_guide, place_of
from wizard.guide.fragments import is_fragment, name_of
from wizard.guide.model import Guide
from wizard.lint.using_lines import line_for
from wizard.web.staff.access import me
from wizard.web.state import state


def use_of(name: str, text: str) -> str:
    """Give the line by which a guide begins to use a fragment that none does; "" for every other text."""
    if not is_fragment(place_of(name)) or users_of(name):
        return ""
    known = state().previews.folder_catalog().constants.whole
    return line_for(name_of(name), strict_yaml.read(text.encode(), "steps"), known)


def users_of(name: str) -> list[str]:
    """Name the guides that are made of a text, as the folder has them."""
    places = state().previews.folder_catalog().places
    return [mall for mall, files in places.items() if place_of(name) in files]


def drafted_users_of(name: str) -> dict[str, Guide]:
    """Give the guides that use a text, as this editor has them on their way."""
    previews, who = state().previews, me().id
    own = [mall for mall in previews.draft_store.all_of(who) if is_guide(mall)]
    catalogs = {mall: previews.drafted(who, mall).catalog for mall in own}
    return {
        mall: catalog.guides[mall]
        for mall, catalog in catalogs.items()
        if place_of(name) in catalog.places.get(mall, ())
    }
