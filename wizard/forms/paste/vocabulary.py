"""Words around the values in a pasted text: names of malls, buttons, what people say before a name."""

from collections.abc import Mapping

from wizard.forms.paste import names
from wizard.forms.paste.names import key, listed

MALLS: Mapping[str, tuple[str, ...]] = {
    "11st": listed("11번가, 십일번가, 11st, 일일번가"),
    "auction": listed("옥션, auction"),
    "smartstore": listed("스마트스토어, 네이버 스마트스토어, 스토어팜, 네이버, naver, 스스"),
    "interpark": listed("인터파크, interpark"),
    "coupang": listed("쿠팡, 쿠팡윙, coupang, wing, 윙"),
    "tmon": listed("티몬, tmon"),
    "wemakeprice": listed("위메프, 위메이크프라이스, wemakeprice, wmp"),
    "gmarket": listed("지마켓, G마켓, gmarket"),
    "lotteon": listed("롯데온, lotteon, 롯데 온"),
    "cjmall": listed("CJ몰, 씨제이몰, CJ온스타일, cjmall, cj"),
    "": listed(
        """
        카카오, 카카오톡, 카톡, 구글, google, 카페24, cafe24, 사방넷, 아임셀러, 쓱, ssg, ssg닷컴, 무신사, 토스, hmall, gs샵, gs shop, 신세계몰,
        이마트몰, 롯데홈쇼핑, 롯데아이몰, 현대홈쇼핑, 현대h몰, 홈앤쇼핑, ns홈쇼핑, ns몰, 공영홈쇼핑, 공영쇼핑, 오늘의집, 에이블리, 지그재그, 브랜디, 29cm,
        컬리, 마켓컬리, 알리익스프레스, 테무, 쇼피, 큐텐, 아마존, 이베이, 당근마켓, 번개장터, 도매꾹, 도매매, 오너클랜, 온채널, 고도몰, 메이크샵, 아임웹,
        식스샵, 샵링커, 플레이오토, 이지어드민, 셀메이트, ak몰, 하이마트, 전자랜드, 예스24, 알라딘, 교보문고, 우체국쇼핑, 홈택스, 나라장터
        """
    ),
}
"""Mall id -> how people call it; under "" what sellers have a login for as well."""

MALL_KEYS = frozenset(key(name) for called in MALLS.values() for name in called)
"""Every mall's names as keys; one of them in an address says whose it is."""

SITES = frozenset(
    map(
        key,
        listed(
            """
            사이트, 사이트 주소, 사이트명, 쇼핑몰, 쇼핑몰명, 몰, 판매처, 입점몰, url, 주소, 웹사이트, 웹 사이트, website, site, 접속주소, 접속 사이트,
            로그인 주소, 로그인 사이트, 링크, link
            """
        ),
    )
)
"""Before the mall, or its address, that a login is for."""

TOOLS = frozenset(map(key, names.TOOLS))
"""The names of `names.TOOLS` as keys."""

OUR_NAMES = frozenset(map(key, listed("아임셀러, 한국중소벤처기업유통원, 중소기업유통센터")))
"""What 아임셀러 is called where a console lists such programs."""

PROGRAMS = OUR_NAMES | frozenset(
    map(
        key,
        listed(
            "사방넷, 샵링커, 플레이오토, 이지어드민, 셀메이트, 카페24, cafe24, 고도몰, 메이크샵"
        ),
    )
)
"""What consoles list as programs that a key may be for; each is a place to sign in as well."""

NEUTRAL = frozenset(
    listed(
        """
        판매자, 판매자매니저, 판매자센터, 셀러오피스, 스토어센터, 스마트스토어센터, 파트너센터, 로그인, 파트너, 사용자, 접속, 계정, 쇼핑몰, 입점,
        새, 신규, 신, 현재, 최신, 변경된, 바뀐, 사이트, 관리자페이지, 고객님, 사장님, 제, 우리, 저희, 내, 아, 네, 예, 음, 그리고, 그럼, 및, 또, 그다음, 다음, 이고, 이고요, 이구요, 이구, 고, 이랑, 랑, 하고, 는, 은, 임, 요, 이요, 입니다,
        이에요, 예요, 에요, 일반회원, 회원, 쇼핑, 운영, export, set, const, let, var, new, api, open
        """
    )
)
"""Words before a name that leave it what it is; any other makes it the name of something else."""

HEADS = frozenset(
    map(
        key,
        listed(
            """
            계정, 계정정보, 계정 관리, 정보, 로그인, 로그인정보, 접속정보, 접속, 아이디 정보, 판매자, 판매자센터, 판매자 페이지, 셀러, 셀러오피스,
            파트너센터, 스토어센터, 스마트스토어센터, 관리자, 관리자페이지, 쇼핑몰, 몰, 사이트, 입점, 연동, 연동정보, account, login, info,
            꺼, 거, 것, 껀, 용
            """
        ),
    )
)
"""What may stand beside a mall's name where it begins a block: "2. 쿠팡 계정"."""

ASIDES = listed(
    "고객센터, 고객지원, 도움말, 공지, 공지사항, 처리방침, 이용약관, 약관, 영상, 동영상, 매뉴얼, 설명서, 가이드, 유튜브, 인스타그램, 블로그, 저작권"
)
"""How words end that say that the address behind them is read, and not signed in at."""

BUTTONS = frozenset(
    listed(
        """
        (필수), *, copied, copy, delete, edit, hide, reset, save, show, view, 감추기, 닫기, 더보기, 등록, 등록하기,
        로그아웃, 로그인, 발급, 발급하기, 변경, 변경하기, 보기, 복사, 복사하기, 삭제, 삭제하기, 새로고침, 수정, 수정하기, 숨기기, 재발급, 재발급하기, 저장,
        저장하기, 접기, 조회, 조회하기, 취소, 키발급, 펼치기, 필수, 확인, 회원가입
        """
    )
)
"""The words of buttons and marks beside a box: never a value."""

PHRASES = frozenset(
    listed(
        """
        로그인상태유지, 비밀번호변경, 비밀번호보기, 비밀번호재설정, 비밀번호찾기, 비밀번호표시, 아이디기억, 아이디비밀번호찾기, 아이디저장, 아이디찾기, 인증키발급, 전체복사,
        클립보드에복사, 키복사, 테스트url
        """
    )
)
"""What links and buttons say of ours, as keys."""
