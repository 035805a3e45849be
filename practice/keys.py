"""Keys of practice: the shape that each mall's have, filled with words that no mall would issue."""

from collections.abc import Callable, Mapping

OPERATOR: Mapping[str, str] = {
    "naver_agency_id": "practiceAgencyApp00001",
    "naver_agency_secret": "$2a$04$practicepracticepracti",  # ends unevenly, as 네이버's own sample
    "esm_master_id": "practicemaster",
    "esm_secret_key": "cHJhY3RpY2UtbWFsbHMhISE=",
    "esm_domain": "www.esmplus.com",
    "esm_control_gmarket": "practiceg01",
    "esm_control_auction": "practicea01",
}
"""What the operator has from the malls, by the names of the product's settings: the agency's app at 네이버, the
tool's master key at ESM+."""

GATEWAY: Mapping[str, str] = {
    "key": "NCSPRACTICE000001",
    "secret": "PRACTICEPRACTICEPRACTICE00000001",
    "sender": "0215880000",
    "profile": "KA01PFpracticepractice",
}
"""What the operator has from the gateway for messages."""


def keys_of(mall: str, n: int) -> dict[str, str]:
    """Give what the n-th seller of a mall has from it, by the names of the fields of its form."""
    return _KEYS[mall](n)


def known_of(mall: str, n: int) -> dict[str, str]:
    """Give what a mall knows of its n-th seller besides, and shows to who may see it."""
    match mall:
        case "11st":
            return {"member": f"{70000000 + n}"}
        case "lotteon":
            return {"number": f"LO{10000000 + n}", "shop": f"연습상점 {n:02}"}
        case "smartstore" | "smartstore-own":
            return {"account": f"ncp_prac{n:02}_01", "uid": f"ncp_{n:013}"}
    return {}


def _coupang(n: int) -> dict[str, str]:
    return {
        "vendor_id": f"A{n:08}",
        "access_key": f"facade00-0000-4000-8000-{n:012}",
        "secret_key": f"{'facade' * 6}{n:04}",
    }


def _own_app(n: int) -> dict[str, str]:
    salt = f"{'practice' * 2}own.{n:02}"
    return {"app_id": f"practiceOwnApp{n:08}", "app_secret": f"$2a$04${salt}"}


def _ticket(n: int) -> dict[str, str]:
    ticket = f"PRACTICETICKET{n:02}" * 14
    return {"login_id": f"practicea{n:02}", "api_key": f"{ticket[:215]}="}


_KEYS: Mapping[str, Callable[[int], dict[str, str]]] = {
    "coupang": _coupang,
    "11st": lambda n: {"api_key": f"{'facade' * 5}{n:02}"},
    "lotteon": lambda n: {"api_key": f"{'facade' * 9}{n:02}"},
    "smartstore": lambda n: {"api_seller_id": f"ncp_prac{n:02}_01"},
    "smartstore-own": _own_app,
    "gmarket": lambda n: {"login_id": f"practiceg{n:02}"},
    "auction-esm": lambda n: {"login_id": f"practicea{n:02}"},
    "auction": _ticket,
}
