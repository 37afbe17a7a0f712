"""The names that people give to the columns of a list, and what each is of an episode."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

# By field, the best first: where two columns of a list may be one field, the one named earlier here is it.
# Written as `fold` gives them: small letters, no accents, words apart. English, German, French, Spanish.
NAMES: Mapping[str, str] = {
    "guid": "guid, uuid, unique id, permanent id, episode id, identifier, id, uid, kennung, "
    "identifiant, identificador",
    "slug": "slug, handle, episode slug, file name, filename, kurzname",
    "number": "number, no, nr, num, #, n, n o, no o, episode no, episode number, episode nr, episode #, "
    "ep no, ep number, ep #, ep, lesson no, lesson number, lesson #, lecture no, lecture number, index, "
    "position, order, sort order, weight, nummer, lfd nr, laufende nummer, folgennummer, folge nr, "
    "episodennummer, numero, numero d episode, numero de episodio, num episodio, rang, orden, track, "
    "week, session, woche, semaine, semana, sitzung",
    "season": "season, season number, season no, staffel, saison, temporada",
    "episode_number": "episode in season, episode of season, number in season, itunes episode",
    "episode_type": "episode type, itunes episode type, type, kind, typ, episodentyp, tipo",
    "title": "title, episode title, lesson title, topic title, lecture title, video title, post title, "
    "chapter title, talk title, working title, page title, unit title, module title, titel, "
    "folgentitel, episodentitel, titre, titre de l episode, titulo, titulo del episodio, itunes title, "
    "headline, heading, episode name, lesson name, name, uberschrift, bezeichnung, nom, nombre, "
    "intitule, lesson, lecture, lektion, lecon, leccion, talk, episode, folge, episodio, sendung, "
    "subject, betreff, term, question, frage, pregunta, topic, thema, sujet, tema, chapter, kapitel, "
    "chapitre, capitulo, theme, unit, module, section, what",
    "subtitle": "subtitle, sub title, itunes subtitle, tagline, untertitel, sous titre, subtitulo, "
    "strapline, kicker, second line",
    "summary": "summary, episode summary, lesson summary, short summary, itunes summary, abstract, "
    "synopsis, what it says, what it is about, what is it about, in short, short description, "
    "zusammenfassung, kurzbeschreibung, kurzfassung, resume, resumen, sommaire, sinopsis, brief "
    "description, description, episode description, itunes description, beschreibung, descripcion, "
    "blurb, overview, uberblick, apercu, excerpt, auszug, extrait, extracto, teaser, gist, tldr, tl dr, "
    "lead, standfirst, about, explanation, erklarung, explication, explicacion, definition, answer, "
    "antwort, takeaway, key point, key idea, main idea, inhalt, contenu, contenido, worum es geht, "
    "text, body, content, content text, details, one sentence, sentence",
    "notes": "notes, show notes, shownotes, episode notes, long description, full description, content "
    "encoded, content html, content, body, article, material, details, remarks, notizen, anmerkungen, "
    "bemerkungen, sendungsnotizen, notas, remarques, remarque, comments, comment, kommentar, "
    "commentaires, comentarios",
    "topics": "topics, tags, topic, tag, keywords, keyword, itunes keywords, categories, category, "
    "subjects, subject, themes, theme, labels, label, unit, module, section, chapter, part, course, "
    "block, area, field, themen, thema, kategorie, kategorien, schlagworte, schlagworter, stichworte, "
    "stichworter, rubrik, modul, einheit, abschnitt, kapitel, kurs, categorie, categories, mots cles, "
    "etiquettes, sujets, sujet, unite, rubrique, temas, tema, categoria, categorias, etiquetas, "
    "palabras clave, unidad, modulo, seccion, week, session, woche, semaine, semana",
    "published": "published, publish date, publishing date, publication date, published at, published "
    "on, published date, date published, pub date, pubdate, release date, release, released, released "
    "on, air date, airdate, aired, date, publish, publish on, publish at, publication, veroffentlicht, "
    "veroffentlicht am, veroffentlichung, veroffentlichungsdatum, erscheinungsdatum, erscheint, "
    "erscheint am, datum, date de publication, publie, publie le, date de sortie, date de diffusion, "
    "parution, fecha de publicacion, fecha, publicado, publicado el, publicacion, scheduled, scheduled "
    "for, schedule, go live, live date, launch, launch date, due, due date, when, day, termin, "
    "sendetermin, tag der sendung",
    "link": "link, url, episode link, episode url, web page, webpage, page url, web address, permalink, "
    "href, canonical url, canonical, website, lien, enlace, adresse, address, external url, page, web",
    "explicit": "explicit, itunes explicit, explizit, explicite, explicito, adult content",
    "reference_seconds": "duration, itunes duration, running time, runtime, run time, length, seconds, "
    "duration seconds, duration in seconds, duration sec, duration s, length seconds, reference "
    "seconds, dauer, lange, laufzeit, spieldauer, duree, duracion",
    "draft": "draft, is draft, entwurf, brouillon, borrador, status, state, stand, statut, etat, estado",
    "reading": "further reading, reading, reading list, references, sources, resources, links, see "
    "also, quellen, literatur, weiterlesen, weiterfuhrendes, lectures complementaires, ressources, "
    "fuentes, lecturas, referencias",
}
# Words that say whose a column is, not what it holds.
_FILLERS = frozenset(
    "the of a an your our this episode episodes lesson podcast itunes video item post der die das des de la "
    "le folge folgen episodio del l d my entry field column".split()
)
# Words that tell the field wherever they stand in a longer name («Title of the lesson (final)»).
_TELLING: Mapping[str, str] = {
    "title": "title titel titre titulo",
    "summary": "summary abstract synopsis zusammenfassung resume resumen description",
    "published": "date datum fecha pubdate",
    "topics": "tags keywords topics categories themen schlagworte",
    "link": "url link",
    "subtitle": "subtitle untertitel",
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def fold(name: str) -> str:
    """Give a column's name in small letters without accents and marks: «pubDate:» and «Pub date» are one."""
    apart = _CAMEL.sub(" ", name.strip().removeprefix("\ufeff"))
    decomposed = unicodedata.normalize("NFKD", apart.replace("ß", "ss").replace("№", "no").replace("°", "o"))
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()
    return " ".join(re.sub(r"[^\w#]+|_+", " ", plain).split()) or ("#" if "#" in name else "")


