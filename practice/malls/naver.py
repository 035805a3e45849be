"""네이버's commerce API: a token for a bcrypt signature, then whose account it is.

An agency's app lives under `/partner`, a store's own under `/external`; each is a stranger at the other.

Source: apicenter.commerce.naver.com/docs/auth; what is refused besides: github.com/commerce-api-naver (#2573, #3751).
"""

import binascii
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import bcrypt

from practice.exchange import Asked, Reply, in_json
from practice.keys import OPERATOR
from practice.malls import naver_words as words
from practice.registry import Registry
from practice.standing import States, as_it_stands

WINDOW = timedelta(minutes=5)
LIFE = timedelta(seconds=10799)
AGENCY, OWN = "/partner", "/external"
AGENCYS, STORES = "smartstore", "smartstore-own"
SALT = re.compile(r"\$2[aby]\$[0-9]{2}\$[./A-Za-z0-9]{22}")
ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def answer(asked: Asked, registry: Registry) -> Reply:
    """Answer as the gateway does: a token at one address, an account at the other."""
    base = next((base for base in (AGENCY, OWN) if asked.path.startswith(f"{base}/")), "")
    match (asked.method, asked.path.removeprefix(base)) if base else ("", ""):
        case ("POST", "/v1/oauth2/token"):
            return _token(asked, base, registry)
        case ("GET", "/v1/seller/account"):
            return _account(asked, base, registry)
    return words.coded(404, "NOT_FOUND", "요청한 리소스를 찾을 수 없습니다.")


def _token(asked: Asked, base: str, registry: Registry) -> Reply:
    """Give a token to who signed, asked in the body, and belongs under this base."""
    if asked.query:
        return words.penalty()
    form = _form(asked)
    if form.get("grant_type") != "client_credentials":
        return words.invalid("grant_type")
    if fault := _badly_dated(form, asked.now) or _badly_signed(form, registry):
        return fault
    is_agency = form["client_id"] == OPERATOR["naver_agency_id"]
    if is_agency != (base == AGENCY):
        return words.strange_ip()
    return _granted(form, is_agency, asked, registry)


def _form(asked: Asked) -> Mapping[str, str]:
    """Read the body, if it is a form."""
    if asked.media_type != "application/x-www-form-urlencoded":
        return {}
    told = parse_qs(asked.body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in told.items()}


def _badly_dated(form: Mapping[str, str], now: datetime) -> Reply | None:
    told = form.get("timestamp", "")
    if not re.fullmatch(r"[0-9]{13}", told):
        return words.invalid("timestamp")
    when = datetime.fromtimestamp(int(told) / 1000, UTC)
    if when > now:
        return words.invalid("timestamp", words.FUTURE)
    if now - when > WINDOW:
        return words.invalid("timestamp", words.OLD)
    return None


def _badly_signed(form: Mapping[str, str], registry: Registry) -> Reply | None:
    """Say which of the app's two values is not right, if one is not."""
    client_id = form.get("client_id", "")
    if client_id == OPERATOR["naver_agency_id"]:
        secret = OPERATOR["naver_agency_secret"]
    elif own := registry.find(STORES, app_id=client_id):
        secret = own.on_record["app_secret"]
    else:
        return words.invalid("client_id")
    said = f"{client_id}_{form['timestamp']}"
    if not is_signed(said, secret, form.get("client_secret_sign", "")):
        return words.invalid("client_secret_sign")
    return None


def is_signed(said: str, secret: str, signature: str) -> bool:
    """Say whether a signature is bcrypt's of what is said, by this secret as its salt."""
    try:
        hashed = b64decode(signature, validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return False
    salt = hashed[:29]
    if not SALT.fullmatch(salt) or len(hashed) != 60 or not _is_same_salt(salt, secret):
        return False
    return bcrypt.checkpw(said.encode(), hashed.encode())


def _is_same_salt(salt: str, secret: str) -> bool:
    """Compare 128 bits: of the last letter's six only two belong to the salt."""
    if not SALT.fullmatch(secret) or salt[:28] != secret[:28]:
        return False
    return ALPHABET.index(salt[28]) // 16 == ALPHABET.index(secret[28]) // 16


def _granted(form: Mapping[str, str], is_agency: bool, asked: Asked, registry: Registry) -> Reply:
    """Give a token for an app's own store, or for the store that chose the agency."""
    account = form.get("account_id", "")
    if form.get("type") != ("SELLER" if is_agency else "SELF") or (account and not is_agency):
        return words.invalid("type")
    known = {"account": account} if is_agency else {"app_id": form["client_id"]}
    seller = registry.find(AGENCYS if is_agency else STORES, **known)
    if seller is None:
        return words.invalid("account_id")
    token = registry.tokens.give(seller.id, asked.now, asked.now + LIFE)
    state = registry.state(seller)
    stage = state if not state.startswith("account_") else ""
    return as_it_stands(stage, TOKEN_STATES, words.token(token), seller, asked)


def _account(asked: Asked, base: str, registry: Registry) -> Reply:
    """Say whose account a token is for."""
    owner = registry.tokens.owner(asked.bearer, asked.now)
    if owner is None:
        return words.no_right()
    seller = registry.sellers[owner]
    if (seller.mall == AGENCYS) != (base == AGENCY):
        return words.strange_ip()
    state = registry.state(seller)
    return as_it_stands(state, ACCOUNT_STATES, words.account(seller), seller, asked)


TOKEN_STATES: States = {
    "token_client_id_msg_only": lambda _, __: words.coded(
        400, "BAD_REQUEST", "client_id 항목이 유효하지 않습니다."
    ),
    "token_bare_400": lambda _, __: words.coded(400, "BAD_REQUEST", words.NOT_RIGHT),
    "token_account_id": lambda _, __: words.invalid("account_id"),
    "token_ts_future": lambda _, __: replace(
        words.invalid("timestamp", words.FUTURE), ahead=-timedelta(minutes=8)
    ),
    "token_ts_old": lambda _, __: replace(
        words.invalid("timestamp", words.OLD), ahead=timedelta(minutes=8)
    ),
    "token_type": lambda _, __: words.invalid("type"),
    "token_ip": lambda _, __: words.strange_ip(),
    "token_rate": lambda _, __: words.too_many(),
    "token_quota_hour": lambda _, __: words.penalty(),
    "token_500": lambda _, __: words.coded(500, "GW.INTERNAL_SERVER_ERROR", "일시적인 오류입니다."),
}
"""What is answered at the token's address."""

ACCOUNT_STATES: States = {
    "account_authn": lambda _, __: words.no_right(),
    "account_role": lambda _, __: words.coded(403, "ROLE_NOT_FOUND", "권한을 찾을 수 없습니다."),
    "account_store": lambda _, __: words.coded(
        403, "INVALID_STORE_STATUS", "스토어 상태가 올바르지 않습니다."
    ),
    "account_ip": lambda _, __: words.strange_ip(),
    "account_rate": lambda _, __: words.coded(429, "GW.RATE_LIMIT", words.BUSY),
    "account_empty": lambda _, __: in_json(200, {}),
    "account_gw_timeout": lambda _, __: words.coded(
        504, "GW.TIMEOUT.01", "응답 시간이 초과되었습니다."
    ),
}
"""What is answered at the account's address, to who came with a good token."""
