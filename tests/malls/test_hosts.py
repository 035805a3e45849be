from pathlib import Path

from wizard.egress.route import Route
from wizard.mall_settings import ALIASES, MallSettings, Practice, Proxy
from wizard.malls.hosts import HOSTS, route

PROXY = Proxy("proxy.internal", 3128)


def test_every_alias_has_a_server_and_every_server_an_alias():
    assert set(HOSTS) == set(ALIASES)


def test_a_mall_is_asked_by_its_own_proxy_or_directly():
    settings = MallSettings(proxies={"coupang": PROXY})

    assert route("coupang", settings) == Route("api-gateway.coupang.com", proxy=PROXY)
    assert route("lotteon", settings) == Route("openapi.lotteon.com")


def test_in_practice_every_mall_is_this_machine_under_its_true_name_and_no_proxy_is_asked():
    practice = Practice("127.0.0.1", 8443, Path("/ca.pem"))
    settings = MallSettings(proxies={"coupang": PROXY}, practice=practice)

    for alias, host in HOSTS.items():
        expected = Route(host.name, stand_in=("127.0.0.1", 8443), ca=Path("/ca.pem"))
        assert route(alias, settings) == expected
