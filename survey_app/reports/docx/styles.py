"""The styles of the document, by the names under which Word shows them to officers.

Built-in styles keep their English names in the file, which Word shows in its own language; styles of
our own are named in Thai. Everything else that a file can hold of styles is left out, so that no
English name, blue heading or Latin font of a template comes with it.
"""

from dataclasses import dataclass, field

from survey_app.reports.docx.elements import Element, element
from survey_app.reports.docx.fonts import Look, run_properties
from survey_app.reports.docx.shapes import Shape
from survey_app.reports.docx.table_styles import write_table_styles

LINK_STYLE = "Hyperlink"
LINK_LOOK = Look(colour="1F4E79", underlined=True)
_BASE = "Normal"
_BOLD = Look(bold=True)
_SMALL = Look(14)
_FIRST_LINE = -1418
"""A paragraph's first line starts 2.5 cm in, as in official letters."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: the key by which paragraphs name it, its name in Word, letters, shape."""

    key: str
    name: str
    look: Look = field(default_factory=Look)
    shape: Shape = field(default_factory=Shape)

    def write(self) -> Element:
        """`w:style`; each says itself all it needs, so that changing one leaves the others."""
        is_base = self.key == _BASE
        base = [] if is_base else [element("w:basedOn", val=_BASE)]
        is_heading = self.shape.outline is not None
        following = [element("w:next", val="BodyText")] if is_heading else []
        return element(
            "w:style",
            element("w:name", val=self.name),
            *base,
            *following,
            element("w:uiPriority", val="1"),
            element("w:qFormat"),
            self.shape.write(),
            run_properties(self.look),
            type="paragraph",
            styleId=self.key,
            **({"default": "1"} if is_base else {}),
        )


_PARAGRAPHS = (
    Style("Normal", "Normal"),
    Style("BodyText", "Body Text", shape=Shape(after=120, line=264, hanging=_FIRST_LINE)),
    Style("Heading1", "heading 1", Look(20, bold=True), Shape.of_heading(0, before=360, after=120)),
    Style("Heading2", "heading 2", Look(18, bold=True), Shape.of_heading(1, before=240, after=80)),
    Style("Heading3", "heading 3", Look(16, bold=True), Shape.of_heading(2, before=200, after=60)),
    Style("TOCHeading", "TOC Heading", Look(20, bold=True), Shape("center", after=240)),
    Style(
        "TOC1", "toc 1", _BOLD, Shape(before=80, left=284, right=567, hanging=284, tab_leader="dot")
    ),
    Style("TOC2", "toc 2", shape=Shape(left=709, right=567, hanging=284, tab_leader="dot")),
    Style("TOC3", "toc 3", shape=Shape(left=1134, right=567, hanging=284, tab_leader="dot")),
    Style("Caption", "caption", shape=Shape(before=160, after=100, keep_lines=True)),
    Style("Header", "header", _SMALL, Shape(rule="bottom")),
    Style("Footer", "footer", _SMALL, Shape(tab_leader="none")),
    Style("ListBullet", "List Bullet", shape=Shape(after=60, left=851, hanging=426)),
    Style("ListNumber", "List Number", shape=Shape(after=60, left=851, hanging=426)),
    Style("TableText", "ข้อความในตาราง"),
    Style("TableHead", "หัวตาราง", _BOLD, Shape("center", keep_next=True)),
    Style("AfterTable", "เว้นใต้ตาราง", Look(8)),
    Style("Picture", "ภาพ", shape=Shape("center", before=160, keep_next=True)),
    Style(
        "Notice",
        "ข้อควรทราบ",
        shape=Shape(before=120, after=160, left=113, right=113, fill="FFF4D6"),
    ),
    Style("CoverEmblem", "ปก ตรา", shape=Shape("center", before=600)),
    Style("CoverTitle", "ปก ชื่อเรื่อง", Look(28, bold=True), Shape("center", before=1300)),
    Style("CoverYear", "ปก ปี", Look(24, bold=True), Shape("center", before=240)),
    Style("CoverAgency", "ปก หน่วยงาน", Look(24, bold=True), Shape("center", before=3000)),
    Style("CoverPlace", "ปก สถานที่", Look(20), Shape("center", before=60)),
    Style("CoverMonth", "ปก เดือน", Look(18), Shape("center", before=1000)),
    Style("CoverNote", "ปก หมายเหตุ", _SMALL, Shape("center", before=900)),
)


def look_of(style: str) -> Look:
    """The letters of a paragraph style, by its key."""
    return _LOOKS[style]


def write_styles() -> tuple[Element, ...]:
    """The children of `w:styles`: what holds for all text, then the styles."""
    return (
        _defaults(),
        _latent(),
        *(style.write() for style in _PARAGRAPHS),
        element(
            "w:style", element("w:name", val="Default Paragraph Font"), **_default("character")
        ),
        element(
            "w:style",
            element("w:name", val="Hyperlink"),
            run_properties(LINK_LOOK),
            type="character",
            styleId=LINK_STYLE,
        ),
        *write_table_styles(),
        element("w:style", element("w:name", val="No List"), **_default("numbering")),
    )


def _default(kind: str) -> dict[str, str]:
    return {"type": kind, "default": "1", "styleId": f"Default{kind.title()}"}


def _defaults() -> Element:
    letters = element("w:rPrDefault", run_properties(Look()))
    shape = element("w:pPrDefault", element("w:pPr", element("w:widowControl")))
    return element("w:docDefaults", letters, shape)


def _latent() -> Element:
    """Word's own other styles: known to it, kept out of the officers' gallery until used."""
    states = {"defLockedState": "0", "defSemiHidden": "1", "defUnhideWhenUsed": "1"}
    return element("w:latentStyles", **states, defUIPriority="99", defQFormat="0", count="376")


_LOOKS = {style.key: style.look for style in _PARAGRAPHS}
