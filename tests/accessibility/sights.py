"""Every page there is, in each state that looks different. A page without a line here fails a test."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.accessibility.town import Town

Act = Callable[[Page, Town], None]
"""What is done on a page before it is looked at."""


@dataclass(frozen=True)
class Sight:
    """A page in one state; `who` is an officer by name, or nobody in particular."""

    name: str
    endpoint: str
    address: str
    who: str = ""
    act: Act | None = None
    scripts: bool = True

    @property
    def audience(self) -> str:
        """respondent, public or officer."""
        return self.endpoint.partition(".")[0].partition("_")[0]

    def __str__(self) -> str:
        return self.name


def _press(selector: str) -> Act:
    return lambda page, _town: page.locator(selector).click()


def _send(selector: str = "main form button[type=submit]") -> Act:
    """Send a form as it stands, without the browser's own complaints."""

    def send(page: Page, _town: Town) -> None:
        page.evaluate("for (const form of document.forms) form.noValidate = true")
        with page.expect_navigation():
            page.locator(selector).first.click()

    return send


def _clear(selector: str) -> Act:
    """Empty the fields of a form and send it."""

    def clear(page: Page, town: Town) -> None:
        for field in page.locator(selector).all():
            field.fill("")
        _send()(page, town)

    return clear


def _type_code(code: str) -> Act:
    def type_code(page: Page, town: Town) -> None:
        page.get_by_role("textbox").fill(code)
        _send()(page, town)

    return type_code


def _enter(page: Page, town: Town) -> None:
    _type_code(town.codes[0])(page, town)


def _answer(page: Page) -> None:
    """Answer the whole form in the way of a script, which is not what is looked at."""
    page.evaluate(
        """() => {
            const names = new Set([...document.querySelectorAll("[type=radio]")].map((one) => one.name));
            for (const name of names) document.querySelector(`[name="${name}"]:not([value="1"])`).checked = true;
        }"""
    )


def _walk(steps: int) -> Act:
    """So many steps on in a form that is answered."""

    def walk(page: Page, _town: Town) -> None:
        _answer(page)
        for _step in range(steps):
            page.locator("#next").click()

    return walk


def _review(page: Page, town: Town) -> None:
    _walk(page.locator("[data-step]").count() - 1)(page, town)


def _fail_to_send(page: Page, town: Town) -> None:
    """Send without a network; the first retry is already announced."""
    _review(page, town)
    page.route("**/answers*", lambda route: route.abort())
    page.locator("#send").click()
    page.locator("#sending").wait_for()


def _open_all(page: Page, _town: Town) -> None:
    """Open what is shut; of many alike, the first two."""
    page.evaluate(
        """() => {
            const known = new Map();
            for (const one of document.querySelectorAll("details")) {
                const kind = one.className + one.parentElement.className;
                known.set(kind, (known.get(kind) || 0) + 1);
                one.open = known.get(kind) <= 2;
            }
        }"""
    )


def _show_idle(page: Page, _town: Town) -> None:
    """What a shared tablet asks after a while without a touch."""
    page.evaluate("document.getElementById('idle').hidden = false")


def _enlarge(page: Page, _town: Town) -> None:
    """The second of the three sizes; the largest stands in a test of its own."""
    page.locator(".sizes button").nth(1).click()


