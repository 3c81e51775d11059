"""The repair as a LibCST codemod: `python -m libcst.tool codemod pooler_lint.codemod.FixPoolerConnections PATH`."""

from __future__ import annotations

import libcst as cst
from libcst.codemod import CodemodCommand

from pooler_lint.check import fix_text
from pooler_lint.config import settings_for


class FixPoolerConnections(CodemodCommand):
    """Repairs the connections that break behind a transaction pooler, as `pooler-lint --fix` does."""

    DESCRIPTION = "Repair PostgreSQL connections that break behind a connection pooler in transaction mode."

    def transform_module_impl(self, tree: cst.Module) -> cst.Module:
        """The module with its repairs made; the same module if there is nothing to repair."""
        path = self.context.filename or "<string>"
        fixed = fix_text(tree.code, path, settings_for(path)).fixed_text
        if fixed is None or fixed == tree.code:
            return tree
        return cst.parse_module(fixed, tree.config_for_parsing)
