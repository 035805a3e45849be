"""Three machines that share nothing but PostgreSQL and the key file, behind nginx: `make chaos` in small."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bench import postgres
from chaos import several
from chaos.deployment import Deployment, prepare
from chaos.machines import Machine, Machines
from chaos.traffic import Traffic, kept


def test_three_machines_are_one_service_though_one_dies_and_the_database_restarts():
    with TemporaryDirectory(prefix="wizard-several-") as folder:
        home = Path(folder)
        home.chmod(0o755)  # PostgreSQL's own user must pass
        cluster = home / "cluster"
        cluster.mkdir()
        with postgres.cluster(cluster, "fsync=off") as base:
            url = postgres.database(base, "several")
            figures = list(several.run(home, url, cluster, saves=8))

    assert [str(figure) for figure in figures if not figure.is_sound] == []
    assert len(figures) == 11


def test_a_save_that_was_told_and_is_not_there_and_a_wrong_screen_break_a_promise(tmp_path):
    machine = Machine(prepare(Deployment(tmp_path)), tmp_path, port=0)
    traffic = Traffic(Machines([machine], 0), {}, acknowledged=["lost"], wrong=["/: 500"])

    saves, screens = kept(traffic.machines, traffic, people=2)

    assert not saves.is_sound
    assert "1 lost" in saves.told
    assert not screens.is_sound


@pytest.mark.parametrize(("cut", "is_sound"), [(0, True), (2, True), (3, False)])
def test_only_as_many_answers_may_be_cut_off_as_people_waited_for_who_died(tmp_path, cut, is_sound):
    machine = Machine(prepare(Deployment(tmp_path)), tmp_path, port=0)
    traffic = Traffic(Machines([machine], 0), {}, cut=["/"] * cut)

    _, screens = kept(traffic.machines, traffic, people=2)

    assert screens.is_sound is is_sound
