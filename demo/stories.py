"""What happened to each firm: one for every state that there is to see."""

from collections.abc import Mapping
from datetime import timedelta

from demo.guests import Story
from practice.sellers import SELLERS
from wizard.services.requests import Ask

KNOWN = {seller.id: seller for seller in SELLERS}
USUAL = {
    "login_id": "practice01",
    "password": "only practice",
    "edealer": "연습상점",
    "store": "practice",
    "same_id": "different",
    "remit": "deposit",
}
LOCKED_OUT = "이 비밀번호로 로그인되지 않아요. 11번가에서 확인하고 다시 적어 주세요."
MONTH = timedelta(days=30)
TRIED = (
    "coupang/right", "coupang/wrong-secret", "coupang/wrong-vendor", "coupang/wrong-ip", "coupang/not-active",
    "coupang/too-many", "coupang/busy", "coupang/forbidden", "coupang/gone", "11st/right", "11st/wrong-ip", "11st/not-approved",
    "11st/unknown-key", "lotteon/right", "lotteon/other-shop", "lotteon/expired", "lotteon/refused",
    "smartstore/right", "smartstore/agency-not-chosen", "gmarket/right", "gmarket/tool-not-chosen",
    "auction/throttled", "auction/other-shop",
)  # fmt: skip
"""The practice sellers whose values a firm of the demo has saved."""


def tell(story: Story) -> None:
    """Let everything happen, oldest first."""
    _on_the_way(story)
    _with_keys_that_end(story)
    _who_ask(story)
    _who_saved(story)
    _with_many_malls(story)
    _who_register(story)
    _who_go_on_later(story)
    story.clock.now = story.today


def _on_the_way(story: Story) -> None:
    story.begin("링크를 받고 아직 열지 않았어요", 9, comes=False)
    story.begin("들어왔지만 쇼핑몰을 고르지 않았어요", 6)
    story.begin("쿠팡 안내의 가운데에서 멈췄어요", 4)
    story.choose("coupang", "lotteon", "interpark")
    story.walk("coupang", 4)
    story.begin("스마트스토어 입력 화면까지 왔어요", 3.5)
    story.choose("smartstore", "11st")
    story.walk("smartstore", 6)


def _with_keys_that_end(story: Story) -> None:
    for ends_in, state in (
        (5, "롯데온 키가 닷새 뒤에 끝나요"),
        (-5, "롯데온 키가 닷새 전에 끝났어요"),
    ):
        story.begin(state, 3)
        issued = story.today - timedelta(days=365 - ends_in)
        key = KNOWN["lotteon/right" if ends_in > 0 else "lotteon/expired"].typed
        _save(story, "lotteon", {**key, "issued_on": f"{issued:%Y-%m-%d}"})
        story.want_messages()


def _who_ask(story: Story) -> None:
    handling = story.services.request_handling
    for state in ("발급대행을 기다려요", "발급대행의 답을 받았어요", "발급대행이 끝났어요"):
        story.begin(state, 2)
        _save(story, "interpark", {})
        request = story.ask("issuance")
        if state == "발급대행을 기다려요":
            continue
        handling.take(request, story.operator)
        handling.answer(request, story.operator, "내일까지 발급해 드릴게요.")
        if state == "발급대행이 끝났어요":
            handling.close(request, story.operator)
    story.begin("11번가에서 막혔다고 물었어요", 1)
    story.choose("11st")
    story.walk("11st", 4)
    for kind, text in (
        ("help", "IP를 세 칸 다 적어야 하나요?"),
        ("mismatch", "버튼 이름이 달라요."),
    ):
        revision = story.catalog.revisions["11st"]
        story.services.requests.ask_at_step(Ask(kind, "11st", "ip", revision, text), story.seller)


def _who_saved(story: Story) -> None:
    for name in TRIED:
        seller = KNOWN[name]
        story.begin(f"{name}: {seller.title}")
        issued = {"issued_on": day} if (day := seller.issued_on(story.today)) else {}
        _save(
            story,
            seller.mall,
            {"issued_on": f"{story.today - MONTH:%Y-%m-%d}", **seller.typed, **issued},
        )
    story.begin("쿠팡: 키에 한글이 섞여 물어보지 않았어요")
    _save(story, "coupang", {**KNOWN["coupang/right"].typed, "secret_key": "비밀키"})
    story.begin("CJ온스타일: 확인할 수 없는 쇼핑몰이에요")
    _save(story, "cjmall", {})


def _with_many_malls(story: Story) -> None:
    story.begin("일곱 쇼핑몰 가운데 셋을 적었어요")
    story.choose("coupang", "11st", "lotteon", "smartstore", "gmarket", "auction", "interpark")
    for name in ("coupang/new-shop", "11st/new-shop", "gmarket/new-shop"):
        _save(story, KNOWN[name].mall, KNOWN[name].typed)


def _who_register(story: Story) -> None:
    registrations, operator = story.services.registrations, f"staff:{story.operator}"
    typed = KNOWN["11st/right"].typed
    for state in ("기다려요", "끝났어요", "고칠 것이 있어 되돌아왔어요", "끝난 뒤에 값을 바꿨어요"):
        story.begin(f"아임셀러 등록: {state}", 1)
        _save(story, "11st", typed)
        if state == "고칠 것이 있어 되돌아왔어요":
            registrations.send_back(story.account, operator, 1, "password", LOCKED_OUT)
        elif state != "기다려요":
            registrations.confirm(story.account, operator, 1)
        if state == "끝난 뒤에 값을 바꿨어요":
            story.change("11st", {**USUAL, **typed, "password": "practice anew"})


def _who_go_on_later(story: Story) -> None:
    story.begin("쿠팡 키가 켜지기를 기다리고 있어요", 0.2)
    story.choose("coupang")
    story.wait("coupang")
    story.begin("롯데온 키만 나중에 적기로 했어요", 1)
    _save(story, "lotteon", {"api_key.later": "1", "issued_on.later": "1"})


def _save(story: Story, mall: str, typed: Mapping[str, str]) -> None:
    ways = {"way": "self"} if mall == "auction" else {}
    story.save(mall, {**USUAL, **ways, **typed})
