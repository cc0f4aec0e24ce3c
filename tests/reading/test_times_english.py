"""English time expressions: a sentence, the publication date (or none), the words with their values."""

from datetime import date

import pytest

from tamani.languages import load
from tamani.reading.times import resolve_times

MONDAY = date(2025, 4, 7)
THURSDAY = date(2025, 4, 10)

TABLE = [
    ("The cabinet resigned on Thursday.", MONDAY, [("on Thursday", "2025-04-03")]),
    ("The cabinet resigned on Thursday.", THURSDAY, [("on Thursday", "2025-04-10")]),
    ("They met last Thursday.", THURSDAY, [("last Thursday", "2025-04-03")]),
    ("They meet next Thursday.", THURSDAY, [("next Thursday", "2025-04-17")]),
    ("The strike will begin on Friday.", MONDAY, [("on Friday", "2025-04-11")]),
    ("Shots were heard Sunday night.", MONDAY, [("Sunday night", "2025-04-06")]),
    ("He was released early Saturday.", MONDAY, [("Saturday", "2025-04-05")]),
    ("The hearing is scheduled for Wednesday.", MONDAY, [("for Wednesday", "2025-04-09")]),
    ("Schools have been shut since Tuesday.", THURSDAY, [("since Tuesday", "2025-04-08/..")]),
    ("Overnight, drones hit a depot.", THURSDAY, [("Overnight", "2025-04-09/2025-04-10")]),
    ("Nine people died in overnight clashes.", THURSDAY, [("in overnight", "2025-04-09/2025-04-10")]),
    ("The overnight curfew was lifted.", THURSDAY, []),
    ("They must answer by Friday.", MONDAY, [("by Friday", "2025-04-11")]),
    (
        "A drone fell on the night of Sunday to Monday.",
        MONDAY,
        [("on the night of Sunday to Monday", "2025-04-06/2025-04-07")],
    ),
    ("March 12, 2025", None, [("March 12, 2025", "2025-03-12")]),
    ("Published 12 March 2025", None, [("12 March 2025", "2025-03-12")]),
    ("Published Monday, April 7, 2025 at 18:42", None, [("Monday, April 7, 2025 at 18:42", "2025-04-07")]),
    (
        "The war began in March 2011. That year the army split.",
        MONDAY,
        [("in March 2011", "2011-03"), ("That year", "2011")],
    ),
    (
        "He left on Thursday, and that week the others left.",
        MONDAY,
        [("on Thursday", "2025-04-03"), ("that week", "2025-03-31/2025-04-06")],
    ),
    ("Published 2025-04-07", None, [("2025-04-07", "2025-04-07")]),
    ("Published on 07/04/2025", None, [("on 07/04/2025", "2025-04-07")]),
    ("The towers fell on Sept. 11, 2001.", None, [("on Sept. 11, 2001", "2001-09-11")]),
    ("Four herders were killed on March 12.", MONDAY, [("on March 12", "2025-03-12")]),
    ("The vote will be held on October 25.", MONDAY, [("on October 25", "2025-10-25")]),
    ("The law took effect on 1st March.", MONDAY, [("on 1st March", "2025-03-01")]),
    ("The fair ran from March 3 to March 5.", MONDAY, [("from March 3 to March 5", "2025-03-03/2025-03-05")]),
    ("The fair ran from 3 to 5 March 2024.", None, [("from 3 to 5 March 2024", "2024-03-03/2024-03-05")]),
    ("Parliament sat on March 3-5, 2025.", None, [("on March 3-5, 2025", "2025-03-03/2025-03-05")]),
    ("Talks have been frozen since March 18.", MONDAY, [("since March 18", "2025-03-18/..")]),
    ("They have until May 15 to leave.", MONDAY, [("until May 15", "2025-05-15")]),
    ("Ties were cut in August 2024.", None, [("in August 2024", "2024-08")]),
    ("The envoy came in July.", MONDAY, [("in July", "2024-07")]),
    ("The envoy is expected in July.", MONDAY, [("in July", "2025-07")]),
    ("They have shared intelligence since January.", MONDAY, [("since January", "2025-01/..")]),
    ("In late March the junta gave in.", MONDAY, [("In late March", "2025-03")]),
    ("The camp was emptied in mid-March.", MONDAY, [("in mid-March", "2025-03")]),
    ("A deal is due by the end of May.", MONDAY, [("by the end of May", "2025-05-31")]),
    (
        "Refugees came in the first week of March.",
        MONDAY,
        [("in the first week of March", "2025-03-01/2025-03-07")],
    ),
    ("Coups followed one another between 2020 and 2023.", None, [("between 2020 and 2023", "2020/2023")]),
    ("She was minister from 2019 to 2021.", None, [("from 2019 to 2021", "2019/2021")]),
    ("In 2016 they went to court.", None, [("In 2016", "2016")]),
    ("Sanctions have bitten since 2022.", None, [("since 2022", "2022/..")]),
    ("Early 2025 brought a thaw.", None, [("Early 2025", "2025")]),
    ("They met in the autumn of 2023.", None, [("in the autumn of 2023", "2023-09/2023-11")]),
    (
        "Prices fell in the first quarter of 2025.",
        None,
        [("in the first quarter of 2025", "2025-01/2025-03")],
    ),
    ("Last year three nurses were arrested.", MONDAY, [("Last year", "2024")]),
    ("Next year he will run.", MONDAY, [("Next year", "2026")]),
    ("This year's harvest is good.", MONDAY, [("This year", "2025")]),
    ("Arms must be handed in by the end of the year.", MONDAY, [("by the end of the year", "2025-12-31")]),
    ("He left yesterday.", MONDAY, [("yesterday", "2025-04-06")]),
    ("He leaves tomorrow.", MONDAY, [("tomorrow", "2025-04-08")]),
    ("Today the clerks stopped work.", MONDAY, [("Today", "2025-04-07")]),
    ("He left the day before yesterday.", MONDAY, [("the day before yesterday", "2025-04-05")]),
    ("He swore it three days ago.", MONDAY, [("three days ago", "2025-04-04")]),
    ("He swore it two years ago.", MONDAY, [("two years ago", "2023")]),
    ("Five agents were arrested last week.", MONDAY, [("last week", "2025-03-31/2025-04-06")]),
    ("He is expected next month.", MONDAY, [("next month", "2025-05")]),
    ("The protest last weekend was large.", MONDAY, [("last weekend", "2025-04-05/2025-04-06")]),
    ("The toll has risen in recent months.", MONDAY, [("in recent months", None)]),
    (
        "Rebels came on February 16; the army had left the day before.",
        MONDAY,
        [("on February 16", "2025-02-16"), ("the day before", "2025-02-15")],
    ),
    (
        "He was elected on 3 May 2024. The following day he took office.",
        None,
        [("on 3 May 2024", "2024-05-03"), ("The following day", "2024-05-04")],
    ),
    (
        "He was elected on 3 May 2024. Two days later he fled.",
        None,
        [("on 3 May 2024", "2024-05-03"), ("Two days later", "2024-05-05")],
    ),
    (
        "He fled in 2012. Three years later he was back.",
        None,
        [("in 2012", "2012"), ("Three years later", "2015")],
    ),
    (
        "They met in Abuja on Wednesday, a week after soldiers took power.",
        THURSDAY,
        [("on Wednesday", "2025-04-09"), ("a week after", "2025-04-02")],
    ),
    (
        "The town fell on February 16. Since then a curfew is in force.",
        MONDAY,
        [("on February 16", "2025-02-16"), ("Since then", "2025-02-16/..")],
    ),
]

