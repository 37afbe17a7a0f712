"""Capitals that everybody reads letter by letter, so that nobody need decide them."""

from __future__ import annotations

import re

# Longer capitals that begin as words do and have vowels between their consonants are no initials: FUKUHARA.
_ONSET = (
    "B[LR]?|C[HLR]?|DR?|F[LR]?|G[LR]?|K[HLNR]?|P[HLR]?|QU|S[CHKLMNPTW]?|STR|T[HRW]?|THR|W[HR]?|[HJLMNRVYZ]"
)
_WORD = re.compile(rf"(?=[A-Z]{{5}})(?:{_ONSET})?(?:[AEIOUY]{{1,3}}[^AEIOUYQ]{{1,3}})+[AEIOUY]{{0,2}}")

KNOWN_LETTERS = frozenset(
    # states, services and offices
    "AARP ABC ACLU AFL CDC CIO CIS DEA DHS DNC DOD DOE DOJ DOT EEC EPA FAA FCC FDA FDIC FDR FEC FTC GAO "
    "GOP HHS HMRC HUD ICBM IPCC IRS JFK KGB LBJ LGBT LGBTQ MEP MI NGO NHL NHS NIH NPR NRA NSA NSF NYC "
    "NYPD LAPD OECD PRC RAF RNC SNP SPD SSR TSA UAE USAF USDA USMC USN USPS USSR VP WHO WTO YMCA YWCA MP "
    "MPs PMs GDR FRG HRH CBE MBE OBE KBE DSO QC KC RSPCA TUC BMA BMJ NATS UNHCR "
    # broadcasters, firms, leagues, ships
    "AFC AFP AMC AOL AT BBC BP BT CBC CBS CNBC EMI ESPN GE GM GMC GMT HBO HMS HMV HSBC IBM IMDB ITV JVC "
    "KFC KLM MGM MLB MLS MSNBC MTV NBA NBC NCAA NFC NFL NRL NYU PBS PGA PLC LLC LLP LSE MIT RAC RCA RKO "
    "RMS SBS SS TNT TWA UCLA UFC UFO UPI UPS BYU COO IRA OMG DOI GT XP MBTA USC USS VW WBA WBC WNBA WWE "
    "WWF XFL YSL "
    # learning and healing
    "ADHD AED BA BSc CPR CT ECG EEG EKG ENT ER ESL GCSE GP GPA GRE HIV HPV ICU IQ IVF LSAT LSD MA MBA "
    "MCAT MD MFA MRI MRNA MS OCD OTC PCR PHD PTSD RNA RSI SARS STD STEM TB UV "
    # machines and everyday life
    "PST PDT EST EDT CST CDT MST MDT UTC CET BST IST JST ABS AC ADSL AM ASCII ATM ATV BBQ BMW BMX "
    "CB CCTV CD CDs DC DIY DJ DNA DVD DVDs DVR EMP ETA EV EVs EU FAQ FM GMO GPS HD HDMI HDTV HGV "
    "HIFI HP HQ HR HTML HTTP HTTPS ICT IE IMAX IOU IPO ISBN ISDN ISO ISP IT JPG KO LCD LED LP LPs "
    "MIDI MVP NB OAP PA PC PE PG PIN PM PO POW POWs PR PTA PVC QR RIP RPG RPM RSS RSVP RV SMS SOS "
    "OCLC LCCN ISSN PMID SUV SUVs TD TLC TV TVs UHF URL USB VAT VCR VHF VHS VIP VIPs WC WWW XL XML".split()
) - frozenset(
    # said as words, or both
    "ASCII IMAX MIDI SARS STEM PIN HUD DOT AT NATS HIFI IE RIP MS IT CIS ABS PA MRNA AM GRE ISO MI TD".split()
)


def as_a_word(capitals: str) -> str:
    """Write long capitals that can be said as a word like a name, so that no voice spells them out."""
    return (
        capitals.title()
        if len(re.findall("[AEIOUY]+", capitals)) > 1 and _WORD.fullmatch(capitals)
        else capitals
    )
