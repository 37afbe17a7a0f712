"""Results as JUnit XML: what build servers accept, whatever stands in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.cli import main
from pipeline.errors import InvalidShow, PipelineError, Problem
from pipeline.process.junit import Case, Fault, faults_in, junit_xml, reported
from pipeline.publishing import covers

# What the schemas of Surefire (3.0) and of Jenkins (junit-10) both allow, of what is used here.
SCHEMA = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <define name="count"><data type="nonNegativeInteger"/></define>
  <define name="time"><data type="string"><param name="pattern">[0-9]+\\.[0-9]{3}</param></data></define>
  <start><element name="testsuite">
    <attribute name="name"/>
    <attribute name="time"><ref name="time"/></attribute>
    <attribute name="tests"><ref name="count"/></attribute>
    <attribute name="failures"><ref name="count"/></attribute>
    <attribute name="errors"><ref name="count"/></attribute>
    <attribute name="skipped"><ref name="count"/></attribute>
    <zeroOrMore><element name="testcase">
      <attribute name="name"/>
      <attribute name="classname"/>
      <attribute name="time"><ref name="time"/></attribute>
      <zeroOrMore><element name="failure">
        <attribute name="type"/>
        <attribute name="message"/>
        <text/>
      </element></zeroOrMore>
      <optional><element name="skipped"><attribute name="message"/></element></optional>
    </element></zeroOrMore>
  </element></start>
</grammar>
"""


def read(xml: str | bytes) -> Any:
    """Parse a report and hold it against the schema."""
    suite = etree.fromstring(xml.encode() if isinstance(xml, str) else xml)
    etree.RelaxNG(etree.fromstring(SCHEMA)).assertValid(suite)
    assert int(suite.get("tests")) == len(suite.findall("testcase"))
    assert int(suite.get("failures")) == sum(case.find("failure") is not None for case in suite)
    assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))
    return suite


@pytest.fixture(autouse=True)
def _small_covers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covers, "PIXELS", 300)


def run(*words: str | Path) -> int:
    return main([str(word) for word in words])


@pytest.mark.slow
def test_each_episode_is_a_case_and_a_failed_one_says_what_to_do(small_show: Path, tmp_path: Path) -> None:
    page, file = small_show / "episodes/keys.md", tmp_path / "reports/build.xml"
    page.write_text(page.read_text().replace("subtitle:", "subtitel:"))
    assert run("build", "--root", small_show, "--junit", file, "-q") == 1
    suite = read(file.read_bytes())
    assert suite.get("name") == "ninety build"
    assert sorted(case.get("name") for case in suite) == ["buttons", "coins", "keys"]
    (failure,) = suite.findall("testcase[@name='keys']/failure")
    assert "keys.md:5: " in failure.get("message")
    assert failure.text.splitlines()[1]
    assert suite.find("testcase[@name='coins']/failure") is None


@pytest.mark.slow
def test_the_check_s_defects_are_failures_of_their_episode_or_of_the_show(
    small_show: Path, tmp_path: Path
) -> None:
    file = tmp_path / "check.xml"
    assert run("render", "--all", "--root", small_show, "--junit", tmp_path / "render.xml", "-q") == 0
    assert int(read((tmp_path / "render.xml").read_bytes()).get("failures")) == 0
    (small_show / "output/transcripts/keys.json").unlink()
    assert run("check", "--root", small_show, "--junit", file, "-q") == 5
    suite = read(file.read_bytes())
    assert suite.find("testcase[@name='keys']/failure") is not None
    assert "feed.xml" in suite.find("testcase[@name='show']/failure").get("message")


def test_what_is_undecided_in_a_script_is_a_failure_too(small_show: Path, tmp_path: Path) -> None:
    page, file = small_show / "episodes/keys.md", tmp_path / "text.xml"
    page.write_text(page.read_text().replace("Look twice", "Ask GXQT, and look twice"))
    assert run("check", "--text", "--root", small_show, "--junit", file, "-q") == 5
    assert read(file.read_bytes()).find("testcase[@name='keys']/failure") is not None


@pytest.mark.parametrize("words", [["build", "nobody"], ["check", "nobody"], ["render", "nobody"]])
def test_a_run_that_cannot_begin_fails_the_show(small_show: Path, tmp_path: Path, words: list[str]) -> None:
    file = tmp_path / "x.xml"
    assert run(*words, "--root", small_show, "--junit", file) == 2
    (case,) = read(file.read_bytes())
    assert case.get("name") == "show"
    assert "nobody" in case.find("failure").get("message")


def test_an_interrupted_run_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), reported(tmp_path / "x.xml", "ninety build"):
        raise KeyboardInterrupt
    assert read((tmp_path / "x.xml").read_bytes()).get("failures") == "1"


def test_whatever_stands_in_a_text_the_report_is_xml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NINETY_DRAFT_KEY", "very-secret-key")
    hostile = (
        ']]> <b a="\'"> & \x00\x1b[31m\x0b\x9b\u202e\ufffe\ud800 😀 very-secret-key sftp://me:pass@host/'
    )
    fault = Fault("Defect<", hostile, hostile)
    suite = read(junit_xml(hostile, [Case(hostile, 1.0, (fault, fault)), Case("b", skipped=hostile)], 1234.5))
    told = [*suite.itertext(), *(value for element in suite.iter() for value in element.attrib.values())]
    assert any('<b a="\'"> &' in text and "😀" in text for text in told)
    for sign in ("\x1b", "\u202e", "very-secret-key", "pass@"):
        assert not any(sign in text for text in told)


def test_all_problems_of_an_invalid_show_are_told() -> None:
    error = InvalidShow([Problem("is wrong", Path("a.toml"), 3, "mend it"), Problem("too", Path("b.toml"))])
    assert [(one.what, one.remedy) for one in faults_in(error)] == [
        ("a.toml:3: is wrong", "mend it"),
        ("b.toml: too", ""),
    ]
    assert faults_in(PipelineError("oh", file="x", remedy="do"))[0] == Fault("PipelineError", "x: oh", "do")


@pytest.mark.parametrize("words", [["build"], ["render", "--all"], ["check"], ["check", "--text"]])
@pytest.mark.slow
def test_a_report_that_cannot_be_written_is_told_in_one_document(
    small_show: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert run(*words, "--root", small_show, "--junit", small_show / "episodes", "--json") == 6
    told = json.loads(capsys.readouterr().out)
    assert told["exit_code"] == 6
    assert any(str(small_show / "episodes") in str(one["file"]) for one in told["errors"])
