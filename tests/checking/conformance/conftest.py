"""The small published show whose feeds are judged."""

from tests.bread_show import output, published, records, show

__all__ = ["output", "published", "records", "show"]
