from __future__ import annotations

from playwright.sync_api import Page, expect


def search(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill(words)


def results(page: Page) -> list[str]:
    page.wait_for_function("() => document.querySelector('dialog [role=status]').textContent")
    return page.locator(".results h3").all_text_contents()


def test_a_word_that_is_only_said_is_found_and_leads_to_its_moment(page: Page) -> None:
    page.goto("./")
    search(page, "cathedral")
    assert results(page) == ["Keys"]
    assert page.locator(".results mark").all_text_contents() == ["cathedral"]
    page.get_by_role("link", name="Hear it there").click()
    expect(page.locator("h1")).to_have_text("Keys")
    expect(page.locator(".found")).to_have_text("cathedral.")
    assert float(page.input_value(".player input")) > 2


def test_titles_count_more_than_what_is_said(page: Page) -> None:
    page.goto("./")
    search(page, "coins")
    assert results(page)[0] == "Coins"


def test_words_are_found_while_they_are_typed_and_without_their_case(page: Page) -> None:
    page.goto("./")
    search(page, "HIPPO")
    assert results(page) == ["Buttons"]


def test_all_the_words_must_be_there_if_they_can(page: Page) -> None:
    page.goto("./")
    search(page, "lost volcano")
    assert results(page) == ["Hooks"]


def test_what_is_not_there_is_said_so(page: Page) -> None:
    page.goto("./")
    search(page, "xylophone")
    assert results(page) == []
    expect(page.locator("dialog [role=status]")).to_have_text("Nothing found.")


def test_markup_in_a_query_stays_text(page: Page) -> None:
    page.goto("./")
    search(page, "<img src=x onerror=alert(1)> (hippo")
    results(page)
    assert page.locator("dialog img").count() == 0


def test_results_are_reached_with_arrows_and_opened_with_enter(page: Page) -> None:
    page.goto("episodes/keys/")
    search(page, "hippopotamus")
    results(page)
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Buttons"
    page.keyboard.press("Enter")
    expect(page).to_have_url("episodes/buttons/")


def test_the_index_is_loaded_only_when_somebody_searches(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2].partition("?")[0]))
    page.goto("./")
    page.wait_for_load_state("networkidle")
    assert not {"search.json", "search.js", "playlist.json"} & set(asked)
    search(page, "keys")
    results(page)
    assert {"search.json", "search.js"} <= set(asked)
