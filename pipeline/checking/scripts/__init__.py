"""How honest and how full the scripts of a show are: measures on what is spoken and where it comes from."""
