"""Tickets: the random value in every form that makes a retry count once.

A ticket is signed, so nothing is stored until it is spent; what is stored is an HMAC, its survey
and the day it expires.
"""

import base64
import binascii
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from survey_app.core.errors import TicketForged
from survey_app.storage.arrival import write_among_neighbours
from survey_app.storage.keys import Keys
from survey_app.storage.prepared import any_of, run_as_written
from survey_app.storage.tables import TicketRow, metadata

GOOD_FOR = timedelta(days=7)
_RANDOM, _DAY, _MAC = 16, 4, 16

_TABLE = metadata.tables["ticket"]


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket of ours, as read from a form."""

    survey: str
    mac: bytes
    expires_on: date

    def expired(self, today: date) -> bool:
        """Whether the form is too old to be sent."""
        return today > self.expires_on


def issue_ticket(keys: Keys, survey: str, today: date) -> str:
    """A new ticket for a form of `survey`; stores nothing."""
    expires = (today + GOOD_FOR).toordinal().to_bytes(_DAY, "big")
    body = secrets.token_bytes(_RANDOM) + expires
    return base64.urlsafe_b64encode(body + _sign(keys, survey, body)).decode()


def read_ticket(keys: Keys, survey: str, text: str) -> Ticket:
    """The ticket in `text`; raises TicketForged unless it was issued for this survey."""
    try:
        raw = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise TicketForged from error
    body, signature = raw[: _RANDOM + _DAY], raw[_RANDOM + _DAY :]
    if not hmac.compare_digest(signature, _sign(keys, survey, body)):
        raise TicketForged
    expires_on = date.fromordinal(int.from_bytes(body[_RANDOM:], "big"))
    return Ticket(survey, keys.mac("ticket spent", survey.encode(), body), expires_on)


def is_spent(session: Session, ticket: Ticket) -> bool:
    """Whether a sheet was already counted with this ticket."""
    return bool(find_spent(session, [ticket]))


def find_spent(session: Session, held: Iterable[Ticket]) -> set[bytes]:
    """The marks of those tickets with which a sheet was already counted."""
    among, macs = any_of(session, {ticket.mac for ticket in held})
    text = f"SELECT mac FROM {_TABLE.name} WHERE mac {among}"  # noqa: S608  # name of our own table
    return {mac for (mac,) in run_as_written(session, text, macs)}


def spend(session: Session, survey: str, held: Iterable[Ticket]) -> None:
    """Remember tickets of a survey until they expire, but not when they came; its pool is locked."""
    rows = [
        {"mac": ticket.mac, "survey": survey, "expires_on": ticket.expires_on} for ticket in held
    ]
    write_among_neighbours(session, _TABLE, survey, rows)


def remove_expired(session: Session, today: date, most: int) -> bool:
    """Forget the tickets that no longer open a form, so many at most; whether there may be more.

    They go in the order of their keys, which lie together: any other order rewrites the whole table.
    """
    oldest = select(TicketRow.mac).where(col(TicketRow.expires_on) < today)
    some = oldest.order_by(col(TicketRow.expires_on), col(TicketRow.mac)).limit(most)
    gone = session.execute(delete(TicketRow).where(col(TicketRow.mac).in_(some)))
    return int(gone.rowcount) == most  # type: ignore[attr-defined]  # a deletion's result counts


def remove_all(session: Session) -> None:
    """Forget all spent tickets: under another key none of them can be known again."""
    session.execute(delete(TicketRow))


def _sign(keys: Keys, survey: str, body: bytes) -> bytes:
    return keys.mac("ticket", survey.encode(), body)[:_MAC]
