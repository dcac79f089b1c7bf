"""Roles and what each may do; an officer is bound to one agency, a system administrator to none."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """ผู้ดูแลระบบ, เจ้าหน้าที่, ผู้ตรวจสอบ (reads all, changes nothing), ผู้บริหาร (reads results)."""

    ADMIN = "admin"
    OFFICER = "officer"
    AUDITOR = "auditor"
    EXECUTIVE = "executive"


WRITERS = frozenset({Role.ADMIN, Role.OFFICER})
READERS = frozenset({Role.ADMIN, Role.OFFICER, Role.AUDITOR})
EVERYONE = frozenset(Role)
ADMINS = frozenset({Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, for the audit and for isolation: `agency` None sees every agency."""

    name: str
    role: Role
    agency: str | None


COMMAND_LINE = Actor("command line", Role.ADMIN, None)
"""Whoever can run commands on the machine has the database anyway; the audit says so plainly."""
