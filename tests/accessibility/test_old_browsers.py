"""Respondent pages use nothing that Android 8 (Chrome 58) or iOS 14 lack, but for what they may ignore.

Whatever stylesheet, script and pages hold must be named here: as old enough, or as newer with the
reason why its absence hurts nobody.
"""

import re
from pathlib import Path

import pytest

import survey_app

WEB = Path(survey_app.__file__).parent / "web"
STYLES = (WEB / "static" / "respondent" / "respondent.css").read_text("utf-8")
SCRIPT = "".join(
    (WEB / "static" / "respondent" / name).read_text("utf-8")
    for name in ("respondent.js", "counter.js", "resend.js")
)
PAGES = sorted((WEB / "respondent" / "templates" / "respondent").glob("*.html"))

OLD_PROPERTIES = frozenset(
    [
        "align-items",
        "background",
        "background-color",
        "border",
        "border-bottom",
        "border-color",
        "border-left",
        "border-radius",
        "border-top",
        "border-width",
        "bottom",
        "box-shadow",
        "box-sizing",
        "clear",
        "clip",
        "color",
        "content",
        "cursor",
        "display",
        "fill",
        "flex",
        "flex-direction",
        "flex-wrap",
        "float",
        "font",
        "font-family",
        "font-size",
        "font-weight",
        "height",
        "justify-content",
        "left",
        "line-height",
        "list-style",
        "margin",
        "margin-bottom",
        "margin-left",
        "margin-right",
        "margin-top",
        "max-height",
        "max-width",
        "min-height",
        "min-width",
        "object-fit",
        "opacity",
        "order",
        "outline",
        "outline-color",
        "outline-offset",
        "overflow",
        "overflow-wrap",
        "padding",
        "padding-bottom",
        "padding-left",
        "padding-right",
        "padding-top",
        "position",
        "resize",
        "right",
        "src",
        "stroke",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-width",
        "text-align",
        "text-decoration",
        "text-transform",
        "top",
        "transition",
        "unicode-range",
        "vertical-align",
        "visibility",
        "white-space",
        "width",
        "word-break",
        "word-wrap",
        "z-index",
        "-webkit-appearance",
        "-webkit-text-size-adjust",
    ]
)
NEWER_PROPERTIES = {
    "accent-color": "the radio button keeps the system's colour",
    "appearance": "-webkit-appearance stands before it",
    "color-scheme": "the browser's own controls stay light",
    "font-display": "the words wait for the font, as they did",
    "forced-color-adjust": "older browsers force no colours",
    "scroll-padding-bottom": "what a link leads to may lie under the bar until it is scrolled",
    "scroll-padding-top": "what a link leads to touches the edge",
    "text-size-adjust": "-webkit-text-size-adjust stands before it",
    "text-underline-offset": "the underline lies nearer",
    "text-wrap": "lines of a heading differ more in length",
}
OLD_SELECTORS = frozenset(
    [
        ":active",
        ":checked",
        ":disabled",
        ":empty",
        ":first-child",
        ":focus",
        ":hover",
        ":lang",
        ":last-child",
        ":not",
        ":root",
        "::-moz-progress-bar",
        "::-webkit-progress-bar",
        "::-webkit-progress-value",
    ]
)
NEWER_SELECTORS = {
    ":focus-within": "no frame is drawn around the row at hand (Chrome 60)",
    ":focus-visible": "the whole rule is dropped, and it only takes an outline away",
}
OLD_FUNCTIONS = frozenset({"calc", "format", "rect", "rgba", "url", "var"})
NEWER_FUNCTIONS = {"env": "the declaration is dropped, and an older one without it stands"}
OLD_CONDITIONS = frozenset({"min-width", "max-width", "min-height", "max-height"})
NEWER_CONDITIONS = {
    "forced-colors": "older browsers force no colours",
    "prefers-color-scheme": "the light scheme stands",
    "prefers-reduced-motion": "nothing moves unless a browser knows it",
}
OLD_UNITS = frozenset({"", "%", "em", "rem", "px", "s", "ms", "vh", "vw"})

NEWER_SCRIPT = {
    "optional chaining (Chrome 80)": r"\?\.(?!\d)",
    "?? and ??= (Chrome 80)": r"\?\?",
    "||= and &&= (Chrome 85)": r"(\|\||&&)=",
    "catch without a name (Chrome 66)": r"catch\s*\{",
    "spread of objects (Chrome 60)": r"\{\s*\.\.\.|,\s*\.\.\.\w+\s*\}",
    "for await (Chrome 63)": r"for\s+await",
    "numeric separators (Chrome 75)": r"\d_\d",
    "big integers (Chrome 67)": r"\b\d+n\b",
    "fields of classes (Chrome 72)": r"#\w+\s*[=(;]",
    "modules (Chrome 61)": r"\b(import|export)\b",
    "lookbehind (iOS 16)": r"\(\?<[=!]",
    "flat, flatMap (Chrome 69)": r"\.(flat|flatMap)\(",
    "at (Chrome 92)": r"\.at\(",
    "replaceAll, matchAll (Chrome 73, 85)": r"\.(replaceAll|matchAll)\(",
    "trimStart, trimEnd (Chrome 66)": r"\.trim(Start|End)\(",
    "finally of promises (Chrome 63)": r"\)\s*\.finally\(",
    "Promise.any, allSettled (Chrome 76)": r"Promise\.(any|allSettled|withResolvers)",
    "Object.fromEntries (Chrome 73)": r"fromEntries",
    "globalThis, queueMicrotask (Chrome 71)": r"\b(globalThis|queueMicrotask|structuredClone)\b",
    "AbortController (Chrome 66)": r"\bAbort(Controller|Signal)\b",
    "toggleAttribute, replaceChildren (Chrome 69, 86)": r"\.(toggleAttribute|replaceChildren)\(",
    "randomUUID (Chrome 92)": r"randomUUID",
    "ResizeObserver (Chrome 64)": r"\bResizeObserver\b",
    "showModal, requestSubmit (iOS 15, 16)": r"\.(showModal|requestSubmit|checkVisibility)\(",
}
"""What the script must not hold, with the browser that first knew it."""
NEWER_MARKUP = (
    r"<dialog|\sinert[\s>=]|\spopover|<search|\senterkeyhint=|<selectlist|type=\"module\""
)


