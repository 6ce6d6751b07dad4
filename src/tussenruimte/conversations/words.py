"""Looking at words before they are kept."""

from tussenruimte.kit.bsn import refuse_bsn

__all__ = ["refuse_bsn"]
