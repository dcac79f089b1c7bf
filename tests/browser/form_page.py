"""The respondent's pages as a respondent uses them: by role and label."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

ELIGIBLE = re.compile("ข้าพเจ้าเคยติดต่อ|ข้าพเจ้าทำงานที่นี่มาแล้ว")
THANKED = "คำตอบจากแบบฉบับนี้ถูกนับแล้วหนึ่งครั้ง"


@dataclass
class FormPage:
    """A survey's start page, form and thank-you."""

    page: Page
    link: str

    def start(self) -> None:
        """Open the start page and choose to be eligible."""
        self.page.goto(self.link)
        link = self.page.get_by_role("link", name=ELIGIBLE)
        link.or_(self.page.get_by_role("button", name=ELIGIBLE)).click()
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        self.page.wait_for_load_state()

    @property
    def rows(self) -> list[Locator]:
        """The radio groups that can be seen now."""
        return [row for row in self.page.get_by_role("group").all() if row.is_visible()]

    def answer_visible(self, pick: int = 0) -> int:
        """Answer every visible row with its option number `pick`; returns how many rows.

        Nobody here has served for less than a year: they would not be asked.
        """
        rows = self.rows
        for row in rows:
            options = row.get_by_role("radio")
            first = row.get_by_label("น้อยกว่า 1 ปี").count()
            options.nth(min(max(pick, first), options.count() - 1)).check(force=True)
        return len(rows)

    def choose(self, code: str, option: int) -> None:
        """Choose an option of one row."""
        self.page.locator(f"input[name='{code}'][value='{option + 1}']").check(force=True)

    def next(self) -> None:
        self.page.get_by_role("button", name="ถัดไป").click()

    def send(self) -> None:
        self.page.get_by_role("button", name="ส่งคำตอบ").click()

    def expect_thanks(self) -> None:
        expect(self.page.get_by_text(THANKED)).to_be_visible()
        self.page.wait_for_load_state()

    @property
    def step(self) -> str:
        """Where the respondent is, such as ส่วนที่ 2 จาก 7."""
        return self.page.get_by_text("ส่วนที่").last.inner_text()
