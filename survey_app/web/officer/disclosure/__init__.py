"""OIT of a round: the items with what each must show, one by one or as a file of all.

A file is taken whole, or not at all with every bad line named.
"""
