"""What every contract of a commissioning model says: standard clauses, and questions still open."""

from __future__ import annotations

from ocdsl.rules.wording.standard.arranged import arranged, last_page
from ocdsl.rules.wording.standard.catalogue import Catalogue, catalogue
from ocdsl.rules.wording.standard.questions import OpenQuestion, open_questions

__all__ = ["Catalogue", "OpenQuestion", "arranged", "catalogue", "last_page", "open_questions"]
