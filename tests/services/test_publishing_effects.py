"""What publishing does to people is asked of the database, and nothing that loses theirs goes out by itself."""

import pytest
from conftest import prepared, settings_for
from support.folders import folder_in
from support.people import ACE, everything, invited, save_account, seller_client, services_of

from wizard.app import create_app
from wizard.errors import LossError
from wizard.guide.effects import ANY

MEMO = "      memo: {label: 메모, optional: true}\n"


@pytest.fixture
def app(tmp_path):
    app = create_app(prepared(settings_for(tmp_path, guides=folder_in(tmp_path))))
    yield app
    services_of(app).audit.engine.dispose()


@pytest.fixture
def publishing(app):
    return services_of(app).publishing


def without_memo(publishing):
    """Take a field out of the form that sellers saved in."""
    file = publishing.folder / "keys.yaml"
    text = file.read_text("utf-8").replace(MEMO, "").replace(", 메모: memo", "")
    file.write_text(text, "utf-8")


def with_a_memo(app):
    client = seller_client(app)
    account = save_account(client)
    with services_of(app).accounts.engine.begin() as connection:
        connection.exec_driver_sql(
            f"insert into account_field (account_id, name, value, is_sealed) values ('{account}', 'memo', 'x', false)"
        )
    return client


def test_runs_accounts_and_links_that_can_still_be_opened_are_counted_by_step(app, publishing):
    client = with_a_memo(app)
    client.get("/guides/fork/hello")
    client.get("/guides/fork/west?which=left")
    invited(app, ACE, None)
    text = (publishing.folder / "fork.yaml").read_text("utf-8")
    (publishing.folder / "fork.yaml").write_text(text.replace("인사해요", "안녕하세요"), "utf-8")
    without_memo(publishing)

    fork, keys = sorted(publishing.pending(), key=lambda found: found.mall)

    assert (fork.mall, fork.going, fork.lost) == ("fork", 1, ())
    assert (keys.accounts, [loss.name for loss in keys.lost]) == (1, ["memo"])


def test_a_file_that_loses_what_sellers_saved_is_not_published_by_itself_but_named(app, publishing):
    with_a_memo(app)
    before, shown = everything(app), publishing.release_store.newest()
    without_memo(publishing)

    done = publishing.publish()

    assert (done.changed, publishing.release_store.newest()) == ((), shown)
    assert "'메모'" not in str(done.faults["keys"][0])
    assert "‘메모’ 칸에 저장한 값 1개가 보이지 않게 돼요" in done.faults["keys"][0].message
    assert "--accept-loss keys" in done.faults["keys"][0].hint
    assert everything(app) == before


@pytest.mark.parametrize("by", ["operator", "staff:anna", "folder"])
def test_who_has_seen_the_loss_publishes_it_whoever_they_are(app, publishing, by):
    with_a_memo(app)
    without_memo(publishing)
    [found] = publishing.pending()

    refused = publishing.publish(by, accepted={"keys": "another loss"})
    done = publishing.publish(by, accepted={"keys": found.digest})

    assert list(refused.changed) == []
    assert list(done.changed) == ["keys"]


def test_a_field_without_values_goes_without_a_word(app, publishing):
    save_account(seller_client(app))
    without_memo(publishing)

    assert list(publishing.publish().changed) == ["keys"]


def test_a_rollback_that_loses_what_was_saved_since_asks_as_well(app, publishing):
    without_memo(publishing)
    publishing.publish()
    text = (publishing.folder / "keys.yaml").read_text("utf-8")
    added = text.replace("      issued_on:", f"{MEMO}      issued_on:").replace(", 발급일:", ", 메모: memo, 발급일:")  # fmt: skip
    (publishing.folder / "keys.yaml").write_text(added, "utf-8")
    assert list(publishing.publish().changed) == ["keys"]
    with_a_memo(app)
    shown = publishing.release_store.newest_number()

    with pytest.raises(LossError):
        publishing.roll_back("operator")
    assert publishing.release_store.newest_number() == shown

    publishing.roll_back("operator", accepted={"keys": ANY})
    assert publishing.release_store.newest_number() == shown + 1
