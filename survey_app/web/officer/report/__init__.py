"""The yearly report of a closed round: read it, put its prose into own words, take it along as a file."""
