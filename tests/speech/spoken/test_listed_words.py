"""The words by which a rule knows what a figure is, each list whole: every word says it, another does not."""

from __future__ import annotations

import pytest

from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

LEXICON = Lexicon()
OTHER = "gladly"  # on no list

# Words, the sentence that they stand in, and what only then is heard in it.
YEARS = [
    (
        "in since published circa year born died spring summer autumn fall winter",
        "Then {} 1815 pages.",
        "eighteen",
    ),
    ("January February March April May June July August", "Then {} 1815 pages.", "eighteen"),
    ("b d r fl c ca", "A clerk, {}. 1815 pages.", "eighteen"),
    ("from of by until till before after around the", "Then {} 2012 pages.", "twenty twelve"),
    ("some over only all than least most another = < > ≈", "Then {} 1815 there.", "one thousand eight"),
    ("about nearly almost roughly", "Then {} 1815 there.", "one thousand eight"),
    (
        "people men women children sheep fish deer feet teeth mice cattle aircraft species",
        "Then 1815 {}.",
        "one",
    ),
    ("AD BC BCE CE A.D. B.C.", "It fell, 536 {}, at once.", "five thirty-six"),
    ("AD year born died circa", "It was {} 536.", "five thirty-six"),
    ("in from since by until till to of dated died born", "Made {} about 1815 there.", "eighteen"),
    ("to and or when until by he", "Then about 1815 {} went.", "eighteen"),
    ("the early late mid", "Then {} 1990's.", "nineteen nineties"),
    ("the early late mid and or to", "Then {} ’30’s.", "thirties"),
    (
        """model built style era vintage born made dated founded registered issue edition
        spec only set based""",
        "A 1903-{} car.",
        "nineteen oh three",
    ),
    ("mid late early pre post circa", "It is {}-1903.", "nineteen oh three"),
    ("In By Since Until", "{} 476 the city fell.", "four seventy-six"),
    (
        "the a an he she it they his her its their we king emperor pope Vikings",
        "In 476 {} fell.",
        "four seventy",
    ),
    ("faster slower later earlier ahead behind longer apart", "It ran 30s {}.", "thirty second"),
    (
        """takes took take taking for after every within about lasts lasted last only just under over than at
        by roughly another least most nearly almost waits waited wait sleep pause""",
        "It {} 30s.",
        "thirty seconds",
    ),
    ("in by since until", "It stood {} 1066 there.", "ten sixty-six"),
    ("of from to before after till", "It stood {} 1066.", "ten sixty-six"),
]

COUNTS = [
    ("run race video screen display resolution tv monitor footage movie", "It is a 7K {}.", "seven K"),
    ("in native true shot shoot filmed", "It was {} 4K there.", "four K"),
    (
        """bat bats batted batting hit hits hitter hitting average averages averaged slugging slugged
        fielding pitcher season career on-base""",
        "His {} was .310 there.",
        "three ten",
    ),
    (
        """rifle pistol revolver handgun gun caliber calibre cartridge bullet round automatic magnum colt
        rifles""",
        "It is a .357 {}.",
        "three fifty-seven",
    ),
    (
        """rifle pistol revolver handgun gun caliber calibre cartridge bullet round automatic magnum colt
        Rifles""",
        "It is a .22 {}.",
        "a twenty-two",
    ),
    (
        """Python CUDA Java Node macOS iOS Android Ubuntu Windows Linux Django Rust Go Ruby PHP PyTorch
        TensorFlow Kubernetes Postgres PostgreSQL version Version release Release""",
        "It is {} 3.11 there.",
        "three point eleven",
    ),
    ("million billion percent km cups ounces", "It is 1,5 {}.", "one point five"),
    ("run race", "It is a 7k {}.", "seven K"),
]
UNITS = [
    (
        "day week month year hour minute second person token cup serving",
        "It is 5 kWh/{}.",
        "kilowatt-hours per",
    ),
    ("wide long tall deep thick high across apart diameter square by", "It is 5 in {}.", "five inches"),
    (
        """few several couple many half dozen hundred thousand million billion two three four five six seven
        eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety
        hundreds thousands""",
        "It is a {} km away.",
        "kilometers",
    ),
    (
        "at to of below above near about around from and by between reaches reached under over",
        "It is {} 300 K.",
        "kelvin",
    ),
    (
        """people users customers subscribers members viewers listeners followers voters jobs homes
        households visitors downloads views copies streams passengers tourists years dollars euros pounds
        barrels tonnes children""",
        "It is 5m {}.",
        "five million",
    ),
    ("series model type class version", "It is the LTM 450 W {}.", "W"),
    ("4 6 8 10 12 16", "It is a 2.8 V {}.", "V "),
    ("yesterday tomorrow last every tonight", "We ran a 10 K {}.", "ten K"),
    ("run race", "We ran a 10 K {}.", "ten K"),
    ("tokens video params parameters", "We ran 10 K {}.", "ten K"),
]


@pytest.mark.parametrize(("words", "sentence", "heard"), [*YEARS, *COUNTS, *UNITS])
def test_every_word_of_a_list_says_it_and_another_does_not(words: str, sentence: str, heard: str) -> None:
    said = {word: speak_sentence(sentence.format(word), LEXICON).spoken for word in words.split()}
    assert [f"{word}: {text}" for word, text in said.items() if heard not in text] == []
    assert heard not in speak_sentence(sentence.format(OTHER), LEXICON).spoken


