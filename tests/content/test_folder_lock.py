import os
import signal
import subprocess
import sys
import threading

import pytest

from wizard.content.folder_lock import exclusive_lock
from wizard.errors import RefusedError

HOLDS = """
import sys, time
from pathlib import Path
from wizard.content.folder_lock import exclusive_lock
with exclusive_lock(Path(sys.argv[1])):
    print("mine", flush=True)
    time.sleep(60)
"""


def test_one_at_a_time_among_threads(tmp_path):
    inside, most = [], []

    def work():
        with exclusive_lock(tmp_path):
            inside.append(1)
            most.append(len(inside))
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == [1] * 8
    assert list(tmp_path.iterdir()) == []


def test_another_process_is_waited_for_and_one_that_is_killed_leaves_nothing_locked(tmp_path):
    command = [sys.executable, "-c", HOLDS, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as other:
        other.stdout.readline()
        with pytest.raises(RefusedError, match="잠시 뒤에"), exclusive_lock(tmp_path, wait_s=0.1):
            pass
        other.send_signal(signal.SIGKILL)

    with exclusive_lock(tmp_path, wait_s=1):
        pass


def test_a_folder_that_is_gone_is_said_to_be_gone(tmp_path):
    with pytest.raises(FileNotFoundError), exclusive_lock(tmp_path / "nowhere"):
        pass
