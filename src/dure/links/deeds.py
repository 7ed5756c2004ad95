"""What is done in a case when the addressee of a link answers; every deed is the same as on the pages of the case."""

from collections.abc import Callable
from typing import Any

from dure.cases import actions as act
from dure.cases.models import Referral
from dure.links.models import Link
from dure.network.standing import Standing

Told = dict[str, Any]
Deed = Callable[[Link, Standing, Told], None]


def _agree(link: Link, by: Standing, told: Told) -> None:
    if link.case.state == "ON_HOLD":
        act.resume_case(case=link.case, by=by, consent_kind="LINK")
    else:
        act.give_consent(
            case=link.case, kind="LINK", by=by, name_may_be_told=bool(told.get("name_may_be_told"))
        )


def _refuse(link: Link, by: Standing, told: Told) -> None:
    if link.case.state == "ON_HOLD":
        act.withdraw_case(case=link.case, reason=told.get("words", ""), by=by)
    else:
        act.refuse_consent(case=link.case, reason=told.get("words", ""), by=by)


def _not_yet(link: Link, by: Standing, told: Told) -> None:
    if link.case.state == "UNCONFIRMED":
        act.reopen_case(case=link.case, reason=told["words"], by=by)
    else:
        act.say_not_yet(case=link.case, missing=told["words"], by=by)


def _referral(link: Link) -> Referral:
    assert link.referral is not None  # noqa: S101  (the rules let no link for an answer be without one)
    return link.referral


def _accept(link: Link, by: Standing, told: Told) -> None:
    act.accept_referral(referral=_referral(link), by=by, way="LINK")


def _decline(link: Link, by: Standing, told: Told) -> None:
    act.decline_referral(referral=_referral(link), reason=told["reason"], words=told.get("words", ""), by=by)


def _confirm(link: Link, by: Standing, told: Told) -> None:
    words, name = told.get("words", ""), link.person.name
    act.confirm_solution(case=link.case, by=by, kind="LINK", note=words, confirmed_by=name)


def _rate(link: Link, by: Standing, told: Told) -> None:
    act.say_satisfaction(case=link.case, score=told["score"], words=told.get("words", ""), way="LINK", by=by)


DEEDS: dict[str, Deed] = {
    "AGREED": _agree,
    "REFUSED": _refuse,
    "ACCEPTED": _accept,
    "DECLINED": _decline,
    "CONFIRMED": _confirm,
    "NOT_YET": _not_yet,
    "RATED": _rate,
}
