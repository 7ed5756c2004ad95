"""`dure backup` and `dure restore`: the same figures on another machine, every reader goes on, erased stays erased."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.cast import make_cast
from tests.database import owner_url, runner_url

from dure.cli.backups.archive import Contents, Packing, Unpacking
from dure.cli.backups.tables import connected, digest_of, tables_of
from dure.cli.cluster import CannotStart
from dure.cli.postgres import FOR_TESTS, Embedded
from dure.ledger.erasures import Erasure, note_erasures, noted_erasures

TOLD = "방수가 안 됩니다"
GO_ON = """
import django
django.setup()
from dure.ledger.actors import SYSTEM
from dure.ledger.models import Cursor, Entry
from dure.ledger.readers import read_all
from dure.network.actions import register_organisation
register_organisation(name="(주)새로온", by=SYSTEM)
read_all()
head = Entry.objects.order_by("-number").values_list("number", flat=True)[0]
behind = [row.reader for row in Cursor.objects.filter(number__lt=head)]
print(head, behind)
"""


def dure(place: dict[str, str], *arguments: str, code: int = 0) -> subprocess.CompletedProcess[bytes]:
    """A command in an installation of its own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DURE_", "DATABASE_"))}
    own = {**kept, **place, "DJANGO_SETTINGS_MODULE": "dure.site.settings"}
    done = subprocess.run([sys.executable, *arguments], capture_output=True, env=own, check=False)
    assert done.returncode == code, done.stderr.decode()
    return done


def figures(url: str) -> dict[str, str]:
    """A digest of every table."""
    with connected(url) as link:
        return {table.name: digest_of(link, table) for table in tables_of(link)}


@pytest.fixture
def office(committed_db: str, tmp_path: Path) -> dict[str, str]:
    """An installation with the cast in it and a file."""
    from dure.cases import actions as act
    from dure.ledger.sealing import seal_entries
    from dure.papers.actions import attach_file
    from dure.papers.models import File
    from dure.papers.store import Incoming, path_of

    cast = make_cast()
    case = act.send_case(firm=cast.lighttec, told=act.Told(text="물이 샙니다"), by=cast.as_("owner"))
    words = TOLD.encode()
    attach_file(
        incoming=Incoming("현장.txt", [words], words, len(words)), owner=case.ref, firm=cast.lighttec,
        by=cast.as_("owner").actor,
    )  # fmt: skip
    seal_entries()
    files = tmp_path / "files"
    for row in File.objects.all():
        (files / row.sha256[:2]).mkdir(parents=True, exist_ok=True)
        shutil.copy(path_of(row.sha256), files / row.sha256[:2])
    return {
        "DATABASE_URL": runner_url(committed_db), "DURE_OWNER_URL": owner_url(committed_db),
        "DURE_HOME": str(tmp_path / "office"), "DURE_FILES": str(files),
    }  # fmt: skip


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Embedded]:
    """An empty installation on another server."""
    server = Embedded(tmp_path / "other", settings=FOR_TESTS).start()
    yield server
    server.stop()


def test_backup_is_restored_on_another_server_with_the_same_figures_and_goes_on(office, other, tmp_path):
    from dure.network.models import Person

    file = tmp_path / "backup.zip"
    told = dure(office, "-m", "dure.cli", "backup", str(file))
    assert b"backed up" in told.stderr
    before = figures(office["DURE_OWNER_URL"])
    erased = Person.objects.exclude(phone="").first()
    assert erased is not None
    journal = tmp_path / "erasures.jsonl"
    note_erasures(
        journal, [Erasure("2026-11-26", "network_person", str(erased.pk), {"phone": "", "name": "—"})]
    )
    there = {"DURE_HOME": str(other.home)}
    dure(there, "-m", "dure.cli", "restore", str(file), "--erasures", str(journal))
    after = figures(other.url())
    assert {name for name in before if before[name] != after[name]} == {"network_person"}
    with psycopg.connect(other.url()) as link:
        found = link.execute("select name, phone from network_person where id = %s", [erased.pk]).fetchone()
        _name, sha = link.execute("select name, sha256 from papers_file").fetchone()
    assert found == ("—", "")
    assert (other.home / "files" / sha[:2] / sha).read_text() == TOLD
    assert [each.key for each in noted_erasures((other.home / "erasures.jsonl").read_text())] == [
        str(erased.pk)
    ]
    with (
        psycopg.connect(other.url(), autocommit=True) as link,
        pytest.raises(psycopg.DatabaseError, match="door"),
    ):
        link.execute("update network_person set name = ''")
    answer = dure(
        {**there, "DATABASE_URL": other.url("dure_app"), "DURE_OWNER_URL": other.url()}, "-c", GO_ON
    )
    head, behind = answer.stdout.decode().split(" ", 1)
    assert int(head) > 0
    assert behind.strip() == "[]"
    refused = dure(there, "-m", "dure.cli", "restore", str(file), code=2)
    assert "holds data already" in refused.stderr.decode()
    assert len(refused.stderr.splitlines()) == 1


def test_backup_streams_and_reports_a_file_that_is_gone(office, tmp_path):
    files = Path(office["DURE_FILES"])
    whole = dure(office, "-m", "dure.cli", "backup", "-").stdout
    copy = tmp_path / "copy.zip"
    copy.write_bytes(whole)
    archive = Unpacking(copy)
    assert set(archive.contents.tables) <= {name.rsplit("/", 1)[-1] for name in archive.must_be_whole()}
    for file in list(files.glob("??/*")):
        file.write_bytes(b"eaten")
    told = dure(office, "-m", "dure.cli", "backup", str(tmp_path / "second.zip"), code=1).stderr.decode()
    assert "missing or damaged" in told
    dure(office, "-m", "dure.cli", "backup", str(tmp_path / "nowhere" / "b.zip"), code=2)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A little backup."""
    place = tmp_path / "small.zip"
    packing = Packing(place, Contents("0.1", "2026-11-26", {}, {}))
    packing.add("tables/one", [b"1\n" * 1000, b"2\n"])
    packing.close()
    return place


def test_a_backup_that_was_cut_or_changed_is_refused(small):
    whole = small.read_bytes()
    assert list(Unpacking(small).must_be_whole()) == ["tables/one"]
    small.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CannotStart, match="cut short"):
        Unpacking(small)
    small.write_bytes(whole)
    with zipfile.ZipFile(small) as old:
        manifest = old.read("manifest.json")
    with zipfile.ZipFile(small, "w") as new:
        new.writestr("tables/one", b"1\n" * 999)
        new.writestr("manifest.json", manifest)
    with pytest.raises(CannotStart, match="damaged at tables/one"):
        list(Unpacking(small).must_be_whole())
    small.write_bytes(b"no zip at all")
    with pytest.raises(CannotStart, match="no backup"):
        Unpacking(small)


def test_journal_of_erasures_forgives_only_a_last_line_cut_short(tmp_path):
    place = tmp_path / "erasures.jsonl"
    one = Erasure("2026-11-26", "network_person", "1", {"name": "—"}, ("ab",))
    note_erasures(place, [one, one])
    text = place.read_text()
    assert list(noted_erasures(text)) == [one, one]
    assert list(noted_erasures(text[:-5])) == [one]
    with pytest.raises(ValueError, match="line 1"):
        list(noted_erasures("{\n" + text))
