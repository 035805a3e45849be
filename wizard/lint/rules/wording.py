"""Advice on how a guide speaks; what breaks it is served all the same."""

from wizard.lint.rules.forms import field
from wizard.lint.rules.rule import Rule

_ASK = "\n- {{id: ask, kind: request, title: 요청해요, button: {}}}"
_PICTURE = """\
- id: menu
  kind: info
  title: 메뉴를 열어요
  do: ["정보를 눌러요 (1)"]
  picture:
    title: 판매자 센터
    items: [{{menu: 정보, mark: 1}}]
    seen_on: {}"""

RULES = (
    Rule(
        "A01",
        "다른 YAML 도구는 글로 읽지 않을 값이에요",
        "따옴표가 없는 no, 0123, 12:30은 도구에 따라 아니요, 숫자, 시각이 돼요. 따옴표로 묶으면 어디서나 글이에요.",
        "aka: [0123]",
        'aka: ["0123"]',
        fixable=True,
    ),
    Rule(
        "A02",
        "넘길 것이 없는 주석이에요",
        "그 줄은 그 규칙을 어기지 않아요. 남겨 두면 다음에 생긴 잘못을 가려요.",
        "aka: [시험]  # wizard:ok A07: 쇼핑몰 화면의 문구예요",
        "aka: [시험]",
    ),
    Rule(
        "A03",
        "살펴본 지 90일이 넘었어요",
        "쇼핑몰은 메뉴를 자주 바꿔요. 쇼핑몰을 열어 확인하고 checked_on을 고쳐 주세요.",
        "status: {state: open, checked_on: 2026-06-01}",
        "status: {state: open, checked_on: 2026-11-23}",
    ),
    Rule(
        "A04",
        "아직 오지 않은 날이에요",
        "연도를 잘못 적었을 거예요. 그대로 두면 오래되어도 알려 드리지 못해요.",
        "status: {state: open, checked_on: 2062-11-23}",
        "status: {state: open, checked_on: 2026-11-23}",
    ),
    Rule(
        "A25",
        "그림을 살펴본 지 180일이 넘었어요",
        "그림이 쇼핑몰 화면과 다르면 판매자가 없는 메뉴를 찾아요. 견줘 보고 seen_on이나 captured를 고쳐 주세요. 날짜가 없는 그림은 checked_on으로 세요.",
        _PICTURE.format("2026-01-02"),
        _PICTURE.format("2026-11-02"),
    ),
    Rule(
        "A06",
        "단추나 고르는 글이 너무 길어요",
        "휴대폰에서 두 줄이 넘어요. 단추는 16자, 고르는 글은 30자까지가 좋아요. 긴 설명은 note에 적어요.",
        field("note: 아이디예요.") + _ASK.format("발급대행을 지금 바로 담당자에게 요청하기"),
        field("note: 아이디예요.") + _ASK.format("발급대행 요청하기"),
    ),
    Rule(
        "A07",
        "판매자를 탓하는 말이에요",
        "잘못, 틀림, 실수보다 무엇을 보았고 이제 무엇을 하면 되는지 적어요.",
        "intro: [잘못된 키를 넣으셨어요.]",
        "intro: [키는 영문과 숫자 32자예요. 다시 복사해 주세요.]",
    ),
    Rule(
        "A08",
        "해요체가 아니에요",
        "화면의 모든 글은 해요체로 짧게 적어요.",
        "intro: [키를 발급받아 등록합니다.]",
        "intro: [키를 발급받아 등록해요.]",
    ),
    Rule(
        "A09",
        "쉬운 우리말이 있는 말이에요",
        "'클릭'은 '누르기', '체크'는 '표시'처럼 적어요. 쇼핑몰 화면의 이름은 **굵게** 적으면 괜찮아요.",
        "intro: [저장을 클릭해요.]",
        "intro: [저장을 눌러요.]",
    ),
    Rule(
        "A10",
        "한 문장이 너무 길어요",
        "한 문장에는 한 가지만 적어요. 100자가 넘으면 나눠 주세요.",
        f"intro: ['{'키를 발급받고 복사하고 ' * 9}등록해요.']",
        "intro: [키를 발급받아요., 복사해서 등록해요.]",
    ),
    Rule(
        "A18",
        "상수에 있는 값을 그대로 적었어요",
        "서버 주소나 전화가 바뀌면 이곳만 옛 값으로 남아요. ${이름}으로 적어 주세요.",
        "intro: [전화는 02-0000-0000이에요.]",
        'intro: ["전화는 ${phone:이에요/예요}."]',
        fixable=True,
    ),
    Rule(
        "A20",
        "글의 앞뒤나 가운데에 빈칸이 더 있어요",
        "복사할 값이 달라지고, 글은 어긋나 보여요.",
        'intro: ["키를  복사해요. "]',
        'intro: ["키를 복사해요."]',
        fixable=True,
    ),
    Rule(
        "A23",
        "전각 영문이나 숫자가 있어요",
        "복사해서 넣으면 쇼핑몰이 다른 글자로 봐요.",
        "intro: [키는 ３２자예요.]",
        "intro: [키는 32자예요.]",
        fixable=True,
    ),
    Rule(
        "A70",
        "운영자에게 물어볼 것이 있어요",
        "상수에 ask가 있어요. 운영자가 답하면 값을 적고, 누가 언제 알려 주었는지 from에 적은 뒤 ask를 지워 주세요.",
    ),
    Rule(
        "A71",
        "상수 뒤의 조사를 손으로 적었어요",
        "상수가 바뀌면 '유통원를'처럼 조사가 어긋나요. ${이름:을/를}이라고 적으면 알맞은 것이 나와요.",
        'intro: ["전화는 ${phone}이에요."]',
        'intro: ["전화는 ${phone:이에요/예요}."]',
        fixable=True,
    ),
)
