"""What a sentence tells about a word in it, feature by feature."""

from __future__ import annotations

from pipeline.language.features import features_around, features_within
from pipeline.language.sentences import TaggedSentence, word_classes
from pipeline.language.tagger import Leaning, Token


def sentence(text: str) -> TaggedSentence:
    tokens = []
    for each in text.split():
        word, _, tag = each.rpartition("/")
        tokens.append(Token(word, tag, " ", 0, 0))
    return TaggedSentence(tokens)


def around(text: str, place: int) -> set[str]:
    return set(features_around(sentence(text), place))


def test_the_neighbours_count_with_their_tags_and_edges_are_marked() -> None:
    found = around("They/PRP object/NN to/TO it/PRP ./.", 1)
    assert {"w-1=they", "t1=TO", "w-2=<", "t-2,-1=< PRP"} <= found


def test_figures_are_alike_and_years_are_years() -> None:
    found = around("In/IN 1994/CD lead/NN cost/VBD 17/CD ./.", 2)
    assert {"w-1=!year", "w2=!figures"} <= found


def test_what_opens_and_closes_a_group_of_nouns_counts_over_what_lies_between() -> None:
    found = around("the/DT old/JJ big/JJ lead/NN pipe/NN of/IN it/PRP", 3)
    assert {"opener=the", "closer=of", "opener.t,closer.t=DT IN"} <= found


def test_another_finite_verb_in_the_clause_counts_and_one_beyond_its_end_does_not() -> None:
    assert "clause=VBD -" in around("It/PRP broke/VBD the/DT record/NN ,/, he/PRP said/VBD", 3)
    assert "clause=- -" in around("they/PRP record/NN it/PRP that/IN she/PRP sang/VBD", 1)


def test_a_sentence_without_any_finite_verb_lacks_one() -> None:
    assert "lacks=True True ." in around("Oil/NN and/CC water/NN separate/JJ ./.", 3)
    assert "lacks=False True ." in around("They/PRP are/VBP separate/JJ ./.", 2)


def test_a_relative_pronoun_is_as_many_as_what_it_refers_to() -> None:
    found = around("a/DT machine/NN that/WDT read/VBD novels/NNS", 3)
    assert "helper,subject=< that NN" in found


def test_classes_of_words_count_once_twice_and_three_times() -> None:
    found = around("drums/NNS ,/, guitar/NN and/CC bass/NN", 4)
    assert {"c:1 music", "c:2 music"} <= found
    assert "c:3 music" not in found
    assert "music" in word_classes()["guitar"]


def test_the_words_own_tag_is_no_part_of_its_surroundings() -> None:
    noun, verb = "They/PRP object/NN to/TO it/PRP", "They/PRP object/VBP to/TO it/PRP"
    ignoring = {each for each in around(noun, 1) ^ around(verb, 1) if not each.startswith("shapes=")}
    assert ignoring == set()
    lean = Leaning("VB", "NN", "VB", "NN", 3.0)
    assert "t0=NN" in features_within(sentence(noun), 1, lean)


def test_an_edge_of_the_sentence_is_no_fault() -> None:
    assert "begins" in around("Lead/NN", 0)
    assert around("read/VB", 0)
