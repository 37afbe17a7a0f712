from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

AUDIO = "audio"
PLAY = "article .button.main"

# The sound itself is an element that is in no page: it is told by the bar, and by what it plays.
NOW = ".player .line span:first-child"


def seconds(page: Page) -> float:
    return float(page.input_value(".player input[type=range]"))


def wait_until_heard(page: Page, moment: float = 1) -> None:
    page.wait_for_function(f"() => document.querySelector('.player input').value >= {moment}")


def open_and_play(page: Page, slug: str = "buttons") -> None:
    page.goto(f"episodes/{slug}/")
    page.click(PLAY)
    wait_until_heard(page)


def marked(page: Page) -> str:
    page.wait_for_selector(".said-now")
    return page.text_content(".said-now") or ""


def test_an_episode_plays_and_pauses(page: Page) -> None:
    open_and_play(page)
    expect(page.locator(PLAY)).to_have_text("Pause")
    page.click(PLAY)
    before = page.text_content(NOW)
    page.wait_for_timeout(1200)
    assert page.text_content(NOW) == before
    expect(page.locator(PLAY)).to_have_text("Play")


def test_a_word_leads_to_its_moment(page: Page) -> None:
    page.goto("episodes/buttons/")
    page.click(".w:text-is('hippopotamus.')")
    assert marked(page) == "hippopotamus."
    wait_until_heard(page, 3)
    expect(page.locator(PLAY)).to_have_text("Pause")


def test_the_mark_follows_the_sound(page: Page) -> None:
    page.goto("episodes/keys/")
    page.evaluate(
        """() => {
            window.seen = [];
            new MutationObserver(() => {
                const word = document.querySelector(".said-now")?.textContent;
                if (word && seen.at(-1) !== word) seen.push(word);
            }).observe(document.querySelector(".said"), {subtree: true, attributeFilter: ["class"]});
        }"""
    )
    page.click(PLAY)
    wait_until_heard(page, 6)
    seen = page.evaluate("seen")
    words = (page.text_content(".said") or "").split()
    assert len(seen) > 8
    assert seen == words[: len(seen)]  # every word, in order


def test_chapters_lead_to_their_moment(page: Page) -> None:
    page.goto("episodes/buttons/")
    chapter = page.locator(".chapters a").nth(1)
    chapter.click()
    wait_until_heard(page, int(float(chapter.get_attribute("data-at") or 0)))
    expect(chapter).to_have_attribute("aria-current", "true")
    expect(page).to_have_url("episodes/buttons/")


def test_keys_play_skip_mute_and_change_the_speed(page: Page) -> None:
    page.goto("episodes/buttons/")
    page.keyboard.press("k")
    wait_until_heard(page)
    page.keyboard.press("Space")
    expect(page.locator(PLAY)).to_have_text("Play")
    before = seconds(page)
    page.keyboard.press("ArrowRight")
    assert seconds(page) == before + 5
    page.keyboard.press("ArrowLeft")
    assert seconds(page) == before
    page.keyboard.press("j")
    assert seconds(page) == 0
    page.keyboard.press("l")
    assert 9 <= seconds(page) <= 10
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="Mute")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press(">")
    expect(page.get_by_label("Speed")).to_have_value("1.1")


