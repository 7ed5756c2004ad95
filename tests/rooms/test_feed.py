"""Who sees what in the feed: what concerns them, never another firm's open case."""

import asyncio
import time
from datetime import timedelta

import pytest
from django.db.models import Max

from dure.cases import actions as act
from dure.feed.hub import Hub, Sent, Subscriber
from dure.feed.models import Item
from dure.feed.queries import newest, position, since
from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.models import Entry
from dure.ledger.numbering import number_entries
from dure.ledger.readers import read_all, rebuild
from dure.network.actions import add_member, block_party, end_role
from dure.network.models import NeedKind, Organisation, Role
from dure.network.standing import NOBODY

pytestmark = pytest.mark.django_db
STRANGERS = ("rival", "gumi_owner", "gumi_coordinator", "second_expert", "officer", "headquarters", "body")


@pytest.fixture
def case(cast):
    case = act.send_case(
        firm=cast.lighttec,
        told=act.Told(text="방열이 막혔습니다."),
        group=cast.optics,
        by=cast.as_("owner"),
    )
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    return case


def asked(cast, case):
    return act.ask_helper(
        case=case, helper=act.Helper(person=cast.people["expert"]), by=cast.as_("coordinator")
    )


def types(standing):
    read_all(["feed"])
    return [line.type for line in newest(standing).lines]


def words(standing):
    read_all(["feed"])
    return " ".join(line.words for line in newest(standing).lines)


@pytest.mark.parametrize("who", ["coordinator", "colleague", "head", "secretariat"])
def test_feed_shows_a_case_to_its_office_and_secretariat(cast, case, who):
    assert types(cast.as_(who)) == ["case.taken_up", "case.sent"]


def test_feed_shows_a_firm_its_own_case_without_what_stays_inside(cast, case):
    asked(cast, case)
    assert "referral.proposed" in types(cast.as_("coordinator"))
    assert types(cast.as_("owner")) == ["referral.asked", "case.taken_up", "case.sent"]


@pytest.mark.parametrize("who", STRANGERS)
def test_feed_hides_an_open_case_from_everybody_else(cast, case, who):
    asked(cast, case)
    assert types(cast.as_(who)) == []
    assert newest(NOBODY).lines == []


def test_feed_shows_a_helper_only_the_own_request_without_the_firm(cast, case):
    asked(cast, case)
    act.ask_helper(
        case=case, helper=act.Helper(person=cast.people["second_expert"]), by=cast.as_("coordinator")
    )
    assert types(cast.as_("expert")) == ["referral.asked"]
    assert "윤" not in words(cast.as_("expert"))
    act.accept_referral(referral=case.referrals.get(person=cast.people["expert"]), by=cast.as_("expert"))
    act.ask_confirmation(case=case, result="방열판을 바꿈", by=cast.as_("coordinator"), reason="함께 함")
    act.confirm_solution(case=case, note="좋아짐", by=cast.as_("owner"))
    assert cast.lighttec.name not in words(cast.as_("expert"))
    assert cast.lighttec.name in words(cast.as_("coordinator"))


def test_feed_does_not_tell_a_candidate_who_was_not_chosen(cast, case):
    candidate = act.propose_helper(
        case=case, helper=act.Helper(person=cast.people["expert"]), by=cast.as_("coordinator")
    )
    act.withdraw_request(referral=candidate, by=cast.as_("coordinator"))
    assert "referral.withdrawn" in types(cast.as_("coordinator"))
    assert types(cast.as_("expert")) == []


def test_feed_follows_a_hand_over(cast, case):
    act.offer_handover(case=case, to=cast.gumi, reason="구미 공장", by=cast.as_("coordinator"))
    assert types(cast.as_("gumi_coordinator")) == ["case.handover_offered"]
    act.take_handover(case=case, by=cast.as_("gumi_coordinator"))
    assert "case.handed_over" in types(cast.as_("gumi_coordinator"))
    assert types(cast.as_("coordinator")) == []


def test_block_beats_every_key(cast, case):
    asked(cast, case)
    assert types(cast.as_("expert")) == ["referral.asked"]
    block_party(firm=cast.lighttec, kind="PERSON", person=cast.people["expert"], by=SYSTEM)
    assert types(cast.as_("expert")) == []


