"""Publishing, looking at what was published, and going back, as an operator does it."""

import shutil

import pytest
from click.testing import CliRunner
from conftest import prepared, settings_for
from support.folders import edit, folder_in, spoil
from support.people import save_account, seller_client, services_of

from wizard.app import create_app
from wizard.cli import main


@pytest.fixture
def folder(tmp_path):
    return folder_in(tmp_path)


@pytest.fixture
def wizard(tmp_path, folder):
    """The command over a deployment of its own."""
    prepared(settings_for(tmp_path))
    env = {"WIZARD_DATA": str(tmp_path), "WIZARD_GUIDES": str(folder), "DATABASE_URL": ""}
    return lambda *args: CliRunner().invoke(main, args, env=env)


def test_an_edit_is_published_looked_at_taken_back_and_published_again(wizard, folder):
    assert wizard("publish").stdout == "1번으로 펴냈어요: agency, constants, fork, keys\n"
    edit(folder)
    assert wizard("publish").stdout == "2번으로 펴냈어요: fork\n"
    assert wizard("publish").stdout == "새로 펴낼 것이 없어요.\n"

    back = wizard("rollback")
    assert back.stdout.startswith("1번으로 되돌렸어요 (새 번호 3): fork\n")
    lines = wizard("releases").stdout.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["3", "2", "1"]
    assert [line.split("  ")[2:] for line in lines[:2]] == [
        ["operator", "1번으로 되돌림"],
        ["operator", "fork"],
    ]
    assert wizard("publish").stdout == "4번으로 펴냈어요: fork\n"


def test_faults_are_told_and_the_sound_guides_are_published_all_the_same(wizard, folder):
    wizard("publish")
    spoil(folder)
    edit(folder, "keys", "열쇠")

    done = wizard("publish")

    assert done.exit_code == 1
    assert "fork.yaml:20:1: K02" in done.stdout
    assert done.stdout.endswith("2번으로 펴냈어요: keys\n")


def test_a_mall_is_withdrawn_once_its_file_is_gone(wizard, folder):
    wizard("publish")
    refused = wizard("publish", "--withdraw", "fork")
    assert (refused.exit_code, refused.stderr) == (
        1,
        "Error: fork.yaml 파일이 아직 있어요. 먼저 지워 주세요.\n",
    )
    (folder / "fork.yaml").unlink()
    told = wizard("publish")
    assert "wizard publish --withdraw fork" in told.stdout

    done = wizard("publish", "--withdraw", "fork")

    assert (done.exit_code, done.stdout) == (0, "2번으로 펴냈어요: fork\n")


def test_a_mall_that_sellers_have_accounts_of_is_withdrawn_only_if_its_loss_is_accepted(
    wizard, folder, tmp_path
):
    wizard("publish")
    app = create_app(settings_for(tmp_path, guides=folder))
    save_account(seller_client(app))
    store = services_of(app).publishing.release_store
    (folder / "keys.yaml").unlink()

    refused = wizard("publish", "--withdraw", "keys")

    assert refused.exit_code == 1
    assert "빼지 않았어요. 그래도 뺄 것이면 --accept-loss keys" in refused.stderr
    assert "keys" in store.newest().parts

    done = wizard("publish", "--withdraw", "keys", "--accept-loss", "keys")

    assert (done.exit_code, "keys" in store.newest().parts) == (0, False)
    services_of(app).audit.engine.dispose()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["rollback", "9"], "그런 번호가 없어요. `wizard releases`로 볼 수 있어요."),
        (["rollback", "1"], "지금 보이는 것이 1번과 같아요."),
        (["publish", "--withdraw", "coupang"], "coupang은(는) 펴낸 적이 없어요."),
    ],
)
def test_what_cannot_be_is_said_in_one_line(wizard, args, said):
    wizard("publish")

    refused = wizard(*args)

    assert (refused.exit_code, refused.stderr) == (1, f"Error: {said}\n")


def test_nothing_published_is_said(wizard):
    assert wizard("releases").stdout == "아직 펴낸 것이 없어요.\n"
    assert wizard("rollback").exit_code == 1


