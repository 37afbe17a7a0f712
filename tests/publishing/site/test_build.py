from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree, html

from pipeline.catalogue.links import Link
from pipeline.catalogue.show import Show
from pipeline.catalogue.text import without_directions
from pipeline.layout.record import Record
from pipeline.publishing.site import pages
from pipeline.publishing.site.build import build_site, files_made_here, site_files
from pipeline.publishing.site.pages import CONTENT_SECURITY_POLICY
from pipeline.publishing.site.pagination import turns
from pipeline.publishing.site.shards import MARK
from pipeline.publishing.site.sitemap import MARK as SITEMAP_MARK
from pipeline.publishing.site.sitemap import Sitemap

Files = Mapping[str, bytes | str]
Pages = Mapping[str, html.HtmlElement]

SITE = "https://example.org/bread"
WRITTEN_BY_OTHERS = {"feed.xml", "art", "audio", "transcripts", "chapters"}
LOADED_ATTRIBUTES = ("src", "srcset", "poster", "data", "action", "formaction")


def size(files: Files, path: str) -> int:
    content = files[path]
    return len(content.encode() if isinstance(content, str) else content)


def target(page: str, link: str) -> str | None:
    """Give the path below output/ that a page's link leads to; None for a link that leaves the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return page
    folder = [] if parts.path.startswith("/") else page.split("/")[:-1]
    for name in parts.path.removeprefix("/bread/").split("/"):
        if name == "..":
            folder.pop()  # fails where a link climbs out of the site
        elif name not in ("", "."):
            folder.append(name)
    return "/".join([*folder, "index.html"] if parts.path.endswith(("/", ".")) else folder)


def pages_of(files: Files) -> Pages:
    return {path: html.document_fromstring(str(files[path])) for path in files if path.endswith(".html")}


def links(site_pages: Pages) -> Iterator[tuple[str, str, str]]:
    for path, page in site_pages.items():
        for element in page.iter(etree.Element):
            for name in ("href", "src"):
                if element.get(name) is not None:
                    yield path, element.tag, element.get(name)


def test_every_page_there_should_be_is_there(site: Files) -> None:
    slugs = ("sourdough", "crumb", "poolish")
    topics = ("leaven", "baking", "creme-crust")
    assert {path for path in site if path.endswith(".html")} == {
        "index.html",
        "404.html",
        "episodes/index.html",
        *(f"episodes/{slug}/index.html" for slug in slugs),
        *(f"embed/{slug}/index.html" for slug in slugs),
        *(f"topics/{slug}/index.html" for slug in topics),
    }


def test_every_link_within_the_site_leads_somewhere(site: Files, site_pages: Pages) -> None:
    for path, _, link in links(site_pages):
        found = target(path, link)
        if found is None or found.split("/")[0] in WRITTEN_BY_OTHERS or found.endswith("feed.xml"):
            continue
        assert found in site, f"{path}: {link}"
        fragment = urlsplit(link).fragment
        if fragment:
            assert site_pages[found].xpath(f"//*[@id={fragment!r}]"), f"{path}: {link}"


def test_pictures_sound_and_captions_are_where_publishing_puts_them(
    site_pages: Pages, published: Path
) -> None:
    named = {target(path, link) for path, _, link in links(site_pages)} - {None}
    media = {path for path in named if path and path.split("/")[0] in WRITTEN_BY_OTHERS}
    assert any(path.startswith("audio/") for path in media)
    assert {path for path in media if not (published / path).is_file()} == set()


def test_links_are_relative_so_that_the_site_may_lie_in_any_folder(site_pages: Pages) -> None:
    for path, _, link in links(site_pages):
        if path != "404.html":
            assert not link.startswith("/")
            assert not link.startswith(SITE) or "canonical" in html.tostring(site_pages[path]).decode()


def test_the_page_for_what_is_not_found_names_the_site_s_folder(site_pages: Pages) -> None:
    style = site_pages["404.html"].xpath("//link[@rel='stylesheet']/@href")
    assert [link.partition("?")[0] for link in style] == ["/bread/assets/site.css"]


def test_nothing_is_loaded_from_elsewhere(site_pages: Pages) -> None:
    for path, page in site_pages.items():
        for element in page.iter(etree.Element):
            loaded = [element.get(name) for name in LOADED_ATTRIBUTES if element.get(name)]
            told = ("canonical", "alternate")
            if element.tag == "link" and element.get("rel") not in told:
                loaded.append(element.get("href"))
            assert all(not urlsplit(address).netloc for address in loaded), path


def test_styles_and_scripts_name_no_other_host(site: Files) -> None:
    for path, content in site.items():
        if path.endswith((".css", ".js")):
            text = content.decode() if isinstance(content, bytes) else content
            addresses = set(re.findall(r"(?:https?:)?//[a-z][^\s\"'`)]*", text, re.IGNORECASE))
            assert addresses <= {"http://www.w3.org/2000/svg"}


def test_no_script_or_style_stands_in_a_page(hostile_pages: Pages, site_pages: Pages) -> None:
    for page in [*hostile_pages.values(), *site_pages.values()]:
        scripts = page.xpath("//script")
        data = [script for script in scripts if script.get("type") == "application/ld+json"]
        assert [script for script in scripts if not script.get("src")] == data
        assert not page.xpath("//style | //@style | //base | //iframe | //object")
        assert not page.xpath("//@*[starts-with(name(), 'on')]")


def test_every_page_has_the_policy_before_anything_is_loaded(site_pages: Pages) -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    for page in site_pages.values():
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']")[0]
        assert policy.get("content") == CONTENT_SECURITY_POLICY
        assert not policy.xpath("preceding::link | preceding::script")


def test_every_page_says_its_language_and_has_one_main_heading(site_pages: Pages) -> None:
    for path, page in site_pages.items():
        assert page.get("lang") == "en-gb"
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4")]
        assert levels.count(1) == 1, path
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
        assert len(page.xpath("//main")) == 1
        assert all(image.get("alt") is not None for image in page.xpath("//img"))
        assert page.xpath("string(//title)").strip()


def test_the_front_page_begins_with_the_newest_episode(site_pages: Pages) -> None:
    front = site_pages["index.html"]
    newest = front.xpath("//*[@class='newest']")[0]
    assert newest.xpath("string(.//h2/a/@href)") == "./episodes/poolish/"
    assert newest.xpath("string(a/@aria-label)") == "Listen to Poolish"
    assert newest.xpath("string(.//time)") == "3 March 2026"
    assert front.xpath("//li[@class='card']/@data-slug") == ["crumb", "sourdough"]
    assert newest.get("data-at") == "2 leaven:1 baking:2"


def test_apps_have_a_button_each_where_one_subscribes_to_the_whole_show(
    show: Show, records: dict[str, Record], published: Path, site_pages: Pages
) -> None:
    assert not site_pages["index.html"].xpath("//*[@class='apps']")
    apps = (Link("Some <app>", "https://example.com/show?a=1&b=2"), Link("Other", "https://example.com/o"))
    there = pages_of(build_site(replace(show, apps=apps), records, published))
    for path in ("index.html", "episodes/index.html"):
        buttons = there[path].xpath("//ul[@class='apps']//a")
        assert [(button.text, button.get("href")) for button in buttons] == [
            (link.title, link.url) for link in apps
        ]
    assert not there["topics/leaven/index.html"].xpath("//*[@class='apps']")
    assert data(there["index.html"])["sameAs"] == [link.url for link in apps]


def test_a_topic_s_page_says_how_many_episodes_of_what_length(site_pages: Pages) -> None:
    tagline = site_pages["topics/leaven/index.html"].xpath("string(//p[@class='tagline'])")
    assert tagline == "2 episodes — 90-second audio overviews on Leaven."


def test_a_card_has_title_length_summary_topics_and_date(site_pages: Pages) -> None:
    card = site_pages["topics/baking/index.html"].xpath("//li[@class='card']")[0]
    assert " ".join(card.xpath(".//h2")[0].text_content().split()) == "Sourdough: a culture in a jar"
    assert card.xpath("string(.//*[@class='length'])") == "1:31"
    assert card.xpath("string(.//*[@class='summary'])") == "What sourdough is, in a minute and a half."
    assert card.xpath(".//*[@class='tags']//a/text()") == ["Leaven", "Baking"]
    assert card.xpath("string(.//time)") == "1 March 2026"
    assert card.xpath("string(.//time/@datetime)") == "2026-03-01"


def test_an_episode_s_page_has_sound_transcript_chapters_notes_and_neighbours(site_pages: Pages) -> None:
    page = site_pages["episodes/crumb/index.html"]
    assert re.fullmatch(r"\.\./\.\./audio/crumb\.[0-9a-f]{8}\.mp3", page.xpath("string(//audio/@src)"))
    assert page.xpath("//audio/@controls") == [""]
    assert page.xpath("string(//*[@class='said'])").split() == ["Bread."]
    assert page.xpath("//ol[@class='chapters']//@data-at") == ["0.0", "9.5", "48.25", "80.0"]
    assert page.xpath("string(//a[@rel='prev']/@href)") == "../../episodes/sourdough/"
    assert page.xpath("string(//a[@rel='next']/@href)") == "../../episodes/poolish/"
    assert page.xpath("//section[@aria-labelledby='related']//li")
    assert "in the public domain" in page.xpath("string(//p[@class='credit'])")


def test_without_scripts_a_chapter_leads_into_the_recording(site_pages: Pages) -> None:
    link = site_pages["episodes/crumb/index.html"].xpath("//ol[@class='chapters']//a/@href")[1]
    assert re.fullmatch(r"\.\./\.\./audio/crumb\.[0-9a-f]{8}\.mp3#t=9\.5", link)


def test_what_needs_scripts_is_hidden_without_them(site_pages: Pages) -> None:
    for page in site_pages.values():
        assert all(
            button.xpath("ancestor-or-self::*[@hidden]") for button in page.xpath("//button | //input")
        )


def test_further_reading_leads_to_the_web_only(hostile_pages: Pages) -> None:
    for page in hostile_pages.values():
        for link in page.xpath("//a/@href"):
            assert urlsplit(link).scheme in ("", "https", "mailto", "feed", "podcast")
    links = "//ul[@class='links']//a[not(@download)]/@href"
    assert hostile_pages["episodes/episode-1/index.html"].xpath(links) == [
        "https://example.net/?q=%22%3E%3Cscript%3E",
        "mailto:a@example.net",
    ]


def test_whatever_strangers_write_is_shown_as_text(hostile_pages: Pages, hostile_show: Show) -> None:
    for episode in hostile_show.episodes:
        page = hostile_pages[f"episodes/{episode.slug}/index.html"]
        shown = " ".join(page.xpath("//h1")[0].text_content().split())
        expected = without_directions(episode.title.replace("\x07", " ").replace("\udcff", " "))
        assert shown == " ".join(expected.split())
        assert page.xpath("//h1/@dir") == ["auto"]
        assert not page.xpath("//img[@onerror] | //img[@src='x']")


def test_the_data_for_search_engines_is_json_and_cannot_end_its_element(
    hostile_site: Files, hostile_pages: Pages, hostile_show: Show
) -> None:
    for page in hostile_pages.values():
        for script in page.xpath("//script[@type='application/ld+json']"):
            json.loads(script.text)
    raw = hostile_site["episodes/episode-1/index.html"]
    assert isinstance(raw, str)
    assert raw.count("<script") == raw.count("</script>") == 2


def data(page: html.HtmlElement) -> dict[str, object]:
    found: dict[str, object] = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    return found


def test_an_episode_s_data_names_its_recording_and_its_length(site_pages: Pages) -> None:
    facts = data(site_pages["episodes/sourdough/index.html"])
    assert (facts["@type"], facts["episodeNumber"], facts["datePublished"]) == (
        "PodcastEpisode",
        1,
        "2026-03-01",
    )
    assert facts["url"] == f"{SITE}/episodes/sourdough/"
    assert facts["partOfSeries"]["url"] == f"{SITE}/"  # type: ignore[index]
    sound: dict[str, str] = facts["associatedMedia"]  # type: ignore[assignment]
    assert (sound["@type"], sound["duration"]) == ("AudioObject", "PT1M31S")
    assert sound["contentUrl"].startswith(f"{SITE}/audio/sourdough.2c239dcb.mp3")


def test_the_front_page_and_topics_are_series_with_their_feeds(site_pages: Pages) -> None:
    front, topic = data(site_pages["index.html"]), data(site_pages["topics/leaven/index.html"])
    assert (front["@type"], front["webFeed"]) == ("PodcastSeries", f"{SITE}/feed.xml")
    assert (topic["@type"], topic["webFeed"]) == ("PodcastSeries", f"{SITE}/topics/leaven/feed.xml")


def test_open_graph_names_page_picture_and_sound(site_pages: Pages) -> None:
    page = site_pages["episodes/sourdough/index.html"]
    graph = {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[@property]")}
    assert graph["og:url"] == f"{SITE}/episodes/sourdough/"
    assert graph["og:image"] == f"{SITE}/art/leaven.jpg"
    assert graph["og:audio"].startswith(f"{SITE}/audio/sourdough.2c239dcb.mp3")
    assert graph["og:title"] == "Sourdough: a culture in a jar – Ninety Seconds on Bread"
    assert page.xpath("string(//link[@rel='canonical']/@href)") == graph["og:url"]


def test_the_sitemap_lists_every_page_once(site: Files) -> None:
    content = site["sitemap.xml"]
    assert isinstance(content, str)
    places = etree.fromstring(content.encode()).xpath("//*[local-name()='loc']/text()")
    paths = (
        path.removesuffix("index.html")
        for path in site
        if path.endswith("index.html") and not path.startswith("embed/")
    )
    assert sorted(places) == sorted(f"{SITE}/{path}" for path in paths)
    assert f"Sitemap: {SITE}/sitemap.xml\n" in str(site["robots.txt"])


def test_a_long_list_has_several_pages(show: Show, records: dict[str, Record], published: Path) -> None:
    files = build_site(show, records, published, per_page=2)
    second = html.document_fromstring(str(files["topics/baking/2/index.html"]))
    assert second.xpath("//li[@class='card']/@data-slug") == ["poolish"]
    assert second.xpath("//nav[@class='pages']/a/@href") == [
        "../../../topics/baking/",
        "../../../topics/baking/2/",
    ]
    assert second.xpath("string(//nav[@class='pages']/a[@aria-current])") == "2"
    assert second.xpath("string(//nav[@class='pages']/a[@rel='prev'])") == "1"
    assert not second.xpath("//*[@rel='next']")
    assert "episodes/pages/2/index.html" in files
    assert "topics/leaven/2/index.html" not in files


def test_no_browser_is_asked_to_fetch_a_page_ahead(
    show: Show, records: dict[str, Record], published: Path
) -> None:
    """Firefox fetches what a page's head calls its next, and the pages' policy forbids it."""
    for page in pages_of(build_site(show, records, published, per_page=1)).values():
        assert not page.xpath("//head/link[@rel='next' or @rel='prefetch']")


def test_a_list_of_wordy_episodes_has_fewer_on_a_page(
    show: Show, records: dict[str, Record], published: Path
) -> None:
    wordy = replace(
        show, episodes=tuple(replace(each, summary="<&> flour " * 12_000) for each in show.episodes)
    )
    files = build_site(wordy, records, published)
    lists = [path for path in files if path.startswith(("episodes/index", "episodes/pages/"))]
    assert len(lists) == 3
    assert len(html.document_fromstring(str(files["episodes/index.html"])).xpath("//li[@class='card']")) == 1


def test_of_very_many_topics_the_front_page_names_some_and_leads_to_all(
    show: Show, records: dict[str, Record], published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "TOPICS_ON_FRONT", 1)
    monkeypatch.setattr(pages, "TOPICS_ON_PAGE", 2)
    files = build_site(show, records, published)
    front, first, second = (
        html.document_fromstring(str(files[path]))
        for path in ("index.html", "all-topics/index.html", "all-topics/2/index.html")
    )
    assert front.xpath("//ul[@class='topics']//b/text()") == ["Baking"]
    assert front.xpath("//p[@class='more']/a/@href") == ["./all-topics/"]
    assert first.xpath("//ul[@class='topics']//b/text()") == ["Baking", "Leaven"]
    assert first.xpath("//nav[@class='pages']/a[@rel='next']/@href") == ["../all-topics/2/"]
    assert second.xpath("//ul[@class='topics']//b/text()") == ["Crème & Crust"]


def test_a_small_show_has_no_page_of_all_topics(site: Files) -> None:
    assert not [path for path in site if path.startswith("all-topics/")]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1, "[1] 2n 3 …11 …101 …667"),
        (2, "1p [2] 3n 4 …12 …102 …667"),
        (350, "1 …250 …340 …348 349p [350] 351n 352 …360 …450 …667"),
        (667, "1 …567 …657 …665 666p [667]"),
    ],
)
def test_a_page_of_a_long_list_leads_to_its_neighbours_the_ends_and_some_on_the_way(
    number: int, shown: str
) -> None:
    paths = [f"episodes/pages/{each}/index.html" for each in range(1, 668)]
    links = [
        ("…" if turn.gap else "")
        + (f"[{turn.number}]" if turn.number == number else f"{turn.number}{turn.relation[:1]}")
        for turn in turns(paths, number)
    ]
    assert " ".join(links) == shown


def test_a_list_of_one_page_leads_nowhere() -> None:
    assert turns(["episodes/index.html"], 1) == []


def test_a_sitemap_of_too_many_pages_is_several(show: Show) -> None:
    sitemap = Sitemap(show, most=2)
    for number in range(5):
        sitemap.add(f"episodes/{number}/index.html", "2026-03-01")
    files = dict(sitemap.files())
    parts = etree.fromstring(files["sitemap.xml"].encode()).xpath("//*[local-name()='loc']/text()")
    assert parts == [f"{SITE}/sitemap-{number}.xml" for number in (1, 2, 3)]
    last = etree.fromstring(files["sitemap-3.xml"].encode()).xpath("//*[local-name()='loc']/text()")
    assert last == [f"{SITE}/episodes/4/"]
    assert f"Sitemap: {SITE}/sitemap.xml\n" in files["robots.txt"]


def test_the_site_is_made_one_file_after_another(
    show: Show, records: dict[str, Record], published: Path, site: Files
) -> None:
    files = site_files(show, records, published)
    assert next(files)[0].startswith("assets/")
    assert {path for path, _ in files} < set(site)


def test_what_is_divided_otherwise_now_is_found_to_be_removed(tmp_path: Path) -> None:
    ours = ["search/t-no.json", "search/rows-7.json", "playlist/leaven/3.json"]
    for path in [*ours, "search/own.json", "sitemap-2.xml", "sitemap-own.xml"]:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(MARK if path in ours else "{}")
    (tmp_path / "sitemap-2.xml").write_text(f"<?xml version='1.0'?>{SITEMAP_MARK}")
    assert sorted(files_made_here(tmp_path, {"search/rows-7.json"})) == sorted(
        [ours[0], ours[2], "sitemap-2.xml"]
    )


def test_only_the_episodes_given_are_shown(show: Show, records: dict[str, Record], published: Path) -> None:
    files = build_site(show, {"sourdough": records["sourdough"]}, published)
    assert "episodes/crumb/index.html" not in files
    assert "topics/creme-crust/index.html" not in files
    assert not [
        path
        for path, content in files.items()
        if b"crumb" in (content if isinstance(content, bytes) else content.encode()).lower()
        and path != "assets/site.css"
    ]


def test_an_episode_without_topics_has_the_show_s_cover(
    show: Show, records: dict[str, Record], published: Path
) -> None:
    bare = replace(show, episodes=tuple(replace(episode, topics=()) for episode in show.episodes))
    page = html.document_fromstring(str(build_site(bare, records, published)["episodes/crumb/index.html"]))
    assert page.xpath("string(//img[@class='cover']/@src)") == "../../art/640/show.png"


def test_an_episode_without_a_transcript_still_has_a_page(
    show: Show, records: dict[str, Record], tmp_path: Path
) -> None:
    page = html.document_fromstring(str(build_site(show, records, tmp_path)["episodes/crumb/index.html"]))
    assert page.xpath("//audio")
    assert not page.xpath("//*[@class='said']")


def test_the_same_show_gives_the_same_bytes(
    show: Show, records: dict[str, Record], published: Path, site: Files
) -> None:
    assert build_site(replace(show), records, published) == site


def test_another_summary_changes_no_page_that_does_not_show_it(
    show: Show, records: dict[str, Record], published: Path, site: Files
) -> None:
    first, second, third = show.episodes
    changed = replace(show, episodes=(first, second, replace(third, summary="Other words, about flour.")))
    other = build_site(changed, records, published)
    assert other["404.html"] == site["404.html"]
    assert other["topics/creme-crust/index.html"] == site["topics/creme-crust/index.html"]
    assert other["episodes/poolish/index.html"] != site["episodes/poolish/index.html"]


def test_scripts_name_each_other_with_a_digest_of_all(site: Files) -> None:
    scripts = {path: content for path, content in site.items() if path.endswith(".js")}
    imports = [
        match
        for content in scripts.values()
        if isinstance(content, bytes)
        for match in re.findall(rb'(?:from |import\()"\./([a-z-]+\.js)(\?v=[0-9a-f]{8})?"', content)
    ]
    assert imports
    assert {f"assets/{name.decode()}" for name, _ in imports} <= set(scripts)
    assert len({version for _, version in imports}) == 1
    assert all(version for _, version in imports)


def loaded(files: Files) -> list[str]:
    """List the styles and scripts that a page asks for without anybody's doing."""
    later = ("search.js", "share.js", "embed.js", "embed.css")
    return [path for path in files if path.endswith((".css", ".js")) and not path.endswith(later)]