@cache
def _ranks() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """List, by name, the fields it may be and its rank among the names of each."""
    found: dict[str, list[tuple[str, int]]] = {}
    for field, names in NAMES.items():
        for rank, name in enumerate(names.split(", ")):
            found.setdefault(name, []).append((field, rank))
        found.setdefault(field.replace("_", " "), []).append((field, 0))
    return {name: tuple(dict(reversed(ranked)).items()) for name, ranked in found.items()}


def is_known(name: str) -> bool:
    """Tell whether a name is one that people give to a column of a list of episodes."""
    return any(True for _ in meanings(name)) if len(name) <= 60 else False


def is_exactly_known(name: str) -> bool:
    """Tell whether a name is one of NAMES as it stands, but for words that say whose a column is."""
    return any(sure > 1 for _, sure, _ in meanings(name))


def meanings(name: str) -> Iterator[tuple[str, int, int]]:
    """Give each field a column of this name may be, how sure that is (3: the very name), and its rank."""
    folded = fold(name)
    exact = _ranks().get(folded) or _ranks().get(fold(name.rpartition(".")[2]))
    if exact:
        yield from ((field, 3, rank) for field, rank in exact)
        return
    words = folded.split()
    bare = " ".join(word for word in words if word not in _FILLERS)
    if bare != folded and bare in _ranks():
        yield from ((field, 2, rank) for field, rank in _ranks()[bare])
        return
    if len(words) <= 5:
        for field, telling in _TELLING.items():
            if not set(words).isdisjoint(telling.split()):
                yield field, 1, 0
