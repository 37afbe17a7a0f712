"""The workflows and forms for those who work on Ninety, as far as they can be judged without GitHub."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.workflow_files import (
    assert_bash_can_read_every_command,
    assert_every_action_is_pinned,
    assert_they_keep_to_the_schema,
    read,
    steps,
)

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".github"
PULL_REQUEST, RELEASE = (FOLDER / f"workflows/{name}.yml" for name in ("pull-request", "release"))
FORMS = sorted(path for path in (FOLDER / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")

each_workflow = pytest.mark.parametrize("file", [PULL_REQUEST, RELEASE], ids=lambda path: path.stem)


def commands(file: Path) -> str:
    return "\n".join(step.get("run", "") for step in steps(read(file)))


def test_they_keep_to_the_schema_of_workflows() -> None:
    assert_they_keep_to_the_schema(PULL_REQUEST, RELEASE)


@each_workflow
def test_every_action_is_one_of_github_s_own_named_by_its_commit_with_its_version_beside(file: Path) -> None:
    assert_every_action_is_pinned(file)


def test_an_action_is_the_same_in_all_workflows() -> None:
    texts = [file.read_text(encoding="utf-8") for file in (FOLDER / "workflows").glob("*.yml")]
    used = {action for text in texts for action in re.findall(r"uses: (.+)", text)}
    assert len({action.split("@")[0] for action in used}) == len(used)


@each_workflow
def test_no_value_from_outside_is_put_into_a_command(file: Path) -> None:
    assert "${{" not in commands(file)


@each_workflow
def test_every_job_ends_sometime_and_may_read_alone_unless_it_says_more(file: Path) -> None:
    document = read(file)
    assert all("timeout-minutes" in job for job in document["jobs"].values())
    assert document["permissions"] == {"contents": "read"}


def test_a_pull_request_gets_no_right_to_write_and_no_secret() -> None:
    document = read(PULL_REQUEST)
    assert set(document[True]) == {"pull_request", "workflow_dispatch"}  # YAML 1.1 takes «on» for true
    assert all("permissions" not in job for job in document["jobs"].values())
    assert "secrets" not in PULL_REQUEST.read_text(encoding="utf-8")


def test_a_pull_request_is_tested_on_every_python_that_is_promised() -> None:
    tested = read(PULL_REQUEST)["jobs"]["test"]["strategy"]["matrix"]["python"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    promised = [name.split(" :: ")[-1] for name in project["classifiers"] if ":: Python ::" in name]
    assert tested == promised
    assert project["requires-python"] == f">={promised[0]}"


def test_a_pull_request_passes_lint_tests_pages_and_the_wheel() -> None:
    run = commands(PULL_REQUEST)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("lint", "test", "docs", "wheel"):
        assert re.search(rf"^make {target}$", run, re.MULTILINE)
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_a_release_is_tested_before_it_is_built_and_built_before_it_is_published() -> None:
    jobs = read(RELEASE)["jobs"]
    assert (jobs["publish"]["needs"], jobs["announce"]["needs"]) == ("build", "publish")
    build = "\n".join(step.get("run", "") for step in jobs["build"]["steps"])
    assert build.index("make lint test") < build.index("make licences") < build.index("make wheel")
    assert "build/sbom.cdx.json" in str(jobs["build"]["steps"])


def test_a_release_is_published_as_a_trusted_publisher_with_no_stored_key() -> None:
    jobs = read(RELEASE)["jobs"]
    assert jobs["publish"]["permissions"] == {"id-token": "write"}
    assert jobs["publish"]["environment"] == "release"
    assert jobs["announce"]["permissions"] == {"contents": "write"}
    assert "permissions" not in jobs["build"]
    assert "--trusted-publishing always" in commands(RELEASE)
    assert "--require-hashes" in commands(RELEASE)
    assert "secrets" not in RELEASE.read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("tag", "heading", "code"),
    [
        ("v1.2.3", "## 1.2.3 (2026-12-24)", 0),
        ("v1.2.4", "## 1.2.3 (2026-12-24)", 1),
        ("v1.2.3", "## 1.2.3", 1),
        ("v1.2.3", "## Unreleased", 1),
    ],
)
def test_a_tag_is_released_only_with_its_version_and_its_dated_part_of_the_changelog(
    tmp_path: Path, tag: str, heading: str, code: int
) -> None:
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pyproject.toml").write_text('version = "1.2.3"\n', encoding="utf-8")
    (tmp_path / "pipeline/__init__.py").write_text('__version__ = "1.2.3"\n', encoding="utf-8")
    changelog = f"# Changelog\n\n{heading}\n\n- Ice floats.\n\n## 1.2.2 (2026-11-01)\n\n- Older.\n"
    (tmp_path / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    (compare,) = [step["run"] for step in steps(read(RELEASE)) if step.get("name", "").startswith("Compare")]
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", compare]
    environment = {"TAG": tag, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, check=False)
    assert done.returncode == code
    if code == 0:
        notes = (tmp_path / "build/notes.md").read_text(encoding="utf-8")
        assert notes == f"{heading}\n\n- Ice floats.\n\n"


@each_workflow
@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_every_command_is_a_script_that_bash_can_read(file: Path) -> None:
    assert_bash_can_read_every_command(file)


@pytest.mark.parametrize("file", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_for_what_is_needed_and_each_field_once(file: Path) -> None:
    form = read(file)
    assert form.keys() >= {"name", "description", "body"}
    ids = [field["id"] for field in form["body"]]
    assert len({*ids}) == len(ids)
    assert any(field.get("validations", {}).get("required") for field in form["body"])
    assert {field["type"] for field in form["body"]} <= {"input", "textarea", "dropdown"}
    assert all("options" in field["attributes"] for field in form["body"] if field["type"] == "dropdown")
