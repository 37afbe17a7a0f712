"""Digests of a topic: which episodes, in which order, and what leads from one to the next."""

from __future__ import annotations

from pipeline.writing.digest import DigestItem, digest_of

LIND = DigestItem(
    "vitamin-c",
    "Vitamin C",
    "In 1747 James Lind gave twelve sailors with scurvy six different remedies, and only the two who ate "
    "oranges and lemons recovered quickly.",
)
SEMMELWEIS = DigestItem(
    "hand-washing",
    "Hand washing",
    "In 1847 Ignaz Semmelweis had doctors in Vienna wash their hands in chlorinated lime, and deaths from "
    "childbed fever fell from about 10 percent to under 2.",
    "mothers",
)
SNOW = DigestItem(
    "pump",
    "The Broad Street pump",
    "John Snow marked cholera deaths on a map of Soho in 1854 and found that they clustered around one pump.",
)
LISTER = DigestItem("lister", "Antiseptics", "Joseph Lister soaked dressings in carbolic acid from 1865.")
SMALLPOX = DigestItem("smallpox", "Smallpox", "The last man to catch smallpox from another fell ill in 1977.")
TEA = DigestItem("tea", "Tea", "Tea is brewed with water that has just boiled.")
ASK = "How do you beat an illness without knowing what it is?"
KEEP = "None of the three had the reason. All of them had a count."


def test_episodes_stand_in_the_order_of_their_years_and_the_joints_are_the_years_between():
    digest = digest_of([SNOW, LIND, SEMMELWEIS], ASK, KEEP)
    assert digest is not None
    assert [part.item.slug for part in digest.parts] == ["vitamin-c", "hand-washing", "pump"]
    assert [part.joint for part in digest.parts] == [
        "",
        "A hundred years on came the second answer.",
        "For the third answer, move seven years on.",
    ]
    assert [part.formula.results for part in digest.parts if part.formula] == [(100,), (7,)]


def test_each_episode_tells_its_own_first_two_sentences_and_one_of_them_a_sum():
    digest = digest_of([SNOW, LIND, SEMMELWEIS], ASK, KEEP)
    assert digest is not None
    assert digest.parts[1].beats == (
        "In 1847 Ignaz Semmelweis had doctors in Vienna wash their hands in chlorinated lime.",
        "Deaths from childbed fever fell from about 10 percent to under 2.",
    )
    assert [part.sum.kind if part.sum else "" for part in digest.parts] == ["", "changed people", ""]


def test_the_question_is_never_asked_without_its_last_words():
    asked, unasked = digest_of([SNOW, LIND, SEMMELWEIS], ASK, KEEP), digest_of([SNOW, LIND, LISTER], ASK)
    assert asked is not None
    assert unasked is not None
    assert (asked.ask, asked.keep, asked.count) == (ASK, KEEP, "Three answers.")
    assert (unasked.ask, unasked.keep, unasked.count) == ("", "", "Three short stories.")


def test_of_more_than_four_the_closest_are_told():
    digest = digest_of([LIND, SEMMELWEIS, SNOW, LISTER, SMALLPOX])
    assert digest is not None
    assert [part.item.slug for part in digest.parts] == ["vitamin-c", "hand-washing", "pump", "lister"]


def test_two_episodes_with_an_anchor_are_no_digest():
    assert digest_of([LIND, SNOW, TEA]) is None
    assert digest_of([]) is None


def test_two_currencies_are_never_set_against_each_other():
    prices = [
        DigestItem("a", "Pens", "A pen costs 3 dollars."),
        DigestItem("b", "Books", "A book costs 20 dollars."),
        DigestItem("c", "Bags", "A bag costs 50 euros."),
    ]
    assert digest_of(prices) is None
    prices.append(DigestItem("d", "Lamps", "A lamp costs 45 dollars."))
    digest = digest_of(prices)
    assert digest is not None
    assert [part.item.slug for part in digest.parts] == ["a", "b", "d"]
    assert digest.parts[1].joint == "Add seventeen dollars for the second."


def test_a_summary_that_leans_on_something_before_it_is_left_out():
    leaning = DigestItem("x", "Rivals", "He did the same in 1850.")
    assert digest_of([LIND, SNOW, leaning]) is None
