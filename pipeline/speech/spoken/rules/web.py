"""Addresses of the web and of mail, file names and paths."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.rule import Context, rule, spell, spelled_if_unsayable

_SIGNS = {
    ".": "dot",
    "/": "slash",
    "@": "at",
    "-": "dash",
    "_": "underscore",
    "?": "question mark",
    "=": "equals",
    "&": "and",
    "#": "hash",
    "~": "tilde",
    ":": "colon",
    "+": "plus",
    "%": "percent",
    "\\": "backslash",
}
_TOP = (
    "com|org|net|io|ai|edu|gov|info|dev|app|co|uk|de|fr|eu|fm|tv|mil|int|biz|museum|ro|pl|nl|ch|ca|jp|cn|ru|br|au|nz|se"
    "|dk|fi|cz|hu|gr|pt|za|kr|tw|hk|sg|mx|ar|cl|il|tr|ua|lt|lv|ee|hr|rs|sk|si|bg|lu|es|ie|gg"
)
_ENDINGS = (
    "json|py|txt|js|ts|md|csv|html|css|toml|yaml|yml|xml|pdf|png|jpg|jpeg|gif|svg|mp3|mp4|wav|zip|tar|gz|sh|exe|cpp"
    "|rs|go|java|ipynb|log|cfg|ini|sql|docx|xlsx|doc|xls|safetensors|gguf|onnx|pt|bin"
)
# A word these would be read as, or no word at all.
_SPELLED = frozenset(
    "usr os io co uk de fr eu fm tv ai np pd py js ts md csv html css xml pdf png gif svg sh cpp rs "
    "cfg pt gz txt mp sql tf cv fs db ui id ip ro pl nl ch ca jp cn ru br au nz se dk fi cz hu gr za "
    "kr tw hk sg mx cl il tr ua lt lv ee hr sk bg lu es".split()
)


@rule(rf"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+|[\w-]+(?:\.[\w-]+)*\.(?:{_TOP})(?:/\S*)?", ".@")
def address(match: re.Match[str], _: Context) -> str | None:
    """Say «https://example.org/docs», «ann@example.com», «example.net»."""
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", match[0]):
        return None
    return _signs(re.sub(r"^https?://(www\.)?|^www\.|/$", "", match[0]))


@rule(r"(?P<numbers>\d{1,3}(?:\.\d{1,3}){3})(?:/(?P<net>\d{1,2})|:(?P<port>\d{2,5}))?", ".")
def internet_number(match: re.Match[str], _: Context) -> str:
    """Say «192.168.0.1», «10.0.0.0/8», «127.0.0.1:8080»."""
    said = " dot ".join(map(_short, match["numbers"].split(".")))
    if match["net"]:
        return f"{said} slash {numbers.cardinal(match['net'])}"
    return f"{said} port {numbers.in_pairs(match['port'])}" if match["port"] else said


def _short(digits: str) -> str:
    if len(digits) == 3 and digits[1] != "0":
        return f"{numbers.cardinal(digits[0])} {numbers.cardinal(digits[1:])}"
    return numbers.cardinal(digits)


@rule(rf"[\w-]*(?:\.[\w-]+)*\.(?:{_ENDINGS})", ".")
def file_name(match: re.Match[str], _: Context) -> str | None:
    """Say «config.json» and «.txt»."""
    return None if match[0].replace(".", "").isdecimal() else _signs(match[0])


@rule(r"[a-z_]\w*(?:\.[a-z_]\w*)+(?:\(\))?", ".")
def dotted_name(match: re.Match[str], _: Context) -> str | None:
    """Say «np.mean()» and «os.path.join»."""
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]", match[0]):
        return None
    return _signs(match[0].removesuffix("()"))


@rule(r"~?(?:/[\w.-]+)+/?|[A-Z]:(?:\\[\w.-]+)+|\.{1,2}(?:/[\w.-]+)+", "/\\")
def path(match: re.Match[str], _: Context) -> str:
    r"""Say «/usr/bin» and «C:\Temp»."""
    return _signs(match[0])


@rule(r"(?P<dashes>--?)(?P<name>[A-Za-z][\w-]*)", "-")
def flag(match: re.Match[str], _: Context) -> str:
    """Say «--verbose» and «-v»."""
    return f"{'dash ' * len(match['dashes'])}{match['name'].replace('-', ' ')}"


def _signs(text: str) -> str:
    said = []
    for part in re.findall(r"[^\W_]+|[\W_]", text):
        if part in _SIGNS:
            said.append(_SIGNS[part])
        elif part in ("json", "yaml", "sql", "toml"):
            said.append(part.upper())  # as the lexicon knows them
        elif part.isdecimal():
            said.append(numbers.cardinal(part))
        else:
            said.append(spell(part) if part in _SPELLED else spelled_if_unsayable(part))
    return " ".join(said)
