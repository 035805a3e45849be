import pytest
from conftest import CONTENT

from wizard.content.catalog import open_catalog
from wizard.forms.swap_detector import swapped

FIELDS = open_catalog(CONTENT).guides["coupang"].step("account").fields
VENDOR, ACCESS = "A00012345", "3f6c1e9a-52b7-4d08-9e41-b7a20c8d5f13"
SECRET = "8d0b5c7a1f3e9624b0c7d8e5f1a2934605b8c7de"


@pytest.mark.parametrize(
    ("vendor", "access", "secret", "pairs"),
    [
        (VENDOR, ACCESS, SECRET, []),
        (VENDOR, SECRET, ACCESS, [("access_key", "secret_key")]),
        (ACCESS, VENDOR, SECRET, [("vendor_id", "access_key")]),
        (SECRET, ACCESS, VENDOR, [("vendor_id", "secret_key")]),
        (VENDOR, SECRET, "", []),
        (VENDOR, SECRET, SECRET, []),
        (VENDOR, "odd", ACCESS, []),
        (ACCESS, SECRET, VENDOR, []),
        ("", "", "", []),
    ],
    ids=[
        "right", "keys", "id and key", "id and secret", "one empty", "one twice", "one odd",
        "all three in a ring", "empty",
    ],
)  # fmt: skip
def test_only_two_values_that_fit_each_others_box_and_not_their_own_are_swapped(
    vendor, access, secret, pairs
):
    values = {"vendor_id": vendor, "access_key": access, "secret_key": secret, "login_id": "me"}

    assert swapped(FIELDS, values) == pairs
