"""Every table and every column, with the reason why it may be kept: a new one is argued for here."""

import pytest
import sqlalchemy as sa

from survey_app.services.instance import Instance
from survey_app.storage.tables import metadata

RESPONDENTS = {
    "tally": {
        "survey": "whose counts",
        "row": "which radio group",
        "option": "which of its options",
        "n": "sheets of whole lots that chose it; scoring needs nothing finer",
    },
    "pool": {
        "survey": "whose sheets wait",
        "sealed": "the waiting sheets: one size, shuffled, under a key that is not in the database",
    },
    "released": {
        "survey": "whose sheets were folded",
        "n": "how many; the sum of any row of the tally",
    },
    "suggestion": {
        "key": "random, so that rows have no order",
        "survey": "which survey it was written for",
        "sealed": "the text until its round closes: one size whatever its length",
        "text": "the text afterwards, shuffled among all others",
        "redacted": "whether an officer blackened a name in it",
    },
    "ticket": {
        "mac": "HMAC of a random ticket: makes a retry count once, says nothing without the key",
        "survey": "which form it came with",
        "expires_on": "the day after which it is forgotten: the form was opened 7 days before",
    },
    "admission_code": {
        "mac": "HMAC of the code on a slip: 60 random bits that nobody guesses without the key",
        "survey": "whom it admits to",
        "state": "unused, used or void: a code admits once",
    },
    "participation": {
        "survey": "which survey",
        "place": "where the QR code hangs, known from the link",
        "day": "the finest time kept about a respondent",
        "n": "how many sheets",
    },
    "respondent_error": {
        "day": "which day",
        "kind": "what went wrong",
        "n": "how often; all that an error leaves behind",
    },
}
"""All that is kept about those who answer. Nothing here may tell a time, an order or a person."""

