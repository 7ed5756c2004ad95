"""Pages of docs/reference written from the tables of the product: permissions, lifecycles, settings."""

from collections.abc import Iterator
from typing import Any

AUDIENCES = {
    "ALL": "everybody",
    "SIGNED_IN": "whoever signed in",
    "STAFF": "staff of an office or of headquarters",
    "LIBRARY": "as the library decides",
}
TOWARDS_A_CASE = {
    "FIRM": "acts for the firm that asked",
    "WRITER": "wrote the case down",
    "HELPER": "was asked to help, or may speak for the body or group that was asked",
    "BODY": "acts for a body or group that was asked and names its person",
    "OFFICER": "officer of the firm's group, where the firm ticked that officers may see it",
    "COORDINATOR": "coordinator in the office of the case",
    "SECRETARIAT": "secretariat of the office, or of the group that was asked",
    "OFFICE_HEAD": "head of the office",
    "STAFF": "other staff of the office",
    "APPROVER": "approver of the office; its head too",
    "RECEIVER": "works in an office that was asked to take the case over",
    "SYSTEM": "Dure itself, when a limit runs out or something follows from a fact",
}


def permission_table() -> Iterator[str]:
    """Who may open which address, and who may take which step in which state."""
    yield "# Permissions\n\n"
    yield "Written from the addresses, whose views name their audience, and from the lifecycles.\n"
    yield "An audience is the first door only: behind it each page shows what its reader's standing allows, and\n"
    yield 'answers "not found" both for what is missing and for what the reader may not know of.\n\n'
    yield "## Addresses\n\n| address | open to | what |\n|---|---|---|\n"
    for address, audience, told in sorted(set(_addresses())):
        yield f"| `{address}` | {AUDIENCES.get(audience, audience)} | {told} |\n"
    yield "\n## Roles towards a case\n\n| role | who it is |\n|---|---|\n"
    for code, told in TOWARDS_A_CASE.items():
        yield f"| `{code}` | {told} |\n"
    yield "\nA party that the firm wants kept out has no role at all, whatever else it is.\n"
    from dure.cases.lifecycle import CASE, REFERRAL

    for machine in (CASE, REFERRAL):
        yield from _who_may(machine)


def _addresses() -> Iterator[tuple[str, str, str]]:
    from django.urls import URLPattern, URLResolver, get_resolver

    from dure.network.doorkeeper import AUDIENCE

    def walk(patterns: Any, above: str) -> Iterator[tuple[str, str, str]]:
        for each in patterns:
            address = above + str(each.pattern).removeprefix("^").removesuffix(r"\Z").removesuffix("$")
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, address)
            elif isinstance(each, URLPattern):
                view = each.callback
                ours = view.__module__.startswith("dure.")
                told = (view.__doc__ or "").strip().splitlines()[0] if ours and view.__doc__ else ""
                yield address, getattr(view, AUDIENCE, "LIBRARY"), told

    yield from walk(get_resolver().url_patterns, "/")


def _who_may(machine: Any) -> Iterator[str]:
    roles = [
        role
        for role in TOWARDS_A_CASE
        if any(role in each.roles for each in (*machine.steps, *machine.occasions))
    ]
    yield f"\n## Steps of a {machine.code} ({machine.ko})\n\n"
    yield f"| step | in states | {' | '.join(f'`{role}`' for role in roles)} | if |\n"
    yield f"|---|---|{'---|' * len(roles)}---|\n"
    for each in (*machine.steps, *machine.occasions):
        states = each.frm if hasattr(each, "frm") else each.states
        marks = " | ".join("●" if role in each.roles else "" for role in roles)
        yield f"| {each.ko} `{each.code}` | {' '.join(states)} | {marks} | {' '.join(each.guards)} |\n"


def lifecycles() -> Iterator[str]:
    """The states and steps, with a picture."""
    from dure.cases.lifecycle import CASE, REFERRAL

    yield "# Lifecycles\n\n"
    yield "The tables in `dure/cases/lifecycle` serve the guards of actions, the buttons of pages and this page.\n"
    for machine in (CASE, REFERRAL):
        yield from _machine(machine)


def _machine(machine: Any) -> Iterator[str]:
    yield f"\n## {machine.code} ({machine.ko})\n\n| state | word | what the firm sees | end |\n|---|---|---|---|\n"
    for state in machine.states:
        yield f"| `{state.code}` | {state.ko} | {state.firm_step or ''} | {'yes' if state.end else ''} |\n"
    yield "\n```mermaid\nstateDiagram-v2\n"
    yield f"    [*] --> {machine.start}\n"
    for frm, step, to in machine.edges():
        yield f"    {frm} --> {to}: {step.code}\n"
    for code in machine.ends():
        yield f"    {code} --> [*]\n"
    yield "```\n\n### Steps\n\n| step | from | to | noun in addresses | event | if | starts | stops |\n"
    yield "|---|---|---|---|---|---|---|---|\n"
    for step in machine.steps:
        to = "the state it was paused in" if step.to == "=" else step.to
        yield (
            f"| {step.ko} `{step.code}` | {' '.join(step.frm)} | {to} | `{step.noun}` | `{step.event}` "
            f"| {' '.join(step.guards)} | {' '.join(step.starts)} | {' '.join(step.stops)} |\n"
        )
    yield "\n### What happens without a change of state\n\n| what | in states | noun | event | if |\n|---|---|---|---|---|\n"
    for each in machine.occasions:
        yield (
            f"| {each.ko} `{each.code}` | {' '.join(each.states)} | `{each.noun}` | `{each.event}` "
            f"| {' '.join(each.guards)} |\n"
        )
    yield from _limits(machine)


def _limits(machine: Any) -> Iterator[str]:
    from dure.network.defaults import DEFAULTS

    yield "\n### Limits\n\n| clock | setting | shipped | whose turn | then | rests on hold |\n|---|---|---|---|---|---|\n"
    for each in machine.clocks:
        shipped = DEFAULTS[each.limit]
        yield (
            f"| {each.ko} `{each.code}` | `{each.limit}` | {shipped.value} {shipped.unit} | `{each.turn}` "
            f"| {each.then or ''} | {'yes' if each.pauses else 'no'} |\n"
        )
    for title, rows in (("Marks", machine.tags), ("What falls due after an end", machine.due_lists)):
        if rows:
            yield f"\n### {title}\n\n"
        for each in rows:
            states = each.states if hasattr(each, "states") else each.after
            limit = f", `{each.limit}`" if hasattr(each, "limit") else ""
            yield f"- {each.ko} `{each.code}`: {' '.join(states)}{limit}\n"


def settings() -> Iterator[str]:
    """Every setting as shipped."""
    from dure.network.defaults import DEFAULTS

    yield "# Settings\n\n"
    yield "Headquarters changes them on `/settings`, each from a day on; what held before stays on record.\n"
    yield "U marks a proposal of the product, no rule that was found.\n\n"
    yield "| key | on screens | shipped | unit | basis |\n|---|---|---|---|---|\n"
    for key, each in DEFAULTS.items():
        shown = "" if each.value == "" else each.value
        yield f"| `{key}` | {each.ko} | {shown} | {each.unit} | {each.basis} |\n"
