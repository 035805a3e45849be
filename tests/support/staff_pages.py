"""Pages in which a member of staff is signed in, each in a browser of its own."""

from contextlib import contextmanager

from support.browsing import opened
from support.people import staff_client


def sign_in(page, app, address, role="editor", email=None):
    """Let a member of staff be signed in on a page; give their client."""
    client = staff_client(app, role, email)
    cookie = client.get_cookie("staff").value
    page.context.add_cookies([{"name": "staff", "value": cookie, "url": address}])
    return client


@contextmanager
def staff_pages(chromium, address, app):
    """Give what opens them, at a path; who is signed in is a page's `member`."""
    open_ones = []

    def page(path, role="editor", email=None, **options):
        open_ones.append(opened(chromium, address, **options))
        made = next(open_ones[-1])
        made.member = sign_in(made, app, address, role, email).staff_id
        made.goto(path)
        return made

    yield page
    for one in open_ones:
        next(one, None)
