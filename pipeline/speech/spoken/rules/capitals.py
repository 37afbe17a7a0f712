"""Words in capitals: emphasis, headings and shouted sentences, told from letters said one by one."""

from __future__ import annotations

import re

from pipeline.speech.spoken.rules.rule import Context, rule
from pipeline.speech.spoken.symbols import MONTHS, WEEKDAYS

# Words so common that capitals are emphasis. Left out are those that are letters as often: US, IT, WHO, AM,
# PM, OR
# beside hospitals, AIDS, ACT, SAT, MAC, CAT, PET, BIT, NOW (the organisation is rarer than the word).
_COMMON = frozenset(
    """
    a about above after again against ago all almost along already also although always and another any
    anybody anyone
    anything are around as ask at away back bad bank be because been before began begin behind being below
    best better
    between big book books both bring but buy by call came can cannot car care case chapter child children
    city
    close come contents could country danger dark day days dead dear death did different dinner do does dog
    done don't
    door down during each early earth easy eat eight either else end ended ending enough enter even evening
    ever every
    everybody everyone everything exactly exit eyes face fact family far fast father feel few fight figure
    find fire
    first five follow food for forever four free friend from front full game gave general get girl give go
    god going
    gold gone good got great ground group had half hall hand happy hard has hate have he head hear heard
    heart heaven
    hello help her here hero herself high him himself his history home hot hour house how however huge
    human hundred i
    if important in inside into is island it's its itself job just keep kept kill king know known lady land
    large last
    late later law learn leave left less let letter level life light like line little live long look lord
    lose loss
    lost lot love low made make man many matter may maybe me mean men might mind minute miss money month
    more morning
    most mother moving much music must my myself name near need never new news next night nine no nobody
    none nor not
    note nothing number of off often oh old on once one only open other our out over own page paid part
    party past
    peace people perhaps person place plan play please point poor possible power preface president private
    problem put
    queen question quick quiet quite read ready real really red rest right road room round rule run said
    same saw say
    school sea second see seem seen sell send sent seven several shall she ship short should show side
    since sister sit
    six slow small so some somebody someone something soon sorry south special stand star start state stay
    still stop
    story street strong such sure table take talk tell ten than thank that the their them then there these
    they thing
    things think third this those though thousand three through time title to today together told tomorrow
    tonight too
    took top total town tree tried true truth try turn two under until up upon use used very village voice
    volume wait
    walk wall want war warning was watch water way we week well went were west what when where whether
    which while
    white whole whom whose why wife will wind winner with within without woman women won wonder word words
    work world
    worst would wrong year years yes yesterday yet you young your yours yourself zero false entire max
    introduction
    appendix section scene act book canto psalm prologue epilogue dedication index contents finis copy
    minister saviour
    holy soul private notice lesson letter report river mount fort lake church college company
    """.split()
) - {"act"}  # fmt: skip
_NAMES = frozenset([*MONTHS, *WEEKDAYS.values()])
EMPHATIC = frozenset(word.upper() for word in [*_COMMON, *_NAMES])
# Words that are weak in a sentence unless they are meant: «SHE did». Misaki's alphabet.
STRESSED = {
    "AND": "ˈænd", "ARE": "ˈɑɹ", "AS": "ˈæz", "AT": "ˈæt", "BE": "bˈi", "BUT": "bˈʌt",
    "CAN": "kˈæn", "COULD": "kˈʊd", "DO": "dˈu", "DOES": "dˈʌz", "FOR": "fˈɔɹ", "FROM": "fɹˈʌm",
    "HAD": "hˈæd",
    "HAS": "hˈæz", "HAVE": "hˈæv", "HE": "hˈi", "HER": "hˈɜɹ", "HIM": "hˈɪm", "HIS": "hˈɪz", "IN": "ˈɪn",
    "IS": "ˈɪz",
    "ITS": "ˈɪts", "ME": "mˈi", "MUST": "mˈʌst", "MY": "mˈI", "NOT": "nˈɑt", "OF": "ˈʌv", "ON": "ˈɔn",
    "OR": "ˈɔɹ",
    "OUR": "ˈWəɹ", "SHE": "ʃˈi", "SHOULD": "ʃˈʊd", "SOME": "sˈʌm", "THAT": "ðˈæt", "THEM": "ðˈɛm",
    "THEY": "ðˈA",
    "THIS": "ðˈɪs", "TO": "tˈu", "WAS": "wˈʌz", "WE": "wˈi", "WERE": "wˈɜɹ", "WILL": "wˈɪl", "WITH": "wˈɪð",
    "WOULD": "wˈʊd", "YOU": "jˈu", "YOUR": "jˈɔɹ",
}  # fmt: skip


_CONTRACTION = r"[A-Z]+N['’]T|[A-Z]+['’](?:RE|VE|LL|M|D)"
_SHORTEST = 5  # «I'LL» begins with the pronoun, «ISN'T» does not


@rule(r"[A-Z]+(?:['’][A-Z]+)?")
def emphatic_capitals(match: re.Match[str], _: Context) -> str | None:
    """Say «NOT», «CHAPTER» and «WE'RE» as words."""
    if re.fullmatch(_CONTRACTION, match[0]):
        return (
            match[0].capitalize()
            if match[0].startswith("I") and len(match[0]) < _SHORTEST
            else match[0].lower()
        )
    if match[0] not in EMPHATIC or len(match[0]) == 1:
        return None
    return match[0].title() if match[0].title() in _NAMES else match[0].lower()
