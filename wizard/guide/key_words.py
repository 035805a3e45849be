"""What editors call the keys of a guide, and the values that are words of ours."""

from collections.abc import Mapping

_OF_SCREENS = {
    "title": "제목", "say": "글", "do": "할 일", "enter": "적을 값", "where": "자리", "picture": "그림", "caution": "조심할 것",
    "updates": "달라진 점", "help": "묻고 답하기", "ask": "묻는 말", "to": "대신 갈 화면", "screens": "화면의 다른 모습",
    "when": "보이는 때", "was": "예전 이름", "stage": "묶음", "from": "출처", "by": "누가", "on": "알려진 날", "source": "그렇게 말하는 주소",
    "url": "주소", "menu": "메뉴", "console": "관리 화면", "body": "글", "video": "영상", "image": "사진", "alt": "읽어 줄 글",
    "captured": "찍은 날", "file": "파일", "boxes": "번호 상자", "left": "왼쪽", "top": "위", "width": "너비", "height": "높이",
    "seen_on": "그림을 견준 날", "device": "기기", "as_of": "이 모습이었던 때", "result": "하고 나면", "trouble": "안 되면", "copy": "붙여 넣을 값",
    "how": "어떻게 적는지", "value": "값", "until": "끝나는 날", "since": "언제부터", "step": "화면", "use": "함께 쓰는 단계", "with": "넣을 값",
    "only": "누구에게만", "button": "버튼", "request": "요청하는 것", "lists": "보여 줄 체크리스트", "(순서)": "차례", "id": "이름표",
}  # fmt: skip
_OF_DRAWINGS = {
    "items": "그린 것", "mark": "번호", "address": "주소칸", "bottom": "맨 아래", "checkbox": "체크 상자", "chosen": "고른 모습",
    "column": "표의 칸", "field": "입력칸", "group": "함께 가리키는 것", "heading": "제목줄", "link": "링크", "option": "고르는 것", "other": "회색 막대",
    "panel": "상자", "photo": "사진 자리", "radio": "고르는 점", "red": "빨간 글자", "row": "나란히 놓은 것", "select": "목록", "side": "왼쪽 메뉴",
    "tab": "탭", "table": "표", "text": "글자",
}  # fmt: skip
_OF_FORMS = {
    "fields": "입력칸", "options": "고르는 것", "rows": "등록될 줄", "cells": "칸", "label": "이름", "example": "보기", "format": "형식",
    "pattern": "맞아야 하는 모양", "block": "안 맞으면 받지 않기", "note": "덧붙임", "kind": "종류", "why": "왜 묻나요", "find": "찾는 곳",
    "prefix": "앞에 붙는 글", "optional": "안 적어도 되는지", "secret": "비밀인지", "unknown": "나중에 적기", "normalise": "다듬는 정도",
    "odd": "이상해 보이는 값", "contains": "들어 있는 글자", "equals": "같으면 이상한 칸", "upper": "대문자", "reuse": "다른 쇼핑몰의 값 쓰기",
    "expires_days": "쓸 수 있는 날수", "expires_years": "쓸 수 있는 햇수", "again_minutes": "다시 확인할 때까지 몇 분",
}  # fmt: skip
_OF_GUIDES = {
    "mall": "쇼핑몰", "aka": "다른 이름", "category": "묶음", "order": "차례", "issue": "키를 누가 발급하나요", "migration": "데이터 이전",
    "manual": "매뉴얼의 자리", "chapter": "장", "edition": "나온 해", "status": "쇼핑몰의 사정", "state": "상태", "checked_on": "확인한 날",
    "looked": "화면을 봤는지", "former": "합쳐진 쇼핑몰", "contact": "연락할 곳", "name": "이름", "phone": "전화", "hours": "받는 시간",
    "effort": "걸리는 시간", "minutes": "분", "ways": "길마다", "longest": "가장 긴 길", "needs": "준비할 것", "without": "없는 사람이 할 일",
    "intro": "소개", "renew": "새 키 받기", "steps": "지날 화면",
}  # fmt: skip
_OF_CHECKS = {
    "verify": "쇼핑몰에 확인하기", "host": "서버", "sign": "서명", "using": "서명에 쓰는 값", "setting": "운영자가 정한 값", "probes": "물어볼 것",
    "get": "GET으로 물을 경로", "post": "POST로 물을 경로", "headers": "머리글", "control": "한 번 더 물을 값", "takes": "다음 물음에 쓸 값",
    "taken": "앞 물음에서 얻은 값", "outcomes": "답마다 무슨 뜻인지", "verdict": "판단", "reason": "운영자가 볼 까닭", "look": "살펴볼 것",
    "shows": "판매자에게 보여 줄 것", "none": "확인할 수 없는 까닭", "has": "답에 있는 것", "differs": "답과 다른 입력칸", "html": "웹 페이지",
    "input": "잘못됐다고 한 항목", "issued_within": "발급한 뒤 며칠", "not_root": "바깥 이름이 아닌 것", "root": "XML의 바깥 이름",
    "not_text": "본문에 없는 글", "xml_code": "결과 번호",
}  # fmt: skip
KEYS: Mapping[str, str] = {**_OF_DRAWINGS, **_OF_CHECKS, **_OF_FORMS, **_OF_GUIDES, **_OF_SCREENS}

VALUES: Mapping[str, Mapping[str, str]] = {
    "kind": {
        "info": "읽는 화면", "choice": "고르는 것", "credentials": "입력 화면", "outcome": "끝", "request": "요청 화면", "wait": "기다리는 화면",
        "checklist": "체크리스트", "secret": "비밀 값", "text": "글", "date": "날짜",
    },
    "how": {"type": "적어요", "choose": "골라요", "call": "전화해요"},
    "by": {"manual": "안내서", "H": "확인한 글", "M": "보통 그렇다고 알려짐", "operator": "운영자"},
    "device": {"pc": "PC", "phone": "휴대폰"},
    "state": {"open": "열려 있음", "suspended": "멈춤", "closed": "닫음"},
    "normalise": {"all": "모두", "edges": "앞뒤만"},
    "only": {"renew": "새 키를 받는 사람"},
    "request": {"issuance": "키 발급", "help": "물어보기"},
    "result": {"done": "다 했어요", "stop": "여기까지예요"},
    "issue": {"self": "판매자", "agency": "저희", "inside": "아임셀러 안의 단추", "ask": "물어봐야 해요"},
}  # fmt: skip
"""Key -> what stands under it in the file -> what editors call it."""
