"""What a seller types: values that look like each mall's own."""

from datetime import timedelta

from wizard.korean.calendar import clock, in_korea

PASSWORD = "only for the gallery"  # noqa: S105
RECOVERY = ["abcd-efgh-jkmn-pqrs-tuvw-xyz2"]
"""The recovery codes that members have now."""

FIRM = {
    "seller_name": "한빛상회",
    "seller_number": "220-81-62517",
    "seller_phone": "010-1234-5678",
}
USUAL = {
    "login_id": "shop1234",
    "password": "correct horse",
    "api_key": "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
    "api_id": "some-api-id",
    "access_key": "1b2c3d4e-0000-4000-8000-0a1b2c3d4e5f",
    "secret_key": "0123456789abcdef0123456789abcdef01234567",
    "vendor_id": "A00012345",
    "store": "sbdc1228",
    "edealer": "한빛상회",
    "bank_account": "123-456-789012",
    "holder": "한빛상회",
    "issued_on": str(in_korea(clock()) - timedelta(days=30)),
    "api_seller_id": "ncp_1abc0d_01",
}
OF_MALL = {
    "tmon": {"api_key": "5b1e8c40-7d2f-4a96-b3c8-0f9d6e7a2154"},
    "wemakeprice": {"api_key": "0123456789abcdef" * 6},
    "lotteon": {"api_key": "0123456789abcdef0123456789abcdef0123456789abcdef01234567"},
    "auction": {"api_key": "A" * 215 + "="},
}


def values_of(mall: str) -> dict[str, str]:
    """Give what a seller types into a mall's form: field -> value."""
    return USUAL | OF_MALL.get(mall, {})
