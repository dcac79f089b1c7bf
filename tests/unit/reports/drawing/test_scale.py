from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from survey_app.core.thai import Digits
from survey_app.reports.drawing.scale import find_changes, spread, write_number


@given(st.lists(st.decimals(-100, 100, places=2), max_size=10))
def test_an_axis_of_changes_holds_them_all_and_is_even(values: list[Decimal]) -> None:
    numbers = find_changes(values)
    assert all(numbers[0] <= value <= numbers[-1] for value in values)
    assert numbers == tuple(-number for number in reversed(numbers))
    assert len({b - a for a, b in pairwise(numbers)}) == 1
    assert 3 <= len(numbers) <= 7


def test_numbers_of_an_axis_say_which_way_from_zero() -> None:
    assert [write_number(n, Digits.ARABIC, signed=True) for n in (-5, 0, 5)] == ["−5", "0", "+5"]
    assert write_number(100, Digits.THAI) == "๑๐๐"


@given(st.lists(st.floats(0, 200), max_size=10))
def test_labels_are_kept_apart_inside_their_room_and_in_order(wanted: list[float]) -> None:
    places = spread(wanted, 20, 0, 200)
    downwards = sorted(places)
    assert all(b - a >= 20 - 1e-6 for a, b in pairwise(downwards))
    assert all(-1e-6 <= place <= 200 + 1e-6 for place in places)
    by_wish = sorted(range(len(wanted)), key=lambda place: wanted[place])
    assert [places[place] for place in by_wish] == downwards


def test_labels_with_room_stay_where_they_want_to_be() -> None:
    assert spread([50, 100], 20, 0, 200) == (50, 100)
