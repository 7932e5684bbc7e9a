"""A plugin of pytest for the SDKs' own tests: gives them a key, and leaves out what sdk-suites.txt names."""
import os
import pathlib
import re
import sys

SDK = os.environ["SDK"]


def left_out():
    """The tests that are not run, by their names below tests/api_resources without what varies of one."""
    lines = pathlib.Path(__file__).with_name("sdk-suites.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[2] for line in lines if line.startswith(f"not {SDK} ")}


def name(item):
    plain = re.sub(r"\[.*", "", item.nodeid).replace("::TestAsync", "::Test")
    return plain.removeprefix("tests/api_resources/")


def pytest_collection_modifyitems(config, items):
    sys.modules["tests.conftest"].api_key = os.environ["KEY"]
    unwanted = left_out()
    unknown = unwanted - {name(item) for item in items}
    assert not unknown, f"sdk-suites.txt names tests that are not there: {unknown}"
    config.hook.pytest_deselected(items=[item for item in items if name(item) in unwanted])
    items[:] = [item for item in items if name(item) not in unwanted]
