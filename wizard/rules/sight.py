"""Rules of what stands on the screen: texts, marks, constants."""

from wizard.rules.rule import Rule

_PICTURE = """\
- id: menu
  kind: info
  title: 메뉴를 열어요
  do: [{do}]
  picture:
    title: 판매자 센터
    items:
      - {{menu: 정보, mark: 1}}
      - {{menu: 설정{mark}}}"""

RULES = (
    Rule(
        "P13",
        "없는 상수를 불렀어요",
        "화면에 ${…}가 그대로 나와요. 상수는 constants.yaml에 있어요.",
        'intro: ["전화는 ${phon}예요."]',
        'intro: ["전화는 ${phone}예요."]',
    ),
    Rule(
        "P14",
        "글의 번호와 그림의 번호가 맞지 않아요",
        "판매자가 그림에서 없는 번호를 찾아요.",
        _PICTURE.format(do='"정보를 눌러요 (1)", "설정을 눌러요 (2)"', mark=""),
        _PICTURE.format(do='"정보를 눌러요 (1)", "설정을 눌러요 (2)"', mark=", mark: 2"),
    ),
    Rule(
        "P15",
        "HTML이나 짝이 없는 표시가 있어요",
        "화면에 그 글자가 그대로 보여요.",
        'intro: ["<b>저장</b>을 눌러요."]',
        'intro: ["**저장**을 눌러요."]',
    ),
    Rule(
        "P17",
        "보이지 않는 글자가 있어요",
        "복사할 값에 섞이면 쇼핑몰이 다른 값으로 봐요.",
        "aka: [시\u200b험]",
        "aka: [시험]",
        fixable=True,
    ),
    Rule(
        "P32",
        "그림에 같은 번호가 둘이에요",
        "어느 것을 누를지 알 수 없어요.",
        _PICTURE.format(do='"정보를 눌러요 (1)"', mark=", mark: 1"),
        _PICTURE.format(do='"정보를 눌러요 (1)"', mark=""),
    ),
)