def test_feed_shows_a_new_member_only_in_a_group_of_three(cast):
    firms = [Organisation.objects.get(pk=cast.miu.pk)]
    add_member(group=cast.optics, organisation=firms[0], by=SYSTEM)
    assert types(cast.as_("body")) == ["group.member_joined"]
    assert types(NOBODY) == []
    membership = cast.optics.memberships.get(organisation=cast.humanlight)
    from dure.network.actions import end_membership

    end_membership(membership=membership, by=SYSTEM, on=clock.today() - timedelta(days=1))
    assert types(cast.as_("body")) == []
    assert "group.member_left" in types(cast.as_("owner"))


def test_person_who_joins_is_shown_to_the_group_only(cast):
    add_member(group=cast.optics, organisation=cast.miu, by=SYSTEM)
    add_member(group=cast.optics, person=cast.people["expert"], by=SYSTEM)
    assert types(cast.as_("body")) == ["group.member_joined"]
    assert types(cast.as_("owner")) == ["group.member_joined", "group.member_joined"]


def test_feed_shows_published_stories_to_all_and_forgets_withdrawn_ones(cast, case):
    story = publish(cast, case)
    assert types(NOBODY) == ["story.published"]
    line = newest(cast.as_("rival")).lines[0]
    assert (line.url, line.case) == (f"/stories/{story.pk}", "")
    assert "방열을 잡다" in line.words
    assert cast.lighttec.name not in line.words
    from dure.ledger.doors import recording

    with recording(by=SYSTEM):
        story.state = "WITHDRAWN"
        story.save()
    assert newest(NOBODY).lines == []


def publish(cast, case):
    act.support_ourselves(case=case, words="함께 봄", by=cast.as_("coordinator"))
    act.confirm_solution(case=case, note="됨", by=cast.as_("owner"))
    wording = act.Wording(title="방열을 잡다", problem="열이 찼다", solution="판을 바꿨다")
    story = act.draft_story(case=case, wording=wording, by=cast.as_("coordinator"))
    act.approve_story(case=case, by=cast.as_("owner"))
    act.publish_story(case=case, by=cast.as_("head"))
    return story


def test_feed_pages_meet_without_gap_or_double(cast):
    for _ in range(4):
        act.send_case(firm=cast.lighttec, told=act.Told(text="막힘"), by=cast.as_("owner"))
    case = act.send_case(firm=cast.humanlight, told=act.Told(text="막힘"), by=cast.as_("rival"))
    for text in range(40):
        act.reply_to_firm(case=case, text=str(text), by=cast.as_("coordinator"))
    read_all(["feed"])
    by = cast.as_("coordinator")
    first = newest(by)
    second = newest(by, before=first.older)
    assert (len(first.lines), len(second.lines), second.older) == (30, 15, None)
    numbers = [line.number for line in (*first.lines, *second.lines)]
    assert numbers == sorted(set(numbers), reverse=True)


def test_since_tells_what_was_missed_also_before_the_reader_came_to_it(cast, case):
    read_all(["feed"])
    before = position()
    act.reply_to_firm(case=case, text="보고 있습니다", by=cast.as_("coordinator"))
    asked(cast, case)
    number_entries()
    head = Entry.objects.order_by("number").last().number
    assert position() == before
    expected = ["case.replied", "referral.asked"]
    assert [line.type for line in since(cast.as_("owner"), before, head)] == expected
    read_all(["feed"])
    assert [line.type for line in since(cast.as_("owner"), before, head)] == expected
    assert since(cast.as_("rival"), 0, head) == []


def test_rebuilt_feed_equals_what_was_there(cast, case):
    asked(cast, case)
    act.offer_handover(case=case, to=cast.gumi, reason="이전", by=cast.as_("coordinator"))
    act.take_handover(case=case, by=cast.as_("gumi_coordinator"))
    read_all(["feed"])
    before = sorted(Item.objects.values_list("key", "number", "at"))
    assert before
    rebuild("feed")
    assert sorted(Item.objects.values_list("key", "number", "at")) == before


