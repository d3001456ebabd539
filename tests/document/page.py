"""What a browser makes of printed HTML: strict validity, and the text that a reader sees."""

import html5lib
from lxml import html as lxml_html


def strictly_valid(body: str) -> None:
    """Raises where the HTML is not what the HTML5 parser expects, down to the last tag."""
    page = f"<!DOCTYPE html><html lang=en><head><title>x</title></head><body>{body}</body></html>"
    html5lib.HTMLParser(strict=True).parse(page)


def ids(body: str) -> list[str]:
    """All ids of the HTML."""
    return [str(i) for i in _tree(body).xpath("//@id")]


def anchors_linked(body: str) -> set[str]:
    """Anchors within the page that links lead to."""
    return {str(h)[1:] for h in _tree(body).xpath("//@href") if str(h).startswith("#")}


def said(body: str, *without: str) -> list[str]:
    """The words that a reader sees, without what these CSS selectors match."""
    tree = _tree(body)
    for selector in without:
        kind, _, name = selector.partition(".")
        test = f'contains(concat(" ", @class, " "), " {name} ")' if name else "true()"
        for element in tree.xpath(f"//{kind or '*'}[{test}]"):
            element.drop_tree()
    for picture in tree.iter("img"):
        picture.tail = picture.get("alt") + (picture.tail or "")
    for apart in tree.iter("br", "td", "th", "li", "dt", "dd", "p", "pre", "h2", "h3", "h4", "ul"):
        apart.tail = " " + (apart.tail or "")
        apart.text = " " + (apart.text or "")
    return str(tree.text_content()).split()


def _tree(body: str) -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(body, create_parent="div")


def table_widths(body: str) -> list[list[int]]:
    """For each table how many columns each of its rows takes."""
    return [
        [
            sum(int(cell.get("colspan", 1)) for cell in row.iter("td", "th"))
            for row in table.iter("tr")
        ]
        for table in _tree(body).iter("table")
    ]
