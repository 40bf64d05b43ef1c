"""The log: one line per problem with its reference, nothing that people typed, one setting for the level."""

import logging
import re

import pytest

from clusterdash.catalog import load_catalog
from clusterdash.log import report_exception, start_log

TYPED = "Ms Achieng's phone is 0700"


@pytest.fixture
def package_log(monkeypatch):
    """Give every test the package's logger as it is before anybody starts it."""
    log = logging.getLogger("clusterdash")
    monkeypatch.setattr(log, "handlers", [])
    level = log.level
    yield log
    log.setLevel(level)


def fail():
    """Raise in this file, below a call into the package, with typed text in the message."""
    try:
        raise KeyError(TYPED)
    except KeyError as error:
        raise ValueError(TYPED) from error


def catch(act, kind=ValueError):
    with pytest.raises(kind) as caught:
        act()
    return caught.value


def test_the_reference_that_the_visitor_sees_stands_in_the_one_line_of_the_log(caplog):
    reference = report_exception(catch(fail))
    (record,) = caplog.records
    assert re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{2}", reference)
    assert reference in record.getMessage() and "\n" not in record.getMessage()
    assert "ValueError at test_log.py:" in record.getMessage()


def test_no_two_problems_have_the_same_reference():
    error = catch(fail)
    assert len({report_exception(error) for _ in range(50)}) == 50


@pytest.mark.parametrize("level", ["WARNING", "DEBUG"])
def test_what_people_typed_is_never_in_the_log(caplog, level):
    caplog.set_level(level, "clusterdash")
    report_exception(catch(fail))
    assert "ValueError" in caplog.text and TYPED not in caplog.text and "0700" not in caplog.text


def test_at_debug_the_calls_and_the_causes_follow(caplog):
    caplog.set_level("DEBUG", "clusterdash")
    report_exception(catch(fail))
    assert re.search(r"test_log\.py:\d+ in fail\n  KeyError\n(.*\n)*.*in fail\n  ValueError$", caplog.text.rstrip())


def test_the_place_is_the_innermost_one_in_the_package(caplog):
    report_exception(catch(lambda: load_catalog("/no/such/folder")))
    assert "clusterdash.errors.CatalogError at clusterdash/catalog/load.py:" in caplog.text


def test_an_error_that_was_never_raised_is_logged_too(caplog):
    report_exception(ValueError(TYPED))
    assert "at an unknown place" in caplog.text


@pytest.mark.parametrize(("wish", "level"), [(None, "WARNING"), ("debug", "DEBUG"), ("ERROR", "ERROR")])
def test_one_setting_names_the_level(monkeypatch, package_log, wish, level):
    monkeypatch.delenv("CLUSTERDASH_LOG", raising=False)
    if wish:
        monkeypatch.setenv("CLUSTERDASH_LOG", wish)
    start_log()
    assert logging.getLevelName(package_log.level) == level


def test_a_level_that_does_not_exist_is_told_and_warnings_stay_on(monkeypatch, package_log, capsys):
    monkeypatch.setenv("CLUSTERDASH_LOG", "loud")
    start_log()
    assert package_log.level == logging.WARNING
    assert "DEBUG, INFO, WARNING, ERROR, CRITICAL" in capsys.readouterr().err


def test_starting_twice_logs_once(monkeypatch, package_log):
    start_log()
    start_log()
    assert len(package_log.handlers) == 1
