"""`dure assign` from file to file, and what it says when asked wrongly."""

import subprocess
import sys

import pytest

from dure.cli.assign import assign

SCORES = """need,helper,score
용접 균열,김 박사,0.9
용접 균열,이 교수,0.8
도금 두께,김 박사,0.7
도금 두께,이 교수,0.1
금형 수명,이 교수,0.6
금형 수명,박 명장,0.55
"""
LOADS = "helper,min,max\n김 박사,0,1\n이 교수,0,2\n박 명장,0,2\n"
BEST = """need,helper,score
용접 균열,이 교수,0.8
도금 두께,김 박사,0.7
금형 수명,이 교수,0.6
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scores.csv").write_text(SCORES, encoding="utf-8-sig")
    (tmp_path / "loads.csv").write_text(LOADS, encoding="utf-8")
    return tmp_path


def refused(capsys, *arguments, **options):
    with pytest.raises(SystemExit) as ended:
        assign(*arguments, **{"load": "loads.csv", "out": "out.csv", **options})
    told = capsys.readouterr()
    assert ended.value.code == 2
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    return told.err


def test_command_writes_the_best_assignment_and_tells_total_bound_and_smallest_need(place):
    command = ["assign", "scores.csv", "--load", "loads.csv", "--out", "out.csv"]
    answer = subprocess.run(
        [sys.executable, "-m", "dure.cli", *command], capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert (place / "out.csv").read_text(encoding="utf-8") == BEST
    assert answer.stdout.splitlines() == [
        "total           2.100000",
        "bound           2.100000",
        "smallest need   0.600000   금형 수명",
    ]


def test_minimum_changes_who_is_given(place, capsys):
    (place / "loads.csv").write_text(LOADS.replace("박 명장,0", "박 명장,1"), encoding="utf-8")
    assign("scores.csv", load="loads.csv", out="-")
    told = capsys.readouterr()
    assert told.out == BEST.replace("이 교수,0.6", "박 명장,0.55")
    assert "2.05" in told.err


def test_fair_lifts_the_worst_need_and_tells_how_far_it_could_go(place, capsys):
    (place / "scores.csv").write_text(
        "need,helper,score\na,김 박사,9\na,이 교수,4\nb,김 박사,5\nb,이 교수,1\n"
    )
    assign("scores.csv", load="loads.csv", out="out.csv", fair=True)
    assert "smallest need   4.000000   a   (at most 4.000000)" in capsys.readouterr().out
    assert (place / "out.csv").read_text(encoding="utf-8") == "need,helper,score\na,이 교수,4\nb,김 박사,5\n"


def test_what_cannot_be_done_is_explained_and_leaves_no_file(place, capsys):
    told = refused(capsys, "scores.csv", per_need=3)
    assert told == (
        "dure: scores.csv: 3 needs may not have 3 helpers, the first only 2: 용접 균열, 도금 두께, 금형 수명; "
        "add scores for them or lower --per-need\n"
    )
    assert not (place / "out.csv").exists()


def test_wrong_line_is_told_with_its_file(place, capsys):
    (place / "scores.csv").write_text(SCORES + "진동,최 기사,1\n", encoding="utf-8")
    told = refused(capsys, "scores.csv")
    assert (
        told == 'dure: scores.csv, line 8: the helper "최 기사" has no load; add a line for it to the loads\n'
    )
    (place / "loads.csv").write_bytes(LOADS.encode("cp949"))
    assert "loads.csv, line 2: not UTF-8" in refused(capsys, "scores.csv")


def test_files_must_differ_exist_and_be_writable(place, capsys):
    assert "SCORES and --load name the same place" in refused(capsys, "loads.csv")
    assert "--load and --out name the same place" in refused(capsys, "scores.csv", out="./loads.csv")
    assert "SCORES and --load name the same place" in refused(capsys, "-", load="-")
    assert "none.csv" in refused(capsys, "none.csv")
    assert "name a place that can be written" in refused(capsys, "scores.csv", out="none/out.csv")
