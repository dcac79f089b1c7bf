"""First schema: agencies, officers, rounds, respondents' counts, OIT, results, audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


FROZEN = ("result", "definition", "audit")
"""Tables whose rows are never changed nor removed once written."""


def upgrade() -> None:
    op.create_table(
        "agency",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("district", sa.String(length=200), nullable=False),
        sa.Column("province", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=200), nullable=False),
        sa.Column("emblem", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("name", name=op.f("uq_agency_name")),
    )
    op.create_table(
        "audit",
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(length=200), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_audit")),
    )
    op.create_table(
        "key_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_key_check_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_check")),
    )
    op.create_table(
        "respondent_error",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "kind", name=op.f("pk_respondent_error")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sign_in",
        sa.Column("name_mac", sa.LargeBinary(length=32), nullable=False),
        sa.Column("window_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name_mac", name=op.f("pk_sign_in")),
    )
    op.create_table(
        "history_year",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("scheme", sa.Integer(), nullable=False),
        sa.Column("announced_total", sa.String(length=6), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency"], ["agency.id"], name=op.f("fk_history_year_agency_agency")
        ),
        sa.PrimaryKeyConstraint("agency", "fiscal_year", name=op.f("pk_history_year")),
    )
    op.create_table(
        "officer",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("agency", sa.String(length=32), nullable=True),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("one_time_password", sa.Boolean(), nullable=False),
        sa.Column("totp_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("totp_last_step", sa.BigInteger(), nullable=False),
        sa.Column("totp_required", sa.Boolean(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.CheckConstraint("agency IS NOT NULL OR role = 'admin'", name=op.f("ck_officer_bound")),
        sa.CheckConstraint(
            "role IN ('admin', 'officer', 'auditor', 'executive')", name=op.f("ck_officer_role")
        ),
        sa.ForeignKeyConstraint(["agency"], ["agency.id"], name=op.f("fk_officer_agency_agency")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_officer")),
    )
    op.create_table(
        "round",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("public", sa.Integer(), nullable=False),
        sa.Column("staff_access", sa.String(length=32), nullable=False),
        sa.Column("spares", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("vacuumed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("staff_access IN ('codes', 'link')", name=op.f("ck_round_staff_access")),
        sa.CheckConstraint(
            "state IN ('draft', 'open', 'closed', 'cancelled')", name=op.f("ck_round_state")
        ),
        sa.CheckConstraint(
            "staff >= 0 AND public >= 0 AND spares >= 0", name=op.f("ck_round_numbers")
        ),
        sa.ForeignKeyConstraint(["agency"], ["agency.id"], name=op.f("fk_round_agency_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
    )
    op.create_index(
        "uq_round_agency_fiscal_year",
        "round",
        ["agency", "fiscal_year"],
        unique=True,
        sqlite_where=sa.text("state <> 'cancelled'"),
        postgresql_where=sa.text("state <> 'cancelled'"),
    )
    op.create_table(
        "definition",
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name=op.f("fk_definition_round_round")),
        sa.PrimaryKeyConstraint("round", name=op.f("pk_definition")),
    )
    op.create_table(
        "disclosure_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(length=200), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round"], ["round.id"], name=op.f("fk_disclosure_change_round_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_change")),
    )
    op.create_index(
        op.f("ix_disclosure_change_round"), "disclosure_change", ["round"], unique=False
    )
    op.create_table(
        "disclosure_item",
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=True),
        sa.Column("urls", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_disclosure_item_score")),
        sa.ForeignKeyConstraint(
            ["round"], ["round.id"], name=op.f("fk_disclosure_item_round_round")
        ),
        sa.PrimaryKeyConstraint("round", "code", name=op.f("pk_disclosure_item")),
    )
    op.create_table(
        "history_score",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("indicator", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("score", sa.String(length=6), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency", "fiscal_year"],
            ["history_year.agency", "history_year.fiscal_year"],
            name=op.f("fk_history_score_agency_fiscal_year_history_year"),
        ),
        sa.PrimaryKeyConstraint(
            "agency", "fiscal_year", "indicator", name=op.f("pk_history_score")
        ),
    )
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name=op.f("fk_remark_round_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    op.create_index(op.f("ix_remark_round"), "remark", ["round"], unique=False)
    op.create_table(
        "result",
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=80), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("audit_chain", sa.String(length=32), nullable=False),
        sa.Column("audit_seq", sa.Integer(), nullable=False),
        sa.Column("audit_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name=op.f("fk_result_round_round")),
        sa.PrimaryKeyConstraint("round", name=op.f("pk_result")),
    )
    op.create_table(
        "session",
        sa.Column("token_mac", sa.LargeBinary(length=32), nullable=False),
        sa.Column("officer", sa.String(length=200), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("second_factor", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer"], ["officer.name"], name=op.f("fk_session_officer_officer")
        ),
        sa.PrimaryKeyConstraint("token_mac", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_officer"), "session", ["officer"], unique=False)
    op.create_table(
        "survey",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("instrument", sa.String(length=3), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("instrument IN ('IIT', 'EIT')", name=op.f("ck_survey_instrument")),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_survey_days")),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name=op.f("fk_survey_round_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("round", "instrument", name=op.f("uq_survey_round_instrument")),
    )
    op.create_table(
        "wording",
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name=op.f("fk_wording_round_round")),
        sa.PrimaryKeyConstraint("round", "key", "language", name=op.f("pk_wording")),
    )
    op.create_table(
        "admission_code",
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.Column("survey", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=6), nullable=False),
        sa.CheckConstraint(
            "state IN ('unused', 'used', 'void')", name=op.f("ck_admission_code_state")
        ),
        sa.ForeignKeyConstraint(
            ["survey"], ["survey.id"], name=op.f("fk_admission_code_survey_survey")
        ),
        sa.PrimaryKeyConstraint("mac", name=op.f("pk_admission_code")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_admission_code_survey"), "admission_code", ["survey"], unique=False)
    op.create_table(
        "place",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("survey", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("link_code", sa.String(length=8), nullable=False),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("stop_reason", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["survey"], ["survey.id"], name=op.f("fk_place_survey_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("link_code", name=op.f("uq_place_link_code")),
        sa.UniqueConstraint("survey", "name", name=op.f("uq_place_survey_name")),
    )
    op.create_index(op.f("ix_place_survey"), "place", ["survey"], unique=False)
    op.create_table(
        "pool",
        sa.Column("survey", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["survey"], ["survey.id"], name=op.f("fk_pool_survey_survey")),
        sa.PrimaryKeyConstraint("survey", name=op.f("pk_pool")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "released",
        sa.Column("survey", sa.String(length=32), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n >= 0", name=op.f("ck_released_n")),
        sa.ForeignKeyConstraint(["survey"], ["survey.id"], name=op.f("fk_released_survey_survey")),
        sa.PrimaryKeyConstraint("survey", name=op.f("pk_released")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "suggestion",
        sa.Column("key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("survey", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("redacted", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(sealed IS NULL) <> (text IS NULL)", name=op.f("ck_suggestion_sealed_or_text")
        ),
        sa.ForeignKeyConstraint(
            ["survey"], ["survey.id"], name=op.f("fk_suggestion_survey_survey")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_suggestion")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_suggestion_survey"), "suggestion", ["survey"], unique=False)
    op.create_table(
        "tally",
        sa.Column("survey", sa.String(length=32), nullable=False),
        sa.Column("row", sa.String(length=20), nullable=False),
        sa.Column("option", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n >= 0", name=op.f("ck_tally_n")),
        sa.ForeignKeyConstraint(["survey"], ["survey.id"], name=op.f("fk_tally_survey_survey")),
        sa.PrimaryKeyConstraint("survey", "row", "option", name=op.f("pk_tally")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ticket",
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.Column("survey", sa.String(length=32), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["survey"], ["survey.id"], name=op.f("fk_ticket_survey_survey")),
        sa.PrimaryKeyConstraint("mac", name=op.f("pk_ticket")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_ticket_expires_on"), "ticket", ["expires_on"], unique=False)
    op.create_table(
        "participation",
        sa.Column("survey", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n >= 0", name=op.f("ck_participation_n")),
        sa.ForeignKeyConstraint(["place"], ["place.id"], name=op.f("fk_participation_place_place")),
        sa.ForeignKeyConstraint(
            ["survey"], ["survey.id"], name=op.f("fk_participation_survey_survey")
        ),
        sa.PrimaryKeyConstraint("survey", "place", "day", name=op.f("pk_participation")),
        sqlite_with_rowid=False,
    )
    for table in FROZEN:
        freeze(table)


def freeze(table: str) -> None:
    """Have the database itself refuse to change or remove a row of `table`."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER frozen_{table}_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is frozen'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION frozen_{table}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is frozen'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER frozen_{table} BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION frozen_{table}()"
    )


