from conftest import HTMX

from wizard.web.workers import cache_warmer
from wizard.web.workers.cache_warmer import places_of, warm_cache


def test_after_warming_no_screen_is_drawn_for_the_first_time(app, client):
    warm_cache(app)
    app_state = app.extensions["wizard"]
    drawn = dict(app_state.pages._kept)

    for guide in app_state.catalog.guides.values():
        for place in places_of(guide):
            assert (
                client.get(place).status_code == client.get(place, headers=HTMX).status_code == 200
            )

    assert app_state.pages._kept == drawn


def test_warming_leaves_no_trace_of_a_reader(app):
    warm_cache(app)

    answer = app.test_client().get("/")
    assert "Set-Cookie" not in answer.headers


def test_a_server_that_has_just_begun_draws_beside_its_readers(app, monkeypatch):
    monkeypatch.setattr(cache_warmer, "PAUSE_S", 0)

    cache_warmer.start(app).join(30)

    drawn = dict(app.extensions["wizard"].pages._kept)
    warm_cache(app)
    assert drawn
    assert app.extensions["wizard"].pages._kept == drawn


def test_drawing_ends_with_the_process(app):
    assert warm_cache(app, lambda: False) == 0
    assert not app.extensions["wizard"].pages._kept
