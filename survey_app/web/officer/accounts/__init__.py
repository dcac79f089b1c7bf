"""Who may enter, and for whom: signing in, one's own account, officers and agencies.

A one-time password is shown once, and a second factor's secret to the browser it is for alone; who
sits at a browser is asked of `identity`, which lies outside this package.
"""
