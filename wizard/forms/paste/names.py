"""What people and consoles call things: the boxes of our forms, and other facts on the same screens.

A name is held as its `key`: letters only, in one case.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_GAPS = re.compile(r"[\s_\-·]+")


def key(name: str) -> str:
    """Give what two boxes' names must not share: the letters, however spaced or written."""
    return _GAPS.sub("", name).casefold()


def listed(text: str) -> tuple[str, ...]:
    """Read a list of words between commas."""
    return tuple(" ".join(word.split()) for word in text.split(",") if word.strip())


@dataclass(frozen=True)
class Concept:
    """What a box can be for, in any mall's form.

    Attributes:
        known_by: a box with one of these names is of it.
        called: what it is called as well, where no other box goes by that name.
        is_namely: whether its values are names, with blanks and in Hangul.

    """

    known_by: tuple[str, ...]
    called: tuple[str, ...]
    is_namely: bool = False


CONCEPTS: Mapping[str, Concept] = {
    "access": Concept(
        listed("Access Key, 액세스키"),
        listed(
            """
            access, accesskey, access key id, 액세스키, 엑세스키, 엑세스, 액세스, API Access Key
            """
        ),
    ),
    "secret": Concept(
        listed("Secret Key, 시크릿키"),
        listed("secret, secretkey, 시크릿키, 시크릿, 비밀키, API Secret Key"),
    ),
    "vendor": Concept(
        listed("업체코드, Vendor ID"),
        listed(
            """
            vendor id, vendor code, vendor, 업체 코드, 업체 ID, 벤더 ID, 벤더코드, 벤더 아이디, 업체 아이디
            """
        ),
    ),
    "api_key": Concept(
        listed("API 인증키, 인증키, API KEY"),
        listed(
            """
            API 인증키, 인증키, API 키, API KEY, OPEN API KEY, 오픈 API 키, 키, key, key값, 키값, 인증 키값
            """
        ),
    ),
    "login": Concept(
        listed("사용자ID, 아이디, 로그인 ID"),
        listed(
            """
            id, login, login id, user id, user name, username, user, 아이디, 아뒤, 아디, 사용자 이름, 사용자 ID,
            사용자 아이디, 로그인 ID, 로그인 아이디, 접속 아이디, 계정, 계정 ID, 계정 아이디, 회원 ID, 회원 아이디, 판매자 ID, 판매자 아이디, 셀러
            ID, 셀러 아이디, 파트너 ID, 파트너 아이디
            """
        ),
    ),
    "password": Concept(
        listed("비밀번호"),
        listed(
            """
            비밀번호, 비번, 비밀 번호, 비빌번호, 패스워드, 암호, 로그인 비밀번호, 접속 비밀번호, pw, pwd, pass, passwd, password,
            pass word, user pw, login pw, 로그인 비번
            """
        ),
    ),
    "store": Concept(
        listed("스토어팜 연결 주소, 스토어 연결 주소"),
        listed(
            """
            스토어 주소, 스토어 URL, 스토어팜 주소, 스마트스토어 주소, 스마트스토어 URL, 스토어 링크, 쇼핑몰 주소, store url
            """
        ),
    ),
    "issued": Concept(
        listed("발급일"),
        listed(
            """
            발급일, 발급일자, 발급일시, 발급 날짜, 최초 발급일, issued, issued on, issued at, issue date, issued date
            """
        ),
    ),
    "bank": Concept(
        listed("계좌번호"),
        listed("계좌, 계좌 번호, 입금 계좌, 정산 계좌, 입금 계좌번호, 정산 계좌번호"),
    ),
    "holder": Concept(
        listed("예금주"),
        listed("예금주명, 예금주 명, 계좌주, 예금주 이름, 예금주 성명"),
        is_namely=True,
    ),
    "dealer": Concept(
        listed("e딜러명, 딜러명"), listed("e딜러, 이딜러명, 딜러 이름, 판매자 이름"), is_namely=True
    ),
}
"""Taken in turn: a box is of the first that knows it, if it alone does."""

TOOLS = listed(
    "셀러툴, 호스팅/셀러툴, 셀링툴, 연동 업체, 연동 프로그램, 대행사, API 대행사, 솔루션"
)
"""What consoles call the program that a key is for: the name beside it is that program's, and no mall's."""

FIRMS = listed("업체명, 회사명, 상호, 상호명")
"""What consoles call the firm whose program that is."""

OTHERS = (
    TOOLS
    + FIRMS
    + listed(
        """
    법인명, 대표자, 대표자명, 담당자, 담당자명, 이름, 성명, 성함, 연락처, 전화, 전화번호, 휴대폰, 휴대폰번호, 휴대전화, 핸드폰,
    핸드폰번호, 팩스, 문의, 이메일, 이메일주소, 메일, email, e-mail, 주소, 사업장 주소, 사업자번호, 사업자등록번호, 사업자 등록 번호, 통신판매업번호, 최종수정일,
    최종 수정일시, 수정일, 수정일시, 변경일, 등록일, 등록일시, 가입일, 신청일, 승인일, 생성일, 삭제일, 만료일, 만료일자, 만료일시, 만료 예정일, 유효기간, 유효기한,
    사용기간, 종료일, 시작일, 갱신일, 결제일, 작성일, 상태, 사용여부, 사용 여부, 비고, 메모, 관리, 선택, 구분, 항목, 값, 은행, 은행명, 금액, 회원명, 회원번호,
    제목, 날짜, 보낸 날짜, 받은 날짜, 보낸사람, 보낸 사람, 받는사람, 받는 사람, 참조, 첨부, 내용, 일시, 스토어명, 상점명, 가게명, 쇼핑몰, 쇼핑몰명, 사이트, 몰,
    채널, 브랜드명, 블로그, 홈페이지, 웹사이트, url, note, name, from, to, cc, sent, subject, date, no, memo, title,
    site, website, phone, tel, 인증번호, 주문번호, 상품번호, 고객번호, 거래처번호, 거래처명, 송장번호, 번호, 업체번호, 승인번호, 순번, API ID, API 아이디,
    AppID, 앱ID, App Name, 앱 이름, 애플리케이션 ID, 애플리케이션 이름, 애플리케이션 시크릿, 애플리케이션 키, client id, client secret, 클라이언트 ID,
    클라이언트 시크릿, token, 토큰, access token, refresh token, 액세스 토큰, 마스터 ID, 마스터 아이디, 마스터 비밀번호, master id,
    master, ESM ID, ESM 아이디, 2차 비밀번호, 비밀번호 확인, 비밀번호 힌트, 이전 비밀번호, 기존 비밀번호, 현재 비밀번호 변경, 결제 비밀번호, 출금 비밀번호,
    개발서버 IP, 개발자 PC, 개발서버 PC, 상용서버 IP, 서버 IP, IP, ip 주소, 호스팅여부, 사용용도, 담당업무, API 사용 설정,
    expires, expires on, expires at, expired, quota, status, created, created at, updated,
    updated at, modified, last modified, 판촉지원 프로그램 설정, 송금방법, 정산 방법
    """
    )
)
"""Facts beside ours on a screen or in a mail: what stands at such a name belongs to it, and to no box."""
