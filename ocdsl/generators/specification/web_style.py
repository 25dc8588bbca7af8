"""How the HTML page of a specification looks: on a light or a dark screen, and in print."""

from __future__ import annotations

from collections.abc import Mapping

from ocdsl.drawing.colours import COLOURS, DARK
from ocdsl.drawing.shapes import Ink

_PAINTS = ("fill", "stroke")


def _variables(colours: Mapping[Ink, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


_CLASSES = "\n".join(
    f".{what}-{name} {{ {what}: var(--{name}); }}" for what in _PAINTS for name in COLOURS
)

STYLE = f"""\
:root {{ color-scheme: light dark; {_variables(COLOURS)} }}
@media (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}
{_CLASSES}
* {{ box-sizing: border-box; }}
html {{ scroll-padding-top: 1rem; }}
body {{ margin: 0 auto; max-width: 52rem; padding: 1rem 1.25rem 4rem; color: var(--ink);
  background: var(--paper); font: 1.0625rem/1.55 system-ui, "Segoe UI", Calibri, Arial, sans-serif;
  overflow-wrap: break-word; }}
a {{ color: var(--deep); }}
a:focus-visible, .scrolled:focus-visible {{ outline: 3px solid var(--warm); outline-offset: 2px; }}
.skip {{ position: absolute; left: -100rem; }}
.skip:focus {{ left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--paper);
  border: 2px solid var(--deep); }}
h1, h2, h3, .owner, th, figcaption {{ color: var(--deep); }}
h1 {{ font-size: 2.4rem; line-height: 1.15; margin: .5rem 0; }}
h2 {{ font-size: 1.6rem; margin: 3rem 0 1rem; line-height: 1.25; }}
h3 {{ font-size: 1.2rem; margin: 2rem 0 .5rem; }}
.owner {{ font-weight: bold; margin: 2rem 0 0; }}
.kind {{ color: var(--quiet); font-size: 1.2rem; border-bottom: 2px solid var(--deep);
  padding-bottom: 1rem; }}
dl {{ display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: .25rem 1.5rem; }}
dt {{ font-weight: bold; color: var(--deep); }}
dd {{ margin: 0; overflow-wrap: anywhere; }}
nav ul {{ list-style: none; padding: 0; }}
nav a {{ text-decoration: none; display: block; padding: .1rem 0 .1rem 3.5rem;
  text-indent: -3.5rem; }}
nav a:hover {{ text-decoration: underline; }}
nav .number {{ display: inline-block; min-width: 3.5rem; text-indent: 0; }}
.level-1, .level-3 {{ font-weight: bold; margin-top: .5rem; }}
.level-2 a {{ margin-left: 1.5rem; }}
.clause {{ margin: .75rem 0; padding-left: 4.25rem; }}
.clause > p {{ margin: .25rem 0; }}
.clause > p > .number {{ float: left; margin-left: -4.25rem; width: 4rem; }}
h2 .number, h3 .number {{ display: inline-block; min-width: 3.4rem; margin-right: .5rem; }}
.items {{ counter-reset: item; list-style: none; padding-left: 2.2rem; margin: .25rem 0; }}
.items > li {{ counter-increment: item; margin: .2rem 0; }}
.items > li::before {{ content: "(" counter(item, lower-alpha) ")"; float: left;
  margin-left: -2.2rem; }}
mark {{ color: var(--ink); background: var(--pale); border-bottom: 2px dashed var(--warm); }}
.note {{ color: var(--quiet); font-style: italic; padding-left: 4.75rem; }}
.scrolled {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .95em;
  border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule); }}
th {{ background: var(--pale); }}
th, td {{ text-align: left; vertical-align: top; padding: .35rem .6rem;
  border-bottom: 1px solid var(--rule); }}
.right {{ text-align: right; }}
figure {{ margin: 1rem 0; }}
figure svg {{ max-width: 100%; min-width: 30rem; height: auto; }}
figcaption {{ font-weight: bold; font-size: .95em; margin-top: .35rem; }}
.lines {{ padding-left: 3.5rem; font-size: .8rem; line-height: 1.4; }}
.lines code {{ white-space: pre-wrap;
  font-family: ui-monospace, Consolas, "Courier New", monospace; }}
.lines li::marker {{ color: var(--quiet); }}
footer {{ margin-top: 3rem; border-top: 1px solid var(--rule); color: var(--quiet); }}
@media (max-width: 40rem) {{
  .clause, .note {{ padding-left: 0; }}
  .clause > p > .number {{ float: none; margin: 0 .5rem 0 0; width: auto; }}
}}
@media print {{
  :root {{ {_variables(COLOURS)} }}
  @page {{ size: A4; margin: 23mm; }}
  body {{ max-width: none; padding: 0; font-size: 10.5pt; }}
  .skip {{ display: none; }}
  nav, .annex {{ break-before: page; }}
  h2, h3, figcaption {{ break-after: avoid; }}
  tr, figure {{ break-inside: avoid; }}
  figure {{ break-before: avoid; }}
  thead {{ display: table-header-group; }}
  a {{ color: inherit; text-decoration: none; }}
  figure svg {{ min-width: 0; }}
}}
"""
