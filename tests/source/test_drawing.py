"""A drawing that is published draws and does nothing else, also when it is opened alone."""

import time

import pytest

from fairnotice.source.drawing import acting
from fairnotice.source.site import read
from tests.world import FILES, tree

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n{}\n</svg>'

INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<?xpacket begin="x"?>
<svg xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://www.w3.org/2000/svg"
  xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:i="http://www.inkscape.org/namespaces/inkscape"
  width="9" height="9" i:export-filename="C:\\Users\\x.png" xml:space="preserve">
  <title>Brindle</title>
  <metadata><rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format>
    <cc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/></cc:Work></rdf:RDF>
  </metadata>
  <i:grid type="xygrid" />
  <style>@media print { .a { fill: url(#g) } }
    @font-face { src: url(data:font/woff2;base64,AA) }</style>
  <defs><linearGradient id="g"><stop offset="1" stop-color="#fff" /></linearGradient></defs>
  <g fill="url(#g)" style="stroke:url('#g')" clip-path='url("#g")'><path d="M7 6h3" /></g>
  <use xlink:href="#g" /><image href="data:image/png;base64,AAAA" /><text>on url(…)</text>
</svg>
"""


def test_what_drawing_programs_write_is_fine() -> None:
    assert acting(INKSCAPE.encode(), "logo.svg") == []


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<x:script xmlns:x="http://www.w3.org/2000/svg" href="data:,alert(1)"/>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        '<metadata><h:img xmlns:h="http://www.w3.org/1999/xhtml" src="https://e.example/"/></metadata>',
        '<m:a xmlns:m="http://www.w3.org/1998/Math/MathML" href="javascript:alert(1)"/>',
        "<foreignObject/>",
        '<a href="#x"/>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        "<handler/>",
        "<iframe/>",
        '<g onload="alert(1)"/>',
        '<g OnClick="alert(1)"/>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<use xlink:href="data:image/svg+xml,&lt;svg/>"/>',
        '<image href="//evil.example/x.png"/>',
        '<image href="&#x20;javascript:alert(1)"/>',
        '<feImage href="x.png"/>',
        '<g xml:base="https://evil.example/"/>',
        '<g fill="url(https://evil.example/#a)"/>',
        "<g style=\"background:URL( '//evil.example/a')\"/>",
        '<g style="fill:u\\72l(//evil.example/)"/>',
        "<style>@import 'https://evil.example/a.css';</style>",
        "<style>@imp<!-- -->ort 'https://evil.example/a.css';</style>",
        "<style>@imp<![CDATA[ort]]> 'https://evil.example/a.css';</style>",
        "<style>@imp<g/>ort 'https://evil.example/a.css';</style>",
        "<style>a{background:image-set('https://evil.example/a' 1x)}</style>",
        "<style>a{cursor:url(https://evil.example/a)}</style>",
        f"<style>{'/* x */' * 2_000}{' ' * 4_000}@import 'x';</style>",
    ],
)
def test_what_could_act_is_told_with_its_line(inside: str) -> None:
    problems = acting(SVG.format(inside).encode(), "logo.svg")
    assert problems
    for problem in problems:
        assert (problem.check, problem.level, problem.broken) == ("unsafe-drawing", "error", True)
        assert problem.place.line == 2
        assert problem.mend


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"), "DOCTYPE"),
        ('<?xml-stylesheet href="https://evil.example/a.xsl"?>' + SVG.format(""), "loads"),
        ('<?xml version="1.0" encoding="utf-7"?>' + SVG.format(""), "encoded in utf-7"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "no part of a drawing"),
        ("<svg><path/></svg>", "no SVG"),
        ("<html><script>alert(1)</script></html>", "no SVG"),
        ("GIF89a", "no SVG that can be read"),
        ("", "no SVG that can be read"),
        (SVG.format("<g>"), "no SVG that can be read"),
    ],
)
def test_what_is_no_plain_drawing_is_told(whole: str, said: str) -> None:
    (problem,) = acting(whole.encode(), "logo.svg")
    assert said in problem.wrong


def test_other_encodings_and_large_files_are_told_and_hostile_ones_take_no_time() -> None:
    assert "UTF-8" in acting(SVG.format("").encode("utf-16"), "x.svg")[0].wrong
    start = time.process_time()
    assert "one million" in acting(b"<" * 20_000_000, "x.svg")[0].wrong
    for inside in (
        "<g>" * 300_000,
        "<g a='" + "url(" * 200_000 + "'/>",
        "<g " + "".join(f"a{n}='' " for n in range(90_000)) + "/>",
        "<g " + "".join(f"xmlns:a{n}='b{n}' " for n in range(40_000)) + "/>",
        "<style>" + "<style>a</style>" * 50_000 + "</style>",
        "<script/>" * 100_000,
    ):
        assert len(acting(SVG.format(inside).encode(), "x.svg")) <= 20
    assert time.process_time() - start < 10


def test_the_logo_and_what_lies_beside_texts_are_looked_at_and_nothing_else() -> None:
    bad = SVG.format("<script/>")
    site = FILES["site.yaml"]
    pictures = {"logo.svg": bad, "other.svg": bad, "content/privacy/Map.SVG": bad}
    files = tree({"site.yaml": site + "brand: {logo: logo.svg}\n", **pictures})
    found = {p.place.path for p in read(files).problems if p.check == "unsafe-drawing"}
    assert found == {"logo.svg", "content/privacy/Map.SVG"}
