import time, sys
from hypothesis import given, settings
import pytest
from tests.judges import JUDGES, worlds
@pytest.mark.parametrize("judge", ["sql","sparql","shacl","z3","prose"])
@settings(max_examples=int(__import__("os").environ.get("N","60")), deadline=None)
@given(world=worlds())
def test_agree(judge, world):
    assert JUDGES[judge].truths(world.condition, world.cases, world.vn) == JUDGES["evaluate"].truths(world.condition, world.cases, world.vn)
