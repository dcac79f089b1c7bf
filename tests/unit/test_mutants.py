"""The seeded bugs of `make mutants` still fit the code and name tests that exist."""

import pytest

from tests.mutants import ROOT, Mutant, apply_patch, read_mutants

MUTANTS = read_mutants()


def test_there_are_as_many_as_the_promises_need():
    assert len(MUTANTS) >= 20
    assert len({one.bug for one in MUTANTS}) == len(MUTANTS)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: one.name)
def test_a_seeded_bug_fits_the_code(mutant: Mutant):
    checked = apply_patch(mutant, ROOT, "--check")
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: one.name)
def test_a_seeded_bug_names_tests_that_exist(mutant: Mutant):
    assert mutant.engine in ("sqlite", "postgresql")
    assert all((ROOT / test.partition("::")[0]).exists() for test in mutant.tests)
