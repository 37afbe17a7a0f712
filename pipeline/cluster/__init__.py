"""A Dask cluster as the place where episodes are made."""
