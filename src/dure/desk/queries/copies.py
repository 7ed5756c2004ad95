"""Everything kept about a person, without names of others and without secrets of firms."""

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from dure.intake.models import Contact
from dure.ledger.events import EVENTS
from dure.ledger.models import Touch
from dure.links.models import Link
from dure.messages.models import Message
from dure.network.models import Account, Evidence, ExpertProfile, Membership, Person, PersonalConsent, Role
from dure.network.words import CONSENT_SOURCES, GROUP_OFFICES, ROLE_CODES
from dure.papers.models import Agreement, Consent
from dure.rights.queries import requests_of
from dure.rights.words import KINDS, REASONS, RESULTS, WAYS

Line = dict[str, Any]
SECRETS_OF_FIRMS = ("organisation.party_blocked", "organisation.party_cleared", "case.party_blocked",
                    "case.party_cleared", "referral.proposed")  # fmt: skip
ADDRESS = re.compile(r"https?://\S+")
NOTE = """두레에 있는 개인정보

개인정보.json에는 두레가 이 사람에 대해 가지고 있는 것이 모두 들어 있습니다.
다른 사람의 이름, 기업이 알리지 말라고 한 곳, 애로와 방문 기록의 내용, 보낸 링크의 주소는 뺐습니다.
틀린 것이 있으면 정정을, 더 쓰지 않기를 바라면 처리정지나 삭제를 추진단에 요구할 수 있습니다.
"""


def copy_of(person: Person) -> bytes:
    """A ZIP with one JSON file of everything, and a page that says what was left out."""
    told = json.dumps(_everything(person), ensure_ascii=False, indent=1, default=str)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("개인정보.json", told)
        archive.writestr("읽어 주세요.txt", NOTE)
    return kept.getvalue()


def _everything(person: Person) -> dict[str, Any]:
    return {
        "본인": _own(person),
        "계정": list(_account(person)),
        "일한 곳": [
            {"곳": row.organisation.name, "직함": row.title, **_span(row.during)}
            for row in person.posts.select_related("organisation").order_by("during")
        ],
        "역할": list(_roles(person)),
        "모임": list(_memberships(person)),
        "전문가 소개": list(_profile(person)),
        "동의와 거부": list(_consents(person)),
        "동의서와 약속": list(_papers(person)),
        "방문·통화": list(_contacts(person)),
        "보낸 글": list(_messages(person)),
        "링크": list(_links(person)),
        "개인정보 요구": list(_requests(person)),
        "있었던 일": list(_entries(person)),
    }


def _own(person: Person) -> Line:
    return {
        "이름": person.name, "영문 이름": person.name_en, "전화": person.phone, "메일": person.email,
        "언어": person.language, "수집 동의한 날": person.consented_on, "처리를 정지한 날": person.suspended_on,
    }  # fmt: skip


def _account(person: Person) -> Iterator[Line]:
    for row in Account.objects.filter(person=person):
        yield {"메일": row.email, "전화": row.phone, "언어": row.language, "만든 때": row.made_at,
               "마지막 로그인": row.last_login}  # fmt: skip


def _roles(person: Person) -> Iterator[Line]:
    rows = Role.objects.filter(person=person).select_related("office", "group", "organisation")
    for row in rows.order_by("during", "pk"):
        place = row.office or row.group or row.organisation
        yield {
            "역할": ROLE_CODES.get(row.code, row.code),
            "곳": place.name if place else "",
            **_span(row.during),
        }


def _memberships(person: Person) -> Iterator[Line]:
    for row in Membership.objects.filter(person=person).select_related("group").order_by("during", "pk"):
        held = GROUP_OFFICES.get(row.office_held, row.office_held)
        yield {"모임": row.group.name, "맡은 자리": held, **_span(row.during)}