def test_help_lists_the_keys_and_can_switch_them_off(page: Page) -> None:
    page.goto("episodes/buttons/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Forward 10 seconds")
    page.get_by_label("Listen to these keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    expect(page.locator(PLAY)).to_have_text("Play")


def test_the_transcript_is_one_stop_of_the_tab_key_with_arrows_inside(page: Page) -> None:
    page.goto("episodes/buttons/")
    assert page.locator(".said [tabindex='0']").count() == 1
    page.focus(".said [tabindex='0']")
    words = (page.text_content(".said") or "").split()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == words[1]
    page.keyboard.press("ArrowDown")
    sentence = page.evaluate("document.activeElement.parentElement.textContent.split(' ')[0]")
    assert page.evaluate("document.activeElement.textContent") == sentence
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.said')")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    wait_until_heard(page, 4)


def test_speed_and_position_are_remembered(page: Page, context: BrowserContext) -> None:
    open_and_play(page)
    page.get_by_label("Speed").select_option("1.5")
    wait_until_heard(page, 5)
    page.click(PLAY)
    left = seconds(page)
    page.close()
    again = context.new_page()
    again.goto("episodes/buttons/")
    expect(again.get_by_label("Speed")).to_have_value("1.5")
    assert abs(seconds(again) - left) <= 1
    expect(again.locator(PLAY)).to_have_text("Continue")
    again.goto("episodes/")
    expect(again.locator("[data-slug=buttons] .length")).to_contain_text("left")


def test_the_speed_is_heard(page: Page) -> None:
    page.goto("episodes/keys/")
    page.get_by_label("Speed").select_option("2")
    page.click(PLAY)
    wait_until_heard(page, 1)
    first, start = seconds(page), page.evaluate("performance.now()")
    wait_until_heard(page, first + 4)
    assert 1200 < page.evaluate("performance.now()") - start < 3200


def near_the_end(page: Page) -> None:
    page.locator(".player input").evaluate(
        "slider => { slider.value = slider.max - 1; slider.dispatchEvent(new Event('input')) }"
    )


def test_a_topic_plays_on_and_skips_what_is_not_of_it(page: Page) -> None:
    page.goto("topics/coats/")
    page.get_by_role("link", name="Play from the first").click()
    bar = page.locator(".player .what")
    expect(bar).to_contain_text("Buttons")
    expect(bar).to_contain_text("Coats, 1 of 3")
    wait_until_heard(page)
    near_the_end(page)
    expect(bar).to_contain_text("Coins")  # «Keys» is about doors
    expect(bar).to_contain_text("Coats, 2 of 3")
    wait_until_heard(page)
    expect(page.locator("[data-slug=buttons] .length")).to_have_text("Heard")


def test_the_page_of_an_episode_moves_on_with_the_sound(page: Page) -> None:
    open_and_play(page)
    near_the_end(page)
    expect(page).to_have_url("episodes/keys/")
    expect(page.locator("h1")).to_have_text("Keys")
    assert marked(page) in (page.text_content(".said") or "")


def test_without_continuous_play_the_sound_ends(page: Page) -> None:
    open_and_play(page)
    page.get_by_role("button", name="Continuous play").click()
    near_the_end(page)
    expect(page.locator(PLAY)).to_have_text("Play")
    page.wait_for_timeout(500)
    expect(page).to_have_url("episodes/buttons/")


def test_the_sound_goes_on_while_pages_change(page: Page) -> None:
    open_and_play(page)
    before = seconds(page)
    page.locator("header.top").get_by_role("link", name="Episodes").click()
    expect(page).to_have_url("episodes/")
    expect(page.locator("[data-slug=buttons]")).to_have_class("card now")
    assert seconds(page) >= before
    wait_until_heard(page, before + 2)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Buttons")
    expect(page.locator(PLAY)).to_have_text("Pause")
    assert marked(page)


def test_a_card_s_button_plays_its_episode(page: Page) -> None:
    page.goto("topics/doors/")
    page.get_by_role("button", name="Play Hooks").click()
    wait_until_heard(page)
    expect(page.get_by_role("button", name="Pause Hooks")).to_be_visible()
    expect(page.locator(".player .what")).to_contain_text("Doors, 2 of 2")


def test_a_moment_can_be_linked_to(page: Page) -> None:
    page.goto("episodes/buttons/#t=4")
    assert seconds(page) == 4


def test_the_feed_s_address_can_be_copied(page: Page, context: BrowserContext, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("topics/coats/")
    page.get_by_role("button", name="Copy address").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}topics/coats/feed.xml"
