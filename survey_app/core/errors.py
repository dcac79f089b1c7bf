"""Named refusals that carry facts; the web and the command line put them into words.

The words, in Thai and English, stand in `survey_app/wording.py`.
"""

from dataclasses import dataclass
from datetime import date, datetime


class Refused(Exception):
    """What was asked for cannot be done; nothing was changed."""

    @property
    def facts(self) -> dict[str, object]:
        """The facts a sentence about this refusal may name."""
        return dict(vars(self))

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.facts}"


@dataclass(eq=False)
class NotFound(Refused):
    """There is no such thing, or not one this officer may see: the two are never told apart."""

    kind: str
    wanted: str


@dataclass(eq=False)
class WrongState(Refused):
    """A round or survey is in a state that does not allow the verb."""

    verb: str
    state: str


@dataclass(eq=False)
class RoundExists(Refused):
    """The agency already has a round of that fiscal year."""

    agency: str
    fiscal_year: int


@dataclass(eq=False)
class NameTaken(Refused):
    """An agency or officer of that name exists."""

    name: str


@dataclass(eq=False)
class BadNumber(Refused):
    """A number lies outside what makes sense."""

    what: str
    least: int
    most: int


@dataclass(eq=False)
class BadCeiling(Refused):
    """A place's daily ceiling is under the least, over the most, or no multiple of the step."""

    least: int
    most: int
    step: int


@dataclass(eq=False)
class BadText(Refused):
    """A text is empty or too long."""

    what: str
    longest: int


@dataclass(eq=False)
class BadDays(Refused):
    """The days of a survey do not fit together."""

    opens_on: date
    closes_on: date


@dataclass(eq=False)
class LastDayPassed(Refused):
    """A survey's last day cannot be moved once it has passed, nor into the past."""

    closes_on: date


@dataclass(eq=False)
class ReasonNeeded(Refused):
    """The act is possible only with a written reason."""

    why: str


@dataclass(eq=False)
class SheetsSent(Refused):
    """A round that has received a sheet can no longer be cancelled."""

    sheets: int


@dataclass(eq=False)
class TooManyCodes(Refused):
    """More admission codes were asked for than staff and declared spares allow."""

    asked: int
    left: int


@dataclass(eq=False)
class NoCodesNeeded(Refused):
    """The survey admits by open link; it has no admission codes."""

    instrument: str


@dataclass(eq=False)
class TooWeakPassword(Refused):
    """A password is shorter than the least length."""

    least: int


@dataclass(eq=False)
class BadFile(Refused):
    """A file cannot be used; `problems` names each bad line."""

    name: str
    problems: tuple[str, ...]


@dataclass(eq=False)
class KeyMissing(Refused):
    """There is a database but no key beside it."""

    path: str


@dataclass(eq=False)
class KeyWrong(Refused):
    """The key does not belong to this database."""

    path: str


@dataclass(eq=False)
class SchemaOld(Refused):
    """The database has not been migrated to this program's schema."""

    found: str
    wanted: str


@dataclass(eq=False)
class NotOwnDemo(Refused):
    """The demo refuses a database that holds anything but its own demo."""

    database: str


@dataclass(eq=False)
class ResultDiffers(Refused):
    """Verification found a difference between what is frozen and what is recomputed."""

    differences: tuple[str, ...]


@dataclass(eq=False)
class Busy(Refused):
    """The database was locked for too long; the same request may be sent again."""


@dataclass(eq=False)
class NoRoom(Busy):
    """The database's disk is full; the same request may be sent again once there is room."""


@dataclass(eq=False)
class Unreachable(Refused):
    """The database does not answer at all."""

    kind: str


@dataclass(eq=False)
class NotAccepting(Refused):
    """The survey does not accept answers; the sheet was not recorded."""

    state: str


@dataclass(eq=False)
class LinkStopped(Refused):
    """An officer stopped this place's link; the sheet was not recorded."""


@dataclass(eq=False)
class PlaceFull(Refused):
    """A place took its ceiling of sheets for today; the sheet was not recorded."""


@dataclass(eq=False)
class Flooded(Refused):
    """More sheets come over open links than the service takes; none is recorded before the wait."""

    seconds: int


@dataclass(eq=False)
class CodeRefused(Refused):
    """An admission code is "malformed", "unknown", "used" or "void"; the sheet was not recorded."""

    kind: str


@dataclass(eq=False)
class TicketExpired(Refused):
    """The form is older than its ticket is good for; the answers can be sent with a new one."""


@dataclass(eq=False)
class TicketForged(Refused):
    """The ticket is not one of ours, or belongs to another survey."""


@dataclass(eq=False)
class NotEligible(Refused):
    """The person is not asked by this survey; nothing was stored."""


@dataclass(eq=False)
class SignInRefused(Refused):
    """Name and password do not belong together: which of the two is wrong is never said."""


@dataclass(eq=False)
class TooManyAttempts(Refused):
    """A name was tried too often within the hour; nothing is evaluated until `retry_at` (UTC)."""

    retry_at: datetime


@dataclass(eq=False)
class SecondFactorRefused(Refused):
    """The six digits are wrong, too old or were used before."""


@dataclass(eq=False)
class SignedOut(Refused):
    """The session has ended, or has not come far enough for this step."""


@dataclass(eq=False)
class SamePassword(Refused):
    """The new password is the one that was to be changed."""


@dataclass(eq=False)
class BadName(Refused):
    """An officer's name is empty, too long, reserved, or holds a character that is not allowed."""

    name: str
    longest: int


@dataclass(eq=False)
class AgencyNeeded(Refused):
    """An officer of this role must be bound to an agency; only an administrator may be bound to none."""

    role: str


@dataclass(eq=False)
class RoleRefused(Refused):
    """An actor's role does not allow the act."""

    role: str


@dataclass(eq=False)
class OwnAccount(Refused):
    """Nobody resets or disables the account they are using; another administrator does."""

    name: str


@dataclass(eq=False)
class ChangedMeanwhile(Refused):
    """Another officer wrote the item after it was read; `version` is the one that stands now."""

    code: str
    version: int


@dataclass(eq=False)
class ParagraphOvertaken(Refused):
    """Another officer wrote a report's paragraph after it was read; `now` is what stands there."""

    now: str


@dataclass(eq=False)
class MeasureChanged(Refused):
    """Another officer changed the measure, or its entry of progress, after it was read."""

    title: str


@dataclass(eq=False)
class ProgressReported(Refused):
    """A measure of which progress was reported can be dropped, but no longer removed."""

    entries: int


@dataclass(eq=False)
class YearImported(Refused):
    """The past year was imported already; it is changed on a page of its own."""

    fiscal_year: int


@dataclass(eq=False)
class NoFigures(Refused):
    """A past year was entered without a single score or total."""


@dataclass(eq=False)
class BadBackup(Refused):
    """A file is no backup of this program, or a `part` of it is not as it was written."""

    part: str


@dataclass(eq=False)
class BackupTooSoon(Refused):
    """While a round is open, one copy a day: the difference of two close copies speaks of few people."""


@dataclass(eq=False)
class DatabaseNotEmpty(Refused):
    """A backup is put back only where nothing stands."""

    database: str


@dataclass(eq=False)
class FileExists(Refused):
    """A file of that name is there, and is never overwritten."""

    path: str


class Unbalanced(Exception):
    """A tally whose rows do not all sum to the same number: a defect, never user input."""