NOT_TIMES = [
    "Theresa May declined to comment.",
    "The army may march on the capital.",
    "She is 52 years old.",
    "He was jailed for two years.",
    "Some 2025 people attended.",
    "Mrs. June signed it.",
    "The clinic is open 24/7.",
    "A 5-year-old boy was hurt.",
    "They march for peace.",
]

UNDATED = [
    ("The cabinet on Tuesday approved it.", "on Tuesday"),
    ("An envoy came in July.", "in July"),
    ("It is due by the end of the year.", "by the end of the year"),
    ("He left yesterday.", "yesterday"),
]


def read(sentence, published):
    found = resolve_times(sentence, language=load("en"), published=published)
    return [(sentence[time.start : time.end], time.value) for time in found]


@pytest.mark.parametrize(("sentence", "published", "expected"), TABLE)
def test_the_expression_has_its_value(sentence, published, expected):
    assert read(sentence, published) == expected


@pytest.mark.parametrize("sentence", NOT_TIMES)
def test_what_only_looks_like_a_time_is_none(sentence):
    assert read(sentence, MONDAY) == []


@pytest.mark.parametrize(("sentence", "words"), UNDATED)
def test_without_a_publication_date_it_is_undated(sentence, words):
    (found,) = resolve_times(sentence, language=load("en"), published=None)
    assert (sentence[found.start : found.end], found.value, found.undated) == (words, None, True)


def test_the_table_is_long_enough_to_mean_something():
    assert sum(len(expected) for _, _, expected in TABLE) >= 60
