"""What signs, units, letters and months are called."""

from __future__ import annotations

CURRENCIES = {
    "$": ("dollar", "dollars"),
    "€": ("euro", "euros"),
    "£": ("pound", "pounds"),
    "¥": ("yen", "yen"),
}
UNITS = {
    "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "PB": "petabyte",
    "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz", "Hz": "hertz",
    "ms": "millisecond", "µs": "microsecond", "ns": "nanosecond", "s": "second",
    "min": "minute", "h": "hour", "hr": "hour", "hrs": "hour",
    "mm": "millimetre", "cm": "centimetre", "m": "metre", "km": "kilometre", "µm": "micrometre",
    "nm": "nanometre", "in": "inch", "ft": "foot", "lb": "pound", "lbs": "pound", "oz": "ounce",
    "g": "gram", "kg": "kilogram", "mg": "milligram", "W": "watt", "kW": "kilowatt", "MW": "megawatt",
    "kWh": "kilowatt-hour", "V": "volt", "dB": "decibel", "px": "pixel",
}  # fmt: skip
IRREGULAR_PLURALS = {"inch": "inches", "foot": "feet", "hertz": "hertz", "kilohertz": "kilohertz",
              "megahertz": "megahertz", "gigahertz": "gigahertz"}  # fmt: skip
POWERS = {"²": "squared", "³": "cubed", "ⁿ": "to the n", "⁴": "to the fourth", "^2": "squared", "^3": "cubed"}
SIGNS = {
    "≈": "about", "~": "about", "±": "plus or minus", "<": "less than", ">": "greater than", "≤": "at most",
    "≥": "at least", "→": "to", "×": "times", "·": "times", "&": "and", "+": "plus", "=": "equals",
    "≠": "is not", "%": "percent", "#": "number", "@": "at", "−": "minus", "∞": "infinity",
    "/": "or", "√": "root",
}  # fmt: skip
GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau "
        "upsilon phi chi psi omega".split(),
        strict=True,
    )
)
MONTHS = "January February March April May June July August September October November December".split()
