"""axe finds no violation on any page, on a phone and on a desk, in light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PUBLIC = [
    "/",
    "/stories",
    "/experts",
    "/groups",
    "/services",
    "/complexes",
    "/feed",
    "/accounts/login/",
    "/accounts/refused/",
    "/enter",
    "/privacy",
    "/help",
    "/help/coordinator",
    f"/l/{'A' * 40}",
    "/m/stop/nonsense",
]
PAGES = {
    "owner": ["/desk", "/cases", "/cases/new", "/notices", "/search?q=조명", "/organisations", "/feed"],
    "expert": ["/desk", "/cases", "/notices"],
    "coordinator": [
        "/desk",
        "/cases",
        "/cases/call",
        "/counts",
        "/counts/satisfaction",
        "/people",
        "/organisations",
        "/offices",
        "/notices",
        "/inbox",
        "/contacts/new",
        "/findings/new",
        "/messages",
        "/messages/templates",
        "/messages/templates/RECEIVED",
        "/imports",
        "/duties",
    ],
    "secretariat": [
        "/desk",
        "/groups",
        "/groups/MC_GJ_OPT",
        "/groups/MC_GJ_OPT/facts",
        "/groups/MC_GJ_OPT/words/en",
        "/groups/MC_GJ_OPT/ending",
    ],
    "head": ["/desk?show=approvals", "/roles"],
    "headquarters": ["/desk", "/counts", "/settings", "/offices", "/roles"],
}


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(person, name, width):
    somebody = person(name, width=width)
    told = {path: _violations(somebody, path) for path in [*PUBLIC, *PAGES[name]]}
    assert not {path: found for path, found in told.items() if found}


def test_axe_finds_nothing_on_a_case_and_its_steps(person):
    owner = person("owner", width=390)
    owner.go("/cases/new")
    owner.fill("text", "사출 금형에서 김이 빠지지 않아 표면이 탑니다.")
    owner.send()
    address = owner.page.url.removeprefix(owner.address)
    coordinator = person("coordinator")
    coordinator.go(address)
    links = coordinator.page.eval_on_selector_all(
        f"main a[href^='{address}/']", "all => all.map(each => each.getAttribute('href'))"
    )
    steps = [link for link in dict.fromkeys(links) if not link.endswith("/paper")]
    assert len(steps) > 5
    told = {path: _violations(coordinator, path) for path in [address, *steps]}
    told |= {f"{path} (firm)": _violations(owner, path) for path in [address]}
    assert not {path: found for path, found in told.items() if found}


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_on_a_person(person, width):
    desk = person("coordinator", width=width)
    desk.go("/people")
    address = desk.page.eval_on_selector("main a[href^='/people/']", "link => link.getAttribute('href')")
    pages = (address, f"{address}/contacts", f"{address}/consents", f"/messages/new?person={address[8:]}")
    told = {path: _violations(desk, path) for path in pages}
    assert not {path: found for path, found in told.items() if found}


def _violations(somebody, path):
    somebody.go(path)
    assert somebody.page.locator("main").count() == 1, path
    results = Axe().run(somebody.page)
    return [
        (each["id"], [node["target"] for node in each["nodes"]][:3])
        for each in results.response["violations"]
    ]
