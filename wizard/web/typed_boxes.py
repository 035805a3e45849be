"""What a person typed into the boxes of a form, by the words under which the form asks for it."""

from flask import request

BOXES = {
    "seller_name": "상호",
    "seller_number": "사업자등록번호",
    "seller_phone": "연락처",
    "account_name": "이 계정 이름",
    "start_at": "시작할 화면",
    "name": "이 패스키의 이름",
    "fragment": "안내에서 부를 이름",
    "alt": "그림을 보지 못하는 사람에게 읽어 줄 글",
}
"""Boxes that are called the same on every form."""

OWN_BOXES = {
    "editor.begin_guide": {
        "title": "쇼핑몰 이름",
        "mall": "주소에 쓸 이름",
        "category": "묶음",
        "console": "쇼핑몰 관리 화면의 이름",
        "url": "그 화면의 주소 (없으면 비워 두세요)",
        "values": "복사해 올 값의 이름",
    },
    "editor.begin_fragment": {
        "title": "첫 화면에서 할 일",
        "console": "그 화면이 있는 곳",
        "url": "그 화면의 주소 (없으면 비워 두세요)",
    },
    "editor.publish": {"note": "왜 펴내나요?"},
    "editor.schedule": {"note": "왜 펴내나요?"},
    "editor.roll_back": {"note": "왜 되돌리나요?"},
    "editor.ask_review": {"note": "무엇을 봐 달라고 할까요?"},
    "editor.decide_review": {"answer": "전할 말"},
    "staff.take_request": {"why": "남길 말 (없어도 돼요)"},
    "staff.close_request": {"why": "덧붙일 말 (없어도 돼요)"},
    "staff.hand_back": {"why": "다음에 맡을 분께 남길 말 (없어도 돼요)"},
    "staff.add_person": {"email": "이메일"},
    "staff.send_registration_back": {"why": "무엇을 고쳐야 하나요?"},
    "staff.make_token": {"name": "어디에 쓰나요?"},
    "staff.add_webhook": {"url": "받는 주소"},
    "staff.change_webhook": {"url": "받는 주소"},
    "staff.add_reply": {"title": "제목 (고를 때 보여요)"},
    "staff.change_reply": {"title": "제목 (고를 때 보여요)"},
}
"""Boxes that are called so on one form, where their name alone does not tell."""


def boxes() -> dict[str, str]:
    """Give what the boxes of the form that was sent are called."""
    return BOXES | OWN_BOXES.get(request.endpoint or "", {})
