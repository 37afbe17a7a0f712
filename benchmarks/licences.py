"""Under which licences Ninety's packages are; and all of them as a bill of materials (CycloneDX 1.6).

`make licences` writes `build/licences.md` and `build/sbom.cdx.json`, and fails on a licence that
`licences.toml` does not allow.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = "ninety-podcast"
ALLOWED = Path(__file__).with_name("licences.toml")
_LONGEST_NAME = 60  # signs: what is longer is the licence's text
_OPERATORS = re.compile(r"\s+(?:AND|OR)\s+|[()]")


@dataclass(frozen=True, slots=True)
class Package:
    """A package that is installed, or a program inside one."""

    name: str
    version: str
    licence: str  # as SPDX writes it; empty where the package does not say
    why: str = ""  # it may stay, where its licence asks for more than its text

    @property
    def url(self) -> str:
        """Give its package URL (purl)."""
        return f"pkg:pypi/{canonicalize_name(self.name)}@{self.version}"


@dataclass(frozen=True, slots=True)
class Rules:
    """What `licences.toml` allows."""

    permissive: frozenset[str]
    spelled: Mapping[str, str]
    packages: Mapping[str, Mapping[str, str]]
    inside: Sequence[Mapping[str, str]]


def read_rules(path: Path = ALLOWED) -> Rules:
    """Read what is allowed."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    packages = {entry["name"]: entry for entry in table["package"]}
    return Rules(frozenset(table["permissive"]), table["spelled"], packages, table["inside"])


def installed(project: str = PROJECT) -> list[Distribution]:
    """Give all that a project needs, with all its extras, as far as it is installed here; by name."""
    found: dict[str, Distribution] = {}
    waiting = [(project, tuple(_extras(project)))]
    seen: set[tuple[str, str]] = set()
    while waiting:
        name, extras = waiting.pop()
        try:
            here = distribution(name)
        except PackageNotFoundError:
            continue  # an extra that is not installed here
        found[canonicalize_name(name)] = here
        for text in here.requires or ():
            wanted = Requirement(text)
            applies = wanted.marker is None or any(
                wanted.marker.evaluate({"extra": extra}) for extra in ("", *extras)
            )
            key = (canonicalize_name(wanted.name), ",".join(sorted(wanted.extras)))
            if applies and key not in seen:
                seen.add(key)
                waiting.append((wanted.name, tuple(wanted.extras)))
    found.pop(canonicalize_name(project), None)
    return [found[name] for name in sorted(found)]


def _extras(project: str) -> Sequence[str]:
    return distribution(project).metadata.get_all("Provides-Extra") or ()


def package_of(here: Distribution, rules: Rules) -> Package:
    """Give a package with its licence: as `licences.toml` has looked it up, or else as it says itself."""
    name = here.metadata["Name"]
    known = rules.packages.get(name, {})
    licence = known.get("licence") or stated_licence(here, rules.spelled)
    return Package(name, here.version, licence, known.get("why", ""))


def stated_licence(here: Distribution, spelled: Mapping[str, str]) -> str:
    """Give what a package's metadata says: the expression, else the short field, else the classifiers."""
    facts: Any = here.metadata
    short = (facts.get("License") or "").strip()
    classifiers = [
        text.rpartition(" :: ")[2] for text in facts.get_all("Classifier") or () if "License" in text
    ]
    for said in (facts.get("License-Expression"), short if len(short) <= _LONGEST_NAME else "", *classifiers):
        if said and (name := spelled.get(said, said)):
            return str(name)
    return ""


def faults(packages: Sequence[Package], rules: Rules) -> Iterator[str]:
    """Say of each package under a licence that nobody has allowed what to do."""
    for package in packages:
        parts = {part for part in _OPERATORS.split(package.licence) if part}
        if not package.why and not (parts and parts <= rules.permissive):
            said = package.licence or "no licence that can be read"
            todo = f"look it up, and say in {ALLOWED.name} why it may stay"
            yield f"{package.name} {package.version}: {said}; {todo}"


def licence_list(packages: Sequence[Package], rules: Rules) -> str:
    """Write the list as a table in Markdown, those that ask for more than their text first."""
    inside = [
        Package(f"{e['name']}, inside {e['package']}", "", e["licence"], e["why"]) for e in rules.inside
    ]
    rows = sorted([*packages, *inside], key=lambda package: (not package.why, package.name.lower()))
    lines = ["| package | version | licence | why it may stay |", "| --- | --- | --- | --- |"]
    lines += [f"| {p.name} | {p.version} | {p.licence} | {p.why} |" for p in rows]
    return "# Licences of what Ninety installs\n\n" + "\n".join(lines) + "\n"


def bill_of_materials(packages: Sequence[Package], version: str) -> dict[str, Any]:
    """Give all packages as CycloneDX 1.6; without a date or number of its own: it stays the same."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": PROJECT, "version": version}},
        "components": [
            {
                "type": "library",
                "bom-ref": package.url,
                "name": package.name,
                "version": package.version,
                "purl": package.url,
                "licenses": [_licence(package.licence)] if package.licence else [],
            }
            for package in packages
        ],
    }


def _licence(said: str) -> dict[str, Any]:
    """Give a licence as CycloneDX has it: an expression, an identifier, or a name that SPDX does not know."""
    if _OPERATORS.search(said):
        return {"expression": said}
    return {"license": {"name" if said == "BSD" else "id": said}}


def main(folder: Path = Path("build")) -> int:
    """Write both files; say what is not allowed."""
    rules = read_rules()
    packages = [package_of(here, rules) for here in installed()]
    folder.mkdir(exist_ok=True)
    (folder / "licences.md").write_text(licence_list(packages, rules), encoding="utf-8")
    bill = bill_of_materials(packages, distribution(PROJECT).version)
    (folder / "sbom.cdx.json").write_text(
        json.dumps(bill, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    found = list(faults(packages, rules))
    for fault in found:
        print(fault, file=sys.stderr)
    print(f"{len(packages)} packages, {len(found)} not allowed: {folder}/licences.md, {folder}/sbom.cdx.json")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
