from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from pipeline.catalogue.show import Show
from pipeline.layout.record import Record
from pipeline.publishing.publish import PublishOptions, publish
from pipeline.publishing.site.build import build_site

Files = Mapping[str, bytes | str]
Pages = Mapping[str, html.HtmlElement]

SITE = "https://example.org/bread"


def told(files: Files, slug: str) -> dict[str, str | int]:
    found: dict[str, str | int] = json.loads(files[f"oembed/{slug}.json"])
    return found


def frame(code: str) -> html.HtmlElement:
    (found,) = html.fragments_fromstring(code)
    assert found.tag == "iframe"
    return found


def test_the_page_of_an_episode_leads_to_what_other_sites_ask_for(site: Files, site_pages: Pages) -> None:
    (link,) = site_pages["episodes/crumb/index.html"].xpath("//link[@type='application/json+oembed']")
    assert (link.get("rel"), link.get("href")) == ("alternate", f"{SITE}/oembed/crumb.json")
    assert "oembed/crumb.json" in site


def test_other_sites_are_told_what_the_standard_asks_for(site: Files) -> None:
    about = told(site, "crumb")
    assert (about["version"], about["type"]) == ("1.0", "rich")
    assert (about["title"], about["author_name"]) == ("Crumb", "The Bakers")
    assert (about["provider_name"], about["provider_url"]) == ("Ninety Seconds on Bread", f"{SITE}/")
    assert about["thumbnail_url"] == f"{SITE}/art/640/creme-crust.png"
    for name in ("width", "height", "thumbnail_width", "thumbnail_height"):
        assert isinstance(about[name], int)


def test_the_frame_shows_the_player_and_is_the_one_that_the_page_offers(
    site: Files, site_pages: Pages
) -> None:
    code = str(told(site, "crumb")["html"])
    assert site_pages["episodes/crumb/index.html"].xpath("string(//*[@class='embed']/code)") == code
    shown = frame(code)
    assert shown.get("src") == f"{SITE}/embed/crumb/"
    assert shown.get("title") == "Crumb – Ninety Seconds on Bread"
    assert shown.get("height") == str(told(site, "crumb")["height"])
    assert "embed/crumb/index.html" in site


def test_words_of_strangers_stay_within_the_frame_s_title(hostile_site: Files, hostile_show: Show) -> None:
    for episode in hostile_show.episodes:
        shown = frame(str(told(hostile_site, episode.slug)["html"]))
        assert set(shown.attrib) == {"src", "title", "width", "height", "style", "loading", "allow"}


def test_the_player_leads_to_the_episode_outside_of_the_frame(site_pages: Pages) -> None:
    page = site_pages["embed/crumb/index.html"]
    links = page.xpath("//main//a")
    assert [link.get("href") for link in links] == ["../../", "../../episodes/crumb/"]
    assert all(link.get("target") == "_blank" and link.get("rel") == "noopener" for link in links)
    assert page.xpath("string(//link[@rel='canonical']/@href)") == f"{SITE}/episodes/crumb/"
    assert page.xpath("string(//meta[@name='robots']/@content)") == "noindex"
    assert page.xpath("//audio/@controls") == [""]


def test_under_the_name_an_episode_had_before_its_player_is_found_still(
    show: Show, records: dict[str, Record], published: Path
) -> None:
    renamed = replace(show.episodes[1], formerly=("crumbs",))
    files = build_site(replace(show, episodes=(show.episodes[0], renamed)), records, published)
    page = html.document_fromstring(str(files["embed/crumbs/index.html"]))
    assert page.xpath("//main//a/@href") == ["../../embed/crumb/"]
    assert "oembed/crumbs.json" not in files


def test_players_of_episodes_that_are_gone_go_with_their_pages(
    show: Show, output: Path, small_covers: None
) -> None:
    publish(show, output)
    assert (output / "embed/poolish/index.html").is_file()
    fewer = replace(show, episodes=show.episodes[:2])
    players = {"embed/poolish/index.html", "oembed/poolish.json"}
    assert not players & set(publish(fewer, output).removed)  # the page stays too
    assert players <= set(publish(fewer, output, PublishOptions(prune=True)).removed)
    assert not (output / "embed/poolish").exists()
    assert (output / "oembed/crumb.json").is_file()


@pytest.mark.parametrize("path", ["embed/crumb/index.html", "oembed/crumb.json"])
def test_everything_a_player_names_is_of_the_site(site: Files, path: str) -> None:
    text = str(site[path])
    hosts = {urlsplit(part).netloc for part in text.replace("\\", "").split('"') if part.startswith("http")}
    assert hosts <= {"example.org"}
