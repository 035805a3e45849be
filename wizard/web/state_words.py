"""What screens call the kinds, states and roles that are stored, each for whom it is said to."""

from wizard.services.sellers import REFUSAL
from wizard.web.mall_standing import STANDING

ISSUE = {
    "self": "내가 직접 해요",
    "agency": "맡기면 돼요",
    "inside": "내가 직접 해요",
    "ask": "담당자가 도와줘요",
}
REQUEST = {
    "issuance": "발급대행",
    "migration": "데이터 이전",
    "help": "막혔어요",
    "mismatch": "화면이 달라요",
    "link": "새 링크",
    "registration": "아임셀러 등록",
}
RUN_STATE = {"chosen": "시작 전", "going": "하는 중", "saved": "저장했어요"}
OWN_STATE = {**RUN_STATE, "unfinished": "남은 칸이 있어요"}
"""How a mall stands on its seller's own list."""
LISTED_STATE = {**RUN_STATE, REFUSAL: STANDING["refused"]}
"""What staff may list sellers by."""
LINK_STATE = {
    "made": "안 열어 봄",
    "opened": "열어 봄",
    "started": "시작함",
    "expired": "기간 지남",
    "locked": "잠김",
    "revoked": "거둬들임",
}
ROLE = {"support": "상담", "operator": "발급대행", "editor": "안내 편집", "admin": "관리자"}
NEWS = {
    "staff.role-changed": "역할이 바뀌었어요.",
    "staff.reset": "비밀번호와 인증 앱을 새로 정하게 했어요.",
    "staff.unlocked": "로그인 잠금을 풀었어요.",
    "staff.left-everywhere": "모든 기기에서 나오게 했어요.",
    "staff.suspended": "들어올 수 없게 막았어요.",
    "staff.restored": "다시 들어올 수 있게 했어요.",
    "staff.locked": "누가 내 계정으로 로그인하려다 계속 틀려서 잠겼어요. 내가 한 것이 아니면 관리자에게 알려 주세요.",
}
"""What is told to the member to whose sign-in it was done."""
ROLE_DOES = {
    "support": "판매자와 요청을 봐요. 비밀 값은 열지 못해요.",
    "operator": "상담에 더해, 맡은 요청의 계정을 열어 키를 발급하고 등록해요.",
    "editor": "안내를 고치고 펴내요. 판매자는 보지 못해요.",
    "admin": "담당자, 기록, 서버를 돌보고, 판매자와 안내도 봐요.",
}
LOCK_KIND = {
    "device": "본인이 쓰던 브라우저",
    "pair": "한 곳에서 이 계정으로",
    "source": "한 곳에서 여러 계정으로",
    "account": "여러 곳에서 이 계정으로",
}
"""What is locked after wrong tries at signing in: decision 15."""
REQUEST_STATE = {
    "open": "새 요청",
    "taken": "우리가 할 차례",
    "answered": "답을 보냈어요",
    "closed": "끝냈어요",
}
"""How a request stands, for staff: what is to be done by whom."""
REGISTRATION_STATE = {
    "open": "새 등록 요청",
    "taken": "등록할 차례",
    "answered": "판매자를 기다려요",
    "closed": "끝냈어요",
}
"""How the staff's request stands: what ends it may be that nobody is to register the account any more."""
STATES_OF = dict.fromkeys(REQUEST, REQUEST_STATE) | {"registration": REGISTRATION_STATE}
"""How a request stands, for staff, by its kind."""
JOB_KIND = {
    "check": "쇼핑몰에 확인하기",
    "remind": "알릴 일 찾기",
    "webhook": "다른 시스템에 알리기",
    "webhook-release": "밀린 알림 보내기",
    "notice": "알림 보내기",
    "confirmation": "이메일 확인 번호 보내기",
    "delivery": "알림이 갔는지 묻기",
    "tidy": "지운 자리 정리하기",
    "publish": "정한 때에 펴내기",
    "verify": "기록이 이어져 있는지 보기",
    "forget-merge": "합치기 전 모습 지우기",
}
JOB_ERROR = {
    "HandlerError": "프로그램에 문제가 있어요. 로그에 자세히 적혀 있어요",
    "KeysError": "키 파일을 열 수 없었어요",
    "LeaseError": "하던 프로그램이 꺼졌어요",
    "MallRestsError": "쇼핑몰이 잘 답하지 않아 쉬었다가 물어봐요",
    "UndeliveredError": "받는 곳이 받지 않아 나중에 다시 보내요",
    "NotDeliveredError": "알림 서버가 받지 않아 쉬었다가 다시 보내요",
    "UnavailableError": "데이터베이스에 쓸 수 없었어요",
}
"""Why a job was not done, for what comes of all kinds; other errors are told by their name."""

ASKED = {
    "issuance": "발급대행 요청",
    "migration": "데이터 이전 요청",
    "help": "도움 요청",
    "mismatch": "화면이 다르다는 알림",
    "link": "새 링크 요청",
    "registration": "아임셀러 등록 요청",
}
ASKED_STATE = {
    "open": "아직 담당자가 맡지 않았어요",
    "taken": "담당자가 보고 있어요",
    "answered": "답이 왔어요",
    "closed": "끝났어요",
}
"""How a request stands, for the one who asked."""

STATE = {"open": "운영 중", "suspended": "영업 중단", "closed": "문 닫음"}

WORDS = {
    "ISSUE": ISSUE,
    "REQUEST": REQUEST,
    "ASKED": ASKED,
    "ASKED_STATE": ASKED_STATE,
    "STATES_OF": STATES_OF,
    "JOB_KIND": JOB_KIND,
    "JOB_ERROR": JOB_ERROR,
    "RUN_STATE": RUN_STATE,
    "OWN_STATE": OWN_STATE,
    "LISTED_STATE": LISTED_STATE,
    "LINK_STATE": LINK_STATE,
    "ROLE": ROLE,
    "ROLE_DOES": ROLE_DOES,
    "NEWS": NEWS,
    "LOCK_KIND": LOCK_KIND,
    "STATE": STATE,
}
"""Those that templates call by name."""
