"""Made-up firms, each with a number that carries its check digit."""

from wizard.forms.business import is_business_number
from wizard.services.account_inputs import NewSeller

SHOPS = (
    "가온상사", "나래유통", "다솜식품", "라온상회", "마루공방", "바다수산", "사랑채", "아름가구", "자연농원",
    "차오름", "카페온", "타래실", "파란문구", "하늘도자기", "고운빛", "노을커피", "도담도담", "로하스팜", "모아상점",
    "봄날의집", "소담한상", "오롯이", "조은나라", "초록마을", "큰나무", "토담", "푸른들", "한결같이", "글샘", "너울",
    "두레농산", "램프하우스", "미르상회", "별빛공예", "솔향기", "은하수몰", "진달래", "참좋은", "콩나물", "통통튀는",
    "해오름", "봄빛가게",
)  # fmt: skip


def firm(place: int) -> NewSeller:
    """Give the firm of a place in the list."""
    nine = f"{100 + place:03}81{1000 + 7 * place:04}"
    [number] = [f"{nine}{last}" for last in range(10) if is_business_number(f"{nine}{last}")]
    return NewSeller(SHOPS[place], number, f"0100000{1000 + place}")
