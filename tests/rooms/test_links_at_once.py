"""A link that is used by several at the same second."""

import threading

from django.db import connections
from tests.cast import make_cast
from tests.rooms.test_links import link_to, with_phone

from dure.cases import actions as act
from dure.ledger.errors import Clash
from dure.ledger.models import Entry
from dure.links.actions import use_link
from dure.links.models import Link


def test_link_used_at_the_same_second_twice_is_done_once(committed_db):
    cast = make_cast()
    with_phone(cast.people["owner"])
    case = act.register_found_case(
        firm=cast.lighttec, told=act.Told(text="용접 뒤에 휩니다."), by=cast.as_("coordinator")
    )
    link = link_to(cast, "CONSENT", case)
    gate, told = threading.Barrier(4), []

    def use():
        mine = Link.objects.select_related("case", "person").get(pk=link.pk)
        gate.wait()
        try:
            use_link(link=mine, outcome="AGREED", address=None)
            told.append("done")
        except Clash as clash:
            told.append(clash.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["done", "link_used", "link_used", "link_used"]
    assert Entry.objects.filter(type="case.consented").count() == 1
