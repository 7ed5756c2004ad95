"""The index and the ranking of files: what holds for every text, and a small golden ranking."""

import io
import json

import ir_measures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dure.engines.retrieval.documents import EVERYBODY, Document
from dure.engines.retrieval.evaluation import evaluate
from dure.engines.retrieval.formats import FormatError, judged, rows, run, run_lines, why_lines
from dure.engines.retrieval.index import BusyError
from dure.engines.retrieval.ranking import Corpus, Row
from dure.engines.retrieval.reader import Reader
from dure.engines.retrieval.shelf import FolderShelf, MemoryShelf
from dure.engines.retrieval.views import shared_analyser

OFFERS = {
    "heat": "전력 소자의 방열판 설계와 열 해석, 기판 온도를 낮추는 구조",
    "seal": "등기구의 방수 등급 시험과 실링 설계",
    "loan": "담보가 없는 중소기업의 운전자금 대출과 보증",
    "customs": "수출 통관 보류와 품목 분류 상담",
    "mould": "사출 금형의 수축과 휨 불량을 줄이는 공정 조건",
    "people": "외국인 근로자 고용 허가와 숙소 안내",
}
GOLDEN = {
    "기판이 뜨거워져서 방열이 안 됩니다": "heat",
    "비만 오면 등 안에 물이 들어갑니다. 방수가 문제입니다": "seal",
    "은행에서 담보를 가져오라고 합니다": "loan",
    "세관에서 통관이 안 된다고 합니다": "customs",
    "사출품이 자꾸 휩니다": "mould",
    "외국인을 뽑고 싶습니다": "people",
}
TEXTS = st.text(st.sampled_from("방열판 온도담보금형통관abc123 \n.<>"), max_size=60)
OPEN = frozenset({EVERYBODY})


def document(id, text, *keys, kind="offer"):
    return Document(id, kind, {"text": text}, frozenset(keys) or OPEN)


def filled(*documents, shelf=None):
    shelf = shelf or MemoryShelf()
    with shelf.writer() as writer:
        writer.put(documents)
        writer.commit("1")
    return Reader(shelf)


def found(reader, text, *keys, limit=5):
    hits = reader.search(text, ["offer"], {EVERYBODY, *keys}, limit)["offer"]
    return [(hit.id, round(hit.score, 9), hit.reasons) for hit in hits]


@pytest.fixture(scope="module")
def offers():
    return filled(*(document(id, text) for id, text in OFFERS.items()))


@pytest.fixture(scope="module")
def corpus():
    return Corpus((Row(id, (text,)) for id, text in OFFERS.items()), shared_analyser())


@pytest.mark.parametrize(("need", "right"), GOLDEN.items())
def test_index_finds_the_right_offer_first(offers, need, right):
    id, score, reasons = found(offers, need)[0]
    assert id == right
    assert score > 0
    assert reasons


@pytest.mark.parametrize(("need", "right"), GOLDEN.items())
def test_file_ranking_finds_the_right_offer_first(corpus, need, right):
    assert corpus.rank(Row("q", (need,)))[0].id == right


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_reasons_of_a_file_ranking_add_up(corpus, text):
    for hit in corpus.rank(Row("q", (text,))):
        assert sum(reason.weight for reason in hit.reasons) == pytest.approx(hit.score, abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_any_text_is_answered_in_a_steady_order(offers, text):
    first = found(offers, text)
    assert first == found(offers, text)
    assert [score for _id, score, _ in first] == sorted((score for _id, score, _ in first), reverse=True)


@settings(max_examples=15, deadline=None)
@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=4))
def test_shut_documents_change_nothing_for_those_without_a_key(text, secrets):
    opened = [document(id, words) for id, words in OFFERS.items()]
    shut = [document(f"shut{at}", f"{text} {words}", "office:a") for at, words in enumerate(secrets)]
    assert found(filled(*opened), text) == found(filled(*opened, *shut), text)
    assert found(filled(*opened), text) == found(filled(*opened, *shut), text, "office:b")


def test_shut_documents_are_found_by_their_key():
    reader = filled(document("a", OFFERS["heat"]), document("b", "금두꺼비 합금의 방열판", "office:a"))
    assert [id for id, *_ in found(reader, "금두꺼비 방열판", "office:a")] == ["b", "a"]
    assert [id for id, *_ in found(reader, "금두꺼비 방열판")] == ["a"]


def test_document_put_again_takes_the_place_of_the_old():
    shelf = MemoryShelf()
    reader = filled(document("a", "방열판"), shelf=shelf)
    with shelf.writer() as writer:
        writer.put([document("a", "담보 대출")])
        assert [id for id, *_ in found(reader, "방열판")] == ["a"]
        writer.commit("2")
    assert found(reader, "방열판") == []
    assert [id for id, *_ in found(reader, "담보")] == ["a"]
    assert (reader.ids(), reader.cursor()) == ({"a"}, "2")


def test_what_was_not_committed_is_lost():
    shelf = MemoryShelf()
    reader = filled(document("a", "방열판"), shelf=shelf)
    with shelf.writer() as writer:
        writer.drop(["a"])
    assert reader.ids() == {"a"}


def test_folder_is_rebuilt_beside_the_one_that_is_read(tmp_path):
    shelf = FolderShelf(tmp_path)
    reader = filled(document("a", "방열판"), shelf=shelf)
    with shelf.rebuild() as writer:
        writer.put([document("b", "방열판")])
        writer.commit("9")
        assert reader.ids() == {"a"}
    assert (reader.ids(), reader.cursor()) == ({"b"}, "9")


