"""The file around the text: settings, properties and nothing of the library's own template.

The same draft gives the same bytes, and neither a user's name nor a time of making stands in them.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.opc.rel import Relationships

from survey_app.reports.document import Cover, Document
from survey_app.reports.docx.drafts import Draft
from survey_app.reports.docx.elements import Element, clean, element
from survey_app.reports.docx.fonts import font_table
from survey_app.reports.docx.lists import define_lists
from survey_app.reports.docx.styles import write_styles
from survey_app.reports.numbering import list_contents, number_blocks

_LONGEST_PROPERTY = 255
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_OWNER_ALONE = 0o600 << 16
_UNIX = 3
_WORD = "http://schemas.microsoft.com/office/word"
_BEHAVIOUR = {
    "compatibilityMode": "15",
    "overrideTableStyleFontSizeAndJustification": "1",
    "enableOpenTypeFeatures": "1",
    "doNotFlipMirrorIndents": "1",
}
"""That of Word 2013 and later; without it Word opens the file as one of an old version."""
_KEPT_OF_TEMPLATE = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
}


def start_draft(document: Document) -> Draft:
    """A file without text, with our styles, lists, font and settings, and what its cover says it is.

    Raises nothing for any text: what is too long for a property is cut there, and there alone.
    """
    file = docx.Document()
    draft = Draft(file.part, document.digits)
    for relations in (draft.part.rels, draft.package.rels):
        _drop_template(relations)
    _fill(file.styles.element, *write_styles())
    has_contents = bool(list_contents(number_blocks(document)))
    _fill(file.settings.element, *_write_settings(has_contents=has_contents))
    _fill(file.element.body, element("w:sectPr"))
    _add_font_table(draft)
    _describe(draft, document.cover)
    define_lists(draft)
    return draft


def pack(draft: Draft) -> bytes:
    """The finished file, its parts dated 1980 as a zip file's first day has it."""
    saved, packed = BytesIO(), BytesIO()
    draft.package.save(saved)
    with ZipFile(saved) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            member = ZipInfo(name, _NO_TIME)
            member.compress_type, member.create_system = ZIP_DEFLATED, _UNIX
            member.external_attr = _OWNER_ALONE
            target.writestr(member, source.read(name))
    return packed.getvalue()


def _drop_template(relations: Relationships) -> None:
    """Leave out what the library's template brings: its theme, thumbnail, second set of styles."""
    for key, relation in list(relations.items()):
        if relation.reltype not in _KEPT_OF_TEMPLATE:
            del relations[key]


def _fill(parent: Element, *children: Element) -> None:
    for old in list(parent):
        parent.remove(old)
    parent.extend(children)


def _write_settings(*, has_contents: bool) -> Iterator[Element]:
    """The children of `w:settings`, in the order of the schema."""
    yield element("w:zoom", percent="100")
    yield element("w:defaultTabStop", val="720")
    yield element("w:characterSpacingControl", val="doNotCompress")
    if has_contents:
        yield element("w:updateFields", val="true")
    yield element("w:compat", *(_write_setting(name, val) for name, val in _BEHAVIOUR.items()))
    yield element("w:themeFontLang", val="en-US", bidi="th-TH")
    yield element("w:decimalSymbol", val=".")
    yield element("w:listSeparator", val=",")


def _write_setting(name: str, value: str) -> Element:
    return element("w:compatSetting", name=name, uri=_WORD, val=value)


def _add_font_table(draft: Draft) -> None:
    name, kind = PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE
    part = XmlPart(name, kind, font_table(), draft.package)
    draft.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _describe(draft: Draft, cover: Cover) -> None:
    """Title, subject, language and the agency as author; no person and no time."""
    properties = draft.package.core_properties
    part = draft.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    _fill(cast("XmlPart", part).element)
    properties.title = _shorten(cover.title)
    properties.subject = _shorten(f"{cover.agency} {cover.year}")
    properties.author = _shorten(cover.agency)
    properties.language = "th-TH"


def _shorten(text: str) -> str:
    return " ".join(clean(text).split())[:_LONGEST_PROPERTY]
