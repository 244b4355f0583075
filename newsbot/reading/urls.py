"""Links made absolute, and the identity of a page."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote_to_bytes, urljoin, urlsplit

_MAX_LENGTH = 4096
_STRIPPED = "".join(map(chr, range(0x21)))
_REMOVED = str.maketrans("", "", "\t\n\r")
_HOST = re.compile(r"(?!.{254})(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_IPV6 = re.compile(r"\[[0-9a-f:.]{2,45}\]")
# White space, controls, invisible characters and what would end a link in HTML or Markdown.
_UNSAFE = re.compile(
    '[\\s\x00-\x1f"<>\\\\^`{|}\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]'
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

# Parameters that only say where a reader came from, by the tools that append them: Google (utm_), Matomo (mtm_, pk_),
# Facebook, Google Ads, Microsoft Ads, Mailchimp, Alibaba (spm, scm), 36氪's old feeds (ktm_source).
_TRACKING = re.compile(
    r"(?:utm_|mtm_|pk_(?:campaign|kwd|source|medium)).*|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id|spm|scm|ktm_source"
)
# Parameters that are tracking on one site and may be content on another.
_TRACKING_ON = {"36kr.com": re.compile(r"f=rss|channel=openclaw")}


def absolute_url(base: str, link: str) -> str:
    """The address of a link as found in a document at ``base``; empty unless it is an http or https one with a host.

    White space and control characters are treated as browsers treat them; user names and passwords are dropped; what
    could end a link where it is printed is percent-encoded.
    """
    link = link.strip(_STRIPPED).translate(_REMOVED)
    if not link or len(link) > _MAX_LENGTH:
        return ""
    try:
        url = urljoin(base, _with_slashes(link))
        parts = urlsplit(url)
        host = _authority(parts)
        authority = parts.netloc.rpartition("@")[2]
        if not authority.isascii() and not _reads_as_it_is(parts.hostname or ""):
            authority = host
    except ValueError:  # a broken IPv6 address or port, or a host that no IDN can be
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    rest = url.partition("://")[2][len(parts.netloc) :]
    return f"{parts.scheme}://{authority}{_UNSAFE.sub(_encoded, _SURROGATES.sub('', rest))}"


def canonical_url(url: str) -> str:
    """The identity of the page at an absolute http or https URL; empty for anything else.

    Scheme, host, default port, percent-encoding, dot segments and order-preserving query are normalised; known
    tracking parameters and the fragment are dropped, but not a "#!" fragment, which names a page. "www." stays: with
    and without it can be different sites. http and https become https: a site that offers both serves the same
    article on both, and feeds and pages disagree about which to name.
    """
    url = absolute_url("", url)
    if not url:
        return ""
    parts = urlsplit(url)
    host = _authority(parts)
    path = _without_dot_segments(_normalised(parts.path)) or "/"
    query = _query(parts.query, host.partition(":")[0])
    fragment = "#" + _normalised(parts.fragment) if parts.fragment.startswith("!") else ""
    return f"https://{host}{path}{'?' if query else ''}{query}{fragment}"


def part_url(url: str, part: str) -> str:
    """The identity of one of several entries on the page with the canonical URL ``url``; without a part, the page's."""
    return f"{url}#{_normalised(part)}" if url and part else url


def _with_slashes(link: str) -> str:
    head, mark, query = link.partition("?")
    return head.replace("\\", "/") + mark + query


def _authority(parts: SplitResult) -> str:
    """Host and port in their canonical form; empty for an impossible host. Raises ValueError for an impossible port."""
    host, port = (parts.hostname or "").lower().rstrip("."), parts.port
    if ":" in host:
        host = f"[{host}]"
    elif not host.isascii():
        if len(host) > 253:  # the codec is quadratic in a label's length
            return ""
        host = host.encode("idna").decode("ascii").lower()
    if not (_HOST.fullmatch(host) or _IPV6.fullmatch(host)):
        return ""
    return host if port in {None, 80, 443} else f"{host}:{port}"


def _reads_as_it_is(host: str) -> bool:
    """Whether an international host is the one it shows, without characters that the encoding ignores or replaces."""
    return host.encode("idna").decode("idna") == host


def _normalised(text: str) -> str:
    """Percent-encoding in one form: upper-case, nothing encoded that needs not be, everything that must be."""
    return re.sub(r"[^\x21-\x7e]", _encoded, _ESCAPE.sub(_escape, _UNSAFE.sub(_encoded, text)))


def _encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def _escape(match: re.Match[str]) -> str:
    if not match[1]:
        return "%25"
    byte = unquote_to_bytes(match[0])
    return byte.decode("ascii") if byte[0] in _UNRESERVED else match[0].upper()


def _without_dot_segments(path: str) -> str:
    segments: list[str] = []
    names = path.split("/")
    for name in names:
        if name == ".." and len(segments) > 1:
            segments.pop()
        elif name not in {".", ".."}:
            segments.append(name)
    if names[-1] in {".", ".."}:
        segments.append("")
    return "/".join(segments)


def _query(query: str, host: str) -> str:
    kept = []
    for pair in _normalised(query).replace("%20", "+").split("&"):
        name, _, value = pair.partition("=")
        # Ghost and others append their own name to links that leave or enter them: ?ref=blog.example.org
        own_name = name == "ref" and value.lower() == host
        site = next((pattern for site, pattern in _TRACKING_ON.items() if f".{host}".endswith(f".{site}")), None)
        if pair and not own_name and not _TRACKING.fullmatch(name.lower()) and not (site and site.fullmatch(pair)):
            kept.append(pair)
    return "&".join(kept)
