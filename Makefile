# `make podcast` and `make test` need Python 3.11+ and make, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-build-isolation

.PHONY: podcast test test-slow test-coqui test-system test-desk coverage mutants lint scripts-report bench bench-growth bench-homographs \
	bench-sound bench-listening bench-alignment bench-second-take bench-captions bench-voices bench-speakers bench-spoken bench-sums train-sums bench-findings \
	tag-readers site-picture covers-picture distillmos-network licences mirror docs reference wheel clean lock

podcast: $(VENV)/.runtime
	$(BIN)/ninety build

# What one process has compiled is kept for the others, whatever the environment says: the tests start hundreds.
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest

# What is said at once while one works: the tests of every room that start no program and speak little.
test: $(VENV)/.dev
	$(PYTEST) -n 2 -m "not slow"

# The others, marked `slow`: they start programs, build whole shows, speak with a network or try thousands of cases.
test-slow: $(VENV)/.dev
	$(PYTEST) -n 2 -m slow

# The Coqui engine brings torch, several gigabytes: its tests have an environment of their own, kept while the
# lock files stay the same.
test-coqui: $(VENV)-coqui/.ready
	env -u PYTHONDONTWRITEBYTECODE $(VENV)-coqui/bin/pytest tests/coqui

# Tests that drive other programs: browsers, servers, podcast clients, a reader of signatures. `tests/system/install.sh`
# (as root) installs what is missing. What takes longest comes first, so that both processes end together.
test-system: $(VENV)/.system tests/clients/node_modules/.ready
	$(PYTEST) -n 2 --dist loadfile --no-loadscope-reorder \
		tests/system/faults tests/system/cluster tests/clients tests/system/[a-z]*/ tests/provenance tests/test_videos.py \
		--ignore tests/system/site/test_desk.py

# The desk in browsers: what it shows follows saves within seconds, which a busy machine does not keep.
test-desk: $(VENV)/.system
	$(PYTEST) tests/system/site/test_desk.py

# Which lines the tests run, here and in every process that they start: a row for each module of which some are left.
# It is told whatever the tests say, and their exit code is given on. FILES="tests/audio" runs these alone.
coverage: $(VENV)/.coverage
	rm -rf build/coverage && mkdir -p build/coverage
	tests=0; env -u PYTHONDONTWRITEBYTECODE $(BIN)/coverage run -m pytest -n 2 $(FILES) || tests=$$?; \
		$(BIN)/coverage combine --quiet && $(BIN)/coverage report && exit $$tests

# Whether the tests notice when the core is broken on purpose: 60 breaks, drawn by a seed. SEED=7 draws others, and
# ROOM="show notes" from one room. A long run.
mutants: $(VENV)/.dev
	$(BIN)/python -m benchmarks.mutants $(if $(SEED),--seed $(SEED)) $(if $(ROOM),--room "$(ROOM)")

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# How the scripts read: `make scripts-report PAGES="page.txt other.txt"` also measures a show made of topic pages.
scripts-report: $(VENV)/.dev
	$(BIN)/python -m benchmarks.scripts_report $(PAGES)

# Where the time goes, stage by stage, for twelve episodes; and what the spoken text costs beside the speech.
# `make bench BASE=REV` compares this commit with another instead, job by job; EPISODES=24 on a part of the show.
bench: $(VENV)/.dev
ifdef BASE
	$(BIN)/python -m benchmarks.two_commits $(BASE) $(if $(EPISODES),--episodes $(EPISODES))
else
	$(BIN)/python -m benchmarks.stages
	$(BIN)/python -m benchmarks.spoken_text
endif

# How import, feeds, site and search grow with a show, at 1,000, 10,000 and 100,000 generated episodes; writes the table
# and the picture of docs/growth.md. An hour and 4 GB; fewer with SIZES="1000 10000".
bench-growth: $(VENV)/.dev
	$(BIN)/python -m benchmarks.growth --page docs/growth.md $(if $(SIZES),--sizes $(SIZES))

# How often homographs are read rightly: DATA is a folder with the Wikipedia homograph data's train.tsv and wordids.tsv,
# on which the model is trained anew five times. SENTENCES="eval.tsv" judges the shipped model by sentences it never saw.
bench-homographs: $(VENV)/.dev
	$(BIN)/python -m benchmarks.homographs $(or $(SENTENCES),$(DATA)/train.tsv) $(DATA)/wordids.tsv $(if $(SENTENCES),--shipped)

