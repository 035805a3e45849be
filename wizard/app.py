"""Where the parts are joined into one application."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, make_url
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix

from wizard import private_files
from wizard.content import privacy_folder
from wizard.content.preview import PreviewCatalogs
from wizard.content.privacy import PrivacyTexts
from wizard.content.step_history import StepHistory
from wizard.db.models import Base
from wizard.db.tuning import line_to, tune
from wizard.korean.calendar import clock
from wizard.services import happenings
from wizard.services.container import Services
from wizard.services.machines import Here
from wizard.services.overview import Overviews
from wizard.services.rate_limits import NEW_FIRMS, SAME_FIRM, SAME_FIRM_RATE, Limit
from wizard.settings import Rate, Settings
from wizard.web import (
    answers,
    api,
    binding_check,
    cross_site,
    editor,
    errors,
    health,
    practice,
    privacy,
    repeated_forms,
    request_id,
    screenshots,
    security,
    sessions,
    staff,
    static_files,
    template_filters,
    unavailable,
)
from wizard.web.answers import Observer
from wizard.web.editor import json_schema, preview
from wizard.web.guide import handoff, views, wait_calendar
from wizard.web.guide import help as help_page
from wizard.web.guide.known_answers import Application
from wizard.web.limit_sync import LimitSync, SyncedLimiter
from wizard.web.limit_table import LimitTable
from wizard.web.metrics_buffer import MetricsBuffer
from wizard.web.page_cache import RenderCache
from wizard.web.rate_limit import RateLimiter, TellingLimiter
from wizard.web.seller import (
    account_name,
    accounts,
    checks,
    dashboard,
    expiry,
    judgement,
    messages,
    own_data,
    paste_preview,
    sign_in,
    unsent,
)
from wizard.web.state import AppState, Figures, PublishedGuides, PublishedPrivacy
from wizard.web.workers import (
    audit_sealer,
    cache_warmer,
    guide_watcher,
    job_runner,
    late_start,
    mark_writer,
    presence_forgetter,
    privacy_watcher,
    registration_settler,
    storage_probe,
)

SIGN_IN_RATE = Rate(120, 60)
HELP_RATE, READER_RATE = Rate(30, 60), Rate(10, 3600)
DRAFT_RATE, UNSENT_RATE = Rate(300, 60), Rate(120, 60)


def create_app(
    settings: Settings, now: Callable[[], datetime] = clock, here: Here | None = None
) -> Flask:
    """Build the application from its parts; reads nothing from the environment, all time from `now`."""
    app = Application("wizard")
    app.secret_key = storage_probe.session_key(settings.keys) or secrets.token_urlsafe(32)
    engine = open_database(app, settings)
    services = Services.over(engine, settings, now, here)
    table = LimitTable.of_machine(settings.data / "limits")
    limit_sync = LimitSync(services.rate_limits, table)

    rates = {"api": settings.api_limit, NEW_FIRMS: settings.new_firm_limit, SAME_FIRM: SAME_FIRM_RATE}  # fmt: skip

    def everywhere(scope: str, rate: Rate) -> TellingLimiter:
        rates[scope] = rate
        return TellingLimiter(SyncedLimiter.of(Limit(scope, rate), limit_sync))

    overviews = Overviews(
        engine, services.keys, services.machines, services.publishing.release_store, rates, now
    )
    observers, figures = _watching(settings, services, overviews, here)
    shown = PublishedGuides(guide_watcher.first_catalog(services.publishing, settings.notes))
    services.machines.release = lambda: shown.catalog.release
    app.extensions["wizard"] = AppState(
        settings=settings,
        published_guides=shown,
        published_privacy=PublishedPrivacy(_privacy(settings)),
        previews=PreviewCatalogs(
            services.publishing.source,
            services.publishing.release_store,
            services.editing.draft_store,
        ),
        services=services,
        pages=RenderCache(),
        cached_forms=RenderCache(),
        journeys=RenderCache(),
        save_limiter=everywhere("save", settings.save_limit),
        sign_in_limiter=everywhere("sign in", SIGN_IN_RATE),
        help_limiter=everywhere("help", HELP_RATE),
        reader_limiter=everywhere("reader", READER_RATE),
        unsent_limiter=TellingLimiter(RateLimiter(UNSENT_RATE, table=table, scope="unsent")),
        metrics_buffer=MetricsBuffer(services.metrics),
        limit_sync=limit_sync,
        step_history=StepHistory(services.publishing.release_store),
        draft_limiter=TellingLimiter(RateLimiter(DRAFT_RATE, table=table, scope="draft")),
        overviews=overviews,
        figures=figures,
        now=now,
    )
    answers.register(app, observers)
    request_id.register(app, is_behind_proxy=settings.proxies > 0)
    sessions.register(app)
    audit_sealer.register(app)
    if not settings.preview:  # which knows its own names
        security.know_hosts(app, settings.known_hosts)
    cross_site.register(app, errors.sent_from_elsewhere)
    security.protect(app, https=settings.https)
    unavailable.register(app)
    binding_check.register(app, errors.failed)
    repeated_forms.register(app)
    if settings.preview:
        security.allow_editors_only(app)
    for module in (
        views, accounts, account_name, checks, judgement, paste_preview, unsent, expiry, handoff, wait_calendar, sign_in, dashboard, messages, own_data, help_page, staff, editor, preview, health, static_files, screenshots, json_schema, privacy,
    ):  # fmt: skip
        app.register_blueprint(module.bp)
    errors.register(app)
    template_filters.register(app)
    practice.register(app, settings.malls.practice)
    if not settings.preview:
        _add_api(app, observers)
    if settings.https:
        app.wsgi_app = security.over_https(app.wsgi_app)  # type: ignore[method-assign, assignment]
    if settings.proxies:
        count = settings.proxies
        proxy = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)
        app.wsgi_app = proxy  # type: ignore[method-assign]
    return app


def _watching(
    settings: Settings, services: Services, overviews: Overviews, here: Here | None
) -> tuple[Sequence[Observer], Figures | None]:
    """Give who is told of every answer, and who draws the page of figures, if anybody may ask for it."""
    written = [answers.write_line] if settings.watch.log == "json" else []
    if not settings.watch.metrics_token:
        return written, None
    from wizard.web.counters import Counters  # noqa: PLC0415 (20 ms and 2 MB that most do without)
    from wizard.web.figures import Figures as Drawn  # noqa: PLC0415

    home = settings.data / "figures" / here.id if here else None
    counters = Counters.of_machine(home) if home else Counters()
    happenings.count_with(counters.note)
    return [*written, counters.note_answer], Drawn(counters, overviews, services.storage)


def _add_api(app: Flask, observers: Sequence[Observer]) -> None:
    """Let the API answer below its own address."""
    enter = app.url_map.bind("").build("sign_in.show")

    def entry() -> str:
        return f"{request.host_url.rstrip('/')}{enter}"

    beside = api.create_api(app.extensions["wizard"], str(app.secret_key), entry)
    audit_sealer.register(beside)
    answers.register(beside, observers)
    app.extensions["wizard_api"] = beside
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {api.PREFIX: beside})  # type: ignore[method-assign]


def warm_app(
    settings: Settings, here: Here | None = None, late: Callable[[], object] | None = None
) -> Flask:
    """Build the application, follow the guides, count, and draw what is the same for every reader beside that.

    Args:
        settings: the deployment's.
        here: what this process is a part of.
        late: what could not be done at the start, because the database did not answer.

    """
    app = create_app(settings, here=here)
    if late:
        late_start.start(late)
    storage_probe.start(app)
    cache_warmer.start(app)
    guide_watcher.start(app)
    privacy_watcher.start(app)
    app_state: AppState = app.extensions["wizard"]
    app_state.metrics_buffer.start()
    app_state.limit_sync.start()
    mark_writer.start(app_state.services.progress.marks)
    if not settings.preview:
        registration_settler.start(services_of(app).registrations)
        presence_forgetter.start(services_of(app).presence)
    if settings.runs_jobs and not settings.preview:
        job_runner.start(services_of(app))
    return app


def services_of(app: Flask) -> Services:
    """Give what an application does for sellers and staff."""
    app_state: AppState = app.extensions["wizard"]
    return app_state.services


def _privacy(settings: Settings) -> PrivacyTexts:
    """Read what is said of personal data; `GuideError` if it cannot be shown."""
    found = privacy_folder.load(settings.privacy, settings.retention_days)
    return found.under(settings.registration)


def open_database(app: Flask, settings: Settings) -> Engine:
    """Give the engine of the settings' database, told what it must be told.

    Raises:
        SettingsError: its files are open to strangers, and not ours to mend.

    """
    _close_to_others(settings)
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        "hide_parameters": True,
        **line_to(make_url(settings.database_url)),
    }
    database = SQLAlchemy(app, metadata=Base.metadata)
    with app.app_context():
        tune(database.engine)
        return database.engine


def _close_to_others(settings: Settings) -> None:
    """See to it that nobody else on this machine reads the database or the keys."""
    private_files.make_folder(settings.data)
    private_files.close(settings.keys)
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        file = Path(url.database)
        private_files.make_file(file)  # SQLite gives its log the rights of the file itself
        for end in ("-wal", "-shm"):
            private_files.close(file.with_name(file.name + end))
    for folder in (settings.published, settings.notes):
        private_files.close(folder)
