"""The form in which providers return their events: a workbook to fill in, and two schemas."""

from ocdsl.generators.returns.columns import ReturnColumn, columns_of
from ocdsl.generators.returns.data_contract import data_contract_text
from ocdsl.generators.returns.table_schema import table_schema
from ocdsl.generators.returns.workbook import returns_workbook

__all__ = ["ReturnColumn", "columns_of", "data_contract_text", "returns_workbook", "table_schema"]
