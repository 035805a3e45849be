"""The words for each verdict; a guide's own `say` stands in place of the first sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Words:
    """What is said of a verdict: {mall}, {field} and {when} are filled in.

    Attributes:
        look: the class by which it is drawn.
        heading: what we saw.
        says: what it means and what to do; the first gives way to a guide's own.
        bare: what stands in place of the first where there is no list to look through.
        again: what is added where it is tried by itself again.
        go: where the button leads: to the box to correct, to the screen that shows what to do, to the way to a new key, nowhere.
        can_try: whether another try may end otherwise.
        asks: whether the mall was asked.

    """

    look: Literal["going", "saved", "warn", "stop", "open"]
    heading: str
    says: tuple[str, ...]
    bare: str = ""
    again: str = ""
    go: Literal["", "box", "step", "renewal"] = ""
    can_try: bool = True
    asks: bool = True


WAITING: Mapping[str, Words] = {
    "now": Words(
        "going",
        "{mall}에 물어보고 있어요…",
        ("몇 초면 끝나요. 값은 이미 저장했으니 이 화면을 닫아도 돼요.",),
    ),
    "unasked": Words(
        "going",
        "{mall} 계정을 살펴보고 있어요…",
        ("몇 초면 끝나요. 값은 이미 저장했으니 이 화면을 닫아도 돼요.",),
        asks=False,
    ),
    "slow": Words(
        "going",
        "{mall}에 물어보고 있어요…",
        ("조금 늦어지고 있어요. 값은 저장돼 있어요. 끝나면 내 쇼핑몰에서도 볼 수 있어요.",),
    ),
    "resting": Words(
        "open",
        "지금은 {mall} 확인을 쉬고 있어요",
        ("저장은 됐어요. {when}쯤 저절로 다시 확인해요. 기다리시기만 하면 돼요.",),
    ),
}
_NOTHING_TO_DO = "값은 저장돼 있어요. 지금 하실 일은 없어요."
_ONE_BY_ONE = "아래를 위에서부터 하나씩 봐 주세요. 고친 뒤 다시 확인하면 돼요."
_COPY_AGAIN = "쇼핑몰 화면에서 다시 복사해 붙여 넣어 주세요."
_LATER = "{when}에 저절로 다시 확인해요."

WORDS: Mapping[str, Words] = {
    "OK": Words("saved", "{mall} 연결을 확인했어요", ("쇼핑몰이 아임셀러를 받아들였어요.",)),
    "BAD_FORMAT": Words(
        "stop",
        "{field}에 쇼핑몰로 보낼 수 없는 글자가 있어요",
        ("한글이나 빈칸이 섞였는지 보고, 쇼핑몰 화면에서 다시 복사해 붙여 넣어 주세요.",),
        go="box",
        can_try=False,
        asks=False,
    ),
    "WRONG_KEY": Words(
        "stop",
        "{mall:이} {field:를} 받지 않았어요",
        ("값이 다르거나 이미 지워진 키예요.", _COPY_AGAIN),
        go="box",
    ),
    "WRONG_ID": Words(
        "stop",
        "{field:가} 이 키의 주인과 달라요",
        ("키는 맞는데 다른 가게의 값이에요.", _COPY_AGAIN),
        go="box",
    ),
    "IP_NOT_ALLOWED": Words(
        "stop",
        "{mall:이} 아임셀러의 IP를 아직 받아 주지 않아요",
        (
            "키는 맞을 수 있어요. 아임셀러 IP를 쇼핑몰에 넣어 주세요.",
            "한 번만 고치고, 30분쯤 뒤에 다시 확인해 주세요. 자꾸 고치면 쇼핑몰이 막을 수 있어요.",
        ),
        go="step",
    ),
    "NO_PERMISSION": Words(
        "stop",
        "{mall:이} 아직 아임셀러를 받아 주지 않아요",
        (_ONE_BY_ONE,),
        bare="쇼핑몰에서 아임셀러를 골라 두셨는지 봐 주세요. 고친 뒤 다시 확인하면 돼요.",
        go="step",
    ),
    "EXPIRED": Words(
        "stop",
        "키를 쓸 수 있는 기간이 끝났어요",
        ("쇼핑몰에서 새 키를 받아 다시 적어 주세요.",),
        go="renewal",
    ),
    "NOT_YET_ACTIVE": Words(
        "going",
        "아직 켜지지 않았어요",
        ("쇼핑몰이 새 키를 켜는 데 시간이 걸려요. 새 키를 다시 받지 말고 기다려 주세요.",),
        again=_LATER,
    ),
    "RATE_LIMITED": Words(
        "open", "{mall:이} 잠시 뒤에 물어보라고 해요", (_NOTHING_TO_DO,), again=_LATER
    ),
    "MALL_DOWN": Words("open", "{mall:이} 지금 답하지 않아요", (_NOTHING_TO_DO,), again=_LATER),
    "AMBIGUOUS": Words(
        "warn",
        "{mall} 연결이 안 됐는데 까닭을 알 수 없어요",
        (_ONE_BY_ONE,),
        bare="적은 값을 한 번 살펴봐 주세요. 다시 확인해도 같으면 화면 아래 번호로 전화해 주세요.",
        go="box",
    ),
    "OUR_FAULT": Words(
        "open", "저희 쪽 사정으로 아직 확인하지 못했어요", (_NOTHING_TO_DO,), again=_LATER
    ),
    "UNVERIFIABLE": Words(
        "open",
        "{mall:은} 여기서 확인할 수 없는 쇼핑몰이에요",
        ("저장은 됐어요. 여기서는 물어볼 수 없으니, 적은 값을 한 번 더 봐 주세요.",),
        can_try=False,
        asks=False,
    ),
    "MALL_CLOSED": Words(
        "open",
        "{mall:은} 문을 닫았거나 멈춘 쇼핑몰이에요",
        ("저장은 됐어요. 지금은 연결할 수 없어서 값만 보관해요.",),
        can_try=False,
        asks=False,
    ),
}

REASONS: Mapping[str, str] = {
    "blocked": "쇼핑몰이 잠시 막음",
    "clock": "우리 시계가 다름",
    "closed": "",
    "connect": "연결되지 않음",
    "contract": "쇼핑몰의 방식이 바뀜",
    "control": "아임셀러가 거절됨",
    "deadline": "15초 안에 답이 없음",
    "dns": "주소를 찾지 못함",
    "egress": "나가는 길이 막힘",
    "egress_ip": "쇼핑몰이 보는 아임셀러 IP가 설정과 다름",
    "malformed": "읽을 수 없는 답",
    "no_control": "견줄 아는 판매자가 설정에 없음",
    "no_such_api": "쇼핑몰이 그런 API가 없다고 함",
    "none": "",
    "read": "답이 중간에 끊김",
    "settings": "우리 설정이 없거나 잘못됨",
    "suspended": "",
    "throttle_or_ticket": "바쁘거나 티켓이 다름",
    "tls": "쇼핑몰을 믿을 수 없음 (TLS)",
    "too_big": "답이 너무 큼",
    "unopened": "저장된 값을 열 수 없음",
    "values": "물어볼 값이 없음",
}
"""Why, for staff and operators; "" where the heading says it all."""
