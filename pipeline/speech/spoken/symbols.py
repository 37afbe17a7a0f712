"""What signs, units, letters, months and stars are called."""

from __future__ import annotations

CURRENCIES = {
    "$": ("dollar", "dollars"),
    "€": ("euro", "euros"),
    "£": ("pound", "pounds"),
    "¥": ("yen", "yen"),
    "₹": ("rupee", "rupees"),
    "₩": ("won", "won"),
    "₽": ("ruble", "rubles"),
    "₿": ("bitcoin", "bitcoin"),
    "₺": ("lira", "lira"),
    "₪": ("shekel", "shekels"),
    "₦": ("naira", "naira"),
    "₱": ("peso", "pesos"),
    "₴": ("hryvnia", "hryvnias"),
    "฿": ("baht", "baht"),
    "₫": ("dong", "dong"),
}
DOLLARS = {
    "US": "U.S. ", "C": "Canadian ", "CA": "Canadian ", "A": "Australian ", "AU": "Australian ",
    "NZ": "New Zealand ", "HK": "Hong Kong ", "S": "Singapore ", "NT": "Taiwan ",
}  # fmt: skip
CURRENCY_CODES = {
    "USD": "U.S. dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen", "CHF": "Swiss francs",
    "CAD": "Canadian dollars", "AUD": "Australian dollars", "INR": "rupees", "CNY": "yuan", "RMB": "yuan",
    "NZD": "New Zealand dollars", "HKD": "Hong Kong dollars", "SGD": "Singapore dollars",
    "TWD": "Taiwan dollars",
    "SEK": "Swedish kronor", "NOK": "Norwegian kroner", "DKK": "Danish kroner", "ISK": "Icelandic krónur",
    "PLN": "zlotys", "CZK": "Czech koruna", "HUF": "forints", "BGN": "leva",
    "HRK": "Croatian kunas", "RSD": "Serbian dinars", "RUB": "rubles", "UAH": "hryvnias",
    "BRL": "Brazilian reais", "MXN": "Mexican pesos", "ZAR": "rand", "KRW": "won", "THB": "baht",
    "IDR": "rupiah", "MYR": "ringgit", "VND": "dong", "PKR": "Pakistani rupees", "BDT": "taka",
    "ILS": "shekels", "AED": "dirhams", "EGP": "Egyptian pounds", "KES": "Kenyan shillings", "NGN": "naira",
    "Rs": "rupees",
}  # fmt: skip
MAGNITUDES = {
    "K": "thousand", "k": "thousand", "M": "million", "B": "billion", "T": "trillion", "m": "million",
    "b": "billion", "t": "trillion", "mm": "million", "MM": "million", "mn": "million", "mln": "million",
    "bn": "billion", "bln": "billion", "tn": "trillion", "trn": "trillion",
}  # fmt: skip
UNITS = {
    # information
    "KB": "kilobyte", "kB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte",
    "PB": "petabyte", "KiB": "kibibyte", "MiB": "mebibyte", "GiB": "gibibyte", "bit": "bit",
    "kbit": "kilobit",
    "Mbit": "megabit", "Mb": "megabit", "Gb": "gigabit", "kb": "kilobit", "Kb": "kilobit",
    "Gbit": "gigabit", "kbps": "kilobit per second", "Mbps": "megabit per second",
    "Gbps": "gigabit per second", "tok": "token", "px": "pixel", "dpi": "D.P.I.", "fps": "frame per second",
    "FLOPS": "flop", "GFLOPS": "gigaflop", "TFLOPS": "teraflop", "TFLOPs": "teraflop", "PFLOPS": "petaflop",
    # time
    "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz", "THz": "terahertz",
    "fs": "femtosecond", "ps": "picosecond", "ns": "nanosecond", "µs": "microsecond", "μs": "microsecond",
    "ms": "millisecond", "s": "second", "sec": "second", "secs": "second", "min": "minute", "mins": "minute",
    "h": "hour", "hr": "hour", "hrs": "hour", "d": "day", "wk": "week", "wks": "week", "mo": "month",
    "mos": "month", "yr": "year", "yrs": "year", "kyr": "thousand year", "Myr": "million year",
    "Gyr": "billion year", "rpm": "R.P.M.", "bpm": "beat per minute",
    # length, area
    "nm": "nanometer", "µm": "micrometer", "μm": "micrometer", "mm": "millimeter", "cm": "centimeter",
    "m": "meter", "km": "kilometer", "in": "inch", "ft": "foot", "yd": "yard", "yds": "yard", "mi": "mile",
    "ha": "hectare", "AU": "astronomical unit", "ly": "light-year", "pc": "parsec", "kpc": "kiloparsec",
    "Mpc": "megaparsec", "Gpc": "gigaparsec", "mas": "milliarcsecond", "µas": "microarcsecond",
    "μas": "microarcsecond", "arcsec": "arcsecond", "arcmin": "arcminute", "mph": "mile per hour",
    "kph": "kilometer per hour", "kn": "knot",
    # mass, volume
    "µg": "microgram", "μg": "microgram", "mcg": "microgram", "mg": "milligram", "g": "gram",
    "kg": "kilogram",
    "t": "ton", "lb": "pound", "lbs": "pound", "oz": "ounce", "ml": "milliliter", "mL": "milliliter",
    "cl": "centiliter", "dl": "deciliter", "dL": "deciliter", "l": "liter", "L": "liter", "gal": "gallon",
    "qt": "quart", "qts": "quart", "gals": "gallon",
    "tsp": "teaspoon", "tbsp": "tablespoon", "Tbsp": "tablespoon", "tbs": "tablespoon",
    "cwt": "hundredweight", "pct": "percent",
    "mol": "mole", "M☉": "solar mass", "R☉": "solar radius", "L☉": "solar luminosity", "M⊕": "Earth mass",
    "R⊕": "Earth radius",
    # energy, force, electricity
    "W": "watt", "mW": "milliwatt", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "Wh": "watt-hour",
    "kWh": "kilowatt-hour", "MWh": "megawatt-hour", "GWh": "gigawatt-hour", "TWh": "terawatt-hour",
    "J": "joule",
    "kJ": "kilojoule", "MJ": "megajoule", "cal": "calorie", "kcal": "kilocalorie", "eV": "electron volt",
    "keV": "kiloelectron volt", "MeV": "megaelectron volt", "GeV": "gigaelectron volt",
    "TeV": "teraelectron volt", "N": "newton", "kN": "kilonewton", "Pa": "pascal", "hPa": "hectopascal",
    "kPa": "kilopascal", "MPa": "megapascal", "GPa": "gigapascal", "bar": "bar", "mbar": "millibar",
    "atm": "atmosphere", "psi": "P.S.I.", "V": "volt", "mV": "millivolt", "kV": "kilovolt",
    "mA": "milliampere",
    "mAh": "milliamp-hour", "Ω": "ohm", "kΩ": "kilohm", "K": "kelvin", "mK": "millikelvin", "dB": "decibel",
    "mmHg": "millimeter of mercury", "lm": "lumen", "lx": "lux", "hp": "horsepower",
    "bhp": "brake horsepower", "HP": "horsepower", "Nm": "newton meter",
    "mpg": "mile per gallon", "Ah": "amp-hour",
    # markets, chemistry
    "bp": "basis point", "bps": "basis point",
    "pp": "percentage point", "cc": "C.C.", "pt": "point", "pts": "point", "mag": "magnitude",
    "ppm": "part per million", "ppb": "part per billion",
}  # fmt: skip
# As people type them in capitals; «MM» and «M» stay millions.
UNITS |= {
    "KM": "kilometer", "CM": "centimeter", "KG": "kilogram", "KGS": "kilogram", "kgs": "kilogram",
    "kms": "kilometer",
    "LB": "pound", "LBS": "pound", "FT": "foot", "MPH": "mile per hour", "KPH": "kilometer per hour",
    "KMH": "kilometer per hour", "kmh": "kilometer per hour", "HRS": "hour", "MINS": "minute", "OZ": "ounce",
    "ML": "milliliter", "GHZ": "gigahertz", "MHZ": "megahertz", "KHZ": "kilohertz", "dm": "decimeter",
    "sqm": "square meter", "sqft": "square foot", "bbl": "barrel", "ac": "acre", "KWH": "kilowatt-hour",
}  # fmt: skip
UNIT_PLURALS = {
    "millimeter of mercury": "millimeters of mercury",
    "hundredweight": "hundredweight", "C.C.": "C.C.", "percent": "percent", "horsepower": "horsepower",
    "brake horsepower": "brake horsepower", "mile per gallon": "miles per gallon",
    "inch": "inches", "foot": "feet", "square foot": "square feet", "lux": "lux", "kelvin": "kelvin",
    "millikelvin": "millikelvin",
    "D.P.I.": "D.P.I.", "R.P.M.": "R.P.M.", "P.S.I.": "P.S.I.", "solar mass": "solar masses",
    "solar radius": "solar radii", "solar luminosity": "solar luminosities", "Earth mass": "Earth masses",
    "Earth radius": "Earth radii", "mile per hour": "miles per hour", "frame per second": "frames per second",
    "kilometer per hour": "kilometers per hour", "kilobit per second": "kilobits per second",
    "megabit per second": "megabits per second", "gigabit per second": "gigabits per second",
    "part per million": "parts per million", "part per billion": "parts per billion",
    "beat per minute": "beats per minute", "hertz": "hertz", "kilohertz": "kilohertz",
    "megahertz": "megahertz",
    "gigahertz": "gigahertz", "terahertz": "terahertz",
}  # fmt: skip
SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱᵀ", "0123456789+-niT", strict=True))
SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-aehijklmnoprstuvx", strict=True))
OPERATORS = {
    "×": "times", "·": "times", "*": "times", "+": "plus", "-": "minus", "−": "minus", "/": "over",
    "|": "given",
    "√": "root", "∈": "in", "∞": "infinity", "±": "plus or minus", "÷": "divided by", "∪": "union",
    "∩": "intersection", "∂": "partial", "∇": "gradient", "∑": "the sum of", "∏": "the product of",
    "∫": "the integral of",
}  # fmt: skip
COMPARISONS = {
    "=": "equals", "≈": "about", "~": "about", "<": "less than", ">": "greater than", "≤": "at most",
    "≥": "at least", "≠": "is not", "≡": "is", "∼": "about", "∝": "proportional to", "≪": "far less than",
    "≫": "far more than",
}  # fmt: skip
SIGNS = {
    **OPERATORS, **COMPARISONS,
    "→": "to", "←": "from", "↔": "to and from", "⇒": "implies", "⇔": "if and only if", "&": "and",
    "%": "percent",
    "#": "number", "@": "at", "/": "or", "©": "copyright", "∀": "for all", "∃": "there exists",
    "⊂": "subset of", "⊆": "subset of", "∅": "empty set", "¬": "not",
    "∧": "and", "∨": "or", "°": "degrees", "№": "number", "♯": "sharp", "♭": "flat", "☉": "sun",
    "§": "section", "¶": "paragraph", "…": "", "^": "", "\\": "backslash",
}  # fmt: skip
GREEK = {
    **dict(
        zip(
            "αβγδεζηθικλμνξοπρστυφχψω",
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma "
            "tau "
            "upsilon phi chi psi omega".split(),
            strict=True,
        )
    ),
    **dict(zip("ΓΔΘΛΞΠΣΦΨΩ", "gamma delta theta lambda xi pi sigma phi psi omega".split(), strict=True)),
    "ς": "sigma", "ϵ": "epsilon", "ϕ": "phi", "µ": "mu",
}  # fmt: skip
MONTHS = "January February March April May June July August September October November December".split()
SHORT_MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "Jun": "June", "Jul": "July",
    "Aug": "August", "Sep": "September", "Sept": "September", "Oct": "October", "Nov": "November",
    "Dec": "December",
}  # fmt: skip
WEEKDAYS = {
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday",
    "Thur": "Thursday", "Thurs": "Thursday", "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday",
}  # fmt: skip
# Constellations as Bayer letters name their stars («α Cen»), and by themselves («Sgr A*»).
CONSTELLATIONS = {
    "Cen": ("Centauri", "Centaurus"), "Sgr": ("Sagittarii", "Sagittarius"), "Ori": ("Orionis", "Orion"),
    "Cyg": ("Cygni", "Cygnus"), "Lyr": ("Lyrae", "Lyra"), "Tau": ("Tauri", "Taurus"), "Vir": ("Virginis",
    "Virgo"),
    "Per": ("Persei", "Perseus"), "Cas": ("Cassiopeiae", "Cassiopeia"), "Eri": ("Eridani", "Eridanus"),
    "Cet": ("Ceti", "Cetus"), "UMa": ("Ursae Majoris", "Ursa Major"), "CMa": ("Canis Majoris", "Canis Major"),
}  # fmt: skip
ELEMENTS = frozenset(
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Ti Cr Mn Fe Co Ni Cu Zn As Se Br Kr Sr Zr Mo Ag Cd "
    "Sn "
    "Sb Te I Xe Cs Ba W Pt Au Hg Pb Bi Rn Ra Th U Pu".split()
)
ISOTOPES = {
    "H": "hydrogen", "He": "helium", "Li": "lithium", "C": "carbon", "N": "nitrogen", "O": "oxygen",
    "K": "potassium", "Fe": "iron", "Co": "cobalt", "Sr": "strontium", "I": "iodine", "Cs": "cesium",
    "Pb": "lead", "Ra": "radium", "U": "uranium", "Pu": "plutonium", "Al": "aluminum", "Ni": "nickel",
}  # fmt: skip
