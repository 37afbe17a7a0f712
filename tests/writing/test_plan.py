"""What is decided across a show is decided once, and goes with nothing but the plan."""

from __future__ import annotations

import pickle
from dataclasses import fields

from pipeline.catalogue.show import Show
from pipeline.writing.plan import Plan
from pipeline.writing.write import draft


def test_a_plan_makes_each_decision_once(sea: Show) -> None:
    plan = Plan(sea)
    assert plan.index is plan.index
    assert plan.subjects is plan.subjects
    assert plan.formats is plan.formats


def test_scripts_by_one_plan_are_those_by_plans_of_their_own(sea: Show) -> None:
    plan = Plan(sea)
    together = [draft(plan, episode) for episode in reversed(sea.episodes)]
    assert together == [draft(Plan(sea), episode) for episode in reversed(sea.episodes)]


def test_planning_leaves_nothing_with_the_show(sea: Show) -> None:
    before = pickle.dumps(sea)
    for episode in sea.episodes:
        draft(Plan(sea), episode)
    assert pickle.dumps(sea) == before
    assert [each.name for each in fields(Plan)] == ["show"]
