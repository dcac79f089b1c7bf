"""The officers' pages as an officer uses them: by role and label."""

import re
from dataclasses import dataclass
from pathlib import Path

import pyotp
from playwright.sync_api import Page, expect


@dataclass
class OfficePage:
    """An officer's browser."""

    page: Page
    address: str

    def sign_in(self, name: str, password: str) -> None:
        """Sign in for the first time: password, then a phone's second factor."""
        self.page.goto(f"{self.address}/officer/")
        self.page.get_by_label("ชื่อผู้ใช้").fill(name)
        self.page.get_by_label("รหัสผ่าน").fill(password)
        self.page.get_by_role("button", name="เข้าสู่ระบบ").click()
        self.page.get_by_text("สแกนไม่ได้ พิมพ์รหัสเอง").click()
        secret = self.page.locator(".secret").inner_text().replace(" ", "")
        self.page.get_by_label("รหัส 6 หลัก").fill(pyotp.TOTP(secret).now())
        self.page.get_by_role("button", name="ผูกโทรศัพท์").click()
        expect(self.page.get_by_role("button", name="ออกจากระบบ")).to_be_visible()

    def create_round(self, year: str, staff: str, public: str) -> str:
        """Create a draft, open it, and return its address."""
        self.page.goto(f"{self.address}/officer/rounds/new")
        self.page.get_by_label("ปีงบประมาณ").fill(year)
        self.page.get_by_label("จำนวนบุคลากร").fill(staff)
        self.page.get_by_label("จำนวนประชาชนผู้มาติดต่อ").fill(public)
        self.page.get_by_role("button", name="สร้างรอบ").click()
        expect(self.page.get_by_role("heading", name=re.compile("2564"))).to_be_visible()
        address = self.page.url
        self.page.goto(f"{address}/open")
        self.page.get_by_role("button", name="เปิดรอบ").click()
        expect(self.page.get_by_text("กำลังรับคำตอบ").first).to_be_visible()
        return address

    def print_slips(self, round_address: str, count: int, to: Path) -> Path:
        """Print admission slips into a PDF."""
        self.page.goto(f"{round_address}/slips")
        self.page.get_by_label(re.compile("จำนวน")).first.fill(str(count))
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name="พิมพ์ใบรหัส (PDF)").click()
        download.value.save_as(to)
        return to

    def enter_item(self, round_address: str, code: str, url: str, score: int) -> None:
        """Answer one disclosure item with มี and score it."""
        self.page.goto(f"{round_address}/oit/{code}")
        self.page.get_by_label("มี", exact=True).check()
        self.page.get_by_label("ที่อยู่เว็บไซต์").fill(url)
        self.page.get_by_label(str(score), exact=True).check()
        self.page.get_by_role("button", name="บันทึก", exact=True).click()
        expect(self.page.get_by_text(f"คะแนน {score}").first).to_be_visible()

    def import_items(self, round_address: str, file: Path) -> None:
        """Hand in all items as a file."""
        self.page.goto(f"{round_address}/oit")
        self.page.locator("input[type=file]").set_input_files(file)
        self.page.get_by_role("button", name=re.compile("นำเข้า")).click()
        expect(
            self.page.get_by_role("status").or_(self.page.get_by_role("alert")).first
        ).to_be_visible()

    def close_round(self, round_address: str, year: str, password: str) -> None:
        """Close a complete round and land on its result."""
        self.page.goto(f"{round_address}/close")
        self.page.get_by_label("พิมพ์ปีงบประมาณ").fill(year)
        self.page.get_by_label("รหัสผ่านของท่าน").fill(password)
        self.page.get_by_role("button", name="ปิดรอบและคำนวณผล").click()
        expect(self.page.get_by_role("heading", name="คะแนนรวมและระดับ")).to_be_visible()
