"""The servers of malls by the names that guides call them, and the way there."""

from collections.abc import Mapping
from dataclasses import dataclass

from wizard.egress.route import Route
from wizard.mall_settings import MallSettings


@dataclass(frozen=True)
class Host:
    """One server, asked by https only.

    Attributes:
        name: as its certificate has it.
        base: stands before every path.

    """

    name: str
    base: str = ""


HOSTS: Mapping[str, Host] = {
    "coupang": Host("api-gateway.coupang.com"),
    "elevenst": Host("api.11st.co.kr"),
    "naver-agency": Host("api.commerce.naver.com", "/partner"),
    "naver-own": Host("api.commerce.naver.com", "/external"),
    "esm": Host("sa2.esmplus.com"),
    "auction": Host("api.auction.co.kr"),
    "lotteon": Host("openapi.lotteon.com"),
}
"""By alias. At Naver the base belongs to the kind of application, not to the mall."""


def route(alias: str, settings: MallSettings) -> Route:
    """Give the way to a mall's server: the practice malls if they are on, else its proxy if it has one."""
    name, practice = HOSTS[alias].name, settings.practice
    if practice:
        return Route(name, stand_in=(practice.host, practice.port), ca=practice.ca)
    return Route(name, proxy=settings.proxies.get(alias))
