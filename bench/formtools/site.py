"""The six screens as django-formtools does them: its session wizard, Django's own session store, one row in the end.

Run by the environment that is made for it: `python site.py CORE`; PORT and FORMTOOLS_DATABASE come from outside.
"""

import os
import sys
from typing import Any

import django
from django import forms
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from gunicorn.app.base import BaseApplication

LAYOUT = """<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{% block title %}{% endblock %}</title>
<link rel="stylesheet" href="/static/style.css"></head><body><header><a href="/">길잡이</a></header>
<main>{% block screen %}{% endblock %}</main><footer>궁금하면 물어봐 주세요.</footer></body></html>"""
STEP = """{% extends "layout.html" %}{% block title %}{{ title }}{% endblock %}{% block screen %}<h1>{{ title }}</h1>
<p>{{ wizard.steps.step1 }} / {{ wizard.steps.count }}</p>
<form method="post">{% csrf_token %}{{ wizard.management_form }}{{ form.as_div }}
{% if wizard.steps.prev %}<button name="wizard_goto_step" value="{{ wizard.steps.prev }}">이전</button>{% endif %}
<button>다음</button></form>{% endblock %}"""
DONE = """{% extends "layout.html" %}{% block title %}저장했어요{% endblock %}{% block screen %}<h1>저장했어요</h1>
<p data-account="{{ account }}">{{ login_id }}</p>{% endblock %}"""
TITLES = {
    "look": "판매자센터에 로그인해요",
    "menu": "설정 메뉴를 열어요",
    "which": "키를 받은 적이 있나요?",
    "apply": "키를 신청해요",
    "find": "받은 키를 찾아요",
    "account": "계정을 적어 주세요",
}

settings.configure(
    SECRET_KEY="only for measuring",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.sessions", "formtools"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["FORMTOOLS_DATABASE"],
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    },
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        [
                            (
                                "django.template.loaders.locmem.Loader",
                                {"layout.html": LAYOUT, "step.html": STEP, "done.html": DONE},
                            )
                        ],
                    )
                ]
            },
        }
    ],
    USE_TZ=True,
)
django.setup()

from formtools.wizard.views import SessionWizardView  # noqa: E402  # Django must be set up before


class Reading(forms.Form):  # type: ignore[misc]
    """A screen that is only read."""


class Which(forms.Form):  # type: ignore[misc]
    """The question on which the way depends."""

    which = forms.ChoiceField(
        choices=[("never", "아직 없어요"), ("before", "받은 적이 있어요")], widget=forms.RadioSelect
    )


class Account(forms.Form):  # type: ignore[misc]
    """The firm and its account."""

    seller_name = forms.CharField(max_length=60)
    seller_number = forms.RegexField(r"^[0-9]{3}-?[0-9]{2}-?[0-9]{5}$")
    seller_phone = forms.CharField(max_length=20)
    login_id = forms.CharField(max_length=100)
    vendor_code = forms.CharField(max_length=100)
    api_key = forms.CharField(max_length=200)
    secret_key = forms.CharField(max_length=200)
    phone_code = forms.CharField(max_length=100)


def _chose(which: str) -> Any:
    def asks(wizard: Any) -> bool:
        cleaned = wizard.get_cleaned_data_for_step("which") or {}
        return bool(cleaned.get("which", "never") == which)

    return asks


class Six(SessionWizardView):  # type: ignore[misc]
    """The wizard."""

    form_list = (
        ("look", Reading), ("menu", Reading), ("which", Which), ("apply", Reading), ("find", Reading), ("account", Account),
    )  # fmt: skip
    condition_dict = {"apply": _chose("never"), "find": _chose("before")}
    template_name = "step.html"

    def get_context_data(self, form: Any, **extra: Any) -> Any:
        """Give the template the heading too."""
        return {**super().get_context_data(form, **extra), "title": TITLES[self.steps.current]}

    def done(self, form_list: Any, **_: Any) -> HttpResponse:
        """Keep the account, unsealed, and show that it is kept."""
        values = list(form_list)[-1].cleaned_data
        names = ", ".join(values)
        marks = ", ".join(["%s"] * len(values))
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO account ({names}) VALUES ({marks})", list(values.values()))
            told = {"account": cursor.lastrowid, "login_id": values["login_id"]}
        return TemplateResponse(self.request, "done.html", told)


def _healthy(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("healthz", _healthy), path("six", Six.as_view())]


class _Server(BaseApplication):  # type: ignore[misc]
    def load_config(self) -> None:
        told = {
            "bind": f"127.0.0.1:{os.environ['PORT']}", "workers": 1, "worker_class": "gthread", "threads": 2, "keepalive": 75,
            "loglevel": "warning", "control_socket_disable": True,
        }  # fmt: skip
        for name, value in told.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return get_wsgi_application()


if __name__ == "__main__":
    os.sched_setaffinity(0, {int(sys.argv[1])})
    call_command("migrate", verbosity=0)
    with connection.cursor() as making:
        columns = ", ".join(f"{name} text" for name in Account.base_fields)
        making.execute(f"CREATE TABLE account (id integer primary key, {columns})")
    connection.close()
    sys.argv = sys.argv[:1]
    _Server().run()
