"""Every operation keeps what its document promises: schemathesis, all its checks, on both databases."""

import logging
import re
import threading
import traceback
from itertools import count

import pytest
import schemathesis
from conftest import prepared, settings_for
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from support.people import services_of
from support.programs import Program, business_number, saved
from werkzeug.serving import make_server

from wizard.app import create_app
from wizard.settings import Rate
from wizard.web.api.operations import OPERATIONS

EXAMPLES, SEED = 3, 20261126
STALE = "412"
"""Which `If-Match` is right no document can say: a stranger's is well formed and outdated."""

KEY = re.compile(r'"?[A-Za-z0-9._:-]{8,128}"?')
WORDS = st.text("가나다라ABC123", min_size=1, max_size=60)
FORMATS = {
    "firm-name": WORDS,
    "line-of-text": WORDS,
    "mall": st.sampled_from(["", "keys"]),
    "business-number": st.integers(1, 999_999_999).map(business_number),
}


@pytest.fixture
def app(database_url, tmp_path):
    settings = settings_for(tmp_path, database_url=database_url, api_limit=Rate(10**6, 60))
    app = create_app(prepared(settings))
    yield app
    services_of(app).accounts.engine.dispose()


@pytest.fixture
def address(app):
    """The application at an address; one request after the other, so that a run is always the same."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def program(app):
    return Program(app)


@pytest.fixture
def real_cases(app):
    """Let what is asked be about something that is there, each POST under a key of its own."""
    seller_id, account_id = saved(app)
    keys, turns = count(), count()
    ids = {"seller_id": seller_id, "account_id": account_id}

    @schemathesis.hook
    def before_call(_context, case, _kwargs):
        if KEY.fullmatch(str((case.headers or {}).get("Idempotency-Key", ""))):
            case.headers["Idempotency-Key"] = f"key-{next(keys):08d}"
        for name, value in ids.items():
            told = (case.path_parameters or {}).get(name, "")
            if re.fullmatch("[0-9a-f]{32}", str(told)) and next(turns) % 2:
                case.path_parameters[name] = value

    for name, strategy in FORMATS.items():
        schemathesis.openapi.format(name, strategy)
    yield
    schemathesis.hooks.unregister_all()


def configured(token):
    accepted = ["2xx", "3xx", "401", "403", "404", "409", "429", STALE]
    return SchemathesisConfig.from_dict(
        {
            "seed": SEED,
            "auth": {"openapi": {"token": {"bearer": token}}},
            "request-timeout": 60,
            "suppress-health-check": ["too_slow"],
            "generation": {"max-examples": EXAMPLES, "deterministic": True, "database": "none"},
            "checks": {
                "positive_data_acceptance": {"expected-statuses": accepted},
                "missing_required_header": {"expected-statuses": ["400", "428"]},
            },
        }
    )


def told_of(event):
    """What the engine itself could not do: its words, wherever it keeps them."""
    error = event.exception if isinstance(event, events.FatalError) else event.value
    return "".join(traceback.format_exception(error))


@pytest.mark.usefixtures("real_cases")
def test_every_operation_does_what_its_document_says_whatever_is_sent(address, program):
    schema = schemathesis.openapi.from_url(
        f"{address}/api/v1/openapi.json", config=configured(program.token)
    )

    failures, broken, answered = [], [], set()
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            broken.append(told_of(event))
        if isinstance(event, events.ScenarioFinished):
            told = event.recorder
            for case_id, checks in told.checks.items():
                label = told.cases[case_id].value.operation.label
                failures += [(label, one.failure_info.failure.message) for one in checks if one.failure_info]  # fmt: skip
            answered |= {
                told.cases[case_id].value.operation.label
                for case_id, interaction in told.interactions.items()
                if interaction.response and interaction.response.status_code < 300
            }

    assert (failures, broken) == ([], [])
    assert answered >= {f"{one.method} /api/v1{one.path}" for one in OPERATIONS} - NEEDS_MATCH


NEEDS_MATCH = {
    "PATCH /api/v1/sellers/{seller_id}",
    "PUT /api/v1/accounts/{account_id}/registration",
}
"""Their success needs the right `If-Match`: web/api/test_sellers.py, test_registrations.py."""
