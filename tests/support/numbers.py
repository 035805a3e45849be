"""사업자등록번호 as many as a test needs: no two of them are one firm's."""

_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)


def business_number(place: int) -> str:
    """Give ten digits of which the last proves the others; another for each place.

    Source: 국세청's check digit, as wizard/forms/business.py reads it.

    """
    nine = f"{300_000_000 + place}"
    total = sum(int(digit) * weight for digit, weight in zip(nine, _WEIGHTS, strict=True))
    return f"{nine}{-(total + int(nine[8]) * 5 // 10) % 10}"
