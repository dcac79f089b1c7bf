"""The yearly analysis report (รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส), composed in Thai.

Every figure is computed from a frozen result that has passed `core/disclosure.py`; every sentence is
ours, and prose under a key may be replaced by an officer.
"""