# How the finished files sound: loudness, peaks, limiter, DistillMOS. A quarter of an hour.
bench-sound: $(VENV)/.dev
	$(BIN)/python -m benchmarks.sound --jobs 2

# What recognisers hear in the bundled show, in a show of topic pages (PAGES="…") and in pages of other subjects. An hour.
bench-listening: $(VENV)/.dev
	$(BIN)/python -m benchmarks.listening $(PAGES)

# What is said on test files for text normalisation, beside two libraries that people use for it:
# `make bench-spoken SETS="set.jsonl table.tsv"`. An environment of its own; six minutes for 8,000 sentences.
bench-spoken: $(VENV)-spoken/.ready
	$(VENV)-spoken/bin/python -m benchmarks.spoken_sets $(SETS)

# Whether `ninety check --text` tells the truth: precision and recall on the lists beside the benchmark, and on LISTS="…".
bench-findings: $(VENV)/.dev
	$(BIN)/python -m benchmarks.text_findings $(LISTS)

# How exact the captions are, against an aligner of its own. Needs the built show.
bench-captions: $(VENV)/.dev
	$(BIN)/python -m benchmarks.caption_times

# How many of the summaries that offer a sum get one, on pages the rules were not written for. LIST=--list prints them.
bench-sums: $(VENV)/.dev
	$(BIN)/python -m benchmarks.sums_offered $(LIST)

# Learn anew from readers' grades which sums are worth saying; CHECK=--check judges summaries it did not learn from instead.
train-sums: $(VENV)/.dev
	$(BIN)/python -m benchmarks.train_sums $(CHECK)

# How exact word times are that the aligner finds, against voices that know theirs; writes the table in
# docs/word-times.md. Two minutes.
bench-alignment: $(VENV)/.dev
	$(BIN)/python -m benchmarks.alignment

# How many planted faults a second take mends; writes the table in docs/second-take.md. A quarter of an hour; a run that
# was stopped goes on where it was.
bench-second-take: $(VENV)/.dev
	$(BIN)/python -m benchmarks.second_take

# Who reads which tags: the table in docs/tags.md. Needs exiftool and node.
tag-readers: $(VENV)/.system tests/clients/node_modules/.ready
	$(BIN)/python -m benchmarks.tag_readers

# The README's picture, from the built show, in a browser.
site-picture: $(VENV)/.system
	$(BIN)/python -m benchmarks.site_picture

# The picture of covers in docs/, from the built show.
covers-picture: $(VENV)/.dev
	$(BIN)/python -m benchmarks.covers_picture

# Make the listening model's network anew from the package it comes from.
distillmos-network: $(VENV)-coqui/.bench
	$(VENV)-coqui/bin/python -m benchmarks.distillmos_network

# Measure every voice on the same twelve episodes and write the table in docs/voices.md; takes half an hour.
bench-voices: $(VENV)-coqui/.bench
	$(VENV)-coqui/bin/python -m benchmarks.voices

# Which voices are apart, as a network hears speakers: WEIGHTS is `resemblyzer/pretrained.pt`, out of the wheel that
# `pip download --no-deps Resemblyzer` brings. Writes its table in docs/voices.md; five minutes.
bench-speakers: $(VENV)/.dev
	$(BIN)/python -m benchmarks.speakers "$(WEIGHTS)"

# Under which licences everything is that gets installed: a list and a bill of materials in build/, checked against
# benchmarks/licences.toml.
licences: $(VENV)/.dev
	$(BIN)/python -m benchmarks.licences

# Fill a second source of voices and recognisers, for NINETY_MIRROR: `make mirror TO=FOLDER`.
mirror: $(VENV)/.dev
	$(BIN)/python -m benchmarks.mirror "$(TO)"

# The pages of docs/ as a site, in build/docs; a link or a page that leads nowhere is an error.
docs: $(VENV)-docs/.ready
	$(VENV)-docs/bin/mkdocs build --quiet --strict --config-file docs/mkdocs/mkdocs.yml

