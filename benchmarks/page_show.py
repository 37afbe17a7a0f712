"""The settings of a show that a benchmark makes of topic pages."""

SETTINGS = """\
[show]
title = "Ninety"
description = "Made of topic pages."
[owner]
name = "A keeper"
email = "keeper@example.org"
[site]
url = "https://ninety.example.org"
"""
