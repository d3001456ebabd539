"""A page in, the same page with the preview's script out; and that script."""

import re
from html import escape

from fairnotice.model import Problem

POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The pages' own policy, and the preview's script and its stream beside it."""

_OWN_POLICY = re.compile(
    rb"""<meta\b[^>]*http-equiv\s*=\s*["']?Content-Security-Policy["']?[^>]*>""", re.IGNORECASE
)


def with_script(page: bytes, script: str, mark: str) -> bytes:
    """`page` with the script at its end; the page's own policy, which forbids scripts, gives way.

    `mark` tells the script which pages it stands in.
    """
    tag = f'<script src="{escape(script)}" data-pages="{escape(mark)}" defer></script>'.encode()
    page = _OWN_POLICY.sub(b"", page)
    head, end, tail = page.rpartition(b"</body>")
    return head + tag + end + tail if end else page + tag


def bare_page(problems: tuple[Problem, ...]) -> bytes:
    """What is shown while there has been no good page yet."""
    items = "".join(
        f"<li><p><code>{escape(str(problem.place))}</code> {problem.level}: "
        f"{escape(problem.wrong)}</p><p>{escape(problem.mend)}</p></li>"
        for problem in problems
        if problem.level != "info"
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>No page yet</title>'
        "</head><body><h1>A page cannot be made yet</h1>"
        "<p>This page reloads by itself once these are put right.</p>"
        f"<ul>{items}</ul></body></html>"
    ).encode()


SCRIPT = """\
"use strict";
(() => {
  const mine = document.currentScript.dataset.pages;
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647;
            font: 15px/1.45 system-ui, sans-serif; color: #fff; }
    @media print { :host { display: none; } }
    details { background: #22272e; border-top: 3px solid #4c9a6a; }
    details.error { border-color: #e5534b; } details.warning { border-color: #daaa3f; }
    summary { padding: .4rem 1rem; cursor: pointer; }
    summary a { color: #fff; margin-inline-start: 1rem; }
    ul { margin: 0; padding: .25rem 1rem 1rem; max-height: 50vh; overflow: auto; list-style: none; }
    li { padding: .4rem 0; border-top: 1px solid #444c56; }
    code { color: #adbac7; overflow-wrap: anywhere; } p { margin: 0; } p + p { color: #9ad1ae; }
  `);
  root.adoptedStyleSheets = [style];
  const put = (parent, tag, text) => {
    const element = parent.appendChild(document.createElement(tag));
    if (text) element.textContent = text;
    return element;
  };
  const count = (problems, level, word) => {
    const n = problems.filter((p) => p.level === level).length;
    return n ? [n + " " + word + (n === 1 ? "" : "s")] : [];
  };
  let open = false;
  const show = (news) => {
    root.replaceChildren();
    const bar = put(root, "details");
    const counts = [...count(news.problems, "error", "error"),
                    ...count(news.problems, "warning", "warning")];
    bar.className = news.problems.some((p) => p.level === "error") ? "error"
      : news.problems.length ? "warning" : "";
    bar.open = news.stale || open;
    bar.addEventListener("toggle", () => { open = bar.open; });
    const head = put(bar, "summary", "Preview: " + (counts.join(", ") || "no problems")
      + (news.stale ? ". A page cannot be made; this is the last good one." : "."));
    for (const [words, address] of Object.entries(news.links)) {
      put(head, "a", words).href = address;
    }
    const list = put(bar, "ul");
    for (const problem of news.problems) {
      const item = put(list, "li");
      put(put(item, "p"), "code", problem.place);
      item.firstChild.append(" " + problem.level + ": " + problem.wrong);
      if (problem.mend) put(item, "p", problem.mend);
    }
    if (!host.isConnected) document.body.append(host);
  };
  // A browser keeps six connections to a host: a tab that nobody sees gives its own back.
  let source = null;
  const listen = () => {
    if (document.hidden) { if (source) source.close(); source = null; return; }
    if (source) return;
    source = new EventSource("/_preview/events");
    source.onmessage = (event) => {
      const news = JSON.parse(event.data);
      if (news.pages === mine) show(news); else location.reload();
    };
  };
  document.addEventListener("visibilitychange", listen);
  listen();
})();
"""
