"""The page on which the head of an office erases a person."""


def test_head_erases_a_person_and_others_find_no_such_page(cast, signed_in, settings, tmp_path):
    settings.ERASURES = tmp_path / "erasures.jsonl"
    owner = cast.people["owner"]
    here = f"/people/{owner.pk}/erasure"
    for stranger in ("coordinator", "gumi_coordinator", "owner"):
        assert signed_in(stranger).get(here).status_code == 404
    head = signed_in("head")
    assert here in head.get(f"/people/{owner.pk}").content.decode()
    assert head.post(here, {"ground": "WISH"}).status_code == 422
    assert head.post(here, {"ground": "WISH", "sure": "on"}, follow=True).status_code == 200
    owner.refresh_from_db()
    assert owner.erased_on is not None
