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

    `mark` tells the script which state of the page it stands in.
    """
    tag = f'<script src="{escape(script)}" data-mark="{escape(mark)}" defer></script>'.encode()
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
  const mine = document.currentScript.dataset.mark;
  const PLACE = "fairnotice preview place";

  // The place on the page: the last element with an id above it, and how far above.
  const keep = () => {
    const above = [...document.querySelectorAll("[id]")]
      .filter((e) => e.getClientRects().length && e.getBoundingClientRect().top <= 90);
    const last = above[above.length - 1];
    sessionStorage.setItem(PLACE, JSON.stringify({
      path: location.pathname, y: scrollY,
      id: last ? last.id : "", top: last ? last.getBoundingClientRect().top : 0,
    }));
  };
  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) || "null");
    sessionStorage.removeItem(PLACE);
    if (!kept || kept.path !== location.pathname) return;
    const anchor = kept.id && document.getElementById(kept.id);
    scrollTo({ behavior: "instant",
      top: anchor ? scrollY + anchor.getBoundingClientRect().top - kept.top : kept.y });
  };
  const reload = () => { history.scrollRestoration = "manual"; keep(); location.reload(); };

  const host = document.createElement("aside");
  host.id = "fairnotice-preview";
  host.setAttribute("aria-label", "Preview");
  const root = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647;
            font: 15px/1.45 system-ui, sans-serif; color: #fff; }
    @media print { :host { display: none; } }
    details { background: #22272e; border-top: 3px solid #4c9a6a; }
    details.error { border-color: #e5534b; } details.warning { border-color: #daaa3f; }
    summary { padding: .4rem 1rem; cursor: pointer; }
    summary:focus-visible, a:focus-visible { outline: 2px solid #9ad1ae; outline-offset: -2px; }
    nav { padding: 0 1rem .4rem; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
    a { color: #fff; } summary a { margin-inline-start: .8rem; }
    b { padding: .1rem .5rem; border-radius: .3rem; margin-inline-end: .6rem;
        background: #444c56; font-weight: 600; } b.coming { background: #daaa3f; color: #22272e; }
    i { font-style: normal; } i.grave { color: #f0c04a; }
    ul { margin: 0; padding: .25rem 1rem 1rem; max-height: 40vh; overflow: auto; list-style: none; }
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
  const NEAR = ["Review", "Redline"];
  const COMING = ["draft", "scheduled"];
  let open = sessionStorage.getItem("fairnotice preview open") === "yes";
  const show = (news) => {
    root.replaceChildren();
    const bar = put(root, "details");
    const counts = [...count(news.problems, "error", "error"),
                    ...count(news.problems, "warning", "warning"),
                    ...count(news.problems, "info", "note")];
    bar.className = news.problems.some((p) => p.level === "error") ? "error"
      : news.problems.some((p) => p.level === "warning") ? "warning" : "";
    bar.open = news.stale || open;
    const head = put(bar, "summary");
    if (news.state) put(head, "b", news.state).className = COMING.includes(news.state)
      ? "coming" : "";
    if (news.title) head.append(news.title + (news.verdict ? ", " : ". "));
    if (news.verdict) put(head, "i", news.verdict + ". ").className = news.grave ? "grave" : "";
    head.append((news.title ? "This page: " : "Preview: ") + (counts.join(", ") || "no problems")
      + (news.elsewhere ? "; elsewhere: " + news.elsewhere : "")
      + (news.stale ? ". A page cannot be made; this is the last good one." : "."));
    const links = put(bar, "nav");
    for (const [words, address] of Object.entries(news.links)) {
      put(NEAR.includes(words) ? head : links, "a", words).href = address;
    }
    const list = put(bar, "ul");
    for (const problem of news.problems) {
      const item = put(list, "li");
      put(put(item, "p"), "code", problem.place);
      item.firstChild.append(" " + problem.level + " " + problem.check + ": " + problem.wrong);
      if (problem.mend) put(item, "p", problem.mend);
    }
    // What was opened by hand stays open on the next page, too; what opened by itself does not.
    head.addEventListener("click", (event) => {
      if (event.target.closest("a")) return;
      open = !bar.open;
      sessionStorage.setItem("fairnotice preview open", open ? "yes" : "no");
    });
    if (!host.isConnected) document.body.append(host);
    // The end of the page must not lie below the bar.
    document.body.style.paddingBlockEnd = head.offsetHeight + "px";
  };
  // A browser keeps six connections to a host: a tab that nobody sees gives its own back.
  let source = null;
  const listen = () => {
    if (document.hidden) { if (source) source.close(); source = null; return; }
    if (source) return;
    source = new EventSource("/_preview/events?page=" + encodeURIComponent(location.pathname));
    source.onmessage = (event) => {
      const news = JSON.parse(event.data);
      if (news.mark === mine) show(news); else reload();
    };
  };
  document.addEventListener("visibilitychange", listen);
  restore();
  listen();
})();
"""
