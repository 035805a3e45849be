"""What other programs send: the bodies of requests, and what stands behind the `?`."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, RootModel, model_validator

from wizard.services.invitations import DAYS, MAX_DAYS
from wizard.web.api.values import (
    INTEGER,
    BusinessNumber,
    Choice,
    Cursor,
    FirmName,
    Id,
    Limit,
    Model,
    Phone,
    Reason,
    Sent,
    fault,
)


class NewSeller(Sent):
    """판매자 하나: 사업자등록번호 하나에 하나예요."""

    name: FirmName
    business_number: BusinessNumber
    phone: Phone


class SellerChanges(Sent):
    """고칠 것만 적어요. 사업자등록번호는 고칠 수 없어요."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    name: FirmName = Field(default_factory=str)
    phone: Phone = Field(default_factory=str)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.model_fields_set:
            raise fault("empty", "고칠 것을 하나는 적어 주세요.")
        return self


class NewInvitation(Sent):
    """판매자를 부르는 링크: 비워 두면 판매자의 첫 화면으로 가요."""

    days: Annotated[int, Field(ge=1, le=MAX_DAYS), INTEGER] = DAYS
    """며칠 동안 열리나요."""
    mall: Annotated[str, Field(max_length=40, json_schema_extra={"format": "mall"})] = ""
    """이 제휴몰의 안내로 바로 가요."""


class Registered(Sent):
    """아임셀러의 제휴몰 계정정보에 등록했어요."""

    state: Literal["registered"]


class Returned(Sent):
    """등록하지 못했어요. 까닭은 판매자가 그 칸 옆에서 읽어요."""

    state: Literal["returned"]
    field: Choice = ""
    """고쳐야 할 칸의 이름 (`values`의 이름). 계정 전체에 대한 말이면 비워 두세요."""
    reason: Reason
    """무엇을 고치면 되는지 판매자에게 하는 말. 값은 적지 마세요."""


class Decision(RootModel[Annotated[Registered | Returned, Field(discriminator="state")]]):
    """등록했는지, 되돌려 보내는지."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)


class PageQuery(Model):
    """How a list is paged."""

    cursor: Cursor | None = None
    limit: Limit = 50


class SellerQuery(PageQuery):
    """Which sellers are listed."""

    business_number: Annotated[str, Field(pattern=r"^[0-9]{10}$")] | None = None


class AccountQuery(PageQuery):
    """Which accounts are listed."""

    seller_id: Id | None = None


class RegistrationQuery(PageQuery):
    """Which registrations are listed."""

    state: Literal["asked", "registered", "returned", "unasked", "unfinished"] = "asked"
