"""The story of a solved case: written, approved by the firm, published, in several languages."""

from dataclasses import dataclass

from dure.cases import events
from dure.cases.actions.stepping import stepping
from dure.cases.models import DifficultyCase, SolvedStory, StoryWording
from dure.ledger import clock
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.ledger.refs import Ref
from dure.network.standing import Standing


@dataclass(frozen=True)
class Wording:
    """A story in one language."""

    title: str
    problem: str
    solution: str
    language: str = "ko"


def draft_story(
    *, case: DifficultyCase, wording: Wording, by: Standing, effect_words: str = ""
) -> SolvedStory:
    """Write the story without secrets; writing it anew asks the firm anew."""
    with stepping(case, "draft_story", by) as move:
        story, made = SolvedStory.objects.get_or_create(
            case=move.case, defaults={"kind": move.case.kind, "fields": move.case.fields}
        )
        if not made:
            story.version += 1
        story.state, story.approved_at, story.effect_words = "DRAFT", None, effect_words[:300]
        story.save()
        _word(story, wording)
        move.tell(events.StoryDrafted, story=story.ref, language=wording.language)
    return story


def approve_story(*, case: DifficultyCase, by: Standing, with_name: bool = False) -> None:
    """The firm lets the story be published, with or without its name."""
    with stepping(case, "approve_story", by) as move:
        story = move.case.story
        story.state, story.approved_at, story.with_name = "APPROVED", clock.now(), with_name
        story.save()
        move.tell(events.StoryApproved, story=story.ref, with_name=with_name)


def publish_story(*, case: DifficultyCase, by: Standing) -> None:
    """Put an approved story into the knowledge base; nothing in it names the firm unless it wanted that."""
    with stepping(case, "publish_story", by) as move:
        story = move.case.story
        story.state, story.published_at = "PUBLISHED", clock.now()
        story.save()
        kind = move.case.kind_id or ""
        move.tell(events.StoryPublished, story=story.ref, kind=kind)


def translate_story(*, story: SolvedStory, wording: Wording, by: Standing) -> None:
    """Add or renew another language of a story."""
    if story.case.office_id not in by.offices and not by.is_system:
        raise Refused("step_not_yours", step="translate_story")
    with recording(by=by.actor) as ledger:
        _word(story, wording)
        firm = Ref("organisation", story.case.firm_id)
        ledger.record(
            events.StoryTranslated(
                case=story.case.ref, firm=firm, story=story.ref, language=wording.language
            ),
            scope=story.case.office_id,
        )


def _word(story: SolvedStory, wording: Wording) -> None:
    StoryWording.objects.update_or_create(
        story=story,
        language=wording.language,
        defaults={
            "title": wording.title[:200],
            "problem": wording.problem,
            "solution": wording.solution,
            "source_version": story.version,
        },
    )
