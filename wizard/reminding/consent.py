"""What a seller agrees to who wants to be told: the exact text, by version. A changed text is a new version."""

from collections.abc import Mapping

from wizard.reminding.words import SERVICE

VERSION = "2026-11-27"
TEXT: Mapping[str, str] = {
    "talk": (
        f"{SERVICE} 연결 길잡이가 키 만료, 연결 결과, 답변처럼 쇼핑몰 연결에 필요한 일을 적어 주신 휴대폰 번호로 알려 드려요. "
        "카카오톡 알림톡으로 보내고, 받을 수 없으면 문자로 보내요. 보내는 일을 맡은 회사(솔라피)에는 전화번호, 상호, 쇼핑몰 이름만 넘겨요. "
        "밤 9시부터 아침 8시까지는 보내지 않고, 광고는 보내지 않아요. 동의하지 않아도 모두 쓸 수 있고, 언제든 끌 수 있어요."
    ),
    "email": (
        f"{SERVICE} 연결 길잡이가 키 만료, 연결 결과, 답변처럼 쇼핑몰 연결에 필요한 일을 적어 주신 이메일로 알려 드려요. "
        "밤 9시부터 아침 8시까지는 보내지 않고, 광고는 보내지 않아요. 이메일은 이 일에만 쓰고, 끄면 바로 지워요. "
        "동의하지 않아도 모두 쓸 수 있고, 언제든 끌 수 있어요."
    ),
}
"""By channel."""

_OF_NOVEMBER_26: Mapping[str, str] = {
    "talk": (
        f"{SERVICE} 연결 길잡이가 키 만료, 연결 결과, 답변처럼 쇼핑몰 연결에 필요한 일을 적어 주신 휴대전화로 알려 드려요. "
        "카카오톡 알림톡으로 보내고, 받을 수 없으면 문자로 보내요. 보내는 일은 솔라피에 맡기고 전화번호, 상호, 쇼핑몰 이름만 넘겨요. "
        "밤 9시부터 아침 8시까지는 보내지 않고, 광고는 보내지 않아요. 동의하지 않아도 모두 쓸 수 있고, 언제든 끌 수 있어요."
    ),
    "email": (
        f"{SERVICE} 연결 길잡이가 키 만료, 연결 결과, 답변처럼 쇼핑몰 연결에 필요한 일을 적어 주신 이메일로 알려 드려요. "
        "밤 9시부터 아침 8시까지는 보내지 않고, 광고는 보내지 않아요. 이메일은 이 일에만 쓰고, 끄면 바로 지워요. "
        "동의하지 않아도 모두 쓸 수 있고, 언제든 끌 수 있어요."
    ),
}

TEXTS: Mapping[str, Mapping[str, str]] = {"2026-11-26": _OF_NOVEMBER_26, VERSION: TEXT}
"""Every version that was ever shown, for whoever asks later what was agreed to."""
