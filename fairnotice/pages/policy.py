"""Nothing in; what a browser may load for a page, as a Content-Security-Policy, out.

Pages need a style sheet and pictures of their own host and nothing else: no script, no font, no
frame, no form target. `data:` is not needed, `unsafe-*` never. `connect-src` is there for tools
alone, which fetch robots.txt as if the page did; without scripts no page connects to anything.
"""

PAGE = (
    "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
"""For `<meta>`, where `frame-ancestors` has no effect (CSP Level 3, section 3.3)."""

SERVER = f"{PAGE}; frame-ancestors 'none'"
"""For the HTTP header."""
