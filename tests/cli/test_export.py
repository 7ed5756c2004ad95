"""`dure export`: all of an office, and nothing of another."""

import json
import zipfile

from tests.cast import make_cast
from tests.cli.test_backups import dure
from tests.database import owner_url, runner_url

from dure.cases import actions as act
from dure.intake.actions import Note, record_contact


def test_everything_of_an_office_leaves_and_nothing_of_another(committed_db, tmp_path):
    cast = make_cast()
    act.send_case(firm=cast.lighttec, told=act.Told(text="열이 빠지지 않습니다"), by=cast.as_("owner"))
    act.send_case(firm=cast.miu, told=act.Told(text="구미의 비밀"), by=cast.as_("gumi_owner"))
    record_contact(firm=cast.lighttec, note=Note(content="공정을 봄"), by=cast.as_("coordinator"))
    place = {
        "DATABASE_URL": runner_url(committed_db), "DURE_OWNER_URL": owner_url(committed_db), "DURE_HOME": str(tmp_path / "home"),
    }  # fmt: skip
    file = tmp_path / "gj.zip"
    told = dure(place, "-m", "dure.cli", "export", "GJ", str(file), "--reason", "merged")
    assert b"rows" in told.stdout
    with zipfile.ZipFile(file) as archive:
        tables = {
            name: [json.loads(line) for line in archive.read(name).decode().splitlines()]
            for name in archive.namelist()
            if name.endswith(".jsonl")
        }
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert [row["text"] for row in tables["tables/cases_case.jsonl"]] == ["열이 빠지지 않습니다"]
    assert [row["content"] for row in tables["tables/intake_contact.jsonl"]] == ["공정을 봄"]
    assert {row["name"] for row in tables["tables/network_organisation.jsonl"]} >= {cast.lighttec.name}
    assert "case.sent" in {row["type"] for row in tables["ledger.jsonl"]}
    assert "구미의 비밀".encode() not in everything
    assert cast.miu.name.encode() not in everything
    assert b"password" not in everything
    refused = dure(place, "-m", "dure.cli", "export", "XX", str(file), "--reason", "x", code=2)
    assert "GJ" in refused.stderr.decode()


def test_every_table_of_an_office_is_known_or_has_a_reason():
    from django.apps import apps

    from dure.cli.exporting import way_to_office
    from dure.ledger.models import Kept

    without = {
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, Kept) and not way_to_office(model)
    }
    assert without == NOT_OF_AN_OFFICE


NOT_OF_AN_OFFICE = {
    "network_complex",  # shared by offices
    "network_specialisation",  # of a complex
    "network_setting",  # holds for all offices
    "network_wording",  # public texts of all rooms
    "network_grant",  # rights within this installation mean nothing elsewhere
}
