"""The XML of a Word file: elements made in one line, and text that XML can hold."""

import re
from typing import cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement
"""An element of a Word file's XML."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way of writing: control characters, halves of pairs, non-characters."""


def element(tag: str, /, *children: Element, **attributes: str) -> Element:
    """An element such as `w:jc` with its children; attributes take the prefix of the tag."""
    prefix = tag.partition(":")[0]
    made = cast("Element", OxmlElement(tag))
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), value)
    made.extend(children)
    return made


def text_element(tag: str, text: str) -> Element:
    """An element that holds `text` with its spaces kept; `text` has been through `clean`."""
    made = element(tag)
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made


def clean(text: str) -> str:
    """`text` without what XML cannot hold, its lines ended by a line feed alone."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
