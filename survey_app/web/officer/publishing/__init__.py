"""Publishing a closed round's result: what becomes public first, then the address to hand out.

Everybody may read what is published; so nothing is published or taken back without a page that says
exactly what that means.
"""
