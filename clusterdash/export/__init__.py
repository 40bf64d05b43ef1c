"""What people take away: slides, papers and files, made from one computed truth; nothing here works out a figure."""

from clusterdash.export.compare_deck import export_comparison
from clusterdash.export.minutes import MINUTES, export_minutes
from clusterdash.export.registry import EXPORTS, ExportKind, export

__all__ = ["EXPORTS", "MINUTES", "ExportKind", "export", "export_comparison", "export_minutes"]
