"""How it is watched: by which lines, and by whom."""

import pytest

from wizard.errors import SettingsError
from wizard.settings import Settings
from wizard.watch_settings import WatchSettings

TOKEN = "0123456789abcdef" * 2


def test_nothing_needs_to_be_set_and_then_nobody_may_ask():
    assert WatchSettings.from_env({}) == Settings.from_env({}).watch == WatchSettings("text", "")


def test_lines_may_be_for_programs_and_a_token_may_stand_in_a_file(tmp_path):
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")

    found = WatchSettings.from_env({"WIZARD_LOG": "JSON", "WIZARD_METRICS_TOKEN_FILE": str(file)})

    assert found == WatchSettings("json", TOKEN)
    assert TOKEN not in repr(found)


@pytest.mark.parametrize(
    ("env", "word"),
    [
        ({"WIZARD_LOG": "xml"}, "text 또는 json"),
        ({"WIZARD_METRICS_TOKEN": "short-canary"}, "24자 이상"),
        ({"WIZARD_METRICS_TOKEN": f"{TOKEN} canary"}, "빈칸 없이"),
    ],
)
def test_what_cannot_be_used_is_named_without_its_token(env, word):
    with pytest.raises(SettingsError, match=word) as raised:
        WatchSettings.from_env(env)

    assert "canary" not in str(raised.value)