def melt(table: str) -> None:
    """Undo `freeze`."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER frozen_{table}_update")
        op.execute(f"DROP TRIGGER frozen_{table}_delete")
        return
    op.execute(f"DROP TRIGGER frozen_{table} ON {table}")
    op.execute(f"DROP FUNCTION frozen_{table}()")


def downgrade() -> None:
    for table in FROZEN:
        melt(table)
    op.drop_table("participation")
    op.drop_index(op.f("ix_ticket_expires_on"), table_name="ticket")
    op.drop_table("ticket")
    op.drop_table("tally")
    op.drop_index(op.f("ix_suggestion_survey"), table_name="suggestion")
    op.drop_table("suggestion")
    op.drop_table("released")
    op.drop_table("pool")
    op.drop_index(op.f("ix_place_survey"), table_name="place")
    op.drop_table("place")
    op.drop_index(op.f("ix_admission_code_survey"), table_name="admission_code")
    op.drop_table("admission_code")
    op.drop_table("wording")
    op.drop_table("survey")
    op.drop_index(op.f("ix_session_officer"), table_name="session")
    op.drop_table("session")
    op.drop_table("result")
    op.drop_index(op.f("ix_remark_round"), table_name="remark")
    op.drop_table("remark")
    op.drop_table("history_score")
    op.drop_table("disclosure_item")
    op.drop_index(op.f("ix_disclosure_change_round"), table_name="disclosure_change")
    op.drop_table("disclosure_change")
    op.drop_table("definition")
    op.drop_index(
        "uq_round_agency_fiscal_year",
        table_name="round",
        sqlite_where=sa.text("state <> 'cancelled'"),
        postgresql_where=sa.text("state <> 'cancelled'"),
    )
    op.drop_table("round")
    op.drop_table("officer")
    op.drop_table("history_year")
    op.drop_table("sign_in")
    op.drop_table("respondent_error")
    op.drop_table("key_check")
    op.drop_table("audit")
    op.drop_table("agency")