@pytest.mark.parametrize(
    ("page", "budget"), [("index.html", 150_000), ("episodes/lora/index.html", 60_000), ("404.html", 60_000)]
)
def test_the_bundled_show_s_pages_are_light(bundled_site: Files, page: str, budget: int) -> None:
    assert sum(size(bundled_site, path) for path in [page, *loaded(bundled_site)]) < budget


def test_no_episode_of_the_bundled_show_has_a_heavy_page(bundled_site: Files) -> None:
    heaviest = max(
        size(bundled_site, path)
        for path in bundled_site
        if path.startswith("episodes/") and path.count("/") == 2
    )
    assert heaviest + sum(size(bundled_site, path) for path in loaded(bundled_site)) < 60_000


def test_a_player_for_pages_of_others_is_light(bundled_site: Files) -> None:
    own = ["embed/lora/index.html", *(f"assets/{name}" for name in ("embed.css", "embed.js", "player.js"))]
    assert sum(size(bundled_site, path) for path in [*own, "assets/store.js"]) < 20_000


def test_the_bundled_show_s_transcripts_are_whole(bundled_site: Files) -> None:
    page = html.document_fromstring(str(bundled_site["episodes/lora/index.html"]))
    sentences = page.xpath("//*[@class='said']//*[@data-t]")
    assert len(sentences) > 10
    for sentence in sentences:
        assert len(sentence.get("data-t").split()) == 2 * len(sentence.text.split(" "))


def test_no_search_engine_is_let_into_a_private_show(
    show: Show, records: dict[str, Record], published: Path, site: Files
) -> None:
    private = build_site(replace(show, feed=replace(show.feed, private=True)), records, published)
    pages = [str(text) for path, text in private.items() if path.endswith(".html")]
    assert all('<meta name="robots" content="noindex, nofollow">' in page for page in pages)
    assert private["robots.txt"] == "User-agent: *\nDisallow: /\n"
    own = [str(text) for path, text in site.items() if path.endswith(".html") and path[:6] != "embed/"]
    assert not any("noindex" in page for page in own)
