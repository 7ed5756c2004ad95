"""The two stories that were publicly reported: one solved as it was told, one waiting to be played."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from dure.cases import actions as act
from dure.cases.actions.drafts import keep_draft
from dure.cases.models import Effect, Tag
from dure.demo.sources import reported
from dure.demo.world import World
from dure.ledger import clock
from dure.network.models import NeedKind

ASK_FORM = "case-new"


@contextmanager
def on(day: str) -> Iterator[None]:
    """Half past ten on a day of the reported time."""
    moment = datetime.fromisoformat(day).replace(hour=10, minute=30, tzinfo=clock.SEOUL)
    with clock.at(moment):
        yield


def tell_lighttec(world: World) -> None:
    """The office hears of it, introduces the expert, joint research follows; effects as they were told."""
    row = reported()["lighttec"]
    firm = world.named[row["firm"]]
    office, owner = world.coordinator_of(firm), world.owner_of(firm)
    expert = next(each for each in world.experts if each.person.name == row["expert"])
    with on("2005-09-12"):
        told = act.Told(text=row["text"], title=row["title"], product=row["product"], channel="VISIT")
        case = act.register_found_case(firm=firm, told=told, by=office)
        act.give_consent(case=case, kind="EARLIER", by=office, name_may_be_told=True)
        act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), stage="PRODUCT", by=office)
        referral = act.ask_helper(case=case, helper=act.Helper(person=expert.person), by=office)
        act.accept_referral(referral=referral, by=office, way="EARLIER")
        act.log_visit(case=case, note=act.VisitNote(content=row["visit"]), referral=referral, by=office)
        tag = act.set_tag(case=case, tag=Tag(code="JOINT_RESEARCH", partners=row["body"]), by=office)
    with on("2006-02-06"):
        act.record_tag_result(tag=tag, result=row["solution"], by=office)
        act.ask_confirmation(case=case, result=row["solution"], by=office)
        act.confirm_solution(case=case, kind="EARLIER", method=row["solution"], by=office)
    with on("2006-10-16"):
        claim = Effect(kind="TIME_SAVED", certainty="CLAIM", unit="YEAR", year=2006, words=row["time_saved"])
        act.enter_effect(case=case, effect=claim, by=office)
        sales = Effect(
            kind="SALES", certainty="FORECAST", value=row["sales_value"], unit="KRW", year=2007,
            words=row["sales"],
        )  # fmt: skip
        act.enter_effect(case=case, effect=sales, by=office)
        act.draft_story(
            case=case, wording=act.Wording(**row["story"]), effect_words=row["time_saved"], by=office
        )
        act.approve_story(case=case, with_name=True, by=owner)
        act.publish_story(case=case, by=world.as_(world.crew_of(firm).head))


def leave_miu(world: World) -> None:
    """What the firm was stuck on stands in its box, ready to be sent to its own mini-cluster."""
    row = reported()["miu"]
    firm = world.named[row["firm"]]
    fields = {"text": row["text"], "product": row["product"], "group": str(world.groups[row["group"]].pk)}
    keep_draft(by=world.owner_of(firm), form=ASK_FORM, fields=fields)
