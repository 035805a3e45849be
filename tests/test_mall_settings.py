import base64

import pytest

from wizard.errors import SettingsError
from wizard.mall_settings import ALIASES, OPERATORS_OWN, MallSettings, Practice, Proxy
from wizard.settings import Settings

SALT = "$2a$10$abcdefghijklmnopqrstuv"


def read(**env):
    return MallSettings.from_env(env)


def test_nothing_needs_to_be_set():
    assert read() == MallSettings() == Settings.from_env({}).malls


def test_one_proxy_is_for_all_malls_but_those_that_have_their_own():
    found = read(EGRESS_PROXY="http://all:3128", EGRESS_PROXY_NAVER_AGENCY="http://naver:3129/")

    assert set(found.proxies) == set(ALIASES)
    assert found.proxies["naver-agency"] == Proxy("naver", 3129)
    assert found.proxies["naver-own"] == found.proxies["coupang"] == Proxy("all", 3128)


def test_a_mall_may_be_the_only_one_that_goes_by_a_proxy():
    assert read(EGRESS_PROXY_ESM="http://[fd00::5]:3128").proxies == {"esm": Proxy("fd00::5", 3128)}


def test_webhooks_go_by_no_proxy_of_the_malls_but_by_their_own():
    assert read(EGRESS_PROXY="http://all:3128").webhooks_proxy is None
    found = read(EGRESS_PROXY_WEBHOOKS="http://smokescreen:4750")
    assert (found.webhooks_proxy, found.proxies) == (Proxy("smokescreen", 4750), {})
    with pytest.raises(SettingsError, match="EGRESS_PROXY_WEBHOOKS"):
        read(EGRESS_PROXY_WEBHOOKS="smokescreen:4750")


def test_a_proxy_is_told_who_we_are_with_every_letter_of_the_password():
    proxy = read(EGRESS_PROXY="http://us:p%40ss%3A%24x@all:3128").proxies["esm"]

    kind, told = proxy.authorization.split(" ")
    assert (kind, base64.b64decode(told)) == ("Basic", b"us:p@ss:$x")


def test_the_addresses_that_malls_see_may_be_several():
    assert read(EGRESS_IP="203.0.113.7, 2001:db8::7").ips == ("203.0.113.7", "2001:db8::7")


def test_what_is_the_operators_own_is_a_closed_list_and_the_dollars_of_a_secret_stay():
    found = read(NAVER_AGENCY_ID="0AbC", NAVER_AGENCY_SECRET=SALT, NAVER_OTHER="x", ESM_DOMAIN="")

    assert found.own == {"naver_agency_id": "0AbC", "naver_agency_secret": SALT}


def test_a_stores_own_application_is_asked_for_only_where_it_is_said():
    assert [read(**env).own_store for env in ({}, {"WIZARD_NAVER_OWN_STORE": "0"})] == [False] * 2
    assert read(WIZARD_NAVER_OWN_STORE="1").own_store
    with pytest.raises(SettingsError, match="WIZARD_NAVER_OWN_STORE: 1 또는 0"):
        read(WIZARD_NAVER_OWN_STORE="yes")


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_a_secret_may_stand_in_a_file(tmp_path, ending):
    (tmp_path / "secret").write_bytes(b"\xef\xbb\xbf" + (SALT + ending).encode())

    found = read(NAVER_AGENCY_SECRET_FILE=str(tmp_path / "secret"))

    assert found.own == {"naver_agency_secret": SALT}


@pytest.mark.parametrize("name", OPERATORS_OWN)
def test_each_of_them_may_stand_in_the_environment(name):
    value = SALT if name == "naver_agency_secret" else "value"

    assert read(**{name.upper(): value}).own == {name: value}


def test_practice_is_a_server_on_this_machine_with_a_certificate(tmp_path):
    (tmp_path / "ca.pem").touch()
    ca = str(tmp_path / "ca.pem")

    found = read(WIZARD_PRACTICE="localhost:8443", WIZARD_PRACTICE_CA=ca)

    assert found.practice == Practice("127.0.0.1", 8443, tmp_path / "ca.pem")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EGRESS_PROXY", "https://planted:1"),
        ("EGRESS_PROXY", "socks5://planted:1"),
        ("EGRESS_PROXY", "planted:3128"),
        ("EGRESS_PROXY", "http://planted"),
        ("EGRESS_PROXY", "http://planted:99999"),
        ("EGRESS_PROXY", "http://planted:1/x"),
        ("EGRESS_PROXY_COUPANG", "http://[planted"),
        ("EGRESS_PROXY_GMARKET", "http://planted:1"),
        ("EGRESS_IP", "planted"),
        ("EGRESS_IP", "203.0.113.300"),
        ("NAVER_AGENCY_SECRET", "a0plantedjklmnopqrstuv"),
        ("NAVER_AGENCY_SECRET", "planted 키"),
        ("ESM_SECRET_KEY", "planted planted"),
        ("ESM_SECRET_KEY_FILE", "/nowhere/planted"),
        ("WIZARD_PRACTICE", "planted.example.com:443"),
        ("WIZARD_PRACTICE", "0.0.0.0:443"),
        ("WIZARD_PRACTICE", "127.0.0.1:0"),
        ("WIZARD_PRACTICE", "127.0.0.1"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_its_name_and_not_shown(name, value):
    with pytest.raises(SettingsError, match=f"^{name}: ") as refusal:
        read(**{name: value})

    assert "planted" not in str(refusal.value)


def test_practice_without_its_certificate_is_refused_and_a_certificate_without_practice_too(
    tmp_path,
):
    (tmp_path / "ca.pem").touch()

    with pytest.raises(SettingsError, match="WIZARD_PRACTICE_CA"):
        read(WIZARD_PRACTICE="127.0.0.1:8443", WIZARD_PRACTICE_CA=str(tmp_path / "none.pem"))
    with pytest.raises(SettingsError, match="WIZARD_PRACTICE:"):
        read(WIZARD_PRACTICE_CA=str(tmp_path / "ca.pem"))


def test_a_value_is_told_once_in_the_environment_or_in_a_file(tmp_path):
    with pytest.raises(SettingsError, match="ESM_DOMAIN"):
        read(ESM_DOMAIN="a.example.com", ESM_DOMAIN_FILE=str(tmp_path))


def test_settings_show_no_value_of_them():
    env = {"EGRESS_PROXY": "http://us:canary@all:3128", "ESM_SECRET_KEY": "canary"}

    shown = repr(Settings.from_env(env))

    assert "esm_secret_key" in shown
    assert "canary" not in shown
