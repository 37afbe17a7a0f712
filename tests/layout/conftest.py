"""The small published show whose files have their places."""

from tests.bread_show import output, published, records, show

__all__ = ["output", "published", "records", "show"]
