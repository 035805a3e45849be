"""How it is watched: by which lines."""

import pytest

from wizard.errors import SettingsError
from wizard.settings import Settings
from wizard.watch_settings import WatchSettings


def test_nothing_needs_to_be_set():
    assert WatchSettings.from_env({}) == Settings.from_env({}).watch == WatchSettings("text")


def test_lines_may_be_for_programs():
    assert WatchSettings.from_env({"WIZARD_LOG": "JSON"}) == WatchSettings("json")


def test_what_cannot_be_used_is_named():
    with pytest.raises(SettingsError, match="text 또는 json"):
        WatchSettings.from_env({"WIZARD_LOG": "xml"})
