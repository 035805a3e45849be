import pytest

from wizard.errors import FieldError
from wizard.webhooks.addresses import Receiver, receiver


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("https://hooks.example.com", Receiver("hooks.example.com", 443, "/")),
        ("https://Hooks.Example.com:443/a/b?c=d", Receiver("hooks.example.com", 443, "/a/b?c=d")),
        ("https://hooks.example.com:8443?x", Receiver("hooks.example.com", 8443, "/?x")),
        ("https://xn--o39aom.xn--3e0b707e/%7e", Receiver("xn--o39aom.xn--3e0b707e", 443, "/%7e")),
    ],
)
def test_an_address_on_the_internet_is_read(url, read):
    assert receiver(url) == read


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hooks.example.com",
        "http://hooks.example.com/",
        "HTTP://hooks.example.com/",
        "ftp://hooks.example.com/",
        "//hooks.example.com/",
        "https:/hooks.example.com",
        "https://",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f.0.0.1/",
        "https://0177.0.0.1/",
        "https://127.0.0.1./",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[fe80::1%25eth0]/",
        "https://localhost/",
        "https://localhost./",
        "https://metadata/",
        "https://hooks.example.com./",
        "https://user@hooks.example.com/",
        "https://user:pass@hooks.example.com/",
        "https://@hooks.example.com/",
        "https://hooks.example.com@127.0.0.1/",
        "https://hooks.example.com#@127.0.0.1/",
        "https://hooks.example.com\\@127.0.0.1/",
        "https://hooks.example.com/\r\nHost: x",
        "https://hooks.example.com/a b",
        " https://hooks.example.com/",
        "https://hooks.example.com/가",
        "https://훅.한국/",
        "https://hooks。example.com/",
        "https://hooks.example.com:0/",
        "https://hooks.example.com:22/",
        "https://hooks.example.com:80/",
        "https://hooks.example.com:99999/",
        "https://hooks.example.com:x/",
        "https://hooks..example.com/",
        "https://-hooks.example.com/",
        f"https://{'a' * 64}.example.com/",
        f"https://hooks.example.com/{'a' * 500}",
    ],
)
def test_what_is_no_address_on_the_internet_is_refused_in_words_that_do_not_repeat_it(url):
    with pytest.raises(FieldError) as refusal:
        receiver(url)

    assert refusal.value.field == "url"
    assert len(url) < 12 or url not in str(refusal.value)
