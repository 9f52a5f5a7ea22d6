"""Tables of data, told from those that lay a page out, and words set off on their line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.mail.blocks import BlockKind, TextBlock, as_heard, mirrored
from osone.mail.bounds.drawn import drawable
from osone.mail.html import reduce_html
from osone.mail.html_text import text_of_html
from osone.mail.writing.reduced import blocks_of, runs_of


def table(html: str) -> TextBlock | None:
    """The first table of data that is read of a page."""
    return next((block for block in reduce_html(html) if block.kind is BlockKind.GRID), None)


def rows(*cells: str, name: str = "td") -> str:
    return "".join("<tr>" + "".join(f"<{name}>{cell}</{name}>" for cell in row.split("|")) + "</tr>" for row in cells)


PRICES = rows("Item|Sizes|Price", "Tea|100 g|3.20 €", "Milk|1 l|12.00 €")
DATA = [
    f"<table border=1>{rows('Ann|kitchen', 'Paul|garden')}</table>",
    f"<table><caption>Who</caption>{rows('Ann|kitchen', 'Paul|garden')}</table>",
    f"<table>{rows('Who|Where', name='th')}{rows('Ann|kitchen', 'Paul|garden')}</table>",
    f"<table><thead>{rows('Who|Where')}</thead><tbody>{rows('Ann|kitchen', 'Paul|garden')}</tbody></table>",
    f"<table>{PRICES}</table>",
    f"<table role=presentation>{PRICES}</table>",
    f"<table>{rows('Kiel|08:03|4', 'Bonn|09:10|12')}</table>",
    "<table>" + "".join(
        f"<tr><td style='border:solid windowtext 1.0pt'><p class=MsoNormal>{a}</p></td>"
        f"<td style='border-left:none;border-bottom:solid windowtext 1.0pt'><p class=MsoNormal>{b}</p></td></tr>"
        for a, b in (("Ann", "kitchen"), ("Paul", "garden"))
    ) + "</table>",
]  # fmt: skip
LAYOUT = [
    f"<table role=presentation border=1>{rows('Ann|kitchen', 'Paul|garden')}</table>",
    f"<table>{rows('Home|Shop|Sale', 'Help|Terms|Imprint')}</table>",
    f"<table border=1>{rows('Only|one row')}</table>",
    f"<table border=1>{rows('one', 'column', 'alone')}</table>",
    f"<table border=1>{rows('<h2>News</h2>|x', 'Words|y')}</table>",
    f"<table border=1>{rows('<table><tr><td>1</table>|x', 'Words|y')}</table>",
    f"<table border=1>{rows('Words of a letter. ' * 60 + '|x', 'Words|y')}</table>",
    f"<table>{rows('<img src=https://x.org/1.png>|12 €', '<img src=https://x.org/2.png>|13 €')}</table>",
    f"<table>{rows('A long paragraph that tells what the week was like and goes on|1', 'And another of them, longer than a cell of figures has beside it|2')}</table>",  # noqa: E501
]


@pytest.mark.parametrize("html", DATA)
def test_a_table_of_data_is_shown_as_one(html: str) -> None:
    assert table(html) is not None


@pytest.mark.parametrize("html", LAYOUT)
def test_a_table_that_lays_out_a_page_flows(html: str) -> None:
    assert table(html) is None


def test_figures_stand_at_the_right_under_their_heading_and_a_sum_beneath() -> None:
    found = table(f"<table>{PRICES}<tr><td colspan=2>Total</td><td>15.20 €</td></tr></table>")
    assert found is not None
    assert '<th align="left">Item</th>' in found.html
    assert '<th align="right">Price</th>' in found.html
    assert '<td colspan="2">Total</td><td align="right">15.20 €</td>' in found.html


def test_a_caption_stands_above_and_words_in_cells_keep_their_links_and_lines() -> None:
    cell = "<p>Coffee <a href='https://x.org'>beans</a> here</p><ul><li>dark</li><li>light</li></ul>"
    caption, grid, after = reduce_html(
        f"<table border=1><caption>Prices</caption>{rows(f'{cell}|2', 'Tea|3')}</table>Bye"
    )
    assert (caption.text, after.text) == ("Prices", "Bye")
    assert '<td>Coffee <a href="https://x.org">beans</a> here<br>• dark<br>• light</td>' in grid.html
    assert grid.text == "Coffee beans here • dark • light · 2\nTea · 3"


def test_each_cell_is_heard_after_what_heads_it() -> None:
    found = table(f"<table>{PRICES}</table>")
    assert found is not None
    assert as_heard(found.html) == "Item: Tea, Sizes: 100 g, Price: 3.20 €<br>Item: Milk, Sizes: 1 l, Price: 12.00 €"


def test_a_table_from_right_to_left_is_drawn_so_and_heard_in_its_order() -> None:
    found = table(f"<div dir=rtl><table border=1>{rows('الأحد|المكتبة', 'الاثنين|القاعة')}</table></div>")
    assert found is not None
    assert found.text.splitlines() == ["الأحد · المكتبة", "الاثنين · القاعة"]
    drawn = mirrored(found.html)
    assert drawn.index("المكتبة") < drawn.index("الأحد")
    assert as_heard(drawn).split("<br>")[0] == "الأحد, المكتبة"


def test_a_long_table_is_drawn_in_pieces_none_of_which_is_parted_again() -> None:
    html = f"<table border=1>{rows(*(f'Item {n}|{n} €|{n} pieces in all' for n in range(700)))}</table>"
    blocks = [block for block in reduce_html(html) if block.kind is BlockKind.GRID]
    assert len(blocks) > 1
    assert drawable(blocks) == tuple(blocks)
    assert sum(block.html.count("<tr>") for block in blocks) == 700


def test_what_stands_in_a_quoted_table_is_quoted() -> None:
    found = table(f"<blockquote type=cite><table border=1>{PRICES}</table></blockquote>")
    assert found is not None
    assert found.depth == 1


@given(st.lists(st.sampled_from(["<table border=1>", "</table>", "<tr>", "<td>", "<th colspan=3>", "x", "1 €", "<p>",
    "<caption>", "<li>", "</td>", "</tr>", "<blockquote>", "<img src=x alt=pic>", "<td rowspan=99999>"])))  # fmt: skip
def test_no_table_loses_words_or_leaves_a_tag_open(pieces: list[str]) -> None:
    html = "".join(pieces)
    shown = "".join("".join(block.text.split()) for block in reduce_html(html))
    for word in ("x", "1€"):
        assert shown.count(word) == "".join(text_of_html(html).split()).count(word), html
    for block in reduce_html(html):
        assert block.html.count("<td") == block.html.count("</td>")
        assert block.html.count("<tr>") == block.html.count("</tr>")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("H<sub>2</sub>O", "H<sub>2</sub>O"),
        ("x<sup>2</sup>", "x<sup>2</sup>"),
        ("x<span style='vertical-align:super;font-size:8pt'>2</span>", "x<sup>2</sup>"),
        ("a <mark>new</mark> day", 'a <span class="marked">new</span> day'),
        ("a <span style='background-color: rgb(255, 255, 0)'>new</span> day", 'a <span class="marked">new</span> day'),
        ("a <span style='background:lime;mso-highlight:lime'>new</span> day", 'a <span class="marked">new</span> day'),
        ("a <span style='background:#ffffff'>new</span> day", "a new day"),
        ("a <span style='background:#eeeeee'>new</span> day", "a new day"),
        ("<mark>a <span style='background:transparent'>new</span></mark>", '<span class="marked">a new</span>'),
        ("<span style='background:#ffcc00;padding:4px'>Buy</span>", "Buy"),
        ("<span style='background:#a00000'>Sale</span>", "Sale"),
    ],
)
def test_what_is_set_off_on_its_line_stays_so(html: str, shown: str) -> None:
    (block,) = reduce_html(f"<p>{html}</p>")
    assert block.html == shown


def test_what_is_quoted_keeps_raised_figures_and_the_rows_of_a_table() -> None:
    assert "".join(run.words for run in runs_of("H<sub>2</sub>O, x<sup>2n</sup>, 1<sup>st</sup>")) == "H₂O, x²ⁿ, 1st"
    quoted = blocks_of(reduce_html(f"<table>{PRICES}</table>"))
    assert [block.words for block in quoted] == ["Item · Sizes · Price\nTea · 100 g · 3.20 €\nMilk · 1 l · 12.00 €"]


HEADS = [
    f"<table>{rows('Who|Where', name='th')}{rows('Ann|kitchen', 'Paul|garden')}</table>",
    f"<table><thead>{rows('Who|Where')}</thead><tbody>{rows('Ann|kitchen', 'Paul|garden')}</tbody></table>",
    f"<table border=1>{rows('<b>Who</b>|<strong>Where</strong>', 'Ann|kitchen', 'Paul|<b>garden</b>')}</table>",
]


@pytest.mark.parametrize("html", HEADS)
def test_what_names_the_columns_is_written_as_that_and_heard_before_each_cell(html: str) -> None:
    found = table(html)
    assert found is not None
    assert found.html.count("<th") == 2
    assert as_heard(found.html).replace("<b>", "").replace("</b>", "").startswith("Who: Ann, Where: kitchen<br>")


def test_a_corner_that_says_nothing_keeps_no_column_from_being_heard_with_its_name() -> None:
    days = rows("|Mon|Tue", name="th").replace("<th></th>", "<td></td>")
    found = table(f"<table>{days}{rows('Ann|kitchen|garden', 'Paul|garden|kitchen')}</table>")
    assert found is not None
    assert as_heard(found.html).split("<br>")[0] == "Ann, Mon: kitchen, Tue: garden"


def test_a_table_of_which_all_is_bold_has_no_heads() -> None:
    found = table(f"<table border=1>{rows('<b>Ann</b>|<b>kitchen</b>', '<b>Paul</b>|<b>garden</b>')}</table>")
    assert found is not None
    assert "<th" not in found.html
