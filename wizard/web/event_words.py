"""What admins read of events, of who is told, and of what came of it."""

from urllib.parse import urlsplit

from wizard.services.event_types import EventType

EVENT_TYPE = {
    EventType.SELLER_CREATED: "판매자가 생겼어요",
    EventType.SELLER_CHANGED: "판매자 정보가 바뀌었어요",
    EventType.SELLER_DELETED: "판매자를 지웠어요",
    EventType.ACCOUNT_SAVED: "쇼핑몰 계정을 적었어요",
    EventType.ACCOUNT_CHANGED: "쇼핑몰 계정을 고쳤어요",
    EventType.ACCOUNT_DELETED: "쇼핑몰 계정을 지웠어요",
    EventType.CHECK_FINISHED: "쇼핑몰에 연결을 확인했어요",
    EventType.REGISTRATION_REGISTERED: "아임셀러에 등록됐어요",
    EventType.REGISTRATION_RETURNED: "등록하지 않고 되돌려 보냈어요",
    EventType.REQUEST_MADE: "요청이 들어왔어요",
    EventType.REQUEST_ANSWERED: "요청에 답했어요",
    EventType.TEST: "시험",
}
ENDPOINT_STATE = {
    "on": "보내는 중",
    "paused": "잠시 멈춤",
    "gone": "멈춤 (그만 받겠다고 했어요)",
    "failing": "멈춤 (사흘 동안 받지 못했어요)",
}
DELIVERY_STATE = {
    "waiting": "보내는 중",
    "held": "멈춰 있음",
    "delivered": "받았어요",
    "failed": "못 보냈어요",
}
DELIVERY_FAILURE = {
    "dns": "이름으로 주소를 찾지 못했거나, 인터넷에 없는 안쪽 주소예요",
    "connect": "연결되지 않았어요",
    "tls": "인증서를 믿을 수 없었어요",
    "read": "답하다가 끊겼어요",
    "deadline": "15초 안에 답하지 않았어요",
    "proxy": "밖으로 나가는 프록시가 막았어요",
    "malformed": "답을 읽을 수 없었어요",
    "too_big": "답이 너무 길었어요",
}
STATE_TAG = {
    "on": "saved",
    "paused": "closed",
    "gone": "stop",
    "failing": "stop",
    "waiting": "going",
    "held": "closed",
    "delivered": "saved",
    "failed": "stop",
}
"""How an endpoint's state, or a delivery's, is drawn."""

WORDS = {
    "STATE_TAG": STATE_TAG,
    "EVENT_TYPE": EVENT_TYPE,
    "ENDPOINT_STATE": ENDPOINT_STATE,
    "DELIVERY_STATE": DELIVERY_STATE,
    "DELIVERY_FAILURE": DELIVERY_FAILURE,
}


def host(url: str) -> str:
    """Give the server's name of an address, with its port if it is not the usual one."""
    return urlsplit(url).netloc.lower()
