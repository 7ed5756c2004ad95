"""The thesaurus as shipped, its reviewer, and how concepts are found in texts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.korean.normal import normal
from dure.engines.korean.words import Analyser, Piece
from dure.engines.thesaurus.concepts import BadLine, concept, concepts
from dure.engines.thesaurus.faults import faults
from dure.engines.thesaurus.finding import Finder

SMALL = """
process\t공정\tprocess\t工程\t工序
casting\t주조\tcasting\t鋳造\t铸造\tprocess
die-casting\t다이캐스팅;다이 주조\tdie casting\tダイカスト\t压铸\tcasting
porosity\t기포;블로홀;기공\tporosity;blowhole\t鋳巣;ブローホール\t气孔\tcasting\tdie-casting
die-mould\t금형;다이~금형\tmould;die~mould\t金型\t模具\tprocess\tdie-casting
semiconductor\t반도체\tsemiconductor\t半導体\t半导体\tprocess
die-chip\t칩;다이~반도체\tchip;die~semiconductor\tチップ\t芯片\tsemiconductor
"""


def read(text):
    return [concept(line, f"heads.tsv:{at}") for at, line in enumerate(text.strip().splitlines(), start=1)]


@pytest.fixture(scope="module")
def analyser():
    return Analyser()


@pytest.fixture(scope="module")
def finder():
    return Finder(read(SMALL))


@pytest.fixture
def found(analyser, finder):
    def codes(text):
        clean = normal(text)
        parsed = analyser.parsed(clean)
        mentions = finder.mentions(parsed.pieces)
        return {mention.code: clean[mention.start : mention.end] for mention in mentions}

    return codes


def test_shipped_thesaurus_is_large_and_without_fault():
    shipped = concepts()
    assert list(faults(shipped)) == []
    assert len(shipped) >= 4000


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("다이 캐스팅품에 블로홀이 자꾸 생겨요", "porosity", "블로홀"),
        ("다이캐스팅으로 만듭니다", "die-casting", "다이캐스팅"),
        ("다이 캐스팅으로 만듭니다", "die-casting", "다이 캐스팅"),
        ("Die-castings full of blowholes", "porosity", "blowholes"),
        ("ＤＩＥ　ＣＡＳＴＩＮＧ", "die-casting", "die casting"),
        ("ダイカスト品にブローホールが出ます", "porosity", "ブローホール"),
        ("压铸件有气孔", "porosity", "气孔"),
    ],
)
def test_word_is_found_however_it_is_written(found, text, code, word):
    assert found(text)[code] == word


@pytest.mark.parametrize("text", ["대기공간이 좁습니다", "recasting", "チップス", "다이어트"])
def test_word_inside_another_word_is_not_found(found, text):
    assert found(text) == {}


def test_longest_word_is_taken(found):
    assert found("다이캐스팅") == {"die-casting": "다이캐스팅"}


@pytest.mark.parametrize(
    ("text", "code", "other"),
    [
        ("다이캐스팅에 쓰는 다이", "die-mould", "die-chip"),
        ("반도체 칩을 붙이는 다이", "die-chip", "die-mould"),
    ],
)
def test_word_of_two_concepts_means_the_one_that_fits_the_text(found, text, code, other):
    assert code in found(text)
    assert other not in found(text)


def test_word_of_two_concepts_means_both_where_nothing_tells(analyser, finder):
    parsed = analyser.parsed("다이")
    shares = {each.code: each.share for each in finder.mentions(parsed.pieces)}
    assert shares == {"die-mould": 0.5, "die-chip": 0.5}


def test_relation_holds_for_both_and_kinds_go_up_to_the_head(finder):
    assert "porosity" in finder.links.related("die-casting")
    assert finder.links.broader("die-casting") == ["casting", "process"]


@given(st.text(st.sampled_from("다이캐스팅 기포금형-칩가는die casting气孔鋳巣ダイカスト·"), max_size=60))
def test_mentions_stand_in_the_text_and_do_not_overlap(finder, text):
    clean = normal(text)
    pieces = [Piece(sign, at, at + 1) for at, sign in enumerate(clean) if sign != " "]
    spans = sorted({(each.start, each.end) for each in finder.mentions(pieces)})
    assert all(0 <= start < end <= len(clean) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Casting\t틀\tframe\t枠\t框\tprocess", "not of small letters"),
        ("casting\t틀\tframe\t枠\t框\tprocess", "already"),
        ("frame\t틀\tframe\t枠\t框\tnowhere", "points to nowhere"),
        ("frame\t틀\tframe\t枠\t框\tprocess\tframe", "related to itself"),
        ("frame\t틀\tframe\t枠\t틀\tprocess", "is Korean but stands in zh"),
        ("frame\t틀;틀\tframe\t枠\t框\tprocess", "stands twice in ko"),
        ("frame\t기포\tframe\t枠\t框\tprocess", "give each its ~sense"),
        ("frame\t틀\tframe\t枠\t框", "nothing is a kind of the head frame"),
    ],
)
def test_each_fault_is_told(line, fault):
    assert any(fault in told for told in faults(read(f"{SMALL.strip()}\n{line}")))


def test_orphan_and_cycle_are_told():
    lines = read(SMALL)
    orphan = concept("frame\t틀\tframe\t枠\t框", "metals.tsv:1")
    ring = [
        concept(f"{a}\t{a}가\t{a}\t{a}\t{a}\t{b}", f"metals.tsv:{a}") for a, b in (("x1", "x2"), ("x2", "x1"))
    ]
    told = "\n".join(faults([*lines, orphan, *ring]))
    assert "frame is an orphan" in told
    assert "x1 is a kind of itself" in told


@pytest.mark.parametrize(
    "line", ["frame\t틀\tframe\t枠", "frame\t틀\t\t枠\t框\tprocess", "a\tb\tc\td\te\tf\tg\th"]
)
def test_broken_line_is_refused_with_its_place(line):
    with pytest.raises(BadLine, match=r"part\.tsv:7"):
        concept(line, "part.tsv:7")
