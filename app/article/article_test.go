package article

import (
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, page, title, text string }{
		{"a page loses what is not the story", `<!doctype html><html><head><title>Bridge reopens after flood | The Herald</title>
			<script>var a = "<p>no</p>"</script><style>p{}</style></head><body>
			<header><nav><a href="/">Home</a> <a href="/world">World</a></nav></header>
			<main><article><h1>Bridge reopens after flood</h1>
			<p>The old bridge in <b>Harlow Bay</b> reopened on&nbsp;Monday, the mayor said.</p>
			<div class="ad-slot ad">Buy a car today, it is cheap and red and very fast</div>
			<p>“We waited nine weeks,” said Ada Quist,<br>a baker.</p>
			<figure><img src="x.jpg"><figcaption>Photo: J. Orr</figcaption></figure>
			<p><a href="/more">Read more: the flood in pictures</a></p>
			</article><aside>Most read: ten things</aside></main>
			<footer>© The Herald</footer></body></html>`,
			"Bridge reopens after flood",
			"Bridge reopens after flood\n\nThe old bridge in Harlow Bay reopened on\u00a0Monday, the mayor said.\n\n“We waited nine weeks,” said Ada Quist,\na baker.\n\nPhoto: J. Orr"},
		{"a piece from the clipboard is kept whole", `<meta charset='utf-8'><p>One man spoke.</p><p>Another <i>did</i> not.</p>`,
			"One man spoke.", "One man spoke.\n\nAnother did not."},
		{"no article element: the heaviest part", `<body><div id="top" class="menu"><a>A</a><a>B</a></div><div><div><p>` + strings.Repeat("Rain fell on the town. ", 9) +
			`</p><p>` + strings.Repeat("Nobody was hurt. ", 9) + `</p></div><div class="related"><p>Other stories you may like to read today</p></div></div></body>`,
			"", strings.TrimSpace(strings.Repeat("Rain fell on the town. ", 9)) + "\n\n" + strings.TrimSpace(strings.Repeat("Nobody was hurt. ", 9))},
		{"markup that lies is only text", `<p>He wrote &lt;script&gt;alert(1)&lt;/script&gt; on the wall.</p>`,
			"He wrote <script>alert(1)</script> on the wall.", "He wrote <script>alert(1)</script> on the wall."},
		{"lists and line breaks", `<ul><li>First point</li><li>Second</li></ul><p>A<br><br>B</p>`, "First point", "First point\n\nSecond\n\nA\n\nB"},
		{"tags left open", `<html><head><title>A story that goes on - The Herald</title><link rel=x><body><div><p>One <b>man spoke.<p>Another</b> did not.<ul><li>First<li>Second <i>point</ul><table><tr><td>Left<td>Right<tr><td>Below</table></div>`,
			"A story that goes on", "One man spoke.\n\nAnother did not.\n\nFirst\n\nSecond point\n\nLeft Right\n\nBelow"},
		{"elements without end", strings.Repeat("<div>", 3000) + "<p>It rained on the town all day.", "It rained on the town all day.", "It rained on the town all day."},
		{"nothing", `<script>1</script>`, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Read(strings.NewReader(c.page))
			if err != nil || got.Title != c.title || got.Text != c.text {
				t.Errorf("got %q, %q, %v\nwant %q, %q", got.Title, got.Text, err, c.title, c.text)
			}
		})
	}
}