def strip_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def parts_of(styles: str) -> dict[str, set[str]]:
    """Properties, selectors, functions, conditions and units that a stylesheet holds.

    Custom properties have any name; Chrome 49 knew them.
    """
    plain = re.sub(r'"[^"]*"', '""', strip_comments(styles))
    conditions = "".join(re.findall(r"@media([^{]*)\{", plain))
    bodies = ";".join(re.findall(r"\{([^{}]*)\}", plain))
    heads = "".join(re.findall(r"(?:^|[{}])([^{}@]*)\{", plain))
    values = re.sub(r"U\+[\w-]+|#[0-9a-fA-F]+|--[\w-]+", "", bodies)
    return {
        "property": set(re.findall(r"(?:^|;)\s*(-?[a-z][a-z-]*)\s*:", bodies)),
        "selector": set(re.findall(r"::?[a-z-]+", heads)),
        "function": set(re.findall(r"([a-z-]+)\(", values)),
        "condition": set(re.findall(r"\(\s*([a-z-]+)", conditions)),
        "unit": set(re.findall(r"(?<![\w.-])-?[\d.]+([a-z%]*)", values)),
        "rule": set(re.findall(r"@([a-z-]+)", plain)),
    }


KNOWN = {
    "property": OLD_PROPERTIES | NEWER_PROPERTIES.keys(),
    "selector": OLD_SELECTORS | NEWER_SELECTORS.keys(),
    "function": OLD_FUNCTIONS | NEWER_FUNCTIONS.keys(),
    "condition": OLD_CONDITIONS | NEWER_CONDITIONS.keys(),
    "unit": OLD_UNITS,
    "rule": {"font-face", "media"},
}


def unknown_parts(styles: str) -> set[str]:
    found = parts_of(styles)
    return {f"{kind} {name}" for kind, names in found.items() for name in names - KNOWN[kind]}


def newer_parts(script: str) -> set[str]:
    """Without comments and texts, where anything may stand."""
    plain = re.sub(r'//[^\n]*|"[^"\n]*"', "", strip_comments(script))
    return {name for name, looks in NEWER_SCRIPT.items() if re.search(looks, plain)}


def test_the_stylesheet_holds_nothing_too_new() -> None:
    assert unknown_parts(STYLES) == set()


def test_the_script_holds_nothing_too_new() -> None:
    assert newer_parts(SCRIPT) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_holds_nothing_too_new(page: Path) -> None:
    assert re.findall(NEWER_MARKUP, page.read_text("utf-8")) == []


def test_a_rule_that_needs_focus_visible_only_takes_away() -> None:
    rules = re.findall(r"([^{}]*:focus-visible[^{}]*)\{([^{}]*)\}", strip_comments(STYLES))
    assert rules
    assert {body.strip().rstrip(";") for _head, body in rules} == {"outline: none"}
    assert all(":not(:focus-visible)" in head for head, _body in rules)


def test_what_needs_env_has_an_older_declaration() -> None:
    names = re.findall(r"([a-z-]+)\s*:[^;{}]*env\(", STYLES)
    assert set(names) == {"padding-bottom"}
    assert re.search(r"^\.bar \{[^}]*padding: ", STYLES, re.MULTILINE)


@pytest.mark.parametrize(
    "newer",
    [
        ".a { gap: 1rem; }",
        ".a { inset: 0; }",
        ".a { aspect-ratio: 1; }",
        ".a { width: min(3rem, 50%); }",
        ".a:is(.b, .c) { color: red; }",
        ".a:has(.b) { color: red; }",
        ".a { height: 100dvh; }",
        "@media (hover: hover) { .a { color: red; } }",
        "@layer base { .a { color: red; } }",
        "@media (min-width: 1em) { .a::marker { color: red; } }",
    ],
)
def test_newer_styles_would_be_found(newer: str) -> None:
    assert len(unknown_parts(newer)) == 1


@pytest.mark.parametrize(
    "newer",
    [
        "a?.b", "a ?? b", "a ||= b", "try { a() } catch { b() }", "f({ ...a })", "x.flat()",
        "1_000", "list.at(-1)", "text.replaceAll(a, b)", "fetch(a).finally(b)",
        "Object.fromEntries(a)", "new AbortController()", "/(?<=a)b/.test(c)", "12n", "x = { a, ...b }",
    ],
)  # fmt: skip
def test_newer_script_would_be_found(newer: str) -> None:
    assert len(newer_parts(newer)) == 1
