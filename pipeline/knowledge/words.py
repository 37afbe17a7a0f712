"""What the rules and the search of packs need of English: sentences, words, and their stems."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_SENTENCE_END = re.compile(r"(?<=[.?!])[”\"’']?\s+(?=[\"“‘A-Z0-9])")
_NO_END = re.compile(r"\b(?:St|Mr|Mrs|Ms|Dr|No|vs|c)\.$")
_DOUBLED = re.compile(r"([b-df-hj-np-rtv-z])\1$")
_PLURALS: Mapping[str, str] = {  # that no rule makes
    "lens": "lens", "lenses": "lens", "gases": "gas", "viruses": "virus", "leaves": "leaf", "halves": "half",
    "axes": "axis", "analyses": "analysis", "hypotheses": "hypothesis", "diagnoses": "diagnosis",
    "supernovae": "supernova", "nebulae": "nebula", "bacteria": "bacterium", "mitochondria": "mitochondrion",
    "series": "series", "species": "species", "stimuli": "stimulus", "nuclei": "nucleus", "fungi": "fungus",
    "matrices": "matrix", "indices": "index", "vertices": "vertex",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")

_FUNCTION_WORDS = frozenset(
    "a about above after again against all almost along already also although always among an and "
    "another any anyone anything are around as at away back be because been before behind being below "
    "between both but by can cannot come could did do does done down each either else enough even ever "
    "every everything few first for from get gets go goes had half has have having he her here his how "
    "however if in inside instead into is it its itself just last least less let like little long "
    "longer made make makes many may might more most much must near nearly need needs never new next no "
    "nobody none nor not nothing now of off often on once one only onto or other others our out over "
    "own per quite rather same several shall she should since so some somebody something still such "
    "take than that the their them then there these they thing things this those though through till to "
    "together too towards two under until up upon us use used very was way we well were what when where "
    "whether which while who whole whom whose why will with within without would yet you your".split()
)
# As far as packs are likely to need them; «-ize» is good British spelling too.
AMERICAN: Mapping[str, str] = dict(
    pair.split("=")
    for pair in (
        "aging=ageing aluminum=aluminium analyze=analyse analyzed=analysed anemia=anaemia "
        "anesthesia=anaesthesia anesthetic=anaesthetic artifact=artefact behavior=behaviour "
        "catalog=catalogue center=centre centers=centres color=colour colored=coloured colorless=colourless "
        "colors=colours defense=defence diarrhea=diarrhoea favor=favour favorite=favourite feces=faeces "
        "fetus=foetus fiber=fibre fibers=fibres flavor=flavour flavors=flavours fulfill=fulfil gray=grey "
        "harbor=harbour hemoglobin=haemoglobin honor=honour jewelry=jewellery kilometer=kilometre "
        "kilometers=kilometres labeled=labelled labor=labour leukemia=leukaemia liter=litre liters=litres "
        "centimeter=centimetre centimeters=centimetres millimeter=millimetre millimeters=millimetres "
        "meters=metres mold=mould molds=moulds neighbor=neighbour neighbors=neighbours odor=odour "
        "offense=offence paralyzed=paralysed plow=plough rumor=rumour skeptical=sceptical skillful=skilful "
        "theater=theatre tire=tyre tires=tyres traveled=travelled traveler=traveller traveling=travelling "
        "tumor=tumour tumors=tumours vapor=vapour vapors=vapours".split()
    )
)


def sentences(text: str) -> list[str]:
    """List the sentences of a text."""
    found: list[str] = []
    for piece in _SENTENCE_END.split(text.strip()):
        if found and _NO_END.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        elif piece:
            found.append(piece)
    return found


def words(text: str) -> list[str]:
    """List the words of a text; a number with its comma or point, and a hyphened word, is one."""
    return _WORD.findall(text)


def content_stems(text: str) -> frozenset[str]:
    """Give what the words of a text that say something have in common with their other forms."""
    parts = (part for word in words(text) for part in word.casefold().replace("’", "'").split("-"))
    return frozenset(stem(part) for part in parts if part.removesuffix("'s") not in _FUNCTION_WORDS)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Bring «refracts», «refracted» and «refracting» to one form; only for comparing."""
    bare = singular(word)
    ending = next((each for each in ("ing", "ed") if bare.endswith(each) and len(bare) - len(each) >= 3), "")
    bare = _DOUBLED.sub(r"\1", bare.removesuffix(ending)) if ending else bare
    return bare.removesuffix("e") if len(bare) > 3 else bare


def singular(word: str) -> str:
    """Bring a word and its plural and possessive to one small form; only for comparing."""
    lowered = word.casefold().replace("’", "'").removesuffix("'s")
    if lowered in _PLURALS:
        return _PLURALS[lowered]
    if lowered.endswith("ies") and len(lowered) > 4:
        return lowered[:-3] + "y"
    if lowered.endswith("s") and len(lowered) > 3 and not lowered.endswith(("ss", "us", "is")):
        return lowered[:-2] if lowered.endswith(("ches", "shes", "sses", "xes")) else lowered[:-1]
    return lowered