PLAIN = {
    "km": "kilometers",
    "cm": "centimeters",
    "mm": "millimeters",
    "dm": "decimeters",
    "kg": "kilograms",
    "mg": "milligrams",
    "ml": "milliliters",
    "mL": "milliliters",
    "kWh": "kilowatt-hours",
    "MWh": "megawatt-hours",
    "kW": "kilowatts",
    "MW": "megawatts",
    "GW": "gigawatts",
    "GB": "gigabytes",
    "MB": "megabytes",
    "TB": "terabytes",
    "kB": "kilobytes",
    "Hz": "hertz",
    "kHz": "kilohertz",
    "MHz": "megahertz",
    "GHz": "gigahertz",
    "ms": "milliseconds",
    "mph": "miles per hour",
    "km/h": "kilometers per hour",
    "kph": "kilometers per hour",
    "ft": "feet",
    "lb": "pounds",
    "lbs": "pounds",
    "oz": "ounces",
    "yd": "yards",
    "nm": "nanometers",
    "KM": "kilometers",
    "CM": "centimeters",
    "KG": "kilograms",
    "km²": "square kilometers",
    "m²": "square meters",
    "cm²": "square centimeters",
    "km2": "square kilometers",
    "m2": "square meters",
    "cm2": "square centimeters",
    "m³": "cubic meters",
    "m3": "cubic meters",
    "cm3": "cubic centimeters",
    "hPa": "hectopascals",
    "kPa": "kilopascals",
    "kcal": "kilocalories",
    "dB": "decibels",
}
ALONE = {
    "km/h": "kilometers per hour",
    "m/s": "meters per second",
    "m/s²": "meters per second squared",
    "km/s": "kilometers per second",
    "mg/L": "milligrams per liter",
    "kWh": "kilowatt-hours",
    "km²": "square kilometers",
}
STUFF = {
    "g": "grams",
    "kg": "kilograms",
    "mg": "milligrams",
    "oz": "ounces",
    "lb": "pounds",
    "ml": "milliliters",
    "L": "liters",
    "tsp": "teaspoons",
    "tbsp": "tablespoons",
    "qt": "quarts",
}


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (PLAIN, "It is five {} there."),
        (ALONE, "It is measured in {}."),  # and no other unit so
        (STUFF, "Take 5 {} starter."),
    ],
)
def test_every_unit_of_a_list_is_said_by_its_name(names: dict[str, str], sentence: str) -> None:
    said = {unit: speak_sentence(sentence.format(unit), LEXICON).spoken for unit in names}
    assert said == {unit: sentence.replace("5", "five").format(name) for unit, name in names.items()}


@pytest.mark.parametrize(
    "left",
    [
        "It is measured in km.",
        *("It is 5 kb.", "It is 5 Kb.", "It is 5 Mb.", "It is 5 Gb."),  # bits or bases
        *("It is five in there.", "It is five m there.", "It is five K there."),
    ],
)
def test_what_may_be_no_unit_is_left_as_it_is_written(left: str) -> None:
    assert speak_sentence(left, LEXICON).spoken == left.replace("5", "five")


@pytest.mark.parametrize(
    "word",
    "is was has its this as us does census various previous famous congress class year's gladly".split(),
)
def test_what_is_no_plural_counts_nothing(word: str) -> None:
    assert speak_sentence(f"So 1815 {word}.", LEXICON).spoken == f"So eighteen fifteen {word}."
    assert speak_sentence("So 1815 pages.", LEXICON).spoken == "So one thousand eight hundred fifteen pages."


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        # of our own times, after a word that often stands before a year, or before a name
        ("Then of 1899 pages.", "one thousand eight hundred ninety-nine"),
        ("Then of 1900 pages.", "nineteen hundred"),
        ("Then of 1999 pages.", "nineteen ninety-nine"),
        ("Then of 2000 pages.", "two thousand"),
        ("Then of 2035 pages.", "twenty thirty-five"),
        ("Then of 2036 pages.", "two thousand thirty-six"),
        ("Then 2012 Results.", "twenty twelve"),
        ("Then 2012 RESULTS.", "two thousand twelve"),
        # about when, or about how many
        ("Then about 1815.", "eighteen fifteen"),
        ("Then about 1800.", "one thousand eight hundred"),
        ("Then about 2035.", "twenty thirty-five"),
        ("Then about 2036.", "two thousand thirty-six"),
        # from which year to which
        ("In 1500–2100 it fell.", "fifteen hundred to twenty-one hundred"),
        ("In 1500–2101 it fell.", "one thousand five hundred to two thousand one hundred one"),
        ("In 1500–1500 it fell.", "fifteen hundred to fifteen hundred"),
        ("In 1500–1499 it fell.", "one thousand five hundred to one thousand four hundred ninety-nine"),
        # figures that computers count by, and the first and last years that are none without a reason
        ("It stood in 1000 there.", "one thousand"),
        ("It stood in 1001 there.", "one thousand one"),
        ("It stood in 1024 there.", "one thousand twenty-four"),
        ("It stood in 1023 there.", "ten twenty-three"),
        ("It stood of 1099.", "ten ninety-nine"),
        ("It stood of 1100.", "eleven hundred"),
        ("It stood in 2099 there.", "twenty ninety-nine"),
        ("It stood in 2150 there.", "twenty-one fifty"),
        # a year since ’00, or so many
        ("Then in ’29.", "twenty twenty-nine"),
        ("Then in ’30.", "thirty"),
        # a people is of more than four letters
        ("In 476 Huns fell.", "four hundred seventy-six"),
        ("In 476 Goths fell.", "four seventy-six"),
        ("In 500 Goths fell.", "five hundred"),
    ],
)
def test_a_year_ends_where_a_count_begins(sentence: str, said: str) -> None:
    spoken = speak_sentence(sentence, LEXICON).spoken
    assert said in spoken, spoken
