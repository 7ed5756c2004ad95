"""The embedded database: who runs it, who may what, and how it survives."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from dure.cli.cluster import CannotStart, installation
from dure.cli.launching import enterable, may_hide, server_account
from dure.cli.postgres import FOR_TESTS, Embedded
from dure.cli.roles import RUNNER

REFUSED = (
    "truncate told",
    "drop table told",
    "create table mine (id int)",
    "alter table told disable trigger all",
)
as_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can drop to another account")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Embedded]:
    embedded = Embedded(tmp_path / "home", settings=FOR_TESTS)
    yield embedded
    embedded.stop()
    embedded.stop_running()


def ask(server: Embedded, question: str, role: str = "dure") -> object:
    with psycopg.connect(server.url(role)) as link:
        row = link.execute(question).fetchone()
    return row[0] if row else None


def wait_until(true: Callable[[], bool], patience: float = 10.0) -> None:
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def test_server_keeps_korean_as_utf8_and_has_no_network(server):
    server.start()
    assert ask(server, "select '품앗이'::text") == "품앗이"
    assert ask(server, "show server_encoding") == "UTF8"
    assert ask(server, "show listen_addresses") == ""
    assert ask(server, "select string_agg(x, '' order by x) from unnest(array['하','가','나']) x") == "가나하"


def test_running_role_reads_and_writes_rows_but_changes_no_table(server):
    server.start()
    with psycopg.connect(server.url(), autocommit=True) as owner:
        owner.execute("create table told (id bigint generated always as identity, text text)")
    with psycopg.connect(server.url(RUNNER), autocommit=True) as runner:
        runner.execute("insert into told (text) values ('가'), ('나')")
        runner.execute("update told set text = '다' where text = '나'")
        runner.execute("delete from told where text = '다'")
        assert runner.execute("select count(*) from told").fetchone() == (1,)
        for refused in REFUSED:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                runner.execute(refused)


def test_owner_is_no_superuser(server):
    server.start()
    assert ask(server, "select rolsuper from pg_roles where rolname = current_user") is False


def test_folders_are_closed_to_others(server):
    server.start()
    for folder in (server.cluster.data, server.cluster.sockets):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_text_that_fails_is_not_in_the_log(server):
    server.start()
    with psycopg.connect(server.url()) as link, pytest.raises(psycopg.errors.InvalidTextRepresentation):
        link.execute("select 'secret-difficulty'::int")
    assert "secret-difficulty" not in server.cluster.log.read_text()


def test_second_starter_uses_the_running_server(server):
    server.start()
    second = Embedded(server.home, settings=FOR_TESTS).start()
    assert second.process is None
    second.stop()
    assert ask(server, "select 1") == 1


def test_starters_at_the_same_time_make_one_server(server):
    servers = [Embedded(server.home, settings=FOR_TESTS) for _ in range(4)]
    threads = [threading.Thread(target=each.start, kwargs={"follow": False}) for each in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(each.process is not None for each in servers) == 1
    assert ask(server, "select 1") == 1
    for each in servers:
        each.stop()


def test_rows_survive_kill(server):
    server.settings = {}
    server.start()
    assert server.process is not None
    with psycopg.connect(server.url()) as link:
        link.execute("create table kept as select 7 as n")
    server.process.kill()
    server.process.wait()
    again = Embedded(server.home, settings=FOR_TESTS).start()
    assert again.process is not None
    assert ask(again, "select n from kept") == 7
    again.stop()


def test_pid_file_of_a_dead_server_is_no_obstacle(server):
    server.start().stop()
    server.cluster.pid_file.write_text(f"{os.getpid()}\n{server.cluster.data}\n")
    assert ask(server.start(), "select 1") == 1


def test_making_that_was_cut_short_is_made_again(server):
    server.cluster.prepare()
    (server.home / "postgres.unfinished").touch()
    (server.cluster.data / "PG_VERSION").write_text("18\n")
    assert ask(server.start(), "select 1") == 1


def test_stop_does_not_wait_for_open_sessions(server):
    server.start()
    with psycopg.connect(server.url(), autocommit=True) as link:
        link.execute("begin")
        link.execute("create table half (id int)")
        started = time.monotonic()
        server.stop()
        assert time.monotonic() - started < 4
        with pytest.raises(psycopg.OperationalError):
            link.execute("select 1")


def test_home_with_a_long_path_gets_a_short_socket_folder(tmp_path):
    server = Embedded(tmp_path / ("가" * 40), settings=FOR_TESTS).start()
    try:
        assert ask(server, "select 1") == 1
        assert not server.cluster.sockets.is_relative_to(server.home)
    finally:
        server.stop()
    assert not server.cluster.sockets.exists()


def test_folder_with_other_files_is_refused_untouched(server):
    server.cluster.data.mkdir(parents=True)
    (server.cluster.data / "mine.txt").write_text("keep")
    with pytest.raises(CannotStart, match="other files"):
        server.start()
    assert (server.cluster.data / "mine.txt").read_text() == "keep"


def test_reason_is_told_when_the_server_ends(server):
    server.settings = {**FOR_TESTS, "shared_buffers": "nonsense"}
    with pytest.raises(CannotStart, match="shared_buffers"):
        server.start()


@as_root
def test_root_gives_the_server_an_account_without_rights(server):
    server.start()
    assert server.process is not None
    account = server_account()
    assert account is not None
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    assert f"\nUid:\t{account.pw_uid}\t{account.pw_uid}\t" in status


@as_root
@pytest.mark.skipif(not may_hide(), reason="no mount namespaces here")
def test_root_may_keep_its_folders_to_itself(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    before = [(above, above.stat().st_mode) for above in closed.parents]
    server = Embedded(closed / "home", settings=FOR_TESTS).start()
    try:
        assert server.cluster.launch.hidden
        assert ask(server, "select 1") == 1
        assert [(above, above.stat().st_mode) for above in closed.parents] == before
    finally:
        server.stop()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="dure-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def as_nobody(work: Callable[[], bool]) -> bool:
    """What a forked process finds under an account without rights; it never comes back into pytest."""
    child = os.fork()
    if child == 0:
        found = False
        try:
            signal.alarm(30)
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            found = work()
        finally:
            os._exit(0 if found else 1)
    return os.waitpid(child, 0)[1] == 0


@as_root
def test_other_accounts_cannot_enter(open_folder):
    server = Embedded(open_folder / "home", settings=FOR_TESTS).start()
    server.cluster.sockets.chmod(0o755)

    def is_refused() -> bool:
        try:
            psycopg.connect(server.url()).close()
        except psycopg.OperationalError as error:
            return "Peer authentication failed" in str(error)
        return False

    try:
        assert as_nobody(is_refused)
    finally:
        server.stop()


@as_root
@pytest.mark.skipif(not enterable(installation()), reason="the checkout is closed to ordinary users")
def test_ordinary_user_starts_the_server_as_himself(open_folder):
    os.chown(open_folder, 65534, 65534)

    def starts() -> bool:
        server = Embedded(open_folder / "home", settings=FOR_TESTS).start()
        answer = ask(server, "select 1")
        server.stop()
        return answer == 1

    assert as_nobody(starts)


def test_server_ends_when_its_starter_is_killed(server):
    code = (
        "import sys, time; from pathlib import Path; from dure.cli.postgres import *;"
        "Embedded(Path(sys.argv[1]), settings=FOR_TESTS).start(); print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(server.home)], stdout=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        assert starter.stdout.readline() == b"up\n"
        assert server.runs()
        starter.send_signal(signal.SIGKILL)
        wait_until(lambda: not server.runs())


def test_command_starts_tells_and_stops(server):
    command = [sys.executable, "-m", "dure.cli.postgres"]
    place = ["--home", str(server.home)]
    started = subprocess.run([*command, "start", *place], capture_output=True, text=True, check=True)
    with psycopg.connect(started.stdout.strip()) as link:
        assert link.execute("select current_user").fetchone() == ("dure",)
    subprocess.run([*command, "stop", *place], check=True)
    assert not server.runs()
    assert subprocess.run([*command, "stop", *place], check=False).returncode == 1
