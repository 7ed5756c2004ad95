"""A visit note on a telephone without signal: nothing is lost, everything is sent once."""

import sys

import pytest

NOTE = "도금 공정을 보았습니다. 벗겨지는 곳은 모서리입니다."
PHOTO = {"name": "현장.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\nphoto"}
KEPT = "navigator.serviceWorker.ready.then(async () => { for (let i = 0; i < 100; i++) { if (await caches.match('/contacts/new')) return true; await new Promise(r => setTimeout(r, 100)); } return false; })"  # noqa: E501


@pytest.fixture
def visitor(person):
    """A coordinator at a firm, with the page opened once while there was signal."""
    sat = person("coordinator", width=390)
    sat.go("/contacts/new")
    assert sat.page.evaluate(KEPT)
    sat.page.wait_for_timeout(1500)
    return sat


def write(visitor, words=NOTE, firm="(주)새벽조명"):
    """Three fields: whom, what, a photo; then one tap."""
    visitor.page.select_option("#id_firm", label=firm)
    visitor.page.fill("#id_content", words)
    visitor.page.set_input_files("#id_file", PHOTO)
    visitor.page.get_by_role("button", name="적어 두기").click()


def notes_on(person, words):
    """How many contacts with the firm say this."""
    desk = person("colleague")
    desk.go("/organisations?q=새벽조명")
    desk.page.get_by_role("link", name="새벽조명").first.click()
    key = desk.page.url.rsplit("/", 1)[-1]
    desk.go(f"/organisations/{key}/contacts")
    return desk.page.get_by_text(words[:20]).count()


def test_note_without_signal_waits_and_is_sent_once_with_its_photo(visitor, person):
    page = visitor.page
    page.context.set_offline(True)
    page.goto(visitor.address + "/contacts/new")
    write(visitor)
    page.get_by_text("보낼 것 1건").wait_for()
    page.goto(visitor.address + "/contacts/new")
    page.get_by_text("보낼 것 1건").wait_for()
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.get_by_text("적어 둔 것을 보냈습니다").wait_for()
    assert notes_on(person, NOTE) == 1
    sys.stdout.write("visit note without signal: 3 fields, 4 taps (open, firm, photo, keep)\n")


def test_note_whose_answer_was_lost_is_sent_again_and_is_one_note(visitor, person):
    page, words = visitor.page, "답이 오지 않은 방문입니다. 두 번 보냈습니다."
    page.context.set_offline(True)
    write(visitor, words)
    page.get_by_text("보낼 것 1건").wait_for()
    lost = []

    def lose(route):
        route.fetch()
        lost.append(1)
        route.abort()

    page.route("**/contacts/new", lose)
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.get_by_text("지금은 신호가 없습니다").wait_for()
    assert lost
    page.unroute("**/contacts/new")
    page.get_by_role("button", name="지금 보내기").click()
    page.get_by_text("적어 둔 것을 보냈습니다").wait_for()
    assert notes_on(person, words) == 1


def test_note_of_somebody_who_signed_out_waits_until_they_are_back(visitor, person):
    page, words = visitor.page, "로그아웃한 뒤에도 남은 방문입니다."
    page.context.set_offline(True)
    write(visitor, words)
    page.get_by_text("보낼 것 1건").wait_for()
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.get_by_text("로그인하면 보냅니다").wait_for()
    page.context.add_cookies(cookies)
    page.get_by_role("button", name="지금 보내기").click()
    page.get_by_text("적어 둔 것을 보냈습니다").wait_for()
    assert notes_on(person, words) == 1


def test_note_that_cannot_be_taken_any_more_is_shown_with_the_reason(visitor):
    page = visitor.page
    page.context.set_offline(True)
    gone = '<option value="01900000-0000-7000-8000-000000000000" selected>없는 기업</option>'
    page.evaluate("options => { document.getElementById('id_firm').innerHTML = options }", gone)
    page.fill("#id_content", "넘겨준 기업의 방문입니다.")
    page.get_by_role("button", name="적어 두기").click()
    page.get_by_text("보낼 것 1건").wait_for()
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.get_by_role("button", name="고쳐서 다시 적기").wait_for()
    page.reload()
    page.get_by_role("button", name="고쳐서 다시 적기").click()
    assert page.input_value("#id_content") == "넘겨준 기업의 방문입니다."
