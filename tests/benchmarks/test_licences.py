from __future__ import annotations

import json
from importlib.metadata import distribution
from pathlib import Path

import pytest

from benchmarks import licences
from benchmarks.licences import Package, faults, read_rules


def test_every_installed_package_has_a_licence_that_is_allowed() -> None:
    rules = read_rules()
    packages = [licences.package_of(here, rules) for here in licences.installed()]
    assert {"mutagen", "numpy", "starlette"} <= {package.name for package in packages}
    assert list(faults(packages, rules)) == []


@pytest.mark.parametrize("licence", ["", "GPL-3.0-only", "MIT AND GPL-3.0-only", "Ask us"])
def test_a_licence_that_nobody_has_looked_at_is_told(licence: str) -> None:
    (fault,) = faults([Package("odd", "1.0", licence)], read_rules())
    assert fault.startswith(f"odd 1.0: {licence or 'no licence'}")


def test_what_asks_for_more_than_its_text_says_why_it_may_stay() -> None:
    entries = [*read_rules().packages.values(), *read_rules().inside]
    assert [entry["name"] for entry in entries if len(entry["why"]) < 20] == []


def test_a_package_says_its_licence_in_words_of_its_own() -> None:
    assert licences.stated_licence(distribution("Jinja2"), read_rules().spelled) == "BSD"


def test_the_list_and_the_bill_of_materials_name_the_same_packages(tmp_path: Path) -> None:
    assert licences.main(tmp_path) == 0
    bill = json.loads((tmp_path / "sbom.cdx.json").read_text())
    listed = (tmp_path / "licences.md").read_text()
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert [c["name"] for c in bill["components"] if f"| {c['name']} | {c['version']} |" not in listed] == []
    assert "| ffmpeg, inside imageio-ffmpeg |" in listed
