"""Who is known at the practice malls: one seller for every answer that a mall gives.

A row: mall, number (which the keys are made of), name, what is the matter, the recorded answer, its class.
`python -m practice` shows what to type for each, on a page with a button for each change of state.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

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
        answer: the sample in `content/guides/samples` that comes, or what befalls an answer on its way.
        verdict: the class that the product makes of it, with all that is typed.
        issued_days_ago: the date of issue to type, where it matters.
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
    issued_days_ago: int | None = None
    wakes_after_s: int = 0

    def issued_on(self, now: datetime) -> str:
        """Give the date of issue to type, if one matters, as the calendar in Korea has it."""
        if self.issued_days_ago is None:
            return ""
        here = now.astimezone(timezone(timedelta(hours=9)))
        return (here - timedelta(days=self.issued_days_ago)).date().isoformat()

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
    *,
    issued: int | None = None,
    wakes: int = 0,
    types: Mapping[str, str] | None = None,
    record: Mapping[str, str] | None = None,
) -> PracticeSeller:
    """Make a row; who types something else than the mall knows, or whom it knows well, has no state."""
    keys, recorded = keys_of(mall, number), answer.partition("/")[2] or answer
    state = WELL if types or record or name == "right" else recorded
    return PracticeSeller(
        f"{mall}/{name}", mall, title, {**keys, **(types or {})},
        {**keys, **known_of(mall, number), **(record or {})}, state, answer, verdict, issued, wakes,
    )  # fmt: skip


_SWAPPED = keys_of("coupang", 3)
_TODAYS = {"access_key": keys_of("coupang", 99)["access_key"]}

SELLERS: tuple[PracticeSeller, ...] = (
    _row("coupang", 1, "right", "맞는 키", "coupang/ok_one", OK),
    _row("coupang", 2, "wrong-secret", "비밀키가 틀려요", "coupang/invalid_signature", WRONG_KEY, types={"secret_key": "facade" * 6 + "dead"}),
    _row("coupang", 3, "swapped", "두 키가 서로 바뀌었어요", "coupang/unknown_access_key", WRONG_KEY, types={"access_key": _SWAPPED["secret_key"], "secret_key": _SWAPPED["access_key"]}),
    _row("coupang", 4, "unknown-key", "없는 Access Key예요", "coupang/unknown_access_key", WRONG_KEY, types=_TODAYS),
    _row("coupang", 5, "wrong-vendor", "다른 업체코드예요", "coupang/vendor_mismatch", WRONG_ID, types={"vendor_id": "A00099999"}),
    _row("coupang", 6, "wrong-ip", "IP를 등록하지 않았어요", "coupang/ip_forbidden", NO_IP),
    _row("coupang", 7, "wrong-ip-named", "등록하지 않은 IP를 말해 줘요", "coupang/ip_named", NO_IP),
    _row("coupang", 8, "wrong-ip-400", "같은 말을 400으로 해요", "coupang/ip_named_400", NO_IP),
    _row("coupang", 9, "new-shop", "반품지가 없는 새 가게예요", "coupang/ok_empty", OK),
    _row("coupang", 10, "list", "목록의 모양이 달라요", "coupang/ok_data_is_list", OK),
    _row("coupang", 11, "error-in-200", "200으로 오류를 말해요", "coupang/body_error_on_200", UNSURE),
    _row("coupang", 12, "forbidden", "권한이 없다고만 해요", "coupang/forbidden_other", UNSURE),
    _row("coupang", 13, "blocked", "너무 자주 물어 막혔어요", "coupang/cdn_access_denied", OFTEN),
    _row("coupang", 14, "not-found", "업체코드를 못 찾아요", "coupang/not_found", WRONG_ID),
    _row("coupang", 15, "too-many", "요청이 많아요", "coupang/too_many", OFTEN, wakes=30),
    _row("coupang", 16, "locked", "잠겼어요", "coupang/locked", OFTEN),
    _row("coupang", 17, "redirected", "다른 곳으로 보내요", "coupang/blocked_redirect", OFTEN),
    _row("coupang", 18, "busy", "쇼핑몰이 바빠요", "coupang/read_timed_out", DOWN, wakes=30),
    _row("coupang", 19, "gone", "없어진 API예요", "coupang/gone", OURS),
    _row("coupang", 20, "clock", "쇼핑몰 시계가 8분 빨라요", "coupang/signature_expired", OURS),
    _row("coupang", 21, "format", "서명의 모양이 달라요", "coupang/hmac_format", OURS),
    _row("coupang", 22, "not-active", "오늘 발급해서 아직 켜지지 않았어요", "coupang/not_authorized", EARLY, issued=0, wakes=60),
    _row("coupang", 23, "slow", "답이 한 글자씩 와요", "slow", DOWN),
    _row("coupang", 24, "cut", "답하지 않고 끊어요", "cut", DOWN),
    _row("coupang", 25, "too-big", "답이 너무 길어요", "too_big", UNSURE),
    _row("coupang", 26, "skewed", "쇼핑몰 시계가 10분 빨라요", "clock_skew", OURS),

    _row("11st", 1, "right", "맞는 키", "11st/ok_one", OK),
    _row("11st", 2, "unknown-key", "없는 키예요", "11st/auth_200_void", WRONG_KEY, types={"api_key": "facade" * 5 + "99"}),
    _row("11st", 3, "wrong-ip", "IP를 등록하지 않았어요", "11st/ip_500", NO_IP),
    _row("11st", 4, "wrong-ip-200", "같은 말을 200으로 해요", "11st/ip_200", NO_IP),
    _row("11st", 5, "not-approved", "Seller API 승인을 기다려요", "11st/auth_300_unapproved", EARLY, wakes=60),
    _row("11st", 6, "new-shop", "출고지가 없는 새 가게예요", "11st/ok_empty", OK),
    _row("11st", 7, "success", "SUCCESS라고 덧붙여요", "11st/ok_success_word", OK),
    _row("11st", 8, "unknown-key-text", "다른 모양으로 없는 키라고 해요", "11st/unknown_key_text", WRONG_KEY),
    _row("11st", 9, "unknown-key-200", "200으로 없는 키라고 해요", "11st/auth_200_positive", WRONG_KEY),
    _row("11st", 10, "blank-key", "키가 비었다고 해요", "11st/auth_100_blank", WRONG_KEY),
    _row("11st", 11, "no-tls", "TLS로 오라고 해요", "11st/ssl_400", OURS),
    _row("11st", 12, "no-such-api", "등록된 API가 없다고 해요", "11st/no_such_api_997", UNSURE),
    _row("11st", 13, "traffic", "하루 호출을 다 썼어요", "11st/traffic_004", OFTEN),
    _row("11st", 14, "maintenance", "점검하고 있어요", "11st/maintenance_1000", DOWN, wakes=60),
    _row("11st", 15, "blocked", "막는 화면이 와요", "11st/html_block", UNSURE),
    _row("11st", 16, "down", "쇼핑몰이 멈췄어요", "11st/plain_500", DOWN, wakes=30),
    _row("11st", 17, "maintenance-words", "점검한다고 말로만 해요", "11st/maintenance_words", DOWN),
    _row("11st", 18, "too-many", "요청이 많아요", "11st/too_many_429", OFTEN, wakes=30),
    _row("11st", 19, "wrong-ip-words", "다른 번호로 IP를 말해요", "11st/ip_other_code", NO_IP),

    _row("lotteon", 1, "right", "맞는 키", "lotteon/ok", OK),
    _row("lotteon", 2, "unknown-key", "없는 키예요", "lotteon/unauthorized_json", WRONG_KEY, types={"api_key": "facade" * 9 + "99"}),
    _row("lotteon", 3, "expired", "발급한 지 1년이 지났어요", "lotteon/unauthorized_json", EXPIRED, issued=400, types={"api_key": "facade" * 9 + "98"}),
    _row("lotteon", 4, "wrong-ip", "IP를 등록하지 않았어요", "lotteon/ip", NO_IP),
    _row("lotteon", 5, "other-shop", "다른 가게의 키예요", "lotteon/ok", OK, record={"number": "LO19999999", "shop": "남의가게"}),
    _row("lotteon", 6, "too-many", "요청이 많아요", "lotteon/too_many", OFTEN, wakes=30),
    _row("lotteon", 7, "daily", "하루 호출을 다 썼어요", "lotteon/daily_1004", OFTEN),
    _row("lotteon", 8, "refused", "권한이 없다고만 해요", "lotteon/refused_9999", UNSURE),
    _row("lotteon", 9, "down", "쇼핑몰이 멈췄어요", "lotteon/system_500", DOWN, wakes=30),
    _row("lotteon", 10, "bad-request", "요청을 못 알아들어요", "lotteon/bad_request_404", OURS),
    _row("lotteon", 12, "deleted", "지운 키예요", "lotteon/unauthorized_empty", WRONG_KEY),
    _row("lotteon", 11, "redirected", "다른 곳으로 보내요", "redirect", UNSURE),

    _row("smartstore", 1, "right", "맞는 판매자 ID", "smartstore/account_ok", OK),
    _row("smartstore", 2, "unknown-id", "없는 판매자 ID예요", "smartstore/token_account_id", NO_RIGHT, types={"api_seller_id": "ncp_prac99_01"}),
    _row("smartstore", 3, "agency-not-chosen", "대행사를 고르지 않았어요", "smartstore/token_account_id", NO_RIGHT),
    _row("smartstore", 4, "wrong-ip", "토큰에서 IP를 막아요", "smartstore/token_ip", OURS),
    _row("smartstore", 5, "wrong-ip-later", "토큰은 주고 IP를 막아요", "smartstore/account_ip", OURS),
    _row("smartstore", 6, "too-many", "요청이 많아요", "smartstore/token_rate", OFTEN, wakes=30),
    _row("smartstore", 7, "penalty", "한 시간에 한 번만 돼요", "smartstore/token_quota_hour", OFTEN),
    _row("smartstore", 8, "down", "쇼핑몰이 멈췄어요", "smartstore/token_500", DOWN, wakes=30),
    _row("smartstore", 9, "down-later", "토큰은 주고 멈췄어요", "smartstore/account_gw_timeout", DOWN, wakes=30),
    _row("smartstore", 10, "no-api-group", "판매자정보 API가 빠졌어요", "smartstore/account_authn", OURS),
    _row("smartstore", 11, "no-role", "권한이 없는 판매자예요", "smartstore/account_role", NO_RIGHT),
    _row("smartstore", 12, "store-closed", "스토어가 쉬고 있어요", "smartstore/account_store", NO_RIGHT),
    _row("smartstore", 13, "clock-behind", "쇼핑몰 시계가 8분 느려요", "smartstore/token_ts_future", OURS),
    _row("smartstore", 14, "clock-ahead", "쇼핑몰 시계가 8분 빨라요", "smartstore/token_ts_old", OURS),
    _row("smartstore", 15, "type", "앱의 종류가 다르다고 해요", "smartstore/token_type", OURS),
    _row("smartstore", 16, "bare", "무엇이 틀렸는지 말하지 않아요", "smartstore/token_bare_400", UNSURE),
    _row("smartstore", 17, "too-many-later", "토큰은 주고 요청이 많다고 해요", "smartstore/account_rate", OFTEN, wakes=30),
    _row("smartstore", 18, "empty", "빈 답을 줘요", "smartstore/account_empty", UNSURE),
    _row("smartstore-own", 20, "right", "내스토어 앱의 맞는 키", "smartstore/account_ok", OK),
    _row("smartstore-own", 21, "unknown-app", "없는 애플리케이션 ID예요", "smartstore/token_client_id", WRONG_KEY, types={"app_id": "practiceOwnApp99999999"}),
    _row("smartstore-own", 22, "wrong-secret", "시크릿이 틀려요", "smartstore/token_secret_sign", WRONG_KEY, types={"app_secret": "$2a$04$practicepracticeown.99"}),
    _row("smartstore-own", 23, "unknown-app-text", "같은 말을 글로만 해요", "smartstore/token_client_id_msg_only", WRONG_KEY),

    *(
        row
        for mall, guide in (("gmarket", "gmarket"), ("auction-esm", "auction"))
        for row in (
            _row(mall, 1, "right", "맞는 판매자 ID", f"{guide}/ok_one", OK),
            _row(mall, 2, "unknown-id", "없는 판매자 ID예요", f"{guide}/no_right", NO_RIGHT, types=keys_of(mall, 99)),
            _row(mall, 3, "tool-not-chosen", "셀링툴에서 고르지 않았어요", f"{guide}/no_right", NO_RIGHT),
            _row(mall, 4, "new-shop", "발송정책이 없는 새 가게예요", f"{guide}/ok_empty", OK),
            _row(mall, 5, "too-many", "5초에 한 번만 돼요", f"{guide}/rate_3000", OFTEN, wakes=30),
            _row(mall, 6, "too-many-429", "요청이 많아요", f"{guide}/too_many_429", OFTEN),
            _row(mall, 7, "down", "쇼핑몰이 멈췄어요", f"{guide}/down_503", DOWN, wakes=30),
            _row(mall, 8, "bad-request", "요청을 못 알아들어요", f"{guide}/bad_request_1000", UNSURE),
        )
    ),

    _row("auction", 1, "right", "맞는 티켓", "auction/ok_rows", OK),
    _row("auction", 2, "throttled", "티켓이 틀렸거나 너무 잦아요", "auction/fault_throttle_or_ticket", UNSURE, wakes=20),
    _row("auction", 3, "expired", "티켓의 기간이 끝났어요", "auction/fault_other", WRONG_KEY),
    _row("auction", 4, "other-shop", "다른 판매자의 티켓이에요", "auction/ok_rows", WRONG_ID, types={"login_id": "practicea88"}),
    _row("auction", 6, "down", "쇼핑몰이 멈췄어요", "auction/ticket_down_503", DOWN, wakes=30),
    _row("auction", 7, "empty", "빈 답을 줘요", "auction/empty_envelope", UNSURE),
    _row("auction", 5, "unknown-ticket", "없는 티켓이에요", "auction/fault_throttle_or_ticket", UNSURE, types={"api_key": f"{('PRACTICETICKET99' * 14)[:215]}="}),
)  # fmt: skip
"""Everybody. What no mall is asked about has no row: 티몬, 위메프 and 인터파크 are closed (MALL_CLOSED), CJ온스타일
cannot be asked (UNVERIFIABLE), and a key with a letter such as 가 is in no header (BAD_FORMAT)."""
