"""What the writer may know of a sentence: a clause only where one surely is."""

from __future__ import annotations

import pytest

from pipeline.language.grammar import clause_of, is_english, verdict_of

CLAUSES = """
The pitch you hear in a bell is not one of its partials.
A kill fee, often 25–50% of the price, is what the client owes when a project is cancelled.
A limitation clause caps what you can be made to pay.
A rider steers into the fall, which brings the wheels back under the weight.
A non-compete forbids working for rivals for a time.
In 1847 Ignaz Semmelweis had doctors in Vienna wash their hands in chlorinated lime.
René Laennec, unwilling to put his ear to a patient's chest, rolled a sheet of paper into a tube in 1816.
A 1948 British trial of streptomycin for tuberculosis assigned patients at random.
Within weeks doctors were photographing broken bones.
Giving the wrong one makes the cells clump.
Between 1347 and 1351 plague killed a third to a half of Europe's people.
Published in 2017's "Attention Is All You Need," this architecture replaced recurrent networks.
Linear, cosine, or learned schedules define how much noise is injected at each step.
John Harrison's clock H4 lost only 5.1 seconds in 81 days at sea.
What goes up must come down.
There are only two hard things: cache invalidation and naming things.
The frog heart that Otto Loewi kept beating in a dish slowed when he gave it fluid from another.
0.1 + 0.2 is not 0.3 in binary, since neither 0.1 nor 0.2 has a finite binary fraction.
The Peace of Westphalia (1648) ended thirty years of war.
But when family income was taken into account most of the difference vanished.
After six weeks the boy walked out of the hospital on two legs.
In 1980 the World Health Organization declared smallpox gone from the whole world.
Such a model can read the handwriting.
Sampling draws the next token by lot, where likelier tokens hold more tickets.
The remedy followed at once, and a vein was opened.
Token economics is the arithmetic of paying for a model by the piece of text.
Leaves fold at night.
Watches lose time in magnetic fields.
Part of the brain keeps time.
""".strip().splitlines()

FRAGMENTS = """
How wild yeast and bacteria raise bread without a packet.
Why planes fly and what lift really means.
A loaf baked in a sealed pot at high heat.
A city built on islands in a lagoon that floods more often every year.
The tools chefs use every day.
The price buyers pay, minus the price sellers would have accepted.
The way cells copy themselves before they divide.
The reason bubbles rise faster as they grow.
A game two players play with stones on a board.
A language everyone speaks and nobody owns.
A disease doctors once blamed on bad air.
A method cooks use to thicken a sauce.
The longest word anyone has managed to print.
The day the music died.
A survey of every output type GenAI can produce today and the model families behind it.
Hidden instructions prepended to every conversation turn that define persona, rules and format.
Constraints that guarantee output is syntactically valid.
Agents that generate code, run it, read errors, and fix bugs.
Layers 1-20 on GPU set A, layers 21-40 on GPU set B — combined with micro-batching.
Decomposing complex tasks into sequential prompt calls where each step feeds the next.
Eats sugar, gives off CO2 and alcohol.
Blown at about 1,100 °C, reheated a dozen times, cooled overnight.
Drawn first in sand, inspired by Morse code, patented in 1952 and scanned first in 1974.
Three laws that describe how planets move, found by Kepler in data others had gathered.
Weight carried low so that a ship does not capsize.
Proteins folded wrongly that make others fold wrongly, too.
A customer relations office in every town.
A great many words children learn before they can read.
Until the bank the farmers owed closed its doors.
Before the day the war began.
A law passed the same year by both houses.
In 1980 the last case of a disease that had killed 300 million.
Sputnik, a sphere that beeped, launched in 1957.
The economics of owning a car nobody drives.
Heat lost through windows, walls and roofs.
Leaves that fold at night.
Part of the brain that keeps time.
Rules written by whoever won.
Causes of the First World War.
Water people drink.
From ore to steel in one blast.
Neither major nor minor.
Use a coarse stone first.
Would you push one man off a bridge to save five?
Die Brücke war eine Gruppe von Malern, die 1905 in Dresden gegründet wurde.
Construite pour l'Exposition universelle de 1889, la tour devait être démontée.
東京は日本の首都であり、人口は約1400万人です。
";--((( «unclosed — and, but; so: …
3.14; 2.71; 1.41
🎉🎉🎉 party!!!
""".strip().splitlines()

DOINGS = """
Including two examples in the prompt so the model infers the desired pattern.
Running the diffusion process in a VAE's latent space rather than on raw pixels, making generation fast.
Replacing a hard integral by the average of many random tries.
Landing two men on the Moon and bringing them back.
Counting what cannot be seen.
""".strip().splitlines()


@pytest.mark.parametrize("text", CLAUSES)
def test_a_sentence_with_its_own_subject_and_verb_is_a_clause(text: str) -> None:
    assert verdict_of(text) == "clause"


@pytest.mark.parametrize("text", FRAGMENTS)
def test_what_is_no_sentence_by_itself_is_never_called_a_clause(text: str) -> None:
    assert verdict_of(text) == "doubt"


@pytest.mark.parametrize("text", DOINGS)
def test_a_doing_opens_with_its_participle_and_has_no_finite_verb(text: str) -> None:
    assert verdict_of(text) == "doing"


@pytest.mark.parametrize(
    "text", ["Learning to read changes the brain.", "Freezing temperatures and early nights."]
)
def test_a_doing_that_may_be_something_else_is_in_doubt(text: str) -> None:
    assert verdict_of(text) == "doubt"


@pytest.mark.parametrize("text", ["", "   ", "…", "—", "()", ".", "?!", "\u200b", "a", "and"])
def test_what_holds_no_words_to_speak_of_is_in_doubt(text: str) -> None:
    assert verdict_of(text) == "doubt"
    assert clause_of(text) is None


def test_a_clause_tells_its_subject_its_verb_and_its_time() -> None:
    clause = clause_of("In 1747 James Lind gave twelve sailors with scurvy six different remedies.")
    assert clause is not None
    assert (clause.subject, clause.verb, clause.tense, clause.led) == ("Lind", "gave", "past", True)
    modal = clause_of("Anyone can lock a door.")
    assert modal is not None
    assert modal.tense == ""


def test_a_clause_tells_whether_what_it_reports_may_go_on() -> None:
    reports = clause_of("An operation showed that a patient could feel nothing.")
    relates = clause_of("Ringers pull bells in an order that changes every row.")
    assert reports is not None
    assert relates is not None
    assert (reports.inner_open, relates.inner_open) == (True, False)


def test_english_is_told_from_its_neighbours_by_common_words() -> None:
    assert is_english("The Café des Artistes is where the painters met.")
    assert not is_english("Une région où la loi ne dit rien pour les autres.")