def _profile(person: Person) -> Iterator[Line]:
    for row in ExpertProfile.objects.filter(person=person).select_related("organisation"):
        yield {
            "곳": row.organisation.name, "직함": row.title, "소개": row.about, "공개": row.published,
            "분야": [field.ko for field in row.fields.all()], "맡을 수 있는 건수": row.capacity,
            "보안서약한 날": row.pledged_on,
            "근거": list(Evidence.objects.filter(expert=row).order_by("pk").values_list("text", flat=True)),
        }  # fmt: skip


def _consents(person: Person) -> Iterator[Line]:
    for row in PersonalConsent.objects.filter(person=person).order_by("said_on", "pk"):
        yield {"목적": row.purpose, "동의": row.agreed, "말한 날": row.said_on, "근거": row.basis,
               "어떻게": CONSENT_SOURCES.get(row.source, row.source)}  # fmt: skip


def _papers(person: Person) -> Iterator[Line]:
    for given in Consent.objects.filter(person=person).order_by("given_at"):
        yield {
            "종류": given.purpose,
            "어떻게": given.kind,
            "때": given.given_at,
            "거둔 때": given.withdrawn_at,
        }
    for agreed in Agreement.objects.filter(receiver_person=person).order_by("accepted_at"):
        yield {"종류": agreed.kind, "기간(년)": agreed.period_years, "때": agreed.accepted_at}


def _contacts(person: Person) -> Iterator[Line]:
    for row in Contact.objects.filter(met=person).select_related("firm").order_by("on", "pk"):
        yield {"날": row.on, "어떻게": row.channel, "어디서": row.place, "기업": row.firm.name}


def _messages(person: Person) -> Iterator[Line]:
    rows = list(Message.objects.filter(person=person).select_related("office", "made_by").order_by("made_at"))
    writers = Role.objects.filter(office__in={row.office_id for row in rows}).exclude(person=person)
    others = {
        *writers.values_list("person__name", flat=True),
        *(row.made_by.name for row in rows if row.made_by),
    }
    for row in rows:
        yield {"추진단": row.office.name, "길": row.way, "때": row.made_at, "어떻게 되었나": row.state,
               "글": _without(others - {person.name}, row.text)}  # fmt: skip


def _links(person: Person) -> Iterator[Line]:
    for row in Link.objects.filter(person=person).prefetch_related("uses").order_by("made_at"):
        uses = [{"때": use.at, "무엇": use.what, "접속 주소": use.address} for use in row.uses.all()]
        yield {"무엇을 물었나": row.purpose, "만든 때": row.made_at, "쓴 때": row.used_at, "답": row.outcome,
               "연 기록": uses}  # fmt: skip


def _requests(person: Person) -> Iterator[Line]:
    for row in requests_of(person):
        yield {"무엇": KINDS[row.kind], "어떻게": WAYS[row.way], "받은 날": row.asked_on, "내용": row.words,
               "결과": RESULTS.get(row.result, ""), "까닭": REASONS.get(row.reason, ""), "답": row.answer,
               "답한 때": row.answered_at}  # fmt: skip


def _entries(person: Person) -> Iterator[Line]:
    rows = Touch.objects.filter(uid=person.pk).exclude(entry__type__in=SECRETS_OF_FIRMS)
    for touch in rows.select_related("entry").order_by("entry__occurred_at", "entry_id"):
        kind = touch.entry.type
        yield {"때": touch.entry.occurred_at, "무엇": _said(kind), "종류": kind, "이 사람은": touch.role}


def _said(kind: str) -> str:
    """The sentence of an event, with a mark where somebody or something is named."""
    event = EVENTS.get(kind)
    return re.sub(r"\{\w+\}", "○○", str(event.says)) if event else kind


def _without(names: Iterable[str], text: str) -> str:
    """A text without the names of others and without addresses that let somebody in."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, "○○○")
    return ADDRESS.sub("(주소)", text)


def _span(during: Any) -> Line:
    return {"언제부터": during.lower, "언제까지": during.upper}