RESPONDENT = (
    Sight("start", "respondent.start", "/s/{eit}"),
    Sight("start-code", "respondent.start", "/s/{iit}", act=_open_all),
    Sight("start-bad-code", "respondent.start", "/s/{iit}", act=_type_code("123")),
    Sight("start-unknown-code", "respondent.start", "/s/{iit}", act=_type_code("0000000000000")),
    Sight("start-waiting", "respondent.start", "/s/{waiting}"),
    Sight("start-ended", "respondent.start", "/s/{ended}"),
    Sight("start-cancelled", "respondent.start", "/s/{cancelled}"),
    Sight("start-stopped", "respondent.start", "/s/{stopped}"),
    Sight("start-unknown-link", "respondent.start", "/s/nothing"),
    Sight("form-first-step", "respondent.form", "/s/{eit}/form"),
    Sight("form-later-step", "respondent.form", "/s/{eit}/form", act=_walk(2)),
    Sight("form-gaps", "respondent.form", "/s/{eit}/form", act=_press("#next")),
    Sight("form-review", "respondent.form", "/s/{eit}/form", act=_review),
    Sight("form-not-sent", "respondent.form", "/s/{eit}/form", act=_fail_to_send),
    Sight("form-wiping", "respondent.form", "/s/{eit}/form", act=_press("#clear")),
    Sight("form-whole", "respondent.form", "/s/{eit}/form", scripts=False),
    Sight("form-mistakes", "respondent.form", "/s/{eit}/form", act=_send("#send"), scripts=False),
    Sight("form-code", "respondent.form", "/s/{iit}/form"),
    Sight("form-code-gap", "respondent.form", "/s/{iit}/form", act=_press("#next")),
    Sight("form-entered", "respondent.enter_with_code", "/s/{iit}", act=_enter),
    Sight("thanks", "respondent.thanks", "/s/{eit}/thanks"),
    Sight("start-counter", "respondent.start", "/s/{eit}?at=counter"),
    Sight("form-counter-idle", "respondent.form", "/s/{eit}/form?at=counter", act=_show_idle),
    Sight("start-large", "respondent.start", "/s/{eit}", act=_enlarge),
    Sight("form-large", "respondent.form", "/s/{eit}/form", act=_enlarge),
    Sight("start-burmese", "respondent.start", "/s/{eit}?lang=my", act=_open_all),
    Sight("form-burmese", "respondent.form", "/s/{eit}/form?lang=my"),
    Sight("form-burmese-review", "respondent.form", "/s/{eit}/form?lang=my", act=_review),
    Sight("thanks-burmese", "respondent.thanks", "/s/{eit}/thanks?lang=my"),
    Sight("not-eligible", "respondent.not_eligible", "/s/{iit}/not-eligible"),
)

PUBLIC = (
    Sight("public-years", "public.years", "/r/{town}"),
    Sight("public-no-years", "public.years", "/r/{beginning}"),
    Sight("public-result", "public.result", "/r/{town}/2564", act=_open_all),
    Sight("public-items", "public.items", "/r/{town}/2564/oit"),
    Sight("public-recompute", "public.recompute", "/r/{town}/2564/recompute"),
    Sight("public-unknown", "public.result", "/r/{town}/2500"),
)

_ROUND = "/officer/rounds"
_SIGN_IN = "/officer/sign-in"
_PLAN = "/officer/agencies/{town}/plans/{plan}"
_YEARS = "/officer/agencies/{town}/years"