def test_failed_rebuild_leaves_the_index_as_it_was(tmp_path):
    shelf = FolderShelf(tmp_path)
    reader = filled(document("a", "방열판"), shelf=shelf)
    with pytest.raises(RuntimeError), shelf.rebuild():
        raise RuntimeError
    assert reader.ids() == {"a"}
    assert len([each for each in tmp_path.iterdir() if not each.is_symlink()]) == 1


def test_generation_never_takes_the_name_of_one_that_is_gone(tmp_path):
    shelf = FolderShelf(tmp_path)
    names = []
    for _ in range(4):
        with shelf.rebuild() as writer:
            writer.commit("1")
        names.append(shelf.in_use())
    assert len(set(names)) == 4


def test_two_cannot_write_one_index(tmp_path):
    shelf = FolderShelf(tmp_path)
    with shelf.writer(), pytest.raises(BusyError):
        shelf.writer()


def test_index_that_was_never_made_finds_nothing(tmp_path):
    reader = Reader(FolderShelf(tmp_path / "none"))
    assert (found(reader, "방열"), reader.ids(), reader.cursor()) == ([], set(), None)


@pytest.mark.parametrize(
    ("given", "line", "what"),
    [
        (b'{"id":"a","text":"x"}\n{"id":"a","text":"y"}', 2, "used before"),
        (b'{"id":"a","text":"x"}\nnothing', 2, "not JSON"),
        (b'["a"]', 1, "not a JSON object"),
        (b'{"id":"a b","text":"x"}', 1, "blank"),
        (b'{"text":"x"}', 1, 'no "id"'),
        (b'{"id":"a"}', 1, 'no "text"'),
        ("가".encode("euc-kr"), 1, "not UTF-8"),
        (b"", 1, "no row"),
    ],
)
def test_bad_rows_are_told_by_line(given, line, what):
    with pytest.raises(FormatError, match=what) as told:
        list(rows(io.BytesIO(given)))
    assert str(told.value).startswith(f"line {line}:")


def test_run_is_read_as_it_was_written(corpus):
    hits = corpus.rank(Row("q", ("담보가 없습니다",)))
    text = "".join(run_lines("q", hits))
    assert run(io.BytesIO(text.encode())) == {
        "q": {hit.id: pytest.approx(hit.score, abs=1e-6) for hit in hits}
    }
    reasons = [json.loads(line) for line in why_lines("q", hits)]
    assert reasons[0]["doc"] == "loan"
    assert reasons[0]["reasons"][0].keys() == {"code", "detail", "weight"}


GRADES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 2), min_size=1, max_size=6)
SCORES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 99).map(float), max_size=8)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(SCORES, GRADES), min_size=1, max_size=4))
def test_measures_agree_with_ir_measures(pairs):
    pairs = [(scores, grades) for scores, grades in pairs if any(grades.values())]
    best = max((max(grades.values()) for _, grades in pairs), default=0)
    if not pairs or any(len(set(scores.values())) < len(scores) for scores, _ in pairs):
        return
    asked = {f"q{at}": scores for at, (scores, _) in enumerate(pairs)}
    right = {f"q{at}": grades for at, (_, grades) in enumerate(pairs)}
    ours = {name: figure[0] for name, figure in evaluate(asked, right).items()}
    peers = {
        "hit@1": ir_measures.Success(rel=best) @ 1,
        "hit@5": ir_measures.Success(rel=best) @ 5,
        "MRR": ir_measures.RR(rel=best),
        "nDCG@10": ir_measures.nDCG @ 10,
        "recall@50": ir_measures.R @ 50,
    }
    theirs = ir_measures.calc_aggregate(peers.values(), right, {**{name: {} for name in right}, **asked})
    for name, measure in peers.items():
        assert ours[name] == pytest.approx(theirs[measure], abs=1e-6), name


def test_judgments_are_read_with_their_grades():
    assert judged(io.BytesIO(b"q 0 a 2\nq 0 b 1\n")) == {"q": {"a": 2, "b": 1}}


@pytest.mark.parametrize(
    ("question", "id", "code", "detail", "about"),
    [
        ("주물에 블로홀이 생깁니다", "pores", "concept", "블로홀", "casting-porosity"),
        ("Our castings are full of blowholes", "pores", "concept", "blowholes", "casting-porosity"),
        ("鋳巣が多い", "pores", "concept", "鋳巣", "casting-porosity"),
        ("铸件气孔太多", "pores", "concept", "气孔", "casting-porosity"),
        ("다이캐스팅을 배우고 싶습니다", "foundry", "near", "다이캐스팅", "casting"),
    ],
)
def test_concept_is_found_under_another_name_and_said_so(question, id, code, detail, about):
    reader = filled(
        document("pores", "알루미늄 부품의 기공과 핀홀을 엑스레이로 보고 원인을 찾습니다"),
        document("foundry", "사형 주조로 만드는 밸브 몸체"),
        document("customs", "수출 통관 보류와 품목 분류 상담"),
    )
    hits = {hit.id: hit for hit in reader.search(question, ["offer"], {EVERYBODY}, 3)["offer"]}
    assert (code, detail) in {(reason.code, reason.detail) for reason in hits[id].reasons}
    assert any(about in reason.about for reason in hits[id].reasons)
    assert "customs" not in hits
