"""An account at its mall: how it stands, and another try."""

import json
from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import TooOftenError
from wizard.services.account_views import AccountCard
from wizard.web.check_lines import CheckLine, check_line
from wizard.web.guide import views
from wizard.web.htmx import html_response, wants_part
from wizard.web.refusals import flash_refusal
from wizard.web.seller.account_forms import own_card, seller_id
from wizard.web.state import state
from wizard.web.urls import read_url

bp = Blueprint("checks", __name__)

ASKED_AGAIN = "쇼핑몰에 다시 물어보고 있어요."
HERE = "HX-Current-URL"
"""Where the browser is, as htmx says it."""
NOT_SO_SOON = "조금 전에 물어봤어요. 1분 뒤에 다시 눌러 주세요."
TOO_OFTEN = (
    "여러 번 확인하셨어요. 한 시간쯤 뒤에 다시 눌러 주세요. 급하면 화면 아래 번호로 전화해 주세요."
)


@bp.get("/accounts/<account_id>/check")
def show(account_id: str) -> AnyResponse:
    """Give an account's line alone, if it is another than was seen; a browser gets the account's mall."""
    card = own_card(account_id)
    if not wants_part():
        return _to_mall(card)
    line = check_line(card, views.find_guide(card.mall))
    if line is None or line.stage == request.args.get("seen"):
        return Response(status=HTTPStatus.NO_CONTENT)
    return _around(line) if line.verdict and request.headers.get(HERE) else _part(line)


@bp.post("/accounts/<account_id>/check")
def again(account_id: str) -> AnyResponse:
    """Have an account tried once more."""
    said, status = _asked_again(account_id)
    card = own_card(account_id)
    line = check_line(card, views.find_guide(card.mall))
    if line is not None and wants_part():
        return _part(replace(line, said=said), status)
    flash(said) if said == ASKED_AGAIN else flash_refusal(said)
    return _to_mall(card)


def _asked_again(account_id: str) -> tuple[str, int]:
    try:
        is_asked = state().services.checks.again(seller_id(), account_id)
    except TooOftenError:
        return TOO_OFTEN, HTTPStatus.TOO_MANY_REQUESTS
    return (ASKED_AGAIN if is_asked else NOT_SO_SOON), HTTPStatus.OK


def _around(line: CheckLine) -> Response:
    """Have the screen around drawn anew: its heading and its main button speak of the verdict, too."""
    here = read_url(request.headers[HERE])
    path = here._replace(scheme="", netloc="", fragment="").geturl()
    if not path.startswith("/") or path.startswith("//"):
        return _part(line)
    asked = {"HX-Target": "main#screen"}  # htmx 4 would name the body as what it asks for
    anew = {"target": "#screen", "swap": "innerMorph", "push": "false", "headers": asked}
    return Response(headers={"HX-Location": json.dumps({"path": path} | anew)})


def _part(line: CheckLine, status: int = HTTPStatus.OK) -> Response:
    return html_response(render_template("seller/check.html", check=line), status)


def _to_mall(card: AccountCard) -> AnyResponse:
    return redirect(url_for("dashboard.show", _anchor=f"mall-{card.mall}"), code=303)
