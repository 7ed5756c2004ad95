"""Copies every row of the demonstration under new keys: one substitution for uids, one rule a column for the rest."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import psycopg

from bench._renaming import RULES, SERIAL, Copy, office_code, other
from bench._sheets import INSIDE, Row, Sheets, Table
from dure.ledger.models import Entry
from dure.ledger.sealing import link as seal_of
from dure.ledger.writing import digest

NULL = b"\\N"
PLACES = (
    "network_complex", "network_office", "network_office_complexes", "network_specialisation",
    "network_person", "network_organisation", "network_headappointment", "network_post", "network_role",
    "network_cluster_group", "network_cluster_group_complexes", "network_membership", "network_expertprofile",
    "network_expertprofile_fields", "network_evidence", "network_block",
)  # fmt: skip
ROOMS = (
    "cases_number", "cases_case", "cases_difficulty", "cases_referral", "cases_caseclock", "cases_visit",
    "cases_answer", "cases_resolution", "cases_ending", "cases_forwarding", "cases_handover", "cases_enquiry",
    "cases_effect", "cases_tag", "cases_rating", "cases_solvedstory", "cases_storywording", "network_grant",
    "network_mutualhelp", "papers_file", "papers_consent", "papers_agreement",
)  # fmt: skip
SHARED = "select id::text from network_office where kind <> 'OFFICE'"


class Multiplication(Sheets):
    """Reads the demonstration once and writes all copies of it."""

    def __init__(self, url: str, networks: int, lots: int, entries: int, step: Callable[[str], None]) -> None:
        self.url, self.networks, self.lots, self.entries, self.step = url, networks, lots, entries, step
        self.number = self.entry_id = 0
        self.seal = ""

    def write(self) -> None:
        """Write the networks, then the cases with their history, each table in one COPY a copy."""
        with psycopg.connect(self.url) as link:
            self.link = link
            link.execute("set maintenance_work_mem = '512MB'")
            self._read()
            names = [*self.places, *self.rooms, *(each.name for each in self.history)]
            hanging = self._take_down(names)
            for network in range(1, self.networks):
                self._write_network(network)
            self.step("networks")
            for copy in self._copies():
                self._write_cases(copy)
            self._write_logs()
            self.step("cases and their history")
            self._put_up(hanging)
            settle(self)
        self.step("indexes and constraints")

    def _read(self) -> None:
        self.places = {name: self._table(name) for name in PLACES if self.exists(name)}
        self.rooms = {name: self._table(name) for name in ROOMS if self.exists(name)}
        self.entry = self._table("ledger_entry")
        self.touch = self._table("ledger_touch", but="id")
        self.items = self._table("feed_item", but="id")
        self.notices = self._table("notices_notice")
        self.history = [self.entry, self.touch, self.items, self.notices]
        shared = {row[0].encode() for row in self.link.execute(SHARED)}
        self.network_keys = _keys(self.places.values()) - shared
        self.case_keys = _keys([*self.rooms.values(), self.notices])
        self.case_keys |= {row[self.entry.at("uid")] for row in self.entry.rows}
        self.models = {
            entry.pk: entry for entry in Entry.objects.order_by("number").prefetch_related("touches")
        }
        last = max(self.models.values(), key=lambda entry: entry.number or 0)
        self.number, self.seal = last.number or 0, last.seal or ""
        self.entry_id = max(self.models)
        cases = {row[self.rooms["cases_case"].at("id")] for row in self.rooms["cases_case"].rows}
        self.told = {
            pk
            for pk, entry in self.models.items()
            if any(str(t.uid).encode() in cases for t in entry.touches.all())
        }
        number = self.rooms["cases_number"]
        self.most = max(int(row[number.at("last")]) for row in number.rows)

    def _copies(self) -> Iterator[Copy]:
        for network in range(self.networks):
            near = _network_keys(self, network)
            for lot in range(self.lots):
                if (network, lot) != (0, 0):
                    own = {uid: other(uid, network, lot) for uid in self.case_keys}
                    yield Copy(network, lot, 0, near | own)

    def _write_network(self, network: int) -> None:
        copy = Copy(network, 0, 0, _network_keys(self, network))
        for table in self.places.values():
            rows = [row for row in table.rows if "id" not in table.columns or _is_copied(table, row, copy)]
            self._store(table, (self._renamed(table, row, copy) for row in rows), "recording")

    def _renamed(self, table: Table, row: Row, copy: Copy) -> Row:
        made = copy.swap(b"\t".join(row)).split(b"\t")
        for column, rule in RULES.get(table.name, {}).items():
            at = table.at(column)
            if made[at] not in (NULL, b""):
                made[at] = rule(made[at], copy)
        if table.name in SERIAL:
            made[table.at("id")] = str(int(made[table.at("id")]) + copy.network * 10_000_000).encode()
        return made

    def _write_cases(self, copy: Copy) -> None:
        for table in self.rooms.values():
            self._store(table, self._case_rows(table, copy), "recording")
        self._write_history(copy, self.told)

    def _case_rows(self, table: Table, copy: Copy) -> Iterator[Row]:
        if table.name == "cases_number":
            yield from self._numbers(table, copy)
            return
        text = copy.swap(b"\n".join(b"\t".join(row) for row in table.rows))
        at = table.at("number") if table.name == "cases_case" else -1
        unique = table.at("request_key") if table.name == "cases_case" else -1
        for line in text.split(b"\n") if text else ():
            row = line.split(b"\t")
            if at >= 0:
                row[at] = self._case_number(row[at], copy)
                row[unique] = NULL
            yield row

    def _case_number(self, number: bytes, copy: Copy) -> bytes:
        year, code, place = number.decode().split("-")
        code = office_code(code, copy.network)
        return f"{year}-{code}-{int(place) + copy.lot * self.most:04d}".encode()

    def _numbers(self, table: Table, copy: Copy) -> Iterator[Row]:
        """The next case of an office must find a number that none of its copies has."""
        if copy.lot or not copy.network:
            return
        for row in table.rows:
            made = copy.swap(b"\t".join(row)).split(b"\t")
            made[table.at("id")] = str(int(row[table.at("id")]) + copy.network * 100_000).encode()
            made[table.at("last")] = str(self.most * (self.lots + 1)).encode()
            yield made

    def _write_logs(self) -> None:
        """Guidance is logged again and again until the ledger is as long as it has to be."""
        visited = {pk for pk in self.told if self.models[pk].type == "case.visited"}
        visits = self.rooms["cases_visit"]
        log = 0
        while visited and self.number < self.entries:
            log += 1
            for copy in [Copy(0, 0, 0, {}), *self._copies()]:
                if self.number >= self.entries:
                    break
                own = {row[visits.at("id")] for row in visits.rows} | {
                    str(self.models[pk].uid).encode() for pk in visited
                }
                keys = copy.keys | {uid: other(uid, copy.network, copy.lot, log) for uid in own}
                again = Copy(copy.network, copy.lot, log, keys)
                self._store(visits, self._case_rows(visits, again), "recording")
                self._write_history(again, visited)

    def _write_history(self, copy: Copy, chosen: set[int]) -> None:
        numbers: dict[bytes, bytes] = {}
        ids: dict[bytes, bytes] = {}
        at = self.entry.at
        rows = sorted(
            (row for row in self.entry.rows if int(row[at("id")]) in chosen),
            key=lambda row: int(row[at("number")]),
        )
        self._store(self.entry, (self._entry(row, copy, numbers, ids) for row in rows), "recording")
        place = self.touch.at("entry_id")
        touches = (
            [*(copy.swap(b"\t".join(row)).split(b"\t"))] for row in self.touch.rows if row[place] in ids
        )
        self._store(self.touch, (_put(row, place, ids[row[place]]) for row in touches), "recording")
        for table in (self.items, self.notices)[: 1 if copy.log else 2]:
            place = table.at("number")
            found = (copy.swap(b"\t".join(row)).split(b"\t") for row in table.rows if row[place] in numbers)
            self._store(table, (_put(row, place, numbers[row[place]]) for row in found), "projecting")

    def _entry(self, row: Row, copy: Copy, numbers: dict[bytes, bytes], ids: dict[bytes, bytes]) -> Row:
        at = self.entry.at
        self.number, self.entry_id = self.number + 1, self.entry_id + 1
        numbers[row[at("number")]] = str(self.number).encode()
        ids[row[at("id")]] = str(self.entry_id).encode()
        first = self.models[int(row[at("id")])]
        made = copy.swap(b"\t".join(row)).split(b"\t")
        made[at("id")], made[at("number")] = str(self.entry_id).encode(), str(self.number).encode()
        occurred: datetime = first.occurred_at - timedelta(minutes=47 * copy.log)
        made[at("occurred_at")] = occurred.isoformat().encode()
        if made[at("payload")] != row[at("payload")]:
            made[at("digest")] = digest(_payload(first.payload, copy)).encode()
        self.seal = seal_of(self.seal, self._as_entry(first, made, copy, occurred))
        made[at("seal")] = self.seal.encode()
        return made

    def _as_entry(self, first: Entry, made: Row, copy: Copy, occurred: datetime) -> Any:
        """What the seal looks at, without the cost of a model."""
        at = self.entry.at
        touches = [
            SimpleNamespace(
                role=t.role, type=t.type, uid=copy.keys.get(str(t.uid).encode(), str(t.uid).encode()).decode()
            )
            for t in first.touches.all()
        ]
        return SimpleNamespace(
            number=self.number, uid=made[at("uid")].decode(), origin=first.origin, type=first.type,
            version=first.version, recorded_at=first.recorded_at, occurred_at=occurred,
            actor_kind=first.actor_kind, actor_uid=_text(made[at("actor_uid")]), cause=_text(made[at("cause")]),
            touches=SimpleNamespace(all=lambda: touches), digest=made[at("digest")].decode(),
        )  # fmt: skip


def _put(row: Row, at: int, value: bytes) -> Row:
    row[at] = value
    return row


def _text(value: bytes) -> str:
    return "None" if value == NULL else value.decode()


def _payload(payload: Any, copy: Copy) -> Any:
    return json.loads(copy.swap(json.dumps(payload, ensure_ascii=False).encode()))


def _keys(tables: Iterable[Table]) -> set[bytes]:
    return {
        row[table.at("id")]
        for table in tables
        if "id" in table.columns
        for row in table.rows
        if len(row[table.at("id")]) == 36
    }


def _is_copied(table: Table, row: Row, copy: Copy) -> bool:
    key = row[table.at("id")]
    return len(key) != 36 or key in copy.keys


def settle(all: Multiplication) -> None:
    """Readers have read everything; the next row of each table gets a number that is free."""
    all.link.execute(INSIDE, ["projecting"])
    all.link.execute("update ledger_cursor set number = %s", [all.number])
    all.link.execute(INSIDE, ["recording"])
    all.link.execute("update cases_number set last = greatest(last, %s)", [all.most * (all.lots + 1)])
    for name in ("ledger_entry", "cases_number", *SERIAL):
        if all.exists(name):
            all.link.execute(
                f"select setval(pg_get_serial_sequence('{name}', 'id'), (select max(id) from {name}))"  # noqa: S608
            )


def _network_keys(all: Multiplication, network: int) -> dict[bytes, bytes]:
    return {uid: other(uid, network) for uid in all.network_keys} if network else {}
