"""What a new edition does to people, in words: for a page and for a command."""

from wizard.guide.effects import Effects, Loss, StepEffect

NOBODY = "지금 이 안내를 쓰는 사람이 없어요"


def summary(found: Effects) -> str:
    """Give it in one line: 가는 중 12명 (그중 3명은 없어지는 화면에), 저장된 계정 34개, 보낸 링크 3개."""
    said = []
    if found.going:
        stranded = f" (그중 {found.stranded}명은 없어지는 화면에)" if found.stranded else ""
        said.append(f"가는 중 {found.going}명{stranded}")
    if found.accounts:
        said.append(f"저장된 계정 {found.accounts}개")
    if found.links:
        broken = f" (그중 {found.broken_links}개는 없어지는 화면으로)" if found.broken_links else ""
        said.append(f"보낸 링크 {found.links}개{broken}")
    if found.answers:
        again = f" (그중 {found.asked_again}개는 다시 골라야 해요)" if found.asked_again else ""
        said.append(f"고른 답 {found.answers}개{again}")
    return ", ".join(said) or NOBODY


def at_step(step: StepEffect) -> str:
    """Say what people have at one step."""
    said = [
        f"{word} {total}{unit}"
        for word, total, unit in (
            ("여기에 있는 사람", step.runs, "명"),
            ("저장된 계정", step.accounts, "개"),
            ("고른 답", step.answers, "개"),
            ("보낸 링크", step.links, "개"),
            ("다시 고를 사람", step.asked_again, "명"),
        )
        if total
    ]
    return ", ".join(said)


def becomes(step: StepEffect) -> str:
    """Say what becomes of people at one step."""
    if step.is_gone:
        return "이 화면이 없어져요. 여기에 있던 사람은 앞에서 이어 가고, 링크는 첫 화면을 열어요."
    if step.becomes != step.title:
        return f"‘{step.becomes}’에서 이어 가요."
    return "그대로 이어 가요."


def lost(loss: Loss) -> str:
    """Name one thing that is lost."""
    where = f"‘{loss.title or loss.step_id}’"
    if loss.kind == "form":
        return f"{where} 화면에서 저장한 계정 {loss.total}개를 판매자가 보고 고칠 곳이 없어져요"
    if loss.kind == "field":
        return f"{where} 칸에 저장한 값 {loss.total}개가 보이지 않게 돼요"
    if loss.kind == "answer":
        return f"{where}에서 고른 답 {loss.total}개를 잃어요"
    return f"{where} 화면에 있거나 그 링크를 받은 {loss.total}명이 자리를 잃어요"


def remedy(loss: Loss) -> str:
    """Say how it need not be lost."""
    if loss.kind == "field":
        return f"칸을 남겨 두거나, 이름이 바뀐 것이면 예전 이름 {loss.name}을 그대로 써 주세요"
    if loss.kind == "answer" and loss.name:
        return f"묻던 것을 남겨 두거나, 이름이 바뀐 것이면 예전 이름 {loss.name}을 그대로 써 주세요"
    return f"이름만 바뀌었으면 새 단계에 was: [{loss.step_id}]를 적어 주세요"
