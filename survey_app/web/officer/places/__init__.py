"""How respondents find a form: places with QR codes for a survey, slips with codes for staff.

Every printed sheet is drawn for the one request that asks for it; nothing of it is kept here.
"""
