"""Feeds, items and records as other programs write them: systems of publishing, agencies' gateways, data sets."""

# ruff: noqa: E501 - the samples stand as such programs write them

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest

from briefgen.model import Article, Failure, Source
from briefgen.readers import api, feed, newsml, ninjs

READERS = {"feed": feed, "newsml": newsml, "ninjs": ninjs, "api": api}

A = "Ministers from Albania and Montenegro signed a border agreement in Shkodër on Tuesday, closing a dispute over the lake that had lasted since 2009."
B = "“We have drawn a line that no fisherman will notice,” said Drita Hasanaj, Albania’s minister of the interior, after the ceremony."
C = "The agreement must be ratified by both parliaments before the end of the year, according to a statement of the two governments."
LONG = f"{A} {B} {C} {A} {B} {C}"


class Sample(NamedTuple):
    """What stands in a file, and what is to be read of its first entry."""

    data: str
    title: str
    body: list[str]
    outlet: str | None
    byline: str | None
    published: str | None
    language: str | None
    location: str
    followed: bool = False
    name: str = "x"


def js(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


SAMPLES = {
    "WordPress with excerpts": Sample(
        f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
	xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
	>

<channel>
	<title>Shkodra Post</title>
	<atom:link href="https://shkodra.example/feed/" rel="self" type="application/rss+xml" />
	<link>https://shkodra.example</link>
	<description>News from the lake</description>
	<lastBuildDate>Tue, 08 Jul 2025 17:02:11 +0000</lastBuildDate>
	<language>en-US</language>
	<sy:updatePeriod>
	hourly	</sy:updatePeriod>
	<generator>https://wordpress.org/?v=6.5.2</generator>
	<item>
		<title>Border agreement signed &#8211; at last</title>
		<link>https://shkodra.example/2025/07/border-agreement/</link>
					<comments>https://shkodra.example/2025/07/border-agreement/#respond</comments>
		<dc:creator><![CDATA[Besa Kola]]></dc:creator>
		<pubDate>Tue, 08 Jul 2025 16:40:00 +0000</pubDate>
				<category><![CDATA[Politics]]></category>
		<guid isPermaLink="false">https://shkodra.example/?p=812</guid>
					<description><![CDATA[<p>{A} &#8220;We have drawn [&#8230;]</p>
<p>The post <a rel="nofollow" href="https://shkodra.example/2025/07/border-agreement/">Border agreement signed &#8211; at last</a> appeared first on <a rel="nofollow" href="https://shkodra.example">Shkodra Post</a>.</p>
]]></description>
		<wfw:commentRss>https://shkodra.example/2025/07/border-agreement/feed/</wfw:commentRss>
			<slash:comments>0</slash:comments>
			</item>
	</channel>
</rss>""",
        "Border agreement signed – at last",
        [f"{A} “We have drawn"],
        "Shkodra Post",
        "Besa Kola",
        "2025-07-08T16:40:00+00:00",
        "en",
        "https://shkodra.example/2025/07/border-agreement/",
        followed=True,
    ),
    "a newsletter service": Sample(
        f"""<?xml version="1.0" encoding="UTF-8"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:googleplay="http://www.google.com/schemas/play-podcasts/1.0" version="2.0"><channel><title><![CDATA[The Lake Letter]]></title><link>https://letter.example</link><image><url>https://letter.example/x.png</url><title>The Lake Letter</title><link>https://letter.example</link></image><copyright><![CDATA[Besa Kola]]></copyright><language><![CDATA[en]]></language><webMaster><![CDATA[letter@letter.example]]></webMaster><itunes:owner><itunes:email><![CDATA[letter@letter.example]]></itunes:email><itunes:name><![CDATA[Besa Kola]]></itunes:name></itunes:owner><itunes:author><![CDATA[Besa Kola]]></itunes:author><item><title><![CDATA[A line in the water]]></title><description><![CDATA[What the agreement means]]></description><link>https://letter.example/p/a-line</link><guid isPermaLink="false">https://letter.example/p/a-line</guid><dc:creator><![CDATA[Besa Kola]]></dc:creator><pubDate>Tue, 08 Jul 2025 18:00:41 GMT</pubDate><enclosure url="https://letter.example/x.jpeg" length="0" type="image/jpeg"/><content:encoded><![CDATA[<div class="captioned-image-container"><figure><a href="https://letter.example/x.jpeg"><div class="image2-inset"><picture><img src="https://letter.example/x.jpeg" alt=""></picture></div></a><figcaption class="image-caption">The lake at dawn</figcaption></figure></div><p>{A}</p><blockquote><p>{B}</p></blockquote><h3>What now?</h3><p>{C}</p><div class="subscription-widget-wrap"><p class="cta-caption">Thanks for reading! Subscribe for free to receive new posts.</p></div>]]></content:encoded></item></channel></rss>""",
        "A line in the water",
        [A, B, C, "Thanks for reading! Subscribe for free to receive new posts."],
        "The Lake Letter",
        "Besa Kola",
        "2025-07-08T18:00:41+00:00",
        "en",
        "https://letter.example/p/a-line",
    ),
    "a government's press releases": Sample(
        f"""<?xml version="1.0" encoding="iso-8859-1"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://gov.example/press.rdf"><title>Government of Montenegro: press releases</title><link>https://gov.example/</link><description>x</description><dc:language>en</dc:language><items><rdf:Seq><rdf:li rdf:resource="https://gov.example/pr/77"/></rdf:Seq></items></channel>
<item rdf:about="https://gov.example/pr/77"><title>Agreement on the border signed</title><link>https://gov.example/pr/77</link><description>{C}</description><dc:date>2025-07-08T15:00+02:00</dc:date><dc:creator>Press office</dc:creator></item>
</rdf:RDF>""",
        "Agreement on the border signed",
        [C],
        "Government of Montenegro: press releases",
        "Press office",
        "2025-07-08T15:00:00+02:00",
        "en",
        "https://gov.example/pr/77",
        followed=True,
    ),
    "a search of news": Sample(
        """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><generator>NFE/5.0</generator><title>"border agreement" - Search</title><link>https://search.example/?q=x&amp;hl=en-GB</link><language>en-GB</language><item><title>Border agreement signed - Shkodra Post</title><link>https://search.example/rss/articles/CBMiX?oc=5</link><guid isPermaLink="false">CBMiX</guid><pubDate>Tue, 08 Jul 2025 16:40:00 GMT</pubDate><description>&lt;a href="https://search.example/rss/articles/CBMiX?oc=5" target="_blank"&gt;Border agreement signed&lt;/a&gt;&amp;nbsp;&amp;nbsp;&lt;font color="#6f6f6f"&gt;Shkodra Post&lt;/font&gt;</description><source url="https://shkodra.example">Shkodra Post</source></item></channel></rss>""",
        "Border agreement signed - Shkodra Post",
        [],
        "Shkodra Post",
        None,
        "2025-07-08T16:40:00+00:00",
        "en",
        "https://search.example/rss/articles/CBMiX?oc=5",
        followed=True,
    ),
    "a blog service": Sample(
        f"""<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href="http://www.blogger.example/styles/atom.css" type="text/css"?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' xmlns:thr='http://purl.org/syndication/thread/1.0'><id>tag:blog,1999:blog-1</id><updated>2025-07-09T08:00:00.001+02:00</updated><title type='text'>Lake diary</title><link rel='http://schemas.google.com/g/2005#feed' type='application/atom+xml' href='https://diary.example/feeds/posts/default'/><link rel='alternate' type='text/html' href='https://diary.example/'/><author><name>Besa Kola</name><email>noreply@blogger.example</email></author><entry><id>tag:blog,1999:blog-1.post-2</id><published>2025-07-08T20:15:00.000+02:00</published><updated>2025-07-09T08:00:00.001+02:00</updated><category scheme='http://www.blogger.example/atom/ns#' term='x'/><title type='text'>The line</title><content type='html'>&lt;div&gt;{A}&lt;/div&gt;&lt;div&gt;&lt;br /&gt;&lt;/div&gt;&lt;div&gt;{B}&lt;/div&gt;</content><link rel='replies' type='application/atom+xml' href='https://diary.example/feeds/2/comments/default' title='Post Comments'/><link rel='edit' type='application/atom+xml' href='https://www.blogger.example/feeds/1/posts/default/2'/><link rel='alternate' type='text/html' href='https://diary.example/2025/07/line.html' title='The line'/><author><name>Besa Kola</name><uri>https://www.blogger.example/profile/1</uri><email>noreply@blogger.example</email></author></entry></feed>""",
        "The line",
        [A, B],
        "Lake diary",
        "Besa Kola",
        "2025-07-08T20:15:00+02:00",
        None,
        "https://diary.example/2025/07/line.html",
    ),
    "a content management system": Sample(
        f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xml:base="https://ministry.example/en/news" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:og="http://ogp.me/ns#"><channel><title>Ministry of the Interior</title><link>https://ministry.example/en/news</link><description></description><language>en</language><item><title>Statement on the border</title><link>https://ministry.example/en/news/statement</link><description>&lt;div class="field field-name-field-image"&gt;&lt;div class="field-items"&gt;&lt;div class="field-item even"&gt;&lt;img src="https://ministry.example/x.jpg" width="480" /&gt;&lt;/div&gt;&lt;/div&gt;&lt;/div&gt;&lt;div class="field field-name-body"&gt;&lt;div class="field-items"&gt;&lt;div class="field-item even" property="content:encoded"&gt;&lt;p&gt;{A}&lt;/p&gt;
&lt;p&gt;{B}&lt;/p&gt;&lt;p&gt;{C}&lt;/p&gt;&lt;p&gt;&amp;nbsp;&lt;/p&gt;&lt;p&gt;{A.replace('Tuesday', 'Wednesday')}&lt;/p&gt;&lt;p&gt;{B.replace('after', 'before')}&lt;/p&gt;&lt;p&gt;{C.replace('both', 'the two')}&lt;/p&gt;&lt;/div&gt;&lt;/div&gt;&lt;/div&gt;</description><pubDate>Tue, 08 Jul 2025 14:00:00 +0000</pubDate><dc:creator>editor2</dc:creator><guid isPermaLink="false">1204 at https://ministry.example</guid></item></channel></rss>""",
        "Statement on the border",
        [A, B, C, A.replace("Tuesday", "Wednesday"), B.replace("after", "before"), C.replace("both", "the two")],
        "Ministry of the Interior",
        "editor2",
        "2025-07-08T14:00:00+00:00",
        "en",
        "https://ministry.example/en/news/statement",
    ),
    "an Arabic feed": Sample(
        """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>صحيفة البحيرة</title><link>https://buhayra.example</link><language>ar</language><item><title><![CDATA[توقيع اتفاق الحدود]]></title><link>https://buhayra.example/1</link><pubDate>Tue, 08 Jul 2025 19:00:00 +0300</pubDate><description><![CDATA[وقع وزيرا الداخلية في البلدين اتفاقا حول الحدود يوم الثلاثاء، بعد خلاف دام ستة عشر عاما.]]></description></item></channel></rss>""",
        "توقيع اتفاق الحدود",
        ["وقع وزيرا الداخلية في البلدين اتفاقا حول الحدود يوم الثلاثاء، بعد خلاف دام ستة عشر عاما."],
        "صحيفة البحيرة",
        None,
        "2025-07-08T19:00:00+03:00",
        "ar",
        "https://buhayra.example/1",
        followed=True,
    ),
    "a JSON Feed without titles": Sample(
        js({"version": "https://jsonfeed.org/version/1", "user_comment": "x", "home_page_url": "https://micro.example/", "title": "Besa’s notes", "author": {"name": "Besa Kola", "url": "https://micro.example/"}, "items": [{"id": "https://micro.example/1.html", "url": "https://micro.example/1.html", "content_html": f"<p>{A}</p>\n", "date_published": "2025-07-08T18:22:10+02:00"}]}),
        "Besa’s notes",
        [A],
        "Besa’s notes",
        "Besa Kola",
        "2025-07-08T18:22:10+02:00",
        None,
        "https://micro.example/1.html",
    ),
    "an agency's gateway": Sample(
        f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/" xmlns:xhtml="http://www.w3.org/1999/xhtml"><header><sent>2025-07-08T15:12:40Z</sent><catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_27.xml"/><sender>lakeagency.example</sender><priority>4</priority></header><itemSet><packageItem guid="tag:1" version="1" standard="NewsML-G2" standardversion="2.18" conformance="power" xml:lang="en"><itemMeta><itemClass qcode="ninat:composite"/><provider literal="lakeagency.example"/><versionCreated>2025-07-08T15:12:39Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta><contentMeta><headline>Albania, Montenegro sign border agreement</headline></contentMeta><groupSet root="main"><group id="main" role="group:main"><itemRef residref="tag:2" version="1"/></group></groupSet></packageItem><newsItem guid="tag:2" version="1" standard="NewsML-G2" standardversion="2.18" conformance="power" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/><provider literal="lakeagency.example"/><versionCreated>2025-07-08T15:12:39Z</versionCreated><firstCreated>2025-07-08T15:05:02Z</firstCreated><pubStatus qcode="stat:usable"/><role qcode="itemRole:N"/><edNote>UPDATE 1: adds quote</edNote></itemMeta><contentMeta><urgency>3</urgency><creditline>Lake Agency</creditline><slugline separator="-">ALBANIA-MONTENEGRO/BORDER (UPDATE 1)</slugline><headline>Albania, Montenegro sign border agreement</headline><dateline>SHKODËR, Albania July 8</dateline><by>Besa Kola</by><language tag="en"/><subject qcode="N2:AL"/></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><p>By Besa Kola</p><p>SHKODËR, Albania July 8 (Lake) - {A}</p><p>{B}</p><p>{C}</p><p>(Reporting by Besa Kola; Editing by Marko Vuk)</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>""",
        "Albania, Montenegro sign border agreement",
        [f"SHKODËR, Albania July 8 (Lake) - {A}", B, C, "(Reporting by Besa Kola; Editing by Marko Vuk)"],
        "Lake Agency",
        "Besa Kola",
        "2025-07-08T15:05:02+00:00",
        "en",
        "x.xml",
        name="x.xml",
    ),
    "an agency's NITF": Sample(
        f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.4/specification/dtd/nitf-3-4.dtd">
<nitf version="-//IPTC//DTD NITF 3.4//EN"><head><title>BC-EU--Albania-Montenegro, 1st Ld-Writethru</title><docdata><doc-id regsrc="LA" id-string="x1"/><urgency ed-urg="4"/><date.issue norm="20250708T151239Z"/><du-key key="Albania-Border" version="2"/><doc.copyright holder="Lake Agency" year="2025"/><key-list><keyword key="Border"/></key-list></docdata><pubdata type="print" name="Lake Agency World News"/></head><body><body.head><hedline><hl1 id="h">Albania, Montenegro sign border agreement</hl1><hl2>Dispute over lake began in 2009</hl2></hedline><byline>By BESA KOLA<byttl>Lake Agency Writer</byttl></byline><distributor>The Lake Agency</distributor><dateline><location>SHKODËR, Albania</location></dateline></body.head><body.content><block id="Main"><p>{A}</p><p>{B}</p><p>    {C}
</p></block></body.content><body.end/></body></nitf>""",
        "Albania, Montenegro sign border agreement",
        [f"SHKODËR, Albania — {A}", B, C],
        "The Lake Agency",
        "BESA KOLA",
        "2025-07-08T15:12:39+00:00",
        None,
        "x.xml",
        name="x.xml",
    ),
    "an editing system's items": Sample(
        js({"guid": "urn:newsml:localhost:2025-07-08:1", "version": "3", "type": "text", "pubstatus": "usable", "versioncreated": "2025-07-08T15:12:39+0000", "firstcreated": "2025-07-08T15:05:02+0000", "firstpublished": "2025-07-08T15:12:39+0000", "language": "en", "headline": "Albania, Montenegro sign <b>border</b> agreement", "byline": "Besa Kola", "slugline": "BORDER", "located": "Shkodër", "source": "LakeAgency", "priority": 4, "urgency": 3, "profile": "Story", "body_html": f"<p>SHKODËR — {A}</p>\n<p>{B}</p>\n<!-- EMBED START Image --><figure><img src=\"x\"><figcaption>The lake.</figcaption></figure><!-- EMBED END --><p>{C}</p>", "description_html": f"<p>{C}</p>", "description_text": C, "place": [{"name": "ALB", "code": "ALB"}], "subject": [{"code": "11000000", "name": "Politics"}], "genre": [{"code": "Article", "name": "Article"}], "charcount": 400, "wordcount": 70, "associations": {"featuremedia": {"type": "picture", "headline": "Lake", "description_text": "The lake.", "renditions": {}}}}),
        "Albania, Montenegro sign border agreement",
        [f"SHKODËR — {A}", B, C],
        "LakeAgency",
        "Besa Kola",
        "2025-07-08T15:05:02+00:00",
        "en",
        "x.json",
        name="x.json",
    ),
    "a crawl of many sites": Sample(
        "\n".join(json.dumps(one, ensure_ascii=False) for one in ({"requested_url": "https://shkodra.example/a?utm=1", "responded_url": "https://shkodra.example/a", "plain_text": f"{A}\n{B}\n{C}", "published_date": "2025-07-08", "title": "Border agreement signed", "tags": [], "categories": ["Politics"], "author": "Besa Kola", "language": "en", "image_url": "https://shkodra.example/x.jpg", "publisher": "shkodra.example", "sitename": "Shkodra Post"},) * 2),
        "Border agreement signed",
        [A, B, C],
        "Shkodra Post",
        "Besa Kola",
        "2025-07-08",
        "en",
        "https://shkodra.example/a",
        name="x.jsonl",
    ),
    "a data set of headlines": Sample(
        "\n".join(json.dumps(one) for one in ({"link": "https://shkodra.example/a", "headline": "Border agreement signed", "category": "POLITICS", "short_description": C, "authors": "Besa Kola, Contributor", "date": "2025-07-08"}, {"link": "https://shkodra.example/b", "headline": "x", "category": "POLITICS", "short_description": B, "authors": "", "date": "2025-07-08"})),
        "Border agreement signed",
        [C],
        None,
        "Besa Kola, Contributor",
        "2025-07-08",
        None,
        "https://shkodra.example/a",
        followed=True,
        name="x.json",
    ),
    "a monitoring service": Sample(
        js({"meta": {"count": 1}, "documents": [{"id": 9, "Headline": "Border agreement signed", "Body": f"<p>{A}</p><p>{B}</p>", "Source": {"Name": "Shkodra Post"}, "Url": "https://shkodra.example/a", "PublishedDate": "2025-07-08T16:40:00Z", "Authors": [{"Name": "Besa Kola"}], "Language": "en"}]}),
        "Border agreement signed",
        [A, B],
        "Shkodra Post",
        "Besa Kola",
        "2025-07-08T16:40:00+00:00",
        "en",
        "https://shkodra.example/a",
        name="x.json",
    ),
    "structured data of a page": Sample(
        js([{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Border agreement signed", "articleBody": f"{A}\n\n{B}", "datePublished": "2025-07-08T16:40:00Z", "author": [{"@type": "Person", "name": "Besa Kola"}], "publisher": {"@type": "Organization", "name": "Shkodra Post"}, "url": "https://shkodra.example/a", "inLanguage": "en"}]),
        "Border agreement signed",
        [A, B],
        "Shkodra Post",
        "Besa Kola",
        "2025-07-08T16:40:00+00:00",
        "en",
        "https://shkodra.example/a",
        name="x.json",
    ),
    "a publishing system's interface": Sample(
        js([{"id": 812, "date": "2025-07-08T16:40:00", "slug": "x", "type": "post", "link": "https://shkodra.example/a", "title": {"rendered": "Border &#8211; signed"}, "content": {"rendered": f"<p>{A}</p>\n<p>{B}</p>\n", "protected": False}, "excerpt": {"rendered": "<p>Short.</p>", "protected": False}, "author": 7}]),
        "Border – signed",
        [A, B],
        None,
        None,
        "2025-07-08T16:40:00",
        None,
        "https://shkodra.example/a",
        name="x.json",
    ),
    "an archive of the press": Sample(
        js({"data": [{"id": "drn:1", "type": "article", "attributes": {"headline": {"main": {"text": "Border agreement signed"}}, "byline": "By Besa Kola", "publication_date": "2025-07-08", "body": [{"type": "p", "text": A}, {"type": "p", "text": B}], "sources": [{"name": "Shkodra Post"}]}}]}),
        "Border agreement signed",
        [A, B],
        "Shkodra Post",
        "Besa Kola",
        "2025-07-08",
        None,
        "x.json",
        name="x.json",
    ),
    "a video channel": Sample(
        f"""<?xml version="1.0" encoding="UTF-8"?><feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="http://video.example/feeds?c=1"/><title>Lake TV</title><author><name>Lake TV</name></author><entry><id>yt:video:1</id><title>Border agreement</title><link rel="alternate" href="https://video.example/watch?v=1"/><author><name>Lake TV</name></author><published>2025-07-08T17:00:05+00:00</published><updated>2025-07-08T19:00:05+00:00</updated><media:group><media:title>Border agreement</media:title><media:content url="https://video.example/v/1" type="application/x-shockwave-flash"/><media:description>{C}</media:description></media:group></entry></feed>""",
        "Border agreement",
        [C],
        "Lake TV",
        None,
        "2025-07-08T17:00:05+00:00",
        None,
        "https://video.example/watch?v=1",
        followed=True,
    ),
}  # fmt: skip


def first(sample: Sample) -> tuple[Article, bool]:
    """The first entry as the reader gives it that claims it, and whether it is a link."""
    source = Source(sample.name, sample.data.encode("latin-1" if "iso-8859-1" in sample.data[:60] else "utf-8"))
    best = max(READERS.values(), key=lambda reader: reader.claims(source))
    assert best.claims(source) > 0
    found = best.read(source)[0]
    assert not isinstance(found, Failure)
    read = found.stand_in if isinstance(found, Source) else found
    assert read is not None
    return read, isinstance(found, Source)


@pytest.mark.parametrize("name", SAMPLES)
def test_what_strangers_write(name: str) -> None:
    sample = SAMPLES[name]
    if "iso-8859-1" in sample.data[:60]:
        sample = sample._replace(data=sample.data.replace("“", "").replace("”", ""))
    read, followed = first(sample)
    body = [read.text[block.start : block.end] for block in read.blocks if block.kind in ("paragraph", "item")]
    assert (read.title, body) == (sample.title, sample.body)
    assert (read.outlet, read.byline, read.published) == (sample.outlet, sample.byline, sample.published)
    assert (read.language, read.location, followed) == (sample.language, sample.location, sample.followed)
    assert read.partial == followed
