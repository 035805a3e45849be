"""The demo empties its own folder only, and takes nothing of a real deployment's settings."""

from pathlib import Path

import pytest

from demo.__main__ import own_env
from demo.folder import MARK, fresh
from wizard.errors import SettingsError


def test_what_a_demo_before_left_is_emptied_and_the_guides_are_a_copy(tmp_path):
    fresh(tmp_path / "demo")
    (tmp_path / "demo" / "wizard.db").write_text("old")

    guides = fresh(tmp_path / "demo")

    assert sorted(path.name for path in (tmp_path / "demo").iterdir()) == [MARK, "guides"]
    assert guides == tmp_path / "demo" / "guides"
    assert (guides / "coupang.yaml").is_file()


def test_a_folder_in_which_something_else_lies_is_refused_and_left_as_it_is(tmp_path):
    (tmp_path / "wizard.db").write_text("real")

    with pytest.raises(SettingsError, match="연습이 아닌 것"):
        fresh(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["wizard.db"]


def test_a_demo_lies_in_a_folder_of_its_own_and_takes_no_key_proxy_or_guides_of_the_real_one():
    real = {
        "WIZARD_DATA": "/srv/wizard",
        "WIZARD_KEYS": "/srv/keys.json",
        "WIZARD_GUIDES": "/srv/guides",
        "EGRESS_PROXY": "http://proxy:1",
        "NAVER_AGENCY_SECRET_FILE": "/srv/secret",
        "PORT": "8123",
    }

    env = own_env(real)

    assert env == {"PORT": "8123", "WIZARD_DATA": "/srv/wizard/demo", "WIZARD_WORKERS": "1"}
    assert Path(own_env({})["WIZARD_DATA"]).parts[-2:] == ("var", "demo")
