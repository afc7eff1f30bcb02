"""The description of the API as a page that loads nothing: made from its OpenAPI document."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.55 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem}h2{margin-top:2.2rem;border-bottom:1px solid #8886}
h3{font-size:1.05rem;margin:1.6rem 0 .2rem}code,pre{font-family:ui-monospace,monospace}
pre{overflow:auto;padding:.8rem;border:1px solid #8886;border-radius:.3rem;font-size:.85rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;
padding:.25rem .6rem .25rem 0;border-bottom:1px solid #8884}
.verb{display:inline-block;min-width:4.2em;font-weight:700}
a{color:inherit}
"""


def add_description(app: FastAPI) -> None:
    """Serve the description at ``/api/docs``."""
    kept: list[str] = []

    @app.get("/api/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        if not kept:
            kept.append(description_page(app.openapi()))
        return HTMLResponse(kept[0])


def description_page(document: dict[str, Any]) -> str:
    """Return an OpenAPI document as one HTML page without scripts.

    Parameters
    ----------
    document
        As FastAPI makes it.
    """
    groups: dict[str, list[str]] = {}
    for path, verbs in document["paths"].items():
        for verb, told in verbs.items():
            groups.setdefault((told.get("tags") or ["other"])[0], []).append(
                _route(path, verb, told)
            )
    parts = [
        f"<h2 id='{escape(n)}'>{escape(n.capitalize())}</h2>{''.join(r)}" for n, r in groups.items()
    ]
    info = document["info"]
    links = " · ".join(f"<a href='#{escape(name)}'>{escape(name)}</a>" for name in groups)
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>API - {escape(info['title'])}</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>{escape(info['title'])}: JSON API {escape(info['version'])}</h1>"
        "<p>Everything the pages do. The machine-readable description is "
        "<a href='/api/openapi.json'>/api/openapi.json</a>. A visitor is known by a cookie: keep "
        "it between calls (<code>curl -b jar -c jar</code>), or every call begins a new visit. "
        "With a token, send <code>Authorization: Bearer TOKEN</code>.</p>"
        f"<p>{links}</p>{''.join(parts)}{_models(document)}</main></body></html>"
    )


def _route(path: str, verb: str, told: dict[str, Any]) -> str:
    rows = [
        (item["name"], item["in"], item.get("description", ""), item.get("schema", {}))
        for item in told.get("parameters", [])
    ]
    body = told.get("requestBody", {}).get("content", {})
    asked = [_type(found.get("schema", {})) for found in body.values()]
    good: dict[str, Any] = next(
        (a for s, a in told.get("responses", {}).items() if s.startswith("2")), {}
    )
    given = [_type(found.get("schema", {})) for found in good.get("content", {}).values()]
    table = "".join(
        f"<tr><td><code>{escape(name)}</code></td><td>{escape(place)}</td>"
        f"<td>{_type(schema)}</td><td>{escape(words)}</td></tr>"
        for name, place, words, schema in rows
    )
    words = escape(told.get("description") or told.get("summary") or "")
    return (
        f"<h3><span class='verb'>{verb.upper()}</span> <code>{escape(path)}</code></h3><p>{words}"
        + (f"<br>Body: {', '.join(asked)}" if asked else "")
        + (f"<br>Answer: {', '.join(given)}" if any(given) else "")
        + "</p>"
        + (f"<table>{table}</table>" if table else "")
    )


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = escape(schema["$ref"].rsplit("/", 1)[-1])
        return f"<a href='#model-{name}'>{name}</a>"
    if "anyOf" in schema:
        return " or ".join(_type(part) for part in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {})) or 'anything'}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"mapping to {_type(schema['additionalProperties']) or 'anything'}"
    if "enum" in schema:
        return " or ".join(f"<code>{escape(json.dumps(word))}</code>" for word in schema["enum"])
    return escape(str(schema.get("type", "")))


def _models(document: dict[str, Any]) -> str:
    models = document.get("components", {}).get("schemas", {})
    parts = ["<h2>Models</h2>"]
    for name, model in models.items():
        needed = set(model.get("required", ()))
        rows = "".join(
            f"<tr><td><code>{escape(field)}</code>{'' if field in needed else ' (optional)'}</td>"
            f"<td>{_type(told)}</td><td>{escape(told.get('description', ''))}</td></tr>"
            for field, told in model.get("properties", {}).items()
        )
        words = escape(model.get("description", "").split("\n\n")[0])
        parts.append(
            f"<h3 id='model-{escape(name)}'>{escape(name)}</h3><p>{words}</p><table>{rows}</table>"
        )
    return "".join(parts)
