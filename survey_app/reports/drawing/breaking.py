"""Where a Thai label that is too long for its place is broken into lines.

Thai writes no spaces between words and a dictionary of words is not at hand. A line is broken, from
the best place to the worst: at a space; before a word that often begins inside such names; before
a leading vowel, which always begins a syllable; between two letters that do not lean on each other.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

_BEGINNINGS = (
    r"(?<!ราช)(?<!บริ)(?<!โครง)(?<!กรรม)(?<!จัด)(?<!ต้อง)(?<!ประ)(?<!วิชา)(?<!พิ)การ|ความ|ของ|และ|หรือ"
    r"|ด้าน|จาก|โดย|เพื่อ|สำหรับ|ระหว่าง|เกี่ยวกับ|ข้อมูล|หน้าที่|งบประมาณ|อำนาจ|ระบบ|ปัญหา|คุณภาพ|ประสิทธิภาพ"
)
_AGENCIES = r"(?<=เทศบาลนคร)|(?<=เทศบาลเมือง)|(?<=เทศบาลตำบล)|(?<=ส่วนตำบล)|(?<=ส่วนจังหวัด)|อำเภอ|จังหวัด"
_BEGINNING = re.compile(f"{_BEGINNINGS}|{_AGENCIES}")
"""การ is no word of its own in ราชการ, บริการ, โครงการ and their like; a name follows its kind."""
_CLUSTER = re.compile(r"[เ-ไ]*[^เ-ไ ][\u0e2f-\u0e3a\u0e45-\u0e4e]*|[เ-ไ]+| ")
"""A letter with what is written before it and all that stands above, below or right behind it."""
_LEADING = "เแโใไ"
_SPACE, _BEGINS, _VOWEL, _LETTER = 0.0, 0.1, 1.0, 4.0
_LINE = 1.0
"""A line more is worse than an uneven pair of lines."""

Measure = Callable[[str], float]


def break_label(label: str, width: float, measure: Measure) -> tuple[str, ...]:
    """`label` in as few lines as fit `width`, evenly long; a lone cluster may be wider.

    The label is taken apart into clusters, and the cheapest way through the places between them is
    kept for every place: the unfilled part of a line squared, and what breaking there costs.
    """
    if measure(label) <= width:
        return (label,)
    clusters = _CLUSTER.findall(label)
    ends = _find_lines([measure(cluster) for cluster in clusters], _rate_places(clusters), width)
    lines = ("".join(clusters[start:end]) for start, end in pairwise(ends))
    return tuple(line.strip(" ") for line in lines)


def breaks_well(label: str, width: float, measure: Measure, most: int = 2) -> bool:
    """Whether `label` fits `width` in at most that many lines, none torn between two letters."""
    if measure(label) <= width:
        return True
    clusters = _CLUSTER.findall(label)
    places = _rate_places(clusters)
    ends = _find_lines([measure(cluster) for cluster in clusters], places, width)
    return len(ends) - 1 <= most and all(places[start] < _LETTER for start in ends[1:-1])


def _rate_places(clusters: Sequence[str]) -> dict[int, float]:
    """What it costs to begin a line at each cluster but the first."""
    text = "".join(clusters)
    offsets = [len("".join(clusters[:place])) for place in range(len(clusters))]
    return {place: _rate(text, offsets[place]) for place in range(1, len(clusters))}


def _rate(text: str, offset: int) -> float:
    if text[offset - 1] == " ":
        return _SPACE
    if _BEGINNING.match(text, offset):
        return _BEGINS
    return _VOWEL if text[offset] in _LEADING else _LETTER


def _find_lines(widths: Sequence[float], places: dict[int, float], width: float) -> list[int]:
    """Where lines begin and end, counted in clusters, on the cheapest way from 0 to the last."""
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for end in range(1, len(widths) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            filled = sum(widths[start:end])
            if filled > width and start < end - 1:
                break
            slack = max(0.0, 1 - filled / width)
            cost, ends = best[start]
            ways.append((cost + _LINE + slack**2 + places.get(start, 0.0), [*ends, end]))
        best[end] = min(ways)
    return best[len(widths)][1]