OFFICER = (
    Sight("sign-in", "officer_sign_in.ask", _SIGN_IN),
    Sight("sign-in-wrong", "officer_sign_in.ask", _SIGN_IN, act=_send()),
    Sight("sign-in-code", "officer_sign_in.code", f"{_SIGN_IN}/code", "verifying"),
    Sight("sign-in-code-wrong", "officer_sign_in.code", f"{_SIGN_IN}/code", "verifying", _send()),
    Sight("sign-in-password", "officer_sign_in.password", f"{_SIGN_IN}/password", "newcomer"),
    Sight(
        "sign-in-password-wrong",
        "officer_sign_in.password",
        f"{_SIGN_IN}/password",
        "newcomer",
        _send(),
    ),
    Sight("sign-in-phone", "officer_sign_in.phone", f"{_SIGN_IN}/phone", "enrolling", _open_all),
    Sight("first-steps", "officer_first_steps.show", "/officer/first-steps", "beginner"),
    Sight("handbook", "officer_handbook.index", "/officer/handbook", "admin"),
    Sight("handbook-chapter", "officer_handbook.chapter", "/officer/handbook/prepare", "admin"),
    Sight("handbook-unknown", "officer_handbook.chapter", "/officer/handbook/nothing"),
    Sight("account", "officer_account.index", "/officer/account", "admin"),
    Sight("password", "officer_account.password", "/officer/account/password", "admin"),
    Sight(
        "password-wrong", "officer_account.password", "/officer/account/password", "admin", _send()
    ),
    Sight("agencies", "officer_agencies.index", "/officer/agencies", "overseer"),
    Sight("agency", "officer_agencies.show", "/officer/agencies/{town}", "admin"),
    Sight("agency-new", "officer_agencies.new", "/officer/agencies/new", "overseer"),
    Sight("agency-new-wrong", "officer_agencies.new", "/officer/agencies/new", "overseer", _send()),
    Sight("officers", "officer_officers.index", "/officer/officers", "admin"),
    Sight("officer", "officer_officers.show", "/officer/officers/newcomer", "admin", _open_all),
    Sight("officer-new", "officer_officers.new", "/officer/officers/new", "admin"),
    Sight("officer-new-wrong", "officer_officers.new", "/officer/officers/new", "admin", _send()),
    Sight("rounds", "officer_rounds.index", _ROUND, "admin"),
    Sight("rounds-none", "officer_rounds.index", _ROUND, "beginner"),
    Sight("rounds-all", "officer_rounds.index", _ROUND, "overseer"),
    Sight("round-new", "officer_rounds.new", f"{_ROUND}/new", "admin", _open_all),
    Sight("round-new-wrong", "officer_rounds.new", f"{_ROUND}/new", "admin", _send()),
    Sight("round-draft", "officer_rounds.show", _ROUND + "/{draft}", "admin"),
    Sight("round-open", "officer_rounds.show", _ROUND + "/{open}", "admin"),
    Sight("round-closed", "officer_rounds.show", _ROUND + "/{closed}", "admin"),
    Sight("round-numbers", "officer_corrections.numbers", _ROUND + "/{open}/numbers", "admin"),
    Sight(
        "round-numbers-wrong",
        "officer_corrections.numbers",
        _ROUND + "/{open}/numbers",
        "admin",
        _clear("main input[type=text]"),
    ),
    Sight("round-days", "officer_corrections.days", _ROUND + "/{open}/days", "admin"),
    Sight("round-days-draft", "officer_corrections.days", _ROUND + "/{draft}/days", "admin"),
    Sight(
        "round-days-wrong", "officer_corrections.days", _ROUND + "/{open}/days", "admin", _send()
    ),
    Sight("round-opening", "officer_rounds.confirm_open", _ROUND + "/{draft}/open", "admin"),
    Sight("round-cancelling", "officer_rounds.confirm_cancel", _ROUND + "/{draft}/cancel", "admin"),
    Sight("round-history", "officer_rounds.history", _ROUND + "/{closed}/history", "admin"),
    Sight("watch", "officer_dashboard.watch", _ROUND + "/{open}/watch", "admin"),
    Sight("watch-quiet", "officer_dashboard.watch", _ROUND + "/{quiet}/watch", "overseer"),
    Sight("places", "officer_places.index", _ROUND + "/{open}/places", "admin"),
    Sight("places-wrong", "officer_places.index", _ROUND + "/{open}/places", "admin", _send()),
    Sight("place", "officer_places.show", _ROUND + "/{open}/places/{place}", "admin", _open_all),
    Sight(
        "place-stopped", "officer_places.show", _ROUND + "/{open}/places/{stopped_place}", "admin"
    ),
    Sight("languages", "officer_languages.show", _ROUND + "/{open}/languages", "admin"),
    Sight("paper", "officer_paper.show", _ROUND + "/{open}/paper/EIT", "admin"),
    Sight("paper-not-yet", "officer_paper.show", _ROUND + "/{open}/paper/IIT", "admin"),
    Sight("keying", "officer_paper.keying", _ROUND + "/{open}/paper/EIT/keying", "admin"),
    Sight(
        "keying-wrong",
        "officer_paper.keying",
        _ROUND + "/{open}/paper/EIT/keying",
        "admin",
        _send("#key-save"),
    ),
    Sight(
        "keying-plain",
        "officer_paper.keying",
        _ROUND + "/{open}/paper/EIT/keying",
        "admin",
        scripts=False,
    ),
    Sight("slips", "officer_slips.index", _ROUND + "/{open}/slips", "admin", _open_all),
    Sight("slips-wrong", "officer_slips.index", _ROUND + "/{open}/slips", "admin", _send()),
    Sight("slips-voiding", "officer_slips.confirm_void", _ROUND + "/{open}/slips/void", "admin"),
    Sight("wording", "officer_wording.index", _ROUND + "/{draft}/wording", "admin", _open_all),
    Sight(
        "wording-questions",
        "officer_wording.edit",
        _ROUND + "/{draft}/wording/IIT/1",
        "admin",
        _open_all,
    ),
    Sight("preview", "officer_wording.preview", _ROUND + "/{draft}/preview/EIT", "admin"),
    Sight("items", "officer_disclosure_items.board", _ROUND + "/{open}/oit", "admin", _open_all),
    Sight("item", "officer_disclosure_items.show", _ROUND + "/{open}/oit/o1", "admin", _open_all),
    Sight("item-closed", "officer_disclosure_items.show", _ROUND + "/{closed}/oit/o1", "admin"),
    Sight("links", "officer_links.index", _ROUND + "/{open}/links", "admin"),
    Sight("links-none", "officer_links.index", _ROUND + "/{draft}/links", "admin"),
    Sight("closing", "officer_closing.confirm", _ROUND + "/{open}/close", "admin"),
    Sight("closing-wrong", "officer_closing.confirm", _ROUND + "/{open}/close", "admin", _send()),
    Sight("result", "officer_results.show", _ROUND + "/{closed}/result", "admin", _open_all),
    Sight("result-few", "officer_results.show", _ROUND + "/{few}/result", "overseer", _open_all),
    Sight("texts", "officer_results.suggestions", _ROUND + "/{closed}/suggestions", "admin"),
    Sight("publishing", "officer_publishing.show", _ROUND + "/{closed}/publishing", "admin"),
    Sight(
        "publishing-not-yet", "officer_publishing.show", _ROUND + "/{few}/publishing", "overseer"
    ),
    Sight(
        "withdrawing",
        "officer_publishing.confirm_withdrawal",
        _ROUND + "/{closed}/publishing/withdraw",
        "admin",
    ),
    Sight("report", "officer_report.show", _ROUND + "/{closed}/report", "admin", _open_all),
    Sight("report-preview", "officer_report.preview", _ROUND + "/{closed}/report/preview", "admin"),
    Sight(
        "report-texts",
        "officer_report.suggestions",
        _ROUND + "/{closed}/report/suggestions",
        "admin",
    ),
    Sight("years", "officer_years.show", _YEARS, "admin", _open_all),
    Sight("years-none", "officer_years.show", "/officer/agencies/{beginning}/years", "beginner"),
    Sight("years-choice", "officer_years.index", "/officer/years", "overseer"),
    Sight("imported", "officer_years_imported.index", f"{_YEARS}/imported", "admin", _open_all),
    Sight("imported-year", "officer_years_imported.edit", f"{_YEARS}/imported/2563", "admin"),
    Sight("imported-new", "officer_years_imported.new", f"{_YEARS}/imported/new", "admin"),
    Sight(
        "imported-wrong", "officer_years_imported.new", f"{_YEARS}/imported/new", "admin", _send()
    ),
    Sight(
        "imported-removing",
        "officer_years_imported.ask_removal",
        f"{_YEARS}/imported/2563/remove",
        "admin",
    ),
    Sight("plans", "officer_measures.index", "/officer/measures", "admin"),
    Sight("plans-none", "officer_measures.index", "/officer/measures", "beginner"),
    Sight("plan", "officer_measures.plan", _PLAN, "admin", _open_all),
    Sight(
        "plan-empty",
        "officer_measures.plan",
        "/officer/agencies/{beginning}/plans/2565",
        "beginner",
    ),
    Sight("measure-new", "officer_measures.new", f"{_PLAN}/new", "admin"),
    Sight("measure-new-wrong", "officer_measures.new", f"{_PLAN}/new", "admin", _send()),
    Sight(
        "measure-choice", "officer_measures.suggestions", f"{_PLAN}/suggestions", "admin", _open_all
    ),
    Sight("measure", "officer_progress.show", "/officer/measures/{measure}", "admin", _open_all),
    Sight("measure-edit", "officer_progress.edit", "/officer/measures/{measure}/edit", "admin"),
    Sight(
        "progress",
        "officer_progress.edit_entry",
        "/officer/measures/{measure}/progress/{entry}",
        "admin",
    ),
    Sight("officer-unknown", "officer_rounds.show", _ROUND + "/nothing", "admin"),
    Sight("officer-refused", "officer_officers.index", "/officer/officers", "executive"),
    Sight("officer-lost", "officer_home.index", "/officer/nowhere"),
)

SIGHTS = (*RESPONDENT, *PUBLIC, *OFFICER)

NOT_PAGES = frozenset(
    {
        "static",
        "bootstrap.static",
        "officer_home.root",
        "respondent.emblem",
        "respondent.return_to_form",
        "public.file",
        "public.program",
        "officer_agencies.emblem",
        "officer_sign_in.phone_picture",
        "officer_disclosure_items.export",
        "officer_handbook.paper",
        "officer_handbook.picture",
        "officer_handbook.style",
        "officer_measures.choose",
        "officer_measures.paper",
        "officer_paper.form",
        "officer_places.download_qr",
        "officer_places.poster",
        "officer_places.qr",
        "officer_publishing.qr",
        "officer_report.download",
        "officer_report.download_all",
        "officer_report.figure",
        "officer_report.style",
        "officer_results.download",
        "officer_wording.export",
        "officer_years.indicator",
        "officer_years.trend",
        "officer_years_imported.template",
    }
)
"""What answers GET with a file, a picture or a redirect."""