OFFICERS = {
    "agency": {
        "id": "random",
        "name": "on every page",
        "district": "on documents",
        "province": "on documents",
        "phone": "whom respondents may ask",
        "emblem": "on documents",
    },
    "audit": {
        "chain": "an agency's acts, or the system's",
        "seq": "the order of officers' acts",
        "at": "when an officer acted; respondents' acts are never here",
        "officer": "who acted",
        "act": "what was done",
        "subject": "to what",
        "facts": "numbers and reasons officers gave",
        "previous": "the hash before",
        "hash": "makes any later change visible",
    },
    "definition": {
        "round": "whose questions",
        "text": "what was asked, frozen at opening",
        "sha256": "its fingerprint",
    },
    "disclosure_change": {
        "id": "the order of changes by officers",
        "round": "where",
        "code": "which item",
        "at": "when an officer changed it",
        "officer": "who",
        "item": "the item afterwards",
    },
    "disclosure_item": {
        "round": "where",
        "code": "which item",
        "present": "มี or ไม่มี",
        "urls": "where it is disclosed",
        "note": "where on the page",
        "owner": "which division sees to it",
        "due_on": "until when",
        "score": "0 to 100, by the assessor",
        "comment": "the assessor's words",
        "version": "two officers do not overwrite each other",
    },
    "history_score": {
        "agency": "whose year",
        "fiscal_year": "which year",
        "indicator": "which indicator",
        "score": "as announced",
    },
    "history_year": {
        "agency": "whose year",
        "fiscal_year": "which year",
        "scheme": "which edition its indicators belong to",
        "announced_total": "as announced",
    },
    "key_check": {
        "id": "one row",
        "value": "an HMAC that only the right key gives: a wrong key is known at the start",
    },
    "link_check": {
        "round": "whose OIT answers",
        "url": "an address officers entered",
        "checked_on": "the day an officer had it checked",
        "outcome": "whether it opened",
        "status": "what its server answered",
    },
    "measure": {
        "id": "random",
        "agency": "whose plan",
        "plan_year": "which year",
        "position": "its place in the plan",
        "indicator": "what it improves",
        "title": "what is done",
        "steps": "how",
        "owner": "which division",
        "period": "when",
        "follow_up": "how often it is asked after",
        "status": "how far it is",
    },
    "measure_progress": {
        "id": "random",
        "measure": "of which measure",
        "day": "the day officers write about",
        "text": "what was done",
        "links": "evidence",
        "officer": "who wrote it",
    },
    "officer": {
        "name": "who signs in",
        "agency": "what they may see",
        "role": "what they may do",
        "password_hash": "argon2",
        "one_time_password": "must be changed at the first sign-in",
        "totp_sealed": "the second factor's secret, sealed",
        "totp_last_step": "no code of the second factor counts twice",
        "totp_required": "whether a second factor is asked for",
        "disabled": "may not sign in any more",
    },
    "place": {
        "kind": "whether people come by its link, or an officer keys in paper forms",
        "id": "random",
        "survey": "whose QR code",
        "name": "the counter or notice board",
        "link_code": "what the QR code carries",
        "stopped_on": "the day an officer stopped it",
        "stop_reason": "why",
        "daily_ceiling": "sheets a day it takes at most; a step of participation, 20 or more",
    },
    "publication": {
        "round": "what is public",
        "published_at": "when an officer published it",
        "officer": "who",
    },
    "published_file": {
        "round": "what is public",
        "name": "of the file",
        "media_type": "how it is sent",
        "content": "as it was made; it passed core/disclosure.py",
    },
    "remark": {
        "id": "the order of officers' acts",
        "round": "whose result",
        "kind": "what the reader must know",
        "reason": "in an officer's words",
        "facts": "numbers of whole surveys",
    },
    "report": {
        "round": "whose report",
        "issued_on": "the day on its cover",
        "digits": "Thai or Arabic",
    },
    "report_paragraph": {
        "round": "whose report",
        "key": "which paragraph",
        "text": "an officer's words in place of ours",
    },
    "report_suggestion": {
        "round": "whose report",
        "suggestion": "the random key of a suggestion an officer chose",
    },
    "result": {
        "round": "whose result",
        "text": "the frozen figures and the counts of the whole round",
        "fingerprint": "of the text, which is salted",
        "frozen_at": "when an officer closed the round",
        "audit_chain": "the audit's newest link at closing",
        "audit_seq": "likewise",
        "audit_hash": "likewise",
    },
    "round": {
        "id": "random",
        "agency": "whose round",
        "fiscal_year": "of which year",
        "edition": "by which questions",
        "state": "draft, open, closed or cancelled",
        "staff": "how many could answer IIT",
        "public": "how many could answer EIT",
        "staff_access": "by slips or by a link",
        "spares": "slips more than staff",
        "opened_at": "when an officer opened it",
        "closed_at": "when an officer closed it",
        "vacuumed": "whether the file was rewritten after closing",
    },
    "session": {
        "token_mac": "HMAC of an officer's session",
        "officer": "whose",
        "seen_at": "when it expires; no respondent has a session",
        "second_factor": "whether it was given",
    },
    "sign_in": {
        "name_mac": "HMAC of a name that failed to sign in",
        "window_from": "since when failures are counted",
        "failures": "how many",
    },
    "survey": {
        "id": "random",
        "round": "of which round",
        "instrument": "IIT or EIT",
        "opens_on": "first day",
        "closes_on": "last day",
        "ended_on": "the day it ended for good",
        "languages": "what an officer lets people choose from; what anybody chose is not kept",
    },
    "wording": {
        "round": "whose draft",
        "key": "which text",
        "language": "Thai, English or another that the form declares",
        "text": "an officer's words",
    },
}
"""What officers do and what questionnaires ask; a time here is an officer's."""

LISTED = RESPONDENTS | OFFICERS
BOOKKEEPING = {"alembic_version"}
INDEXES = {
    "admission_code": {"ix_admission_code_survey": ["survey"]},
    "suggestion": {"ix_suggestion_survey": ["survey"]},
    "ticket": {
        "ix_ticket_expires_on": ["expires_on"],
        "ix_ticket_survey_mac": ["survey", "mac"],
    },
}
"""An index is a second copy of its columns, so it is listed too."""
MAY_REFER_TO = {"survey", "place"}
"""Respondents' tables point at these alone: never at each other, nor at an officer."""


