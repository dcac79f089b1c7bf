import pytest

from survey_app.reports.drawing.fonts import Weight, find_font, measure, spell

pytestmark = pytest.mark.usefixtures("drawing")


def top(text: str) -> float:
    """How high the ink of `text` reaches."""
    from matplotlib.textpath import text_to_path  # noqa: PLC0415  # only while drawing

    points, _ = text_to_path.get_text_path(find_font(Weight.REGULAR, 12), text)
    return float(max(y for _, y in points))


def test_a_tone_mark_climbs_over_a_vowel_and_sits_low_without_one() -> None:
    assert top("กี่") > top("กี") + 5
    assert top("กี่") > top("ก่") + 5


@pytest.mark.parametrize(("marked", "bare"), [("น้ำ", "นำ"), ("กู้", "ก"), ("ผู้ที่", "ผท"), ("ฐุ", "ฐ")])
def test_marks_above_and_below_take_no_width(marked: str, bare: str) -> None:
    assert measure(marked, 12) == pytest.approx(measure(bare, 12), abs=0.6)


def test_no_tail_remains_under_ying_with_a_vowel_below() -> None:
    assert measure("ญู", 100) == pytest.approx(measure("ญ", 100), abs=3)


def test_characters_the_font_lacks_are_question_marks_and_unseen_ones_go() -> None:
    assert spell("ก\u200bข\U0001f600ງ\n") == "กข??"


def test_arrows_and_minus_are_in_every_weight() -> None:
    for weight in Weight:
        from matplotlib.font_manager import get_font  # noqa: PLC0415  # only while drawing

        held = get_font(str(find_font(weight, 12).get_file())).get_charmap()
        assert {ord(character) for character in "▲▼−+–()%๐๙"} <= held.keys()
