"""Reading what is published, as anyone: only of closed rounds, and only while it is published."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from survey_app.core.errors import NotFound
from survey_app.core.officers import Actor, Role
from survey_app.services.instance import Instance
from survey_app.services.results import ClosedRound, read_closed
from survey_app.storage import agencies, publications
from survey_app.storage.agencies import Agency
from survey_app.storage.publications import PublishedFile

REPORT, RESULT, ITEMS = "report.pdf", "result.json", "oit.csv"
PREVIEW, EMBLEM = "preview.png", "emblem.png"

_AGENCY_ID = re.compile(r"[0-9A-Za-z_-]{1,32}")
_READER = Actor("public", Role.EXECUTIVE, None)
"""Whoever reads a published page; that the round is published is asked before this name is used."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A published result as anyone may read it; `files` are sizes in bytes by name."""

    closed: ClosedRound
    published_at: datetime
    files: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PublishedYears:
    """An agency with the fiscal years it has published, the newest first."""

    agency: Agency
    years: tuple[int, ...]


def read_publication(instance: Instance, agency: str, fiscal_year: int) -> Publication:
    """A published result, for anyone; raises NotFound alike for unknown, unpublished, withdrawn."""
    with instance.database.snapshot() as session:
        published = publications.list_published(session, _read_agency_id(agency))
        if fiscal_year not in published:
            raise NotFound("publication", agency)
        round_id = published[fiscal_year]
        mark = publications.find_publication(session, round_id)
        files = publications.list_files(session, round_id)
    if mark is None:
        raise NotFound("publication", agency)
    return Publication(read_closed(instance, _READER, round_id), mark.published_at, files)


def read_published_file(
    instance: Instance, agency: str, fiscal_year: int, name: str
) -> PublishedFile:
    """A file of a publication, for anyone; raises NotFound as `read_publication`."""
    with instance.database.snapshot() as session:
        published = publications.list_published(session, _read_agency_id(agency))
        round_id = published.get(fiscal_year, "")
        if name not in publications.list_files(session, round_id):
            raise NotFound("publication", agency)
        return publications.read_file(session, round_id, name)


def list_publications(instance: Instance, agency: str) -> PublishedYears:
    """What an agency has published, for anyone; raises NotFound where it is nothing."""
    with instance.database.snapshot() as session:
        years = publications.list_published(session, _read_agency_id(agency))
        if not years:
            raise NotFound("publication", agency)
        return PublishedYears(agencies.get_agency(session, agency), tuple(years))


def public_page(public_url: str, agency: str, fiscal_year: int) -> str:
    """The address of a published result."""
    return f"{public_url}/r/{agency}/{fiscal_year}"


def _read_agency_id(typed: str) -> str:
    """The id as an address holds it; raises NotFound for what no id looks like, such as NUL."""
    if not _AGENCY_ID.fullmatch(typed):
        raise NotFound("publication", "")
    return typed
