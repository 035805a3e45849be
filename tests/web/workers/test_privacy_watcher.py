"""A text that is put into the folder is shown without a new start; one that is faulty never is."""

import logging
import shutil

import pytest
from conftest import prepared, settings_for

from wizard.app import create_app
from wizard.settings import PRIVACY
from wizard.web.workers.privacy_watcher import PrivacyWatcher


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(PRIVACY, tmp_path / "privacy")


@pytest.fixture
def app(tmp_path, folder):
    app = create_app(prepared(settings_for(tmp_path / "data", privacy=folder)))
    yield app
    app.extensions["wizard"].accounts.engine.dispose()


def put(folder, version, **changes):
    text = (PRIVACY / "notice" / "1.yaml").read_text("utf-8")
    text = text.replace('version: "1"', f'version: "{version}"').replace("11-26", f"11-2{version}")
    for old, new in changes.items():
        text = text.replace(old, new)
    (folder / "notice" / f"{version}.yaml").write_text(text, "utf-8")


def versions(app):
    return [one.version for one in app.extensions["wizard"].privacy.notices]


def test_a_new_version_is_shown_once_the_folder_has_come_to_rest(app, folder):
    watcher = PrivacyWatcher(app)
    watcher.look()
    put(folder, 7)

    seen = []
    for _ in range(2):
        watcher.look()
        seen.append(versions(app))

    assert seen == [["1"], ["1", "7"]]


def test_a_faulty_one_is_told_with_its_line_and_the_last_good_one_stays(app, folder, caplog):
    watcher = PrivacyWatcher(app)
    put(folder, 7, short="shirt")

    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            watcher.look()

    assert versions(app) == ["1"]
    assert caplog.text.count("7.yaml:5:1: K02") == 1
