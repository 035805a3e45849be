"""What was done to a request, and how it ended, in the words of whoever reads it at the desk."""

from wizard.services.outcomes import Outcome

OUTCOMES = {
    Outcome.SOLVED: "해결했어요",
    Outcome.TOLD: "전화로 알려 드렸어요",
    Outcome.UNREACHABLE: "여러 번 했는데 연락이 닿지 않아요",
    Outcome.WITHDRAWN: "더 필요 없다고 하셨어요",
    Outcome.ELSEWHERE: "다른 요청에서 하고 있어요",
}
NOTE_ACTS = {
    "note": "",
    "taken": "맡았어요.",
    "taken-over": "넘겨받았어요.",
    "handed-back": "모두의 목록에 돌려놓았어요.",
    "reopened": "다시 열었어요.",
    **{f"closed:{outcome}": f"끝냈어요: {words}." for outcome, words in OUTCOMES.items()},
}
