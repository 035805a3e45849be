"""What other programs are told: the bodies of answers."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from wizard.verdicts.classes import VerdictClass
from wizard.web.api.values import Id, Mall, Model


class Seller(Model):
    """판매자 (사업자)."""

    id: Id
    name: str
    business_number: str
    phone: str
    origin: Literal["self", "staff", "api"]
    """누가 만들었나요: 스스로 시작, 담당자, API."""
    created_at: datetime


class Invitation(Model):
    """판매자를 부르는 링크. 토큰은 만들 때 한 번만 알려 줘요."""

    id: Id
    seller_id: Id
    state: Literal["made", "opened", "started", "expired", "locked", "revoked"]
    mall: str
    created_at: datetime
    expires_at: datetime
    started_at: datetime | None


class MadeInvitation(Invitation):
    """방금 만든 링크: 주소와 토큰은 이 답에만 있어요."""

    url: str
    """판매자에게 보낼 주소. 토큰은 # 뒤에 있어서 서버 기록에 남지 않아요."""
    token: str


class Account(Model):
    """판매자가 한 제휴몰에 적은 계정. 비밀 값은 가려져 있어요."""

    id: Id
    seller_id: Id
    mall: Mall
    own_name: str
    """판매자가 붙인 이름. 없으면 빈 글이에요."""
    revision: int
    """저장될 때마다 1씩 커져요."""
    values: Mapping[str, str]
    """칸의 이름: 가린 값 (긴 값은 끝 네 글자만 보여요)."""
    expires_on: date | None
    """키를 쓸 수 있는 마지막 날."""
    created_at: datetime
    updated_at: datetime


class Cell(Model):
    """입점 정보 표의 한 칸."""

    column: str
    field: str
    value: str


class Secrets(Model):
    """계정의 값 전부. 읽을 때마다 판매자에게 보이는 기록이 남아요."""

    account_id: Id
    seller_id: Id
    mall: Mall
    revision: int
    rows: list[list[Cell]]
    """아임셀러의 입점 정보 표에 들어갈 줄들, 표의 차례대로."""
    values: Mapping[str, str]
    """칸의 이름: 값."""
    answers: Mapping[str, tuple[str, ...]]
    """물음의 이름: 고른 답."""


class Check(Model):
    """계정의 키를 그 제휴몰에 확인해 본 결과."""

    account_id: Id
    state: Literal["never", "waiting", "done"]
    verdict: VerdictClass | None
    field: str
    """고쳐야 할 칸의 이름."""
    shown: Mapping[str, str]
    """제휴몰이 말한 가게의 이름이나 번호."""
    asked_at: datetime | None
    tried_at: datetime | None
    again_at: datetime | None
    """저절로 다시 확인할 때."""


class Registration(Model):
    """계정이 아임셀러의 제휴몰 계정정보에 등록되었는지."""

    account_id: Id
    seller_id: Id
    mall: Mall
    state: Literal["asked", "registered", "returned", "unasked", "unfinished"]
    """unfinished는 판매자가 아직 다 적지 않은 계정이에요. 등록하지 않고 기다려 주세요."""
    revision: int
    """지금 저장된 계정의 revision."""
    registered_revision: int | None
    """지금 아임셀러에 등록되어 있는 revision."""
    asked_at: datetime
    decided_at: datetime | None
    registered_at: datetime | None
    field: str
    reason: str


class Page(Model):
    """목록의 한 쪽. 오래된 것부터예요."""

    has_more: bool
    next_cursor: str | None
    """다음 쪽, 또는 나중에 이어 읽을 곳. 빈 쪽이면 보낸 cursor 그대로예요."""


class SellerPage(Page):
    """판매자 목록."""

    data: list[Seller]


class InvitationPage(Page):
    """링크 목록."""

    data: list[Invitation]


class AccountPage(Page):
    """계정 목록: 마지막으로 저장된 차례대로."""

    data: list[Account]


class RegistrationPage(Page):
    """등록 목록."""

    data: list[Registration]


class Fault(Model):
    """무엇이 틀렸는지: 보낸 값은 들어 있지 않아요."""

    where: Literal["body", "query", "header"]
    pointer: str
    """JSON pointer (RFC 6901). 빈 글이면 전체예요."""
    code: str
    detail: str


class Problem(Model):
    """하지 못한 까닭 (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    """문의하실 때 알려 주세요."""
    errors: list[Fault] | None = None
    seller_id: Id | None = None
    """이미 있는 판매자."""


class ProblemKind(Model):
    """`type` 주소가 알려 주는 것."""

    type: str
    title: str
    status: int
    detail: str
