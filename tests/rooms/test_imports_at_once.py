"""Two people who carry out the same list at the same time."""

import threading

from django.db import connections
from tests.cast import make_cast
from tests.rooms.test_imports import ROW, take

from dure.imports.actions import carry_out
from dure.network.models import Organisation


def test_two_people_with_the_same_file_make_each_firm_once(committed_db):
    cast = make_cast()
    batches = [take(cast, ROW), take(cast, ROW, by="colleague")]
    gate, told = threading.Barrier(2), []

    def carry(batch, who):
        gate.wait()
        try:
            told.append(carry_out(batch=batch, by=cast.as_(who))["NEW"])
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=carry, args=told_off)
        for told_off in zip(batches, ("coordinator", "colleague"), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [0, 1]
    assert Organisation.objects.filter(name="(주)한빛도금").count() == 1
