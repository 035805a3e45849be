from conftest import FIRM, filled, soup_of


def test_pages(visit, client):
    for p in ["/", "/guides/fork", "/guides/fork/hello", "/guides/keys/all", "/guides/keys/form"]:
        visit(p)
    soup = soup_of(client.get("/guides/keys/form?remit=deposit"))
    data = filled(
        soup,
        login_id="a1",
        password="pw",
        api_key="abcdef0123456789",
        issued_on="2026-01-02",
        **FIRM,
    )
    r = client.post("/guides/keys/form", data=data)
    assert r.status_code == 303, r.text


def test_db(engine):
    assert engine
