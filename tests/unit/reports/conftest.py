"""What the tests of printed matter look at: the printed page itself, read back."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw


def join_words(text: str) -> str:
    """`text` without white space, and each Thai cluster once.

    Typst moves some tone marks up as pieces of their own and files the cluster's text under each
    piece (typst issue 7610): the page is right, the text read back says ครั้รั้ง for ครั้ง.
    """
    return re.sub(r"([ก-ฮ][ัิีึืุู][่้๊๋])\1+", r"\1", "".join(text.split()))


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page of a PDF as paper shows it: a picture, its words and where the words stand."""

    page: pypdfium2.PdfPage
    file: bytes

    @property
    def words(self) -> str:
        """All text of the page without white space."""
        return join_words(self.page.get_textpage().get_text_bounded())

    def says(self, words: str) -> bool:
        """Whether these words stand on the page, wherever its lines break."""
        return join_words(words) in self.words

    @property
    def millimetres(self) -> tuple[int, int]:
        width, height = self.page.get_size()
        return round(width / 72 * 25.4), round(height / 72 * 25.4)

    @property
    def fonts(self) -> set[tuple[str, bool]]:
        """Family name and whether it is embedded, of every piece of text."""
        texts = [part for part in self.page.get_objects() if hasattr(part, "get_font")]
        named = [part.get_font() for part in texts]
        return {
            (font.get_base_name().split("+")[-1].split("-")[0], bool(font.is_embedded))
            for font in named
        }

    def draw(self, *, grey: bool = False) -> Image.Image:
        picture: Image.Image = self.page.render(scale=2.5).to_pil()
        return picture.convert("L" if grey else "RGB")

    def read_codes(self, *, grey: bool = False) -> list[str]:
        return [found.text for found in zxingcpp.read_barcodes(self.draw(grey=grey))]

    def least_margin(self) -> float:
        """The smallest distance in millimetres of any character from the edge of the paper."""
        width, height = self.page.get_size()
        text = self.page.get_textpage()
        boxes = [text.get_charbox(n) for n in range(text.count_chars())]
        seen = [box for box in boxes if box[2] > box[0]]
        gaps = [min(left, bottom, width - right, height - top) for left, bottom, right, top in seen]
        return float(min(gaps)) / 72 * 25.4


@pytest.fixture
def open_pages() -> Iterator[Callable[[bytes], list[PrintedPage]]]:
    """Open a PDF as the pages one would hold in the hand."""
    opened: list[pypdfium2.PdfDocument] = []

    def open_file(file: bytes) -> list[PrintedPage]:
        opened.append(pypdfium2.PdfDocument(file))
        return [PrintedPage(page, file) for page in opened[-1]]

    yield open_file
    for document in opened:
        document.close()


@pytest.fixture
def emblem() -> bytes:
    """A round emblem on a transparent ground, as agencies keep theirs."""
    picture = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((5, 5, 395, 395), fill="#f3d27a", outline="#7a1f1f", width=12)
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
