"""What is said when a page cannot be shown: to sellers and readers, and to staff in their own words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A failure in plain words: what happened, and what to do now."""

    title: str
    say: str


WORDS = {
    400: Words("보내 주신 내용을 읽지 못했어요", "뒤로 가서 다시 한번 눌러 주세요."),
    403: Words(
        "이 화면은 열 수 없어요",
        "이 화면을 맡은 담당자만 볼 수 있어요. 담당자라면 관리자에게 말해 주세요.",
    ),
    404: Words(
        "찾는 화면이 없어요", "주소가 바뀌었을 수 있어요. 처음 화면에서 쇼핑몰을 골라 주세요."
    ),
    405: Words("이 주소는 직접 열 수 없어요", "처음 화면에서 쇼핑몰을 골라 다시 시작해 주세요."),
    410: Words(
        "이 화면은 더 쓰지 않아요",
        "주소를 쓸 수 있는 기간이 끝났어요. 처음 화면에서 다시 시작해 주세요.",
    ),
    413: Words(
        "보내 주신 내용이 너무 커요",
        "뒤로 가서, 값만 복사해 넣었는지, 사진이 너무 크지 않은지 확인해 주세요.",
    ),
    429: Words(
        "잠깐 쉬었다 해 주세요",
        "짧은 시간에 여러 번 눌렸어요. 1분 뒤에 뒤로 가서 다시 눌러 주세요.",
    ),
    500: Words(
        "저희 쪽에 문제가 생겼어요",
        "적어 주신 내용은 저장되지 않았을 수 있어요. 잠시 뒤에 다시 해 주세요.",
    ),
    503: Words("안내를 고치고 있어요", "조금 뒤에 다시 열어 주세요. 급하시면 전화해 주세요."),
}


SIGNED_OUT = Words(
    "다시 들어와 주세요",
    "화면을 연 지 오래되어 이 기기에서 나와 있어요. 받은 링크를 다시 눌러 들어와 주세요.",
)
CLOSED = Words(
    "조금 뒤에 다시 해 주세요",
    "저희 쪽 준비가 아직 끝나지 않았어요. 급하시면 화면 아래 번호로 전화해 주세요.",
)
"""While the keys are missing: guides can be read, and nothing that needs a key can be done."""

UNREADABLE = Words(
    "보내 주신 글자를 읽지 못했어요",
    "인터넷 창이 한글을 다른 방식으로 보냈어요. 다른 브라우저(크롬, 엣지)로 이 화면을 열어 다시 눌러 주세요.",
)
STRANGE_HOST = Words("이 주소로는 열 수 없어요", "받은 주소와 같은지 다시 확인해 주세요.")

CRASHED_SAYS = (
    "저희 쪽에 문제가 생겼어요.",
    "적은 내용은 이 화면에 그대로 있어요. 잠시 뒤에 다시 눌러 주세요. 또 안 되면 화면 아래 번호로 전화해 주세요.",
)
CRASHED_AT_DESK = (
    CRASHED_SAYS[0],
    "적은 내용은 이 화면에 그대로 있어요. 잠시 뒤에 다시 눌러 주세요. 또 안 되면 관리자에게 알려 주세요.",
)
AT_DESK = {
    WORDS[403]: Words(
        "이 화면은 열 수 없어요",
        "다른 역할이 맡은 화면이에요. 맡아야 하는 일이면 관리자에게 역할을 바꿔 달라고 해 주세요.",
    ),
    WORDS[404]: Words(
        "찾는 것이 없어요",
        "주소가 바뀌었거나, 그사이 지웠거나 합쳤거나, 동료가 먼저 끝냈을 수 있어요. 목록에서 다시 찾아 주세요.",
    ),
    WORDS[405]: Words("이 주소는 직접 열 수 없어요", "목록에서 하려던 것을 다시 열어 주세요."),
    WORDS[410]: Words(
        "이 화면은 더 쓰지 않아요",
        "주소를 쓸 수 있는 기간이 끝났어요. 목록에서 다시 열어 주세요.",
    ),
    SIGNED_OUT: Words(
        "판매자로 들어와 있지 않아요",
        "판매자의 화면이라 담당자로는 열 수 없어요. 아래 버튼을 눌러 담당자 화면으로 돌아가 주세요.",
    ),
    WORDS[503]: Words("지금은 열 수 없어요", "조금 뒤에 다시 열어 주세요."),
    CLOSED: Words(
        "지금은 할 수 없어요",
        "키 파일이 없어서 키가 필요한 일은 멈춰 있어요. 관리자에게 알려 주세요.",
    ),
}
"""What is said to staff where sellers are told of malls, links and the phone."""

ELSEWHERE = Words(
    "다른 곳에서 온 내용이라 받지 않았어요",
    "아직 아무것도 하지 않았어요. 하려던 화면을 여기에서 다시 열고 눌러 주세요.",
)
