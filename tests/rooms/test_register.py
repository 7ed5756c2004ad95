"""The register: organisations are found as people write them, and only the right ones change it."""

import pytest

from dure.engines.identifiers import bigrams, name_key
from dure.network.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        "(주)새벽조명",
        "㈜새벽조명",
        "새벽조명 주식회사",
        "새벽 조명",
        "（주） 새벽-조명",
        "Saebyeok Co., Ltd.",
    ],
)
def test_name_key_is_the_same_in_database_and_engine(cast, name):
    cast.lighttec.name, cast.lighttec.name_en, cast.lighttec.products = name, "", ""
    from dure.ledger.actors import SYSTEM
    from dure.ledger.doors import recording

    with recording(by=SYSTEM):
        cast.lighttec.save()
    cast.lighttec.refresh_from_db()
    assert cast.lighttec.sought.strip(";") == name_key(name)
    assert bigrams(name_key(name))
    assert Organisation.objects.filter(sought__contains=name_key(name)).exists()