def test_feed_speaks_the_language_of_its_reader(cast, case):
    from dure.network.standing import standing

    korean = words(standing(cast.people["owner"], language="ko"))
    assert "새벽조명이 도움을 요청했습니다" in korean.replace("(주)", "")


class Listening:
    """A stream of the hub in this thread."""

    def __init__(self, hub, standing):
        self.loop = asyncio.new_event_loop()
        self.subscriber = Subscriber(standing, self.loop)
        number_entries()
        hub._number = hub._number or Entry.objects.aggregate(last=Max("number"))["last"] or 0
        self.subscriber.stands(standing)
        hub._subscribers.add(self.subscriber)

    def heard(self):
        self.loop.run_until_complete(asyncio.sleep(0))
        found = []
        while not self.subscriber.queue.empty():
            found.append(self.subscriber.queue.get_nowait())
        return found

    def close(self):
        self.loop.close()


@pytest.fixture
def hub():
    return Hub()


@pytest.fixture
def listen(hub):
    opened = []

    def start(standing):
        opened.append(Listening(hub, standing))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


def test_hub_hands_each_stream_only_what_it_may_see(cast, case, hub, listen):
    streams = {who: listen(cast.as_(who)) for who in ("owner", "coordinator", "expert", *STRANGERS)}
    asked(cast, case)
    hub.turn()
    heard = {who: [str(sent) for sent in stream.heard()] for who, stream in streams.items()}
    assert {who for who, lines in heard.items() if lines} == {"owner", "coordinator", "expert"}
    assert cast.lighttec.name not in "".join(heard["expert"])
    number = Entry.objects.get(type="referral.asked").number
    assert f"id: {number}\nevent: entry\ndata: <li" in "".join(heard["expert"])


def test_open_stream_follows_grants_roles_and_blocks(cast, case, hub, listen):
    expert, gumi = listen(cast.as_("expert")), listen(cast.as_("gumi_coordinator"))
    colleague = listen(cast.as_("colleague"))
    referral = asked(cast, case)
    hub.turn()
    assert expert.heard()
    role = Role.objects.get(person=cast.people["colleague"], code="COORDINATOR")
    end_role(role=role, by=SYSTEM)
    block_party(firm=cast.lighttec, kind="PERSON", person=cast.people["expert"], by=SYSTEM)
    hub.turn()
    expert.heard(), colleague.heard()
    act.change_view(referral=referral, parts=("title",), by=cast.as_("coordinator"))
    act.reply_to_firm(case=case, text="보는 중", by=cast.as_("coordinator"))
    hub.turn()
    assert (expert.heard(), colleague.heard(), gumi.heard()) == ([], [], [])


def test_stream_of_a_closed_account_ends(cast, case, hub, listen):
    stream = listen(cast.as_("colleague"))
    from dure.ledger.doors import keeping

    with keeping():
        account = cast.people["colleague"].account
        account.is_active = False
        account.save()
    stream.subscriber.stale_at = 0
    act.reply_to_firm(case=case, text="보는 중", by=cast.as_("coordinator"))
    hub.turn()
    assert stream.heard() == [None]
    assert not len(hub)


def test_signs_of_other_rooms_are_sent_when_they_change(cast, hub, listen):
    stream, shown = listen(cast.as_("owner")), {}
    hub.also("notices", lambda people: {person: shown[person] for person in people})
    shown[cast.people["owner"].pk] = "3"
    hub.show_signs()
    hub.show_signs()
    assert [str(sent) for sent in stream.heard()] == ["event: notices\ndata: 3\n\n"]


def test_stream_that_is_too_slow_is_let_go(cast, hub, listen):
    stream = listen(cast.as_("owner"))
    for number in range(502):
        stream.subscriber.hand(Sent("entry", "", number))
    assert None in stream.heard()


def test_turn_of_many_streams_is_quick(cast, case, hub, listen):
    by = cast.as_("coordinator")
    streams = [listen(by) for _ in range(20)] + [listen(cast.as_("rival")) for _ in range(20)]
    act.reply_to_firm(case=case, text="보는 중", by=by)
    started = time.monotonic()
    hub.turn()
    assert time.monotonic() - started < 2
    assert [len(stream.heard()) for stream in streams] == [1] * 20 + [0] * 20
