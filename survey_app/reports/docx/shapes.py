"""How paragraphs stand: alignment, space, indents, what keeps them together, boxes and rules.

The order of elements within `w:pPr` is the schema's; Word refuses a file that has another.
"""

from dataclasses import dataclass

from survey_app.reports.docx.elements import Element, element

TEXT_WIDTH = 9072
"""Twentieths of a point between the margins: 16 cm."""
_GREY = "7F7F7F"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands; lengths in twentieths of a point.

    `hanging` is how far the first line starts left of `left`; a negative one indents the first line.
    `tab_leader` sets a tab at the right margin, `right` keeps text away from there. `fill` draws a box of that colour around the
    paragraph, `rule` a line at that side.
    """

    align: str = "left"
    before: int = 0
    after: int = 0
    line: int = 240
    left: int = 0
    right: int = 0
    hanging: int = 0
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    tab_leader: str | None = None
    fill: str | None = None
    rule: str | None = None

    @classmethod
    def of_heading(cls, outline: int, *, before: int, after: int) -> "Shape":
        """A heading: on the page of what follows it, and in the table of contents."""
        return cls(before=before, after=after, outline=outline, keep_next=True, keep_lines=True)

    def write(self) -> Element:
        """`w:pPr` of a style."""
        properties = element("w:pPr")
        properties.extend(self._flow())
        properties.extend(self._frame())
        properties.extend(self._place())
        return properties

    def _flow(self) -> list[Element]:
        flags = {"w:keepNext": self.keep_next, "w:keepLines": self.keep_lines}
        made = [element(tag) for tag, is_on in flags.items() if is_on]
        return [*made, element("w:widowControl")]

    def _frame(self) -> list[Element]:
        made = []
        sides = ("top", "left", "bottom", "right") if self.fill else (self.rule,)
        if any(sides):
            lines = (
                element(f"w:{side}", val="single", sz="6", space="4", color=_GREY) for side in sides
            )
            made.append(element("w:pBdr", *lines))
        if self.fill:
            made.append(element("w:shd", val="clear", color="auto", fill=self.fill))
        if self.tab_leader:
            tab = element("w:tab", val="right", leader=self.tab_leader, pos=str(TEXT_WIDTH))
            made.append(element("w:tabs", tab))
        return made

    def _place(self) -> list[Element]:
        before, after, line = str(self.before), str(self.after), str(self.line)
        indent = {"hanging": self.hanging} if self.hanging >= 0 else {"firstLine": -self.hanging}
        texts = {name: str(length) for name, length in indent.items()}
        made = [
            element("w:spacing", before=before, after=after, line=line, lineRule="auto"),
            element("w:ind", left=str(self.left), right=str(self.right), **texts),
            element("w:jc", val=self.align),
        ]
        if self.outline is not None:
            made.append(element("w:outlineLvl", val=str(self.outline)))
        return made
