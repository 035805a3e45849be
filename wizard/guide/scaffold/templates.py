"""The parts of a new guide, with their comments; what stands in {} is filled in."""

HEAD = """\
# yaml-language-server: $schema=../guide.schema.json
# {title} 안내예요. 고친 뒤에는 `wizard check`를 해 주세요. 쓰는 법: docs/guides.md
mall: {mall}
title: {title}
# 판매자가 찾을 다른 이름이 있으면 적어요: aka: [다른 이름]
category: {category}
issue: {issue}  # 키를 누가 발급하나요: self 판매자, agency 저희, inside 아임셀러 안의 단추, ask 물어봐야 함
manual: {{chapter: "-", edition: "{year}"}}
status: {{state: open, checked_on: {today}}}  # 이날까지 알려진 것. 쇼핑몰을 열어 견주어 봤으면 looked: true도 적어요
effort: {{minutes: {minutes}}}
needs:
  - {needs}
intro:
  - {intro}
steps:
"""
OPEN = """\
  # 값을 찾아가는 화면이에요. 화면 하나에 할 일 하나씩, 필요한 만큼 늘려 주세요.
  - id: menu
    kind: info
    stage: 준비
    title: 키가 있는 화면을 열어요
    where: {{console: {console}{url}}}
    do:
      - {login}
      # 메뉴 이름은 화면과 똑같이 **굵게** 적고, (1)로 그림의 번호를 가리켜요.
      - "메뉴에서 **API 관리**를 눌러요 (1)"
    picture:
      title: {console}
      items:
        - {{menu: API 관리, mark: 1}}

  - id: key
    kind: info
    stage: 발급
    title: 발급된 값을 복사해요
    where: {{console: {console}{url}}}
    do:
{copies}
    picture:
      title: API 관리
      items:
{items}

"""
LOGIN = """\
  - id: login
    kind: info
    stage: 준비
    title: {mall}에 로그인해 봐요
    where: {{console: {console}{url}}}
    do:
      - "**아이디**와 비밀번호를 넣어 들어가지는지 확인해요"

"""
FORM = """\
  # 아임셀러에 등록할 값이에요. secret: false라고 적지 않으면 잠가서 저장해요.
  - id: account
    kind: credentials
    stage: 등록
    title: 계정을 적어요
    where: {{console: 아임셀러, menu: [{basic}, {accounts}]}}
    fields:
      login_id: {{label: 사용자ID, find: {find}}}
      password: {{label: 비밀번호, kind: secret, normalise: edges}}
{fields}    # 아임셀러의 입점 정보 표에 들어갈 줄이에요: {{칸 이름: 입력칸}}
    rows:
      - {{{cells}}}

"""
REQUEST = """\
  - id: request
    kind: request
    request: {request}
    stage: 요청
    title: {title}
    say: 버튼을 누르면 담당자가 이어서 도와드려요.
    button: 요청하기

"""
DONE = """\
  - id: done
    kind: outcome
    stage: 완료
    title: {title}
    say: {say}
"""
