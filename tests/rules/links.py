"""The rule for links: they lead somewhere. Addresses outside of the repository are not called, only read."""

import functools
import re
from urllib.parse import parse_qs, unquote, urlsplit

import nbformat

from rules.reading import headings, markdown, without_code
from tools.settings import HOME, repository

LINK = re.compile(r"\]\(\s*([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\s*\)|\b(?:src|href)=\"([^\"]*)\"")


def links(text):
    """The targets of all links and pictures of Markdown."""
    return [a or b for a, b in LINK.findall(re.sub(r"\$[^$\n]*\]\([^$\n]*\$", "", without_code(text)))]


def broken(text, path):
    """Complaints about the links in the Markdown of the file at `path`."""
    return [f"{target}: {why}" for target in links(text) if (why := _why_broken(target, path, text))]


def markdown_of(path):
    """The Markdown of a file, Markdown or notebook."""
    if path.suffix == ".ipynb":
        return "\n\n".join(markdown(nbformat.read(path, as_version=4)))
    return path.read_text(encoding="utf-8")


def _why_broken(target, path, text):
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return _why_address_broken(parts)
    file = path.parent / unquote(parts.path) if parts.path else path
    if not target or not file.exists():
        return "there is no such file"
    if HOME not in (file.resolve(), *file.resolve().parents):
        return "it leads out of the repository"
    if parts.fragment:
        anchors = _anchors(file) if parts.path else {_anchor(words) for _, words in headings(text)}
        return None if _anchor(unquote(parts.fragment)) in anchors else "there is no such heading"
    return None


def _why_address_broken(parts):
    if parts.scheme == "mailto":
        return None
    if parts.scheme != "https" or not re.fullmatch(r"[\w-]+(\.[\w-]+)+", parts.netloc):
        return "a full https address is wanted"
    ours = {"github.com": f"/{repository()}", "colab.research.google.com": f"/github/{repository()}"}.get(parts.netloc)
    if parts.netloc == "colab.research.google.com" and not parts.path.startswith((f"{ours}/blob/main/", "/assets/")):
        return "it opens no notebook of this repository"
    if not ours or not f"{parts.path}/".startswith(f"{ours}/"):
        return None
    inside = re.sub(r"^/(blob|tree|raw)/main/", "", parts.path.removeprefix(ours))
    if inside.startswith("/"):  # a page of GitHub's own, such as the issues
        inside = parse_qs(parts.query).get("title", [""])[0]
    return None if (HOME / unquote(inside)).exists() else "there is no such file in this repository"


@functools.cache
def _anchors(file):
    return {_anchor(words) for _, words in headings(markdown_of(file))}


def _anchor(words):
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", words)).strip("-").lower()
