"""The years of an agency side by side, and the past years it brings in from elsewhere.

`views.py` compares and draws; `imported.py` takes files and forms, from those who may write.
"""
