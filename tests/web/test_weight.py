"""What travels before a page can be used, and with each screen after it."""

from conftest import CONTENT, HTMX, filled, soup_of
from support.people import seller_client

from bench.first_load import first_load, packed
from bench.weight import addresses
from gallery.values import values_of

MAX_FIRST_BYTES = 35_000
MAX_SWAP_BYTES = 6_000
SCREENS = list(addresses(CONTENT))
FORMS = [path for path, is_form in SCREENS if is_form]
STEPS = list({path.partition("?")[0]: path for path, is_form in SCREENS if not is_form}.values())
OTHERS = ["/enter", "/my", "/guides/coupang/keys/help?kind=help&company=listed"]
OVERVIEWS = [path for path, _ in SCREENS if path.count("/") == 2]


def too_heavy(client, paths):
    """Give what weighs too much: as a first load, and as a swap."""
    pages = {path: client.get(path).data for path in paths}
    swaps = {path: client.get(path, headers=HTMX).data for path in paths}
    first = {path: first_load(client, path, page) for path, page in pages.items()}
    return (
        {path: size for path, size in first.items() if size > MAX_FIRST_BYTES},
        {path: size for path, page in swaps.items() if (size := packed(page)) > MAX_SWAP_BYTES},
    )


def test_no_first_load_weighs_more_than_35_kb_and_no_swap_more_than_6(content_app):
    assert too_heavy(content_app.test_client(), [*STEPS, *FORMS, *OTHERS]) == ({}, {})


def test_a_whole_guide_is_a_page_of_no_more_than_35_kb_that_is_swapped_nowhere(content_app):
    client = content_app.test_client()

    for overview in OVERVIEWS:
        [link] = soup_of(client.get(overview)).select(f"a[href='{overview}/all']")
        assert link["data-hx-boost"] == "false"
        page = client.get(link["href"]).data
        assert first_load(client, link["href"], page) <= MAX_FIRST_BYTES


def test_nor_does_one_for_a_known_seller_who_saves_changes_and_deletes(content_app):
    client = seller_client(content_app)
    form = "/guides/coupang/account?company=listed"
    posted = filled(soup_of(client.get(form)), **values_of("coupang"))
    saved = client.post(form, data=posted).headers["Location"]
    links = soup_of(client.get(saved)).select("[data-account] a[href^='/accounts/']")
    later = [saved, *(link["href"] for link in links)]

    assert len(links) > 1
    assert too_heavy(client, [*FORMS, *later, "/my"]) == ({}, {})
