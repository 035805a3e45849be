from conftest import HTMX

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
