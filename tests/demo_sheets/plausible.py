"""What a small municipality's answers look like: likely row means and likely people.

These are judgements, not targets: bribery is rarely reported, few know the budget or trust a
complaint to be safe, visitors are kinder than staff. The search stays as near to them as the
published figures allow.
"""

# Whole points out of 100, the worse conduct low, whichever way a row's options run.
LIKELY_MEANS = {
    "i1.1": 77,
    "i1.2": 75,
    "i2": 73,
    "i3.1": 78,
    "i3.2": 75,
    "i3.3": 75,
    "i4.1": 97,
    "i4.2": 98,
    "i4.3": 96,
    "i5.1": 97,
    "i5.2": 97,
    "i5.3": 95,
    "i6.1": 98,
    "i6.2": 98,
    "i6.3": 97,
    "i7": 58,
    "i8.1": 69,
    "i8.2": 71,
    "i9": 74,
    "i10": 79,
    "i11.1": 68,
    "i11.2": 66,
    "i12.1": 58,
    "i12.2": 54,
    "i12.3": 56,
    "i13": 71,
    "i14": 70,
    "i15": 72,
    "i16": 80,
    "i17": 84,
    "i18.1": 77,
    "i18.2": 84,
    "i18.3": 76,
    "i19": 79,
    "i20": 65,
    "i21": 68,
    "i22": 81,
    "i23": 61,
    "i24": 69,
    "i25": 75,
    "i26.1": 78,
    "i26.2": 75,
    "i27": 72,
    "i28.1": 70,
    "i28.2": 67,
    "i28.3": 69,
    "i29": 68,
    "i30.1": 62,
    "i30.2": 58,
    "i30.3": 60,
    "i30.4": 56,
    "e1.1": 82,
    "e1.2": 79,
    "e2": 80,
    "e3": 82,
    "e4.1": 98,
    "e4.2": 98,
    "e4.3": 96,
    "e5": 82,
    "e6.1": 80,
    "e6.2": 84,
    "e7": 81,
    "e8": 93,
    "e9": 80,
    "e10": 90,
    "e11": 79,
    "e12": 78,
    "e13": 85,
    "e14": 76,
    "e15": 82,
}

# How many of a hundred people choose each option of a profile question, in file order;
# a second question may depend on the option chosen in an earlier one.
SEX = (44, 52, 1, 3)
IIT_AGE = (12, 33, 31, 20, 4)
IIT_EDUCATION = (34, 50, 12, 4)
# Under one year of service is never chosen: such a person is thanked and gives no sheet.
SERVICE_BY_AGE = {
    1: (0, 85, 11, 0, 0, 4),
    2: (0, 34, 41, 21, 0, 4),
    3: (0, 12, 24, 42, 18, 4),
    4: (0, 4, 12, 30, 50, 4),
    5: (0, 10, 25, 25, 10, 30),
}
POST_BY_AGE = {
    1: (0, 0, 30, 66, 4),
    2: (1, 8, 42, 46, 3),
    3: (6, 18, 40, 33, 3),
    4: (20, 28, 28, 20, 4),
    5: (0, 8, 30, 30, 32),
}
EIT_AGE = (3, 10, 18, 25, 24, 17, 3)
EIT_EDUCATION_BY_AGE = {
    1: (10, 75, 12, 0, 3),
    2: (5, 45, 45, 3, 2),
    3: (12, 42, 38, 6, 2),
    4: (26, 40, 26, 6, 2),
    5: (44, 32, 18, 4, 2),
    6: (66, 20, 9, 2, 3),
    7: (20, 25, 20, 5, 30),
}
CAPACITY = (77, 4, 15, 1, 3)
