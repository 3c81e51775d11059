"""The rules, each in a file of its own."""

from __future__ import annotations

from pooler_lint.rules.base import Context, Judgement, Rule
from pooler_lint.rules.judgement import judge_site_all
from pooler_lint.rules.pgb101_asyncpg_statement_cache import AsyncpgStatementCache
from pooler_lint.rules.pgb102_sqlalchemy_asyncpg import SqlalchemyAsyncpg
from pooler_lint.rules.pgb103_psycopg_prepared_statements import PsycopgPreparedStatements
from pooler_lint.rules.pgb104_psycopg_prepare_threshold_zero import PsycopgPrepareThresholdZero
from pooler_lint.rules.pgb105_explicit_prepare import ExplicitPrepare
from pooler_lint.rules.pgb106_half_disabled_caches import HalfDisabledCaches
from pooler_lint.rules.pgb110_misplaced_driver_option import MisplacedDriverOption
from pooler_lint.rules.pgb201_client_pool import ClientPool
from pooler_lint.rules.pgb202_refused_pool_arguments import RefusedPoolArguments
from pooler_lint.rules.pgb203_client_pool_of_psycopg import ClientPoolOfPsycopg
from pooler_lint.rules.pgb204_django_pool import DjangoPool
from pooler_lint.rules.pgb301_session_parameter import SessionParameter
from pooler_lint.rules.pgb302_listen import Listen
from pooler_lint.rules.pgb303_session_advisory_lock import SessionAdvisoryLock
from pooler_lint.rules.pgb304_temporary_table import TemporaryTable
from pooler_lint.rules.pgb305_server_side_cursors import ServerSideCursors
from pooler_lint.rules.pgb306_refused_startup_parameter import RefusedStartupParameter
from pooler_lint.rules.pgb307_sql_prepare import SqlPrepare
from pooler_lint.rules.pgb401_needless_caches_off import NeedlessCachesOff
from pooler_lint.rules.pgb900_unreadable_file import UnreadableFile

__all__ = ["RULES", "Context", "Judgement", "Rule", "by_code", "judge_site_all"]

RULES: tuple[Rule, ...] = (
    AsyncpgStatementCache(),
    SqlalchemyAsyncpg(),
    PsycopgPreparedStatements(),
    PsycopgPrepareThresholdZero(),
    ExplicitPrepare(),
    HalfDisabledCaches(),
    MisplacedDriverOption(),
    ClientPool(),
    RefusedPoolArguments(),
    ClientPoolOfPsycopg(),
    DjangoPool(),
    SessionParameter(),
    Listen(),
    SessionAdvisoryLock(),
    TemporaryTable(),
    ServerSideCursors(),
    RefusedStartupParameter(),
    SqlPrepare(),
    NeedlessCachesOff(),
    UnreadableFile(),
)
"""All rules, in the order of their codes."""


def by_code(code: str) -> Rule | None:
    """The rule of this code, in any case of letters; None if there is none."""
    return next((rule for rule in RULES if rule.code == code.upper()), None)
