"""A first text for steps that guides share: sound from the start, with comments that say what to put where."""

from dataclasses import dataclass

from wizard.guide.scaffold.words import text

FIRST = """\
# yaml-language-server: $schema=../../fragment.schema.json
# {about}. 여러 안내가 함께 쓰는 단계예요. 쓰는 법: docs/guides.md
# 안내의 steps에서 이렇게 불러요. 부른 자리에 아래 단계가 차례대로 들어가요.
#   - use: {name}
steps:
  # 화면 하나에 할 일 하나씩, 필요한 만큼 늘려 주세요. id는 이 글을 쓰는 안내의 다른 단계와 달라야 해요.
  - id: {step}
    kind: info
    stage: 준비
    title: {title}
    where: {{console: {console}{url}}}
    do:
      # 메뉴 이름은 화면과 똑같이 **굵게** 적고, (1)로 그림의 번호를 가리켜요.
      - "메뉴에서 **메뉴 이름**을 눌러요 (1)"
    picture:
      title: {console}
      items:
        - {{menu: 메뉴 이름, mark: 1}}
"""


@dataclass(frozen=True)
class FragmentPlan:
    """What the person who begins it knows already.

    Attributes:
        name: by which guides call it.
        title: what is done on its first screen.
        console: where that screen is.
        url: the screen's address; "" for none.

    """

    name: str
    title: str
    console: str
    url: str = ""


def first_fragment(plan: FragmentPlan) -> str:
    """Write the fragment's file."""
    return FIRST.format(
        about=" ".join(plan.title.split()).rstrip("."),
        name=plan.name,
        step=plan.name,
        title=text(plan.title),
        console=text(plan.console),
        url=f", url: {text(plan.url)}" if plan.url else "",
    )
