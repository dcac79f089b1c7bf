"""The search that made the demonstration's sheets: it knows the published figures.

Run `python -m tests.demo_sheets.search`; what ships is only its output,
`survey_app/services/demo/sheets.json`.
"""
