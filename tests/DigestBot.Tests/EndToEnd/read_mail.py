"""Reads a mail on standard input with Python's email package and prints what a mail program would find in it, as JSON."""
import email, email.policy, html, json, re, sys, urllib.request
from html.parser import HTMLParser

raw = sys.stdin.buffer.read()
mail = email.message_from_bytes(raw, policy=email.policy.default)


def spaces(text):
    return " ".join(text.split())


class Reader(HTMLParser):
    """Links in order, the quotes (cells of class q) with theirs and with who says them on a line of its own, and the visible text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.links, self.quotes, self.text, self.tags, self.silent, self.quote = [], [], [], set(), 0, None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.add(tag)
        if tag in ("style", "script", "title"):
            self.silent += 1
        if tag == "td" and "q" in (attributes.get("class") or "").split():
            self.quote = {"text": "", "url": None, "speaker": ""}
            self.part = "text"
            self.quotes.append(self.quote)
        if tag == "br" and self.quote is not None:
            self.part = "speaker"
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
            if self.quote is not None:
                self.quote["url"] = attributes["href"]

    def handle_endtag(self, tag):
        if tag in ("style", "script", "title"):
            self.silent -= 1
        if tag == "td":
            self.quote = None

    def handle_data(self, data):
        if not self.silent:
            self.text.append(data)
            if self.quote is not None:
                self.quote[self.part] += data


def read(markup):
    reader = Reader()
    reader.feed(markup)
    reader.close()
    return reader


pages = {}


def page(url):
    """The text of a page as a browser would show it, whatever this project makes of it."""
    url = url.split("#")[0]
    if url not in pages:
        with urllib.request.urlopen(url, timeout=20) as answer:
            pages[url] = spaces("".join(read(answer.read().decode("utf-8")).text))
    return pages[url]


parts = list(mail.iter_parts())
body = read(parts[1].get_content())
plain = parts[0].get_content()
print(json.dumps({
    "defects": [str(defect) for part in mail.walk() for defect in part.defects],
    "headers": [[name, str(value)] for name, value in mail.items()],
    "structure": [part.get_content_type() for part in mail.walk()],
    "encodings": [part["Content-Transfer-Encoding"] for part in parts],
    "text": plain,
    "textLinks": re.findall(r"https?://[^\s<>]+", plain),
    "htmlLinks": body.links,
    "htmlText": spaces("".join(body.text)),
    "tags": sorted(body.tags),
    "quotes": [{"text": spaces(quote["text"]), "url": quote["url"], "speaker": spaces(quote["speaker"]), "found": spaces(quote["text"]) in page(quote["url"]) and spaces(quote["speaker"]).removeprefix("— ") in page(quote["url"])} for quote in body.quotes],
    "htmlOctets": len(parts[1].as_bytes()),
    "longestLine": max(len(line) for line in raw.replace(b"\r\n", b"\n").split(b"\n")),
    "sevenBit": all(octet < 128 for octet in raw),
}))
