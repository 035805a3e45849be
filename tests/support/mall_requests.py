"""How a seller's values are sent to each practice mall: written for tests, by neither side's code."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime

import bcrypt
import requests

from practice.keys import OPERATOR

CENTRES = "/v2/providers/openapi/apis/api/v5/vendors/{}/returnShippingCenters"
QUERY = "pageNum=1&pageSize=10"
SALTS = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
ENVELOPE = (
    '<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">'
    '<s:Header><EncryptedTicket xmlns="http://www.auction.co.kr/Security"><Value>{0}</Value></EncryptedTicket></s:Header>'
    '<s:Body><GetShippingPlaceCode xmlns="http://www.auction.co.kr/APIv1/ShoppingService"><req><MemberTicket>'
    "<Ticket>{0}</Ticket></MemberTicket></req></GetShippingPlaceCode></s:Body></s:Envelope>"
)


SITES = {"smartstore": "naver", "smartstore-own": "naver", "gmarket": "esm", "auction-esm": "esm"}
HOSTS = {
    "coupang": "api-gateway.coupang.com",
    "11st": "api.11st.co.kr",
    "lotteon": "openapi.lotteon.com",
    "naver": "api.commerce.naver.com",
    "esm": "sa2.esmplus.com",
    "auction": "api.auction.co.kr",
}


def asking(town, mall):
    """Give a session that trusts the practice malls and nothing of this machine's settings."""
    session = requests.Session()
    session.trust_env = False
    session.verify = str(town.authority)
    session.headers["Host"] = HOSTS[mall]
    return session


def url_of(town, path):
    return f"https://127.0.0.1:{town.port}{path}"


def ask(town, seller, typed=None, *, stream=False):
    """Ask a mall as one of its sellers; give its last answer."""
    typed = typed or seller.typed
    with asking(town, SITES.get(seller.mall, seller.mall)) as session:
        session.stream = stream
        return ASK[seller.mall](town, session, typed)


def signed(secret, path, query=QUERY, date=None, method="GET"):
    """Give a date and the signature that 쿠팡 asks for."""
    date = date or datetime.now(UTC).strftime("%y%m%dT%H%M%SZ")
    message = f"{date}{method}{path}{query}".encode()
    return date, hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def coupang_headers(typed, date, signature):
    said = f"CEA algorithm=HmacSHA256, access-key={typed['access_key']}, signed-date={date}, signature={signature}"
    return {"Authorization": said, "X-Requested-By": typed["vendor_id"], "X-MARKET": "KR"}


def _coupang(town, session, typed):
    path = CENTRES.format(typed["vendor_id"])
    headers = coupang_headers(typed, *signed(typed["secret_key"], path))
    url = url_of(town, f"{path}?{QUERY}")
    return session.get(url, headers=headers, allow_redirects=False, timeout=60)


def _elevenst(town, session, typed):
    url = url_of(town, "/rest/areaservice/outboundarea")
    return session.get(url, headers={"openapikey": typed["api_key"]}, timeout=60)


def _lotteon(town, session, typed):
    headers = {
        "Authorization": f"Bearer {typed['api_key']}",
        "Accept": "application/json",
        "Accept-Language": "ko",
        "X-Timezone": "GMT+09:00",
    }
    url = url_of(town, "/v1/openapi/common/v1/identity")
    return session.get(url, headers=headers, allow_redirects=False, timeout=60)


def naver_signature(app, secret, timestamp):
    """Sign as 네이버 asks, with the salt's last letter as bcrypt wants it."""
    last = SALTS[SALTS.index(secret[28]) // 16 * 16]
    hashed = bcrypt.hashpw(f"{app}_{timestamp}".encode(), (secret[:28] + last).encode())
    return base64.b64encode(hashed).decode()


def naver_form(app, secret, **more):
    timestamp = str(int(datetime.now(UTC).timestamp() * 1000) - 3000)
    sign = naver_signature(app, secret, timestamp)
    usual = {"client_id": app, "timestamp": timestamp, "client_secret_sign": sign}
    return usual | {"grant_type": "client_credentials"} | more


def agency_form(account, **more):
    app, secret = OPERATOR["naver_agency_id"], OPERATOR["naver_agency_secret"]
    return naver_form(app, secret, **{"type": "SELLER", "account_id": account} | more)


def _naver(town, session, base, form):
    url = url_of(town, f"{base}/v1")
    token = session.post(f"{url}/oauth2/token", data=form, timeout=60)
    if token.status_code != 200:
        return token
    headers = {"Authorization": f"Bearer {token.json()['access_token']}"}
    return session.get(f"{url}/seller/account", headers=headers, timeout=60)


def _agency(town, session, typed):
    return _naver(town, session, "/partner", agency_form(typed["api_seller_id"]))


def _own(town, session, typed):
    form = naver_form(typed["app_id"], typed["app_secret"], type="SELF")
    return _naver(town, session, "/external", form)


def jwt(payload, secret=OPERATOR["esm_secret_key"], head=None):
    head = head or {"alg": "HS256", "typ": "JWT", "kid": OPERATOR["esm_master_id"]}
    parts = [
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (head, payload)
    ]
    code = hmac.new(secret.encode(), b".".join(parts), hashlib.sha256).digest()
    return b".".join([*parts, base64.urlsafe_b64encode(code).rstrip(b"=")]).decode()


def claims(ssi, **more):
    usual = {"iss": OPERATOR["esm_domain"], "sub": "sell", "aud": "sa.esmplus.com", "ssi": ssi}
    return usual | more


def ask_esm(town, session, token):
    headers = {"Authorization": f"Bearer {token}"}
    url = url_of(town, "/item/v1/shipping/dispatch-policies")
    return session.get(url, headers=headers, timeout=60)


def _esm(site):
    return lambda town, session, typed: ask_esm(
        town, session, jwt(claims(f"{site}:{typed['login_id']}"))
    )


def _auction(town, session, typed):
    headers = {
        "Content-Type": "text/xml; charset=utf-8",
        "SOAPAction": "http://www.auction.co.kr/APIv1/ShoppingService/GetShippingPlaceCode",
    }
    body = ENVELOPE.format(typed["api_key"]).encode()
    url = url_of(town, "/APIv1/ShoppingService.asmx")
    return session.post(url, data=body, headers=headers, timeout=60)


ASK = {
    "coupang": _coupang,
    "11st": _elevenst,
    "lotteon": _lotteon,
    "smartstore": _agency,
    "smartstore-own": _own,
    "gmarket": _esm("G"),
    "auction-esm": _esm("A"),
    "auction": _auction,
}
