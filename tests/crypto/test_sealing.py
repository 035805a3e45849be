from base64 import urlsafe_b64decode

import pytest

from wizard.crypto.sealing import MAX_PLAINTEXT_BYTES, Keyring
from wizard.errors import SealError

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
PLACE = ("account-1", "seller-1", "coupang", "secret_key")
RING = Keyring({"k1": KEY})
SEALED = RING.seal(b"value-16-letters", *PLACE)
BODY = SEALED.removeprefix("k1.")


@pytest.mark.parametrize("size", [0, 1, MAX_PLAINTEXT_BYTES], ids=["empty", "byte", "longest"])
def test_what_is_sealed_opens_in_its_place(size):
    plaintext = b"x" * size

    assert RING.open(RING.seal(plaintext, *PLACE), *PLACE) == plaintext


def test_a_value_longer_than_the_limit_is_refused():
    with pytest.raises(ValueError, match="over 4096 bytes"):
        RING.seal(b"x" * (MAX_PLAINTEXT_BYTES + 1), *PLACE)


@pytest.mark.parametrize(
    "place",
    [
        ("account-2", *PLACE[1:]),
        (PLACE[0], "seller-2", *PLACE[2:]),
        (*PLACE[:2], "auction", PLACE[3]),
        (*PLACE[:3], "access_key"),
        PLACE[:3],
        (*PLACE, ""),
        (PLACE[0], "seller-", "1coupang", PLACE[3]),
        (PLACE[1], PLACE[0], *PLACE[2:]),
    ],
    ids=[
        "another account",
        "another seller",
        "another mall",
        "another field",
        "part missing",
        "part added",
        "letters moved between parts",
        "parts changed round",
    ],
)
def test_a_value_moved_to_another_place_stays_shut(place):
    sealed = RING.seal(b"value", *PLACE)

    with pytest.raises(SealError):
        RING.open(sealed, *place)


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        ".",
        "k1.",
        SEALED[:-1],
        SEALED[:12],
        f"k1.{BODY[4:]}",
        f"k9.{BODY}",
        f"v2:k1.{BODY}",
        BODY,
        f"k1.{BODY[:-4]}AAAA",
        "k1.한글",
        "k1.!!!!",
        "k1." + "A" * 100_000,
        "\x00" * 40,
        "k" * 100_000,
    ],
    ids=[
        "empty",
        "dot",
        "key id only",
        "cut by a letter",
        "cut to a nonce",
        "cut at the front",
        "key unknown",
        "another version",
        "without key id",
        "tag changed",
        "korean",
        "no base64",
        "long garbage",
        "nulls",
        "long key id",
    ],
)
def test_a_damaged_value_is_a_seal_error_never_a_crash(damaged):
    with pytest.raises(SealError) as refusal:
        RING.open(damaged, *PLACE)

    assert len(str(refusal.value)) < 250


@pytest.mark.parametrize("length", [4, 5, 6], ids=["two pads", "one pad", "no pad"])
def test_every_changed_letter_of_a_sealed_value_is_noticed(length):
    sealed = RING.seal(b"x" * length, *PLACE)

    for index in range(len(sealed)):
        for letter in "AB":
            changed = sealed[:index] + letter + sealed[index + 1 :]
            if changed != sealed:
                with pytest.raises(SealError):
                    RING.open(changed, *PLACE)


@pytest.mark.parametrize(
    "other",
    [
        lambda body: body + "=",
        lambda body: body.rstrip("="),
        lambda body: body + "\n",
        lambda body: body[:8] + " " + body[8:],
        lambda body: body + "AAAA",
        lambda body: body[:-2] + chr(ord(body[-2]) + 1) + "=",
        lambda body: f"!{body}",
    ],
    ids=[
        "a pad more",
        "without pads",
        "a line feed",
        "a blank",
        "letters after the pads",
        "bits that say nothing",
        "a letter of no alphabet",
    ],
)
def test_the_same_bytes_written_otherwise_do_not_open(other):
    sealed = RING.seal(b"value-7", *PLACE)
    body = sealed.removeprefix("k1.")
    assert body.endswith("=")
    assert other(body) != body

    with pytest.raises(SealError):
        RING.open(f"k1.{other(body)}", *PLACE)


def test_a_tag_fits_its_value_in_its_place_and_no_other():
    tag = RING.tag("value", *PLACE)

    assert RING.is_tagged("value", tag, *PLACE)
    assert not RING.is_tagged("Value", tag, *PLACE)
    assert not RING.is_tagged("value", tag, "account-2", *PLACE[1:])
    assert not RING.is_tagged("value", RING.seal(b"", *PLACE), *PLACE)
    assert not RING.is_tagged("value", "", *PLACE)


def test_another_key_of_the_same_name_does_not_open():
    with pytest.raises(SealError):
        Keyring({"k1": OTHER}).open(RING.seal(b"value", *PLACE), *PLACE)


def test_the_first_key_seals_and_every_key_opens():
    both = Keyring({"k2": OTHER, "k1": KEY})

    assert both.active == "k2"
    assert both.seal(b"value", *PLACE).partition(".")[0] == "k2"
    assert both.open(RING.seal(b"value", *PLACE), *PLACE) == b"value"


def test_the_same_value_is_sealed_differently_each_time():
    sealed = {RING.seal(b"value", *PLACE) for _ in range(1000)}

    nonces = {urlsafe_b64decode(value.partition(".")[2])[:12] for value in sealed}
    assert len(sealed) == len(nonces) == 1000


def test_a_sealed_value_is_ascii_and_does_not_hold_the_plaintext():
    sealed = RING.seal(b"planted-secret", *PLACE)

    assert sealed.isascii()
    assert b"planted" not in urlsafe_b64decode(sealed.partition(".")[2])


def test_nothing_that_prints_a_ring_prints_a_key():
    told = f"{RING!r}{RING}{[RING]}"

    assert "keys" not in told
    assert repr(KEY) not in told