def renamed(folder, **changes):
    """Write the guide of a fork with the words of its steps changed."""
    file = folder / "fork.yaml"
    text = file.read_text("utf-8")
    for old, new in changes.items():
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def test_an_edit_that_breaks_sent_links_is_told_by_check_and_diff_until_the_old_name_is_written(
    wizard, folder, tmp_path
):
    wizard("publish")
    before = tmp_path / "before"
    shutil.copytree(folder, before)
    renamed(folder, **{"id: farther,": "id: far-east,"})

    checked, compared = wizard("check"), wizard("diff", str(before), str(folder))

    line = "farther 주소로 보낸 링크는 안내의 첫 화면으로 가요. 이름만 바뀌었으면 새 단계에 was: [farther]를 적어 주세요"
    assert checked.exit_code == 0  # a guide may lose a step
    assert checked.stderr == f"fork: {line}\n"
    assert f"  ! {line}\n" in compared.stdout

    renamed(folder, **{"id: far-east,": "id: far-east, was: [farther],"})
    checked, compared = wizard("check"), wizard("diff", str(before), str(folder))
    assert (checked.exit_code, checked.stderr) == (0, "")
    assert "  → farther 주소로 보낸 링크는 far-east 화면을 열어요\n" in compared.stdout
    assert "!" not in compared.stdout
    assert wizard("publish").exit_code == 0
    assert wizard("check").stderr == ""


@pytest.mark.parametrize(
    ("was", "said"),
    [("was: [hello]", "P42"), ("was: [west]", "P42"), ("was: [old, old]", "P42"), ("was: []", "")],
    ids=["another step's name", "its own name", "one name twice", "no name"],
)
def test_an_old_name_that_says_nothing_or_two_things_is_a_fault_with_its_place(
    wizard, folder, was, said
):
    renamed(folder, **{"id: west,": f"id: west, {was},"})

    checked = wizard("check")

    assert checked.exit_code == int(bool(said))
    assert not said or f"{folder / 'fork.yaml'}:16:" in checked.stdout
    assert said in checked.stdout


def test_a_step_that_is_taken_away_with_its_old_names_breaks_the_links_to_each_of_them(
    wizard, folder
):
    renamed(folder, **{"id: farther,": "id: farther, was: [far, farthest],"})
    wizard("publish")
    lines = (folder / "fork.yaml").read_text("utf-8").splitlines()
    kept = [line for line in lines if "farthest" not in line]
    (folder / "fork.yaml").write_text("\n".join(kept), "utf-8")

    told = wizard("check").stderr.splitlines()

    assert [line.split()[1] for line in told] == ["far", "farthest", "farther"]


@pytest.fixture
def saved(wizard, tmp_path, folder):
    """A seller of this deployment who saved an account, with the folder as it was published."""
    wizard("publish")
    app = create_app(settings_for(tmp_path, guides=folder))
    save_account(seller_client(app))
    services_of(app).audit.engine.dispose()


def renamed_form(folder):
    file = folder / "keys.yaml"
    file.write_text(file.read_text("utf-8").replace("- id: form", "- id: account"), "utf-8")


@pytest.mark.usefixtures("saved")
def test_what_publishing_does_to_people_is_told_first_and_a_loss_needs_a_word_of_its_own(
    wizard, folder
):
    renamed_form(folder)

    looked = wizard("publish", "--dry-run")
    refused = wizard("publish")
    done = wizard("publish", "--accept-loss", "keys")

    assert "keys: 저장된 계정 1개" in looked.stdout
    assert "! ‘계정을 적어 주세요’ 화면에서 저장한 계정 1개를" in looked.stdout
    assert "펴냈어요" not in looked.stdout
    assert (refused.exit_code, "새로 펴낼 것이 없어요." in refused.stdout) == (1, True)
    assert "--accept-loss keys" in refused.stdout
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "2번으로 펴냈어요: keys")


@pytest.mark.usefixtures("saved")
def test_a_rollback_tells_what_it_does_to_people_and_gives_back_what_was_lost(wizard, folder):
    renamed_form(folder)
    wizard("publish", "--accept-loss", "keys")

    done = wizard("rollback")

    assert done.exit_code == 0
    assert "keys: 저장된 계정 1개\n1번으로 되돌렸어요" in done.stdout
