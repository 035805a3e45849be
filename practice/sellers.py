"""Who is known at the practice malls: one seller for every answer that a mall gives.

A row: mall, number (which the keys are made of), name, what is the matter, the recorded answer, its class.
`python -m practice` shows what to type for each, on a page with a button for each change of state.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from practice.keys import keys_of, known_of

OK, WRONG_KEY, WRONG_ID, NO_IP = "OK", "WRONG_KEY", "WRONG_ID", "IP_NOT_ALLOWED"
NO_RIGHT, EARLY, OFTEN, DOWN = "NO_PERMISSION", "NOT_YET_ACTIVE", "RATE_LIMITED", "MALL_DOWN"
UNSURE, OURS, EXPIRED = "AMBIGUOUS", "OUR_FAULT", "EXPIRED"
WELL = ""
"""The state of whoever is answered by what they send, and nothing else."""


@dataclass(frozen=True)
class PracticeSeller:
    """One firm at one mall.

    Attributes:
        id: `mall/name`, as the control calls it.
        typed: what to type into the fields of the mall's form to meet this answer.
        on_record: what the mall knows: where `typed` differs, typing this instead mends it.
        state: how the firm stands at the mall.
        answer: the recorded answer that comes, or what befalls it on its way.
        verdict: the class that follows from the answer and from what else was typed.
        wakes_after_s: so long after the first question the state passes by itself.

    """

    id: str
    mall: str
    title: str
    typed: Mapping[str, str]
    on_record: Mapping[str, str]
    state: str
    answer: str
    verdict: str
    field: str = ""
    wakes_after_s: int = 0

    @property
    def mended(self) -> Mapping[str, str]:
        """What to type where what is typed is the fault."""
        return {name: self.on_record.get(name, value) for name, value in self.typed.items()}


def _row(  # noqa: PLR0913  one column each
    mall: str,
    number: int,
    name: str,
    title: str,
    answer: str,
    verdict: str,
    field: str = "",
    *,
    wakes: int = 0,
    types: Mapping[str, str] | None = None,
    record: Mapping[str, str] | None = None,
) -> PracticeSeller:
    """Make a row; who types something else than the mall knows, or whom it knows well, has no state."""
    keys, recorded = keys_of(mall, number), answer.partition("/")[2] or answer
    state = WELL if types or record or name == "right" else recorded
    return PracticeSeller(
        f"{mall}/{name}", mall, title, {**keys, **(types or {})},
        {**keys, **known_of(mall, number), **(record or {})}, state, answer, verdict, field, wakes,
    )  # fmt: skip


_SWAPPED = keys_of("coupang", 3)
_TODAYS = {"access_key": keys_of("coupang", 99)["access_key"]}

SELLERS: tuple[PracticeSeller, ...] = (
    _row("coupang", 1, "right", "맞는 키", "coupang/ok_one", OK),
    _row("coupang", 2, "wrong-secret", "비밀키가 틀려요", "coupang/invalid_signature", WRONG_KEY, "secret_key", types={"secret_key": "facade" * 6 + "dead"}),
    _row("coupang", 3, "swapped", "두 키가 서로 바뀌었어요", "coupang/unknown_access_key", WRONG_KEY, "access_key", types={"access_key": _SWAPPED["secret_key"], "secret_key": _SWAPPED["access_key"]}),
    _row("coupang", 4, "unknown-key", "없는 Access Key예요", "coupang/unknown_access_key", WRONG_KEY, "access_key", types=_TODAYS),
    _row("coupang", 5, "wrong-vendor", "다른 업체코드예요", "coupang/vendor_mismatch", WRONG_ID, "vendor_id", types={"vendor_id": "A00099999"}),
    _row("coupang", 6, "wrong-ip", "IP를 등록하지 않았어요", "coupang/ip_forbidden", NO_IP),
    _row("coupang", 7, "wrong-ip-named", "등록하지 않은 IP를 말해 줘요", "coupang/ip_named", NO_IP),
    _row("coupang", 8, "wrong-ip-400", "같은 말을 400으로 해요", "coupang/ip_named_400", NO_IP),
    _row("coupang", 9, "new-shop", "반품지가 없는 새 가게예요", "coupang/ok_empty", OK),
    _row("coupang", 10, "list", "목록의 모양이 달라요", "coupang/ok_data_is_list", OK),
    _row("coupang", 11, "error-in-200", "200으로 오류를 말해요", "coupang/body_error_on_200", UNSURE),
    _row("coupang", 12, "forbidden", "권한이 없다고만 해요", "coupang/forbidden_other", UNSURE),
    _row("coupang", 13, "blocked", "너무 자주 물어 막혔어요", "coupang/cdn_access_denied", OFTEN),
    _row("coupang", 14, "not-found", "업체코드를 못 찾아요", "coupang/not_found", WRONG_ID, "vendor_id"),
    _row("coupang", 15, "too-many", "요청이 많아요", "coupang/too_many", OFTEN, wakes=30),
    _row("coupang", 16, "locked", "잠겼어요", "coupang/locked", OFTEN),
    _row("coupang", 17, "redirected", "다른 곳으로 보내요", "coupang/blocked_redirect", OFTEN),
    _row("coupang", 18, "busy", "쇼핑몰이 바빠요", "coupang/read_timed_out", DOWN, wakes=30),
    _row("coupang", 19, "gone", "없어진 API예요", "coupang/gone", OURS),
    _row("coupang", 20, "clock", "쇼핑몰 시계가 8분 빨라요", "coupang/signature_expired", OURS),
    _row("coupang", 21, "format", "서명의 모양이 달라요", "coupang/hmac_format", OURS),
    _row("coupang", 22, "not-active", "오늘 발급해서 아직 켜지지 않았어요", "coupang/not_authorized", WRONG_KEY, "access_key", wakes=60),
    _row("coupang", 23, "slow", "답이 한 글자씩 와요", "slow", DOWN),
    _row("coupang", 24, "cut", "답하지 않고 끊어요", "cut", DOWN),
    _row("coupang", 25, "too-big", "답이 너무 길어요", "too_big", UNSURE),
    _row("coupang", 26, "skewed", "쇼핑몰 시계가 10분 빨라요", "clock_skew", OURS),

    _row("11st", 1, "right", "맞는 키", "elevenst/ok_one", OK),
    _row("11st", 2, "unknown-key", "없는 키예요", "elevenst/auth_200_void", WRONG_KEY, "api_key", types={"api_key": "facade" * 5 + "99"}),
    _row("11st", 3, "wrong-ip", "IP를 등록하지 않았어요", "elevenst/ip_500", NO_IP),
    _row("11st", 4, "wrong-ip-200", "같은 말을 200으로 해요", "elevenst/ip_200", NO_IP),
    _row("11st", 5, "not-approved", "Seller API 승인을 기다려요", "elevenst/auth_300_unapproved", EARLY, "approval", wakes=60),
    _row("11st", 6, "new-shop", "출고지가 없는 새 가게예요", "elevenst/ok_empty", OK),
    _row("11st", 7, "success", "SUCCESS라고 덧붙여요", "elevenst/ok_success_word", OK),
    _row("11st", 8, "unknown-key-text", "다른 모양으로 없는 키라고 해요", "elevenst/unknown_key_text", WRONG_KEY, "api_key"),
    _row("11st", 9, "unknown-key-200", "200으로 없는 키라고 해요", "elevenst/auth_200_positive", WRONG_KEY, "api_key"),
    _row("11st", 10, "blank-key", "키가 비었다고 해요", "elevenst/auth_100_blank", WRONG_KEY, "api_key"),
    _row("11st", 11, "no-tls", "TLS로 오라고 해요", "elevenst/ssl_400", OURS),
    _row("11st", 12, "no-such-api", "등록된 API가 없다고 해요", "elevenst/no_such_api_997", UNSURE),
    _row("11st", 13, "traffic", "하루 호출을 다 썼어요", "elevenst/traffic_004", OFTEN),
    _row("11st", 14, "maintenance", "점검하고 있어요", "elevenst/maintenance_1000", DOWN, wakes=60),
    _row("11st", 15, "blocked", "막는 화면이 와요", "elevenst/html_block", UNSURE),
    _row("11st", 16, "down", "쇼핑몰이 멈췄어요", "elevenst/plain_500", DOWN, wakes=30),

    _row("lotteon", 1, "right", "맞는 키", "lotteon/ok", OK),
    _row("lotteon", 2, "unknown-key", "없는 키예요", "lotteon/unauthorized_json", WRONG_KEY, "api_key", types={"api_key": "facade" * 9 + "99"}),
    _row("lotteon", 3, "expired", "발급한 지 1년이 지났어요", "lotteon/unauthorized_json", EXPIRED, "api_key", types={"api_key": "facade" * 9 + "98", "issued_on": "2025-01-02"}),
    _row("lotteon", 4, "wrong-ip", "IP를 등록하지 않았어요", "lotteon/ip", NO_IP),
    _row("lotteon", 5, "other-shop", "다른 가게의 키예요", "lotteon/ok", OK, record={"number": "LO19999999", "shop": "남의가게"}),
    _row("lotteon", 6, "too-many", "요청이 많아요", "lotteon/too_many", OFTEN, wakes=30),
    _row("lotteon", 7, "daily", "하루 호출을 다 썼어요", "lotteon/daily_1004", OFTEN),
    _row("lotteon", 8, "refused", "권한이 없다고만 해요", "lotteon/refused_9999", UNSURE),
    _row("lotteon", 9, "down", "쇼핑몰이 멈췄어요", "lotteon/system_500", DOWN, wakes=30),
    _row("lotteon", 10, "bad-request", "요청을 못 알아들어요", "lotteon/bad_request_404", OURS),
    _row("lotteon", 12, "deleted", "지운 키예요", "lotteon/unauthorized_empty", WRONG_KEY, "api_key"),
    _row("lotteon", 11, "redirected", "다른 곳으로 보내요", "redirect", UNSURE),

    _row("smartstore", 1, "right", "맞는 판매자 ID", "naver/account_ok", OK),
    _row("smartstore", 2, "unknown-id", "없는 판매자 ID예요", "naver/token_account_id", NO_RIGHT, "account_id", types={"api_seller_id": "ncp_prac99_01"}),
    _row("smartstore", 3, "agency-not-chosen", "대행사를 고르지 않았어요", "naver/token_account_id", NO_RIGHT, "account_id"),
    _row("smartstore", 4, "wrong-ip", "토큰에서 IP를 막아요", "naver/token_ip", NO_IP),
    _row("smartstore", 5, "wrong-ip-later", "토큰은 주고 IP를 막아요", "naver/account_ip", NO_IP),
    _row("smartstore", 6, "too-many", "요청이 많아요", "naver/token_rate", OFTEN, wakes=30),
    _row("smartstore", 7, "penalty", "한 시간에 한 번만 돼요", "naver/token_quota_hour", OFTEN),
    _row("smartstore", 8, "down", "쇼핑몰이 멈췄어요", "naver/token_500", DOWN, wakes=30),
    _row("smartstore", 9, "down-later", "토큰은 주고 멈췄어요", "naver/account_gw_timeout", DOWN, wakes=30),
    _row("smartstore", 10, "no-api-group", "판매자정보 API가 빠졌어요", "naver/account_authn", NO_RIGHT, "api_group"),
    _row("smartstore", 11, "no-role", "권한이 없는 판매자예요", "naver/account_role", NO_RIGHT, "account_id"),
    _row("smartstore", 12, "store-closed", "스토어가 쉬고 있어요", "naver/account_store", NO_RIGHT, "store"),
    _row("smartstore", 13, "clock-behind", "쇼핑몰 시계가 8분 느려요", "naver/token_ts_future", OURS),
    _row("smartstore", 14, "clock-ahead", "쇼핑몰 시계가 8분 빨라요", "naver/token_ts_old", OURS),
    _row("smartstore", 15, "type", "앱의 종류가 다르다고 해요", "naver/token_type", OURS),
    _row("smartstore-own", 20, "right", "내스토어 앱의 맞는 키", "naver/account_ok", OK),
    _row("smartstore-own", 21, "unknown-app", "없는 애플리케이션 ID예요", "naver/token_client_id", WRONG_KEY, "app_id", types={"app_id": "practiceOwnApp99999999"}),
    _row("smartstore-own", 22, "wrong-secret", "시크릿이 틀려요", "naver/token_secret_sign", WRONG_KEY, "app_secret", types={"app_secret": "$2a$04$practicepracticeown.99"}),
    _row("smartstore-own", 23, "unknown-app-text", "같은 말을 글로만 해요", "naver/token_client_id_msg_only", WRONG_KEY, "app_id"),

    _row("gmarket", 1, "right", "맞는 판매자 ID", "esm/ok_one", OK),
    _row("gmarket", 2, "unknown-id", "없는 판매자 ID예요", "esm/no_right", NO_RIGHT, "seller_id", types={"login_id": "practiceg99"}),
    _row("gmarket", 3, "tool-not-chosen", "셀링툴에서 고르지 않았어요", "esm/no_right", NO_RIGHT, "seller_id"),
    _row("gmarket", 4, "new-shop", "발송정책이 없는 새 가게예요", "esm/ok_empty", OK),
    _row("gmarket", 5, "too-many", "5초에 한 번만 돼요", "esm/rate_3000", OFTEN, wakes=30),
    _row("gmarket", 6, "down", "쇼핑몰이 멈췄어요", "esm/down_503", DOWN, wakes=30),
    _row("gmarket", 7, "bad-request", "요청을 못 알아들어요", "esm/bad_request_1000", UNSURE),
    _row("auction-esm", 1, "right", "맞는 판매자 ID", "esm/ok_one", OK),
    _row("auction-esm", 2, "tool-not-chosen", "셀링툴에서 고르지 않았어요", "esm/no_right", NO_RIGHT, "seller_id"),

    _row("auction", 1, "right", "맞는 티켓", "auction_ticket/ok_rows", OK),
    _row("auction", 2, "throttled", "티켓이 틀렸거나 너무 잦아요", "auction_ticket/fault_throttle_or_ticket", UNSURE, "ticket", wakes=20),
    _row("auction", 3, "expired", "티켓의 기간이 끝났어요", "auction_ticket/fault_other", EXPIRED, "ticket"),
    _row("auction", 4, "other-shop", "다른 판매자의 티켓이에요", "auction_ticket/ok_rows", WRONG_ID, "login_id", types={"login_id": "practicea88"}),
    _row("auction", 5, "unknown-ticket", "없는 티켓이에요", "auction_ticket/fault_throttle_or_ticket", UNSURE, "ticket", types={"api_key": f"{('PRACTICETICKET99' * 14)[:215]}="}),
)  # fmt: skip
"""Everybody. What no mall is asked about has no row: 티몬, 위메프 and 인터파크 are closed (MALL_CLOSED), CJ온스타일
cannot be asked (UNVERIFIABLE), and a key with a letter such as 가 is in no header (BAD_FORMAT)."""
