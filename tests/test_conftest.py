"""The guard against unnoticed warnings: it must bite, or every other test is worth less."""

import pytest

pytest_plugins = ["pytester"]

INI = """
    [pytest]
    markers =
        expects_warnings
        allows_warnings
    asyncio_default_fixture_loop_scope = function
"""
GUARDED = """
    import logging
    import pytest
    from PySide6.QtCore import qWarning
    from tests.conftest import no_unexpected_warnings

    def test_logs_a_warning():
        logging.getLogger("clinic").warning("paper is low")

    def test_qt_complains():
        qWarning("no such image")

    @pytest.mark.expects_warnings("paper is low")
    def test_expects_it():
        logging.getLogger("clinic").warning("paper is low")

    @pytest.mark.expects_warnings("paper is low")
    def test_expects_it_in_vain():
        pass

    @pytest.mark.allows_warnings("paper is low")
    def test_allows_it():
        pass
"""


@pytest.mark.expects_warnings("paper is low", "no such image")  # the inner run shares this process and its log
def test_only_warnings_that_a_test_names_are_let_through(pytester: pytest.Pytester) -> None:
    pytester.makeini(INI)
    pytester.makepyfile(GUARDED)

    outcome = pytester.runpytest_inprocess("-p", "no:randomly", "--no-qt-log")

    outcome.assert_outcomes(passed=5, errors=3)
    outcome.stdout.fnmatch_lines(["*ERROR at teardown of test_logs_a_warning*", "*WARNING clinic: paper is low*"])
    outcome.stdout.fnmatch_lines(["*ERROR at teardown of test_qt_complains*", "*WARNING qt: no such image*"])
    outcome.stdout.fnmatch_lines(["*expected warnings that never came: paper is low*"])