def test_every_table_and_column_is_listed_with_its_reason(instance: Instance):
    found = sa.inspect(instance.database.engine)
    stored = {
        table: {column["name"] for column in found.get_columns(table)}
        for table in found.get_table_names()
        if table not in BOOKKEEPING
    }
    assert stored == {table: set(columns) for table, columns in LISTED.items()}
    assert found.get_view_names() == []
    assert all(reason for columns in LISTED.values() for reason in columns.values())


def test_the_list_and_the_models_name_the_same_tables():
    assert set(metadata.tables) == set(LISTED)


@pytest.mark.parametrize("table", RESPONDENTS)
def test_respondents_tables_have_listed_indexes_and_point_at_no_person(
    instance: Instance, table: str
):
    found = sa.inspect(instance.database.engine)
    indexes = {str(one["name"]): one["column_names"] for one in found.get_indexes(table)}
    assert indexes == INDEXES.get(table, {})
    assert {key["referred_table"] for key in found.get_foreign_keys(table)} <= MAY_REFER_TO
    assert found.get_unique_constraints(table) == []


@pytest.mark.parametrize("table", RESPONDENTS)
def test_respondents_tables_know_no_time_finer_than_a_day(instance: Instance, table: str):
    kinds = {
        column["name"]: str(column["type"])
        for column in sa.inspect(instance.database.engine).get_columns(table)
    }
    days = {name for name, kind in kinds.items() if kind == "DATE"}
    assert days == {"ticket": {"expires_on"}}.get(table, {"day"} & set(kinds))
    assert not [kind for kind in kinds.values() if "TIME" in kind or "INTERVAL" in kind]


@pytest.mark.parametrize("table", RESPONDENTS)
def test_no_column_of_respondents_tables_fills_itself(instance: Instance, table: str):
    """Neither a number that counts up nor a moment set by the engine."""
    found = sa.inspect(instance.database.engine)
    for column in found.get_columns(table):
        assert column["default"] is None, column
        assert not column.get("autoincrement", False) or column["autoincrement"] == "auto", column
        assert "identity" not in column, column
        assert "computed" not in column, column


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("table", RESPONDENTS)
def test_on_sqlite_respondents_tables_have_no_rowid(instance: Instance, table: str):
    with instance.database.engine.connect() as connection:
        written = connection.scalar(
            sa.text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table}
        )
        with pytest.raises(sa.exc.OperationalError, match="no such column"):
            connection.exec_driver_sql(f"SELECT rowid FROM {table}")
    assert "WITHOUT ROWID" in str(written)
    assert "AUTOINCREMENT" not in str(written)


@pytest.mark.engine("postgresql")
def test_on_postgresql_no_sequence_counts_respondents(instance: Instance):
    query = """
        SELECT target.relname FROM pg_class AS sequence
        JOIN pg_depend ON pg_depend.objid = sequence.oid AND pg_depend.deptype IN ('a', 'i')
        JOIN pg_class AS target ON target.oid = pg_depend.refobjid
        WHERE sequence.relkind = 'S'"""
    with instance.database.engine.connect() as connection:
        counted = set(connection.scalars(sa.text(query)))
    assert counted.isdisjoint(RESPONDENTS)
    assert counted <= set(OFFICERS)


@pytest.mark.parametrize("table", RESPONDENTS)
def test_no_trigger_copies_what_respondents_write(instance: Instance, table: str):
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"
        if instance.database.is_sqlite
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal "
        "AND tgrelid = CAST(:table AS regclass)"
    )
    with instance.database.engine.connect() as connection:
        assert list(connection.scalars(sa.text(query), {"table": table})) == []


@pytest.mark.engine("postgresql")
def test_on_postgresql_nothing_keeps_the_times_of_commits(instance: Instance):
    with instance.database.engine.connect() as connection:
        assert connection.scalar(sa.text("SHOW track_commit_timestamp")) == "off"
