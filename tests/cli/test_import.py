"""`dure import`: a line for each row, whole or not at all."""

import json
import subprocess

from tests.cli.test_backups import dure, office, other  # noqa: F401
from tests.clumsy import number_of
from tests.clumsy.making import text

LISTED = [["기업명", "사업자등록번호"], ["(주)하나", number_of(1)], ["(주)둘", number_of(2)]]


def bring(place, *arguments, code=0):
    done: subprocess.CompletedProcess[bytes] = dure(place, "-m", "dure.cli", "import", *arguments, code=code)
    return done.stdout.decode(), done.stderr.decode()


def test_list_comes_in_whole_or_not_at_all(office, tmp_path):  # noqa: F811
    from dure.network.models import Organisation

    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes(text(*LISTED, encoding="cp949"))
    bad.write_bytes(text(*LISTED, ["(주)셋", "123"]))
    out, _err = bring(office, "organisations", str(good), "--office", "GJ", "--dry-run")
    assert out.count(": new") == 2
    assert not Organisation.objects.filter(name="(주)하나").exists()
    out, err = bring(office, "organisations", str(bad), "--office", "GJ", code=2)
    assert len(err.splitlines()) == 1
    assert "nothing was imported" in err
    assert not Organisation.objects.filter(name="(주)하나").exists()
    bring(office, "organisations", str(good), "--office", "GJ")
    assert Organisation.objects.filter(name__in=["(주)하나", "(주)둘"]).count() == 2
    out, _err = bring(office, "organisations", str(good), "--office", "GJ")
    assert out.count("same") == 2
    people = tmp_path / "people.json"
    people.write_text(json.dumps([{"소속 기업": "(주)하나", "이름": "김이음", "휴대전화": "010-1111-2222"}]))
    out, _err = bring(office, "people", str(people), "--office", "GJ")
    assert "new" in out
    for wrong, said in (
        (("kings", str(good)), "unknown kind"),
        (("patents", str(good)), "cannot be imported yet"),
        (("organisations", str(tmp_path / "none.csv")), "cannot be read"),
        (("organisations", str(good)), "--office"),
    ):
        _out, err = bring(office, *wrong, code=2)
        assert said in err
        assert len(err.splitlines()) == 1
