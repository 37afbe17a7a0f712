"""The scripts folder: written where something changed, left alone where a person has been."""
