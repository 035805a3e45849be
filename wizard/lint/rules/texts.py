"""Rules of what stands on the screen: texts, marks, constants."""

from wizard.lint.rules.rule import Rule

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

_SCREENSHOT = """\
- id: menu
  kind: info
  title: 메뉴를 열어요
  do: ["정보를 눌러요 (1)"]
  image:
    file: menu.png
    alt: 왼쪽에 정보 메뉴가 있는 화면
    captured: {day}
    boxes: [{{{box}, top: 10, width: 50, height: 10, mark: 1}}]"""

RULES = (
    Rule(
        "P13",
        "없는 상수를 불렀어요",
        "화면에 ${…}가 그대로 나와요. 상수는 constants.yaml에 있어요.",
        'intro: ["전화: ${phon}"]',
        'intro: ["전화: ${phone}"]',
    ),
    Rule(
        "P72",
        "상수를 그렇게는 부를 수 없어요",
        "${이름:을/를}처럼 조사의 짝을 적거나, 이름을 모두 적을 때 ${이름:names}라고 적어요. constants.yaml 안에서는 다른 상수를 부를 수 없어요.",
        'intro: ["${phone:을를} 적어 주세요."]',
        'intro: ["${phone:을/를} 적어 주세요."]',
    ),
    Rule(
        "P70",
        "상수의 값이 하나가 아니거나, 모르는 값을 누구에게 물어볼지 없어요",
        "value, names, unknown 가운데 하나만 적어요. 모르는 값에는 운영자에게 물어볼 말(ask)을 적어요. phone은 모든 화면에서 누르는 번호라서 늘 있어야 해요.",
    ),
    Rule(
        "P71",
        "상수의 값이 그 종류(kind)의 모양이 아니에요",
        "판매자가 그대로 복사하거나 누르는 값이라서, 글자 하나가 틀리면 쇼핑몰이 받지 않아요.",
    ),
    Rule(
        "P73",
        "없는 함께 쓰는 단계를 불렀어요",
        "그 자리에 화면이 없어요. 함께 쓰는 단계는 안내 옆 fragments 폴더의 파일이에요.",
    ),
    Rule(
        "P74",
        "함께 쓰는 단계를 부르는 방법이 맞지 않아요",
        "부르는 값이 with에 없거나, 부르지 않는 값을 적었거나, 함께 쓰는 단계가 다른 것을 또 불러요.",
    ),
    Rule(
        "P75",
        "낱말이 비었거나, 두 번 풀이했거나, 풀이에 표시가 있어요",
        "빈 낱말은 화면에서 누를 수 없고, 한 낱말에 풀이가 둘이면 어느 것이 나올지 알 수 없어요. 풀이는 glossary.yaml에 표시 없는 글로 적어요.",
    ),
    Rule(
        "P14",
        "글에 있는 번호가 그림에 없어요",
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
        "글이나 그림에 같은 번호가 두 번 나와요",
        "어느 것을 누를지 알 수 없어요.",
        _PICTURE.format(do='"정보를 눌러요 (1)"', mark=", mark: 1"),
        _PICTURE.format(do='"정보를 눌러요 (1)"', mark=""),
    ),
    Rule(
        "P36",
        "그림의 번호를 설명하는 글이 없어요",
        "판매자가 번호를 보고도 무엇을 할지 몰라요.",
        _PICTURE.format(do='"정보를 눌러요 (1)"', mark=", mark: 2"),
        _PICTURE.format(do='"정보를 눌러요 (1)", "설정을 눌러요 (2)"', mark=", mark: 2"),
    ),
    Rule(
        "P37",
        "글의 번호가 1, 2, 3 차례가 아니에요",
        "위에서 아래로 따라 하는데 번호가 거꾸로면 길을 잃어요.",
        _PICTURE.format(do='"설정을 눌러요 (2)", "정보를 눌러요 (1)"', mark=", mark: 2"),
        _PICTURE.format(do='"정보를 눌러요 (1)", "설정을 눌러요 (2)"', mark=", mark: 2"),
    ),
    Rule(
        "P38",
        "찍은 그림이 없거나, png·jpeg·webp가 아니거나, 300 KB보다 커요",
        "판매자에게 그림이 보이지 않거나 느리게 열려요. 그림은 안내 옆 images 폴더에 둬요.",
    ),
    Rule(
        "P39",
        "그림 위의 상자가 그림 밖으로 나가요",
        "번호가 엉뚱한 곳에 놓여요.",
        _SCREENSHOT.format(box="left: 60", day="2026-11-02"),
        _SCREENSHOT.format(box="left: 40", day="2026-11-02"),
    ),
    Rule(
        "P40",
        "그림을 찍은 날이 맞지 않아요",
        "언제의 화면인지 알아야 낡은 그림을 찾을 수 있어요.",
        _SCREENSHOT.format(box="left: 40", day="2014-12-31"),
        _SCREENSHOT.format(box="left: 40", day="2026-11-02"),
    ),
)
