"""A link of another site shows its screen, and changes nothing that is stored."""

import pytest
from support.people import everything, seller_client


@pytest.mark.parametrize(
    ("headers", "is_kept"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "iframe"}, False),
        ({"Sec-Fetch-Site": "same-origin", "Sec-Purpose": "prefetch"}, False),
        ({"Sec-Fetch-Site": "", "Referer": "https://evil.example/"}, False),
        ({"Sec-Fetch-Site": ""}, True),
    ],
)
def test_a_link_of_another_site_shows_its_screen_and_changes_no_answer(app, headers, is_kept):
    client = seller_client(app)
    before = everything(app)["run"]

    answer = client.get(
        "/guides/fork/which/next?hello=read&which=left", headers=headers, follow_redirects=True
    )

    assert answer.status_code == 200
    assert (everything(app)["run"] != before) is is_kept