# The package as it is published, in dist/.
wheel: $(VENV)-release/.ready
	$(VENV)-release/bin/uv build --quiet --no-build-isolation --python $(VENV)-release/bin/python --out-dir dist

# Write the pages anew that follow from the code.
reference: $(VENV)/.dev
	$(BIN)/python -m benchmarks.commands_page > docs/commands.md
	$(BIN)/ninety settings > docs/settings.md
	$(BIN)/ninety settings --files > docs/front-matter.md

# Build tools come first, pinned like everything else: some dependencies are source distributions.
$(VENV)/.build: requirements/build.txt
	$(PYTHON) -m venv $(VENV)
	$(LOCK) -r requirements/build.txt
	touch $@

$(VENV)/.runtime: $(VENV)/.build requirements/runtime.txt pyproject.toml
	$(LOCK) -r requirements/runtime.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	$(LOCK) -r requirements/dev.txt
	touch $@

$(VENV)/.coverage: $(VENV)/.dev requirements/coverage.txt
	$(LOCK) -r requirements/coverage.txt
	touch $@

$(VENV)/.system: $(VENV)/.dev requirements/system.txt
	$(LOCK) -r requirements/system.txt
	touch $@

tests/clients/node_modules/.ready: tests/clients/package-lock.json tests/clients/.npmrc
	npm ci --silent --prefix tests/clients
	touch $@

COQUI_LOCK := $(VENV)-coqui/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-build-isolation
$(VENV)-coqui/.ready: requirements/build.txt requirements/coqui.txt requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)-coqui
	$(COQUI_LOCK) -r requirements/build.txt
	$(COQUI_LOCK) -r requirements/coqui.txt
	$(COQUI_LOCK) -r requirements/dev.txt
	$(VENV)-coqui/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)-coqui/.bench: $(VENV)-coqui/.ready requirements/bench.txt
	$(COQUI_LOCK) -r requirements/bench.txt
	touch $@

$(VENV)-spoken/.ready: requirements/build.txt requirements/runtime.txt requirements/bench-spoken.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)-spoken
	$(VENV)-spoken/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	$(VENV)-spoken/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-build-isolation \
		-r requirements/runtime.txt
	$(VENV)-spoken/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-build-isolation \
		-r requirements/bench-spoken.txt
	$(VENV)-spoken/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)-docs/.ready: requirements/docs.txt
	$(PYTHON) -m venv $(VENV)-docs
	$(VENV)-docs/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/docs.txt
	touch $@

$(VENV)-release/.ready: requirements/build.txt requirements/release.txt
	$(PYTHON) -m venv $(VENV)-release
	$(VENV)-release/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	$(VENV)-release/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/release.txt
	touch $@

# Write the lock files anew; the only target that needs `uv`.
UV_COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"
lock:
	$(UV_COMPILE) requirements/build.in --output-file requirements/build.txt
	$(UV_COMPILE) pyproject.toml --constraint requirements/extras.in --output-file requirements/runtime.txt
	$(UV_COMPILE) pyproject.toml --extra kokoro --extra listen --extra s3 --extra sftp requirements/dev.in --constraint requirements/runtime.txt \
		--output-file requirements/dev.txt
	$(UV_COMPILE) requirements/coverage.in --constraint requirements/dev.txt --output-file requirements/coverage.txt
	$(UV_COMPILE) requirements/system.in --constraint requirements/dev.txt --output-file requirements/system.txt
	$(UV_COMPILE) pyproject.toml --extra coqui --constraint requirements/runtime.txt \
		--constraint requirements/dev.txt --output-file requirements/coqui.txt
	$(UV_COMPILE) requirements/bench.in --constraint requirements/coqui.txt \
		--constraint requirements/dev.txt --output-file requirements/bench.txt
	$(UV_COMPILE) requirements/bench-spoken.in --constraint requirements/runtime.txt \
		--output-file requirements/bench-spoken.txt
	$(UV_COMPILE) requirements/docs.in --constraint requirements/dev.txt --output-file requirements/docs.txt
	$(UV_COMPILE) requirements/release.in --output-file requirements/release.txt

clean:
	test ! -d output || find output -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
	rm -rf .cache .pytest_cache .mypy_cache .ruff_cache $(VENV) $(VENV)-coqui $(VENV)-spoken $(VENV)-docs $(VENV)-release
