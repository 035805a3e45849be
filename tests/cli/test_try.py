"""`wizard try`: an operator tries values at a mall, and nothing of them is left."""

import pytest
from support.commands import run_wizard

from practice.sellers import SELLERS
from practice.town import open_town

BY_ID = {one.id: one for one in SELLERS}
ORDER = {"coupang": ("vendor_id", "access_key", "secret_key"), "lotteon": ("api_key",)}


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    with open_town(tmp_path_factory.mktemp("practice")) as town:
        yield town


def tried(town, folder, seller):
    mall = seller.split("/")[0]
    typed = "".join(f"{BY_ID[seller].typed[name]}\n" for name in ORDER[mall])
    return run_wizard("try", mall, env={**town.env, "WIZARD_DATA": str(folder)}, input=typed)


@pytest.mark.parametrize(
    ("seller", "code", "said"),
    [
        ("coupang/right", 0, "OK · 물음 return-centers"),
        ("coupang/wrong-secret", 1, "WRONG_KEY · 칸 secret_key · 화면 keys"),
        ("coupang/gone", 1, "OUR_FAULT · 까닭 contract"),
        ("lotteon/right", 0, "거래처명: 연습상점 01"),
    ],
)
def test_the_verdict_is_told_and_is_the_exit_code(town, tmp_path, seller, code, said):
    ended = tried(town, tmp_path, seller)

    assert (ended.returncode, said in ended.stdout) == (code, True), ended.stdout


def test_no_value_is_shown_or_left_behind(town, tmp_path):
    ended = tried(town, tmp_path, "coupang/wrong-secret")
    left = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())

    for name in ("access_key", "secret_key"):
        secret = BY_ID["coupang/wrong-secret"].typed[name]
        assert secret not in ended.stdout + ended.stderr
        assert secret.encode() not in left


@pytest.mark.parametrize(
    ("mall", "said"),
    [
        ("cjmall", "밖에서 키를 확인할 방법을 열어 두지 않았어요"),
        ("tmon", "확인하는 방법이 없어요"),
        ("nowhere", "'nowhere' 안내가 없어요"),
        ("../keys", "안내가 없어요"),
    ],
)
def test_a_mall_that_cannot_be_asked_is_told_in_a_line(tmp_path, mall, said):
    ended = run_wizard("try", mall, env={"WIZARD_DATA": str(tmp_path)})

    assert ended.returncode == 1
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_without_the_operators_settings_it_says_so(tmp_path):
    ended = run_wizard("try", "gmarket", env={"WIZARD_DATA": str(tmp_path)}, input="shop\n")

    assert "UNVERIFIABLE · 까닭 settings" in ended.stdout


def tried_own(town, folder, seller, **more):
    typed = "".join(f"{BY_ID[seller].typed[name]}\n" for name in ("app_id", "app_secret"))
    env = {**town.env, "WIZARD_DATA": str(folder), **more}
    return run_wizard("try", "smartstore", "--own-store", env=env, input=typed)


@pytest.mark.parametrize(
    ("seller", "code", "said"),
    [
        ("smartstore-own/right", 0, "OK · 물음 seller-account"),
        ("smartstore-own/unknown-app", 1, "WRONG_KEY · 칸 app_id · 물음 token"),
        ("smartstore-own/wrong-secret", 1, "WRONG_KEY · 칸 app_secret · 물음 token"),
        ("smartstore-own/unknown-app-text", 1, "WRONG_KEY · 칸 app_id"),
    ],
)
def test_a_stores_own_application_is_tried_as_itself_where_the_operator_allows_it(
    town, tmp_path, seller, code, said
):
    ended = tried_own(town, tmp_path, seller, WIZARD_NAVER_OWN_STORE="1")

    assert (ended.returncode, said in ended.stdout) == (code, True), ended.stdout + ended.stderr
    assert BY_ID[seller].typed["app_secret"] not in ended.stdout + ended.stderr


def test_without_the_setting_nothing_of_it_is_asked_or_shown(town, tmp_path):
    ended = tried_own(town, tmp_path, "smartstore-own/right")
    told = run_wizard("try", "--help", env={"WIZARD_DATA": str(tmp_path)})

    assert (ended.returncode, ended.stdout) == (1, "")
    assert "WIZARD_NAVER_OWN_STORE=1" in ended.stderr
    assert "own-store" not in told.stdout
