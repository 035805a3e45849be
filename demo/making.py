"""The data of a demo: tables, keys, and everybody in it."""

from datetime import UTC, datetime

from flask import Flask

from demo.cast import Cast
from demo.colleagues import hire
from demo.guests import Clock, Story
from demo.readers import count
from demo.stories import tell
from practice.inbox import ADDRESS
from wizard.app import create_app, open_database
from wizard.crypto import key_file
from wizard.db import migrate
from wizard.errors import SettingsError
from wizard.services import practice
from wizard.services.event_types import WANTED
from wizard.services.roles import Role
from wizard.services.webhook_admin import Wish
from wizard.settings import Settings
from wizard.web.state import AppState


def make(settings: Settings, cast: Cast) -> None:
    """Make all that a demo shows, and write down in `cast` who there is.

    Raises:
        SettingsError: the database is not empty; nothing was made.

    """
    _prepare(settings)
    today = datetime.now(UTC)
    clock = Clock(today)
    app = create_app(settings, clock)
    app_state: AppState = app.extensions["wizard"]
    try:
        if app_state.services.staff.everybody():
            raise SettingsError(
                "DATABASE_URL: 지난 연습이 남아 있어요. 빈 데이터베이스를 적어 주세요"
            )
        cast.colleagues = hire(app_state.services)
        [admin] = [one.id for one in cast.colleagues if one.role is Role.ADMIN]
        wish = Wish(ADDRESS, WANTED)
        cast.secret = app_state.services.webhook_admin.add(wish, f"staff:{admin}").secret
        [operator] = [one.id for one in cast.colleagues if one.role is Role.OPERATOR]
        story = Story(app, clock, operator, today)
        tell(story)
        count(app_state)
    finally:
        app_state.accounts.engine.dispose()
    cast.address, cast.guests = f"http://{settings.host}:{settings.port}", story.guests


def _prepare(settings: Settings) -> None:
    """Make the tables, mark them as practice's, and make a key."""
    engine = open_database(Flask("demo"), settings)
    migrate.upgrade(engine)
    practice.ensure_fits(engine, practises=True)
    engine.dispose()
    key_file.create(settings.keys, datetime.now(UTC))
