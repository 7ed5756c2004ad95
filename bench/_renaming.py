"""What distinguishes one copy of the demonstration from another: keys, numbers, names."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from dure.demo.dice import check_digit

UID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
SIGNS = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허"
Rule = Callable[[bytes, "Copy"], bytes]


@dataclass
class Copy:
    """One copy: which network, which lot of cases in it, and the keys it has in place of the first ones."""

    network: int
    lot: int
    log: int
    keys: dict[bytes, bytes]

    @property
    def sign(self) -> str:
        """What distinguishes the names of this network."""
        return SIGNS[self.network]

    def swap(self, text: bytes) -> bytes:
        """A text with the keys of this copy."""
        keys = self.keys
        return UID.sub(lambda found: keys.get(found[0], found[0]), text)


def other(uid: bytes, *copy: object) -> bytes:
    """The key of a copy: the same time, another end."""
    return uid[:24] + blake2b(uid + repr(copy).encode(), digest_size=6).hexdigest().encode()


def office_code(code: str, network: int) -> str:
    return f"{code}{network + 1}" if network else code


def _signed(value: bytes, copy: Copy) -> bytes:
    return f"{value.decode()} {copy.sign}".encode()


def _named(value: bytes, copy: Copy) -> bytes:
    """A firm's name with a syllable of its network inside: (주)한빛정밀 becomes (주)가한빛정밀."""
    name = value.decode()
    return (f"(주){copy.sign}{name[3:]}" if name.startswith("(주)") else f"{copy.sign}{name}").encode()


def _coded(value: bytes, copy: Copy) -> bytes:
    return office_code(value.decode(), copy.network).encode()


def _registered(value: bytes, copy: Copy) -> bytes:
    """Another tax district that does not exist, with the check digit of the new number."""
    nine = f"99{copy.network}{value[3:9].decode()}"
    return f"{nine}{check_digit(nine)}".encode()


def _dialled(value: bytes, copy: Copy) -> bytes:
    return value[:-4] + f"{(int(value[-4:]) + 1009 * copy.network) % 10_000:04d}".encode()


def _mailed(value: bytes, copy: Copy) -> bytes:
    return f"n{copy.network}.{value.decode()}".encode()


RULES: dict[str, dict[str, Rule]] = {
    "network_complex": {"code": _coded, "name": _signed},
    "network_office": {"code": _coded, "name": _signed, "phone": _dialled},
    "network_cluster_group": {"code": _coded, "name": _signed},
    "network_person": {"email": _mailed, "phone": _dialled},
    "network_organisation": {
        "name": _named, "business_no": _registered, "phone": _dialled,
        "email": _mailed, "address": _signed,
    },
}  # fmt: skip
SERIAL = ("network_office_complexes", "network_cluster_group_complexes", "network_expertprofile_fields")
