"""A figure in Word: the picture, and below it on the same page its caption with its number."""

from __future__ import annotations

from markupsafe import Markup

from ocdsl.generators.specification.charts import chart_run
from ocdsl.generators.specification.document import paragraph
from ocdsl.generators.specification.drawn import MARGIN, drawing_xml
from ocdsl.generators.specification.page import INDENT
from ocdsl.generators.specification.runs import field, run
from ocdsl.generators.specification.setting import Setting
from ocdsl.model.register import Chart
from ocdsl.rules.wording.clauses import PICTURE_WIDTH, Figure


def picture_xml(figure: Figure, number: int, setting: Setting) -> Markup:
    """The paragraph that shows picture `number` of the document, within its room."""
    picture, told = figure.picture, figure.alternative
    width = min(PICTURE_WIDTH, setting.room - INDENT - 2 * MARGIN)
    shown = (
        chart_run(picture, number, told, width)
        if isinstance(picture, Chart)
        else drawing_xml(picture.narrowed(width), number, told, setting.inks)
    )
    return Markup(paragraph("Figure", shown))


def caption_number(figure: Figure, number: int) -> str:
    """`Figure 3` in runs: Word counts it again when its fields are updated."""
    return run(f"{figure.label} ") + field("SEQ Figure \\* ARABIC", str(number))


def caption_xml(number: str, caption: str) -> Markup:
    """The paragraph below the picture, with what a reference to it points to."""
    return Markup(paragraph("Caption", f"{number}{run(f'. {caption}')}"))
