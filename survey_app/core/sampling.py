"""How many respondents a survey needs at least (ITA rules, section Sample)."""

from survey_app.core.questionnaire import SampleRule


def minimum_respondents(rule: SampleRule, population: int) -> int:
    """Least respondents out of `population`.

    "N if N < 30; else max(30, ceil(N/10)) up to N = 4,000; above that 400": the three numbers
    come from `rule`.
    """
    if population < rule.at_least:
        return population
    share = -(-population * rule.percent // 100)
    return min(rule.at_most, max(rule.at_least, share))
