"""A chart as the altair code that draws it: its picture in Vega-Lite read back, a line a piece. Pure."""

import json
from collections.abc import Iterator, Mapping, Sequence
from keyword import iskeyword
from typing import Any

from qic_core.workshop.kind import Picture

LINE, DECIMALS = 100, 4
NO_BREAK = {0xA0: " ", 0x202F: " "}
STYLE = "STYLE"
TYPES = {"quantitative": "Q", "nominal": "N", "ordinal": "O", "temporal": "T"}
SPELT_OUT = {"$schema", "config", "data", "datasets", "encoding", "layer", "mark", "params", "transform"}


class NotSpeltOut(Exception):
    """A picture holds something that has no code here yet."""


def chart_code(picture: Picture, style: Mapping[str, Any]) -> str:
    """Return statements that make `chart` out of `rows`; a picture with pieces unknown here stays as it is, in JSON."""
    try:
        return _layered(picture, style) if "layer" in picture else _single(picture, style)
    except NotSpeltOut:
        whole = {key: value for key, value in picture.items() if key not in ("data", "datasets")}
        return f"PICTURE = {literal(whole)}\nchart = alt.Chart.from_dict(PICTURE).properties(data=rows)"


def rounded(part: Any) -> Any:  # noqa: ANN401  a part of a Vega-Lite picture, which is JSON
    """Return a picture whose figures are as long as can be seen: 37.4, not 37.400000000000006."""
    if isinstance(part, Mapping):
        return {key: rounded(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [rounded(value) for value in part]
    return round(part, DECIMALS) if isinstance(part, float) else part


def literal(value: object, room: int = LINE) -> str:
    """Return a value as it is written in Python: on one line where there is room for it."""
    line = _on_one_line(value)
    if len(line) <= room:
        return line
    if isinstance(value, dict):
        return _within(
            "{", [f"{_string(key)}: {literal(inner, room - len(key) - 9)}" for key, inner in value.items()], "}"
        )
    if isinstance(value, list | tuple):
        return _within("[", [literal(inner, room - 5) for inner in value], "]")
    if isinstance(value, str) and " " in value:
        return "\n".join(["(", *(f"    {_string(piece)}" for piece in _pieces_of(value, room - 8)), ")"])
    return line


def _on_one_line(value: object) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_string(key)}: {_on_one_line(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_on_one_line, value))}]"
    return _string(value) if isinstance(value, str) else repr(value)


def _string(text: str) -> str:
    """Return a text between quotation marks; what cannot be seen is spelt out, so that code is what it looks like."""
    seen = text.translate(NO_BREAK).isprintable()
    return json.dumps(text, ensure_ascii=False) if seen else repr(text)


def _pieces_of(text: str, room: int) -> Iterator[str]:
    """Yield a text in pieces that are not longer than that where its spaces allow it."""
    while len(text) > room and " " in text[:room]:
        cut = text.rindex(" ", 0, room) + 1
        yield text[:cut]
        text = text[cut:]
    yield text


def _within(opening: str, items: Sequence[str], closing: str) -> str:
    return "\n".join([opening, *(f"    {_set_in(item, 4)}," for item in items), closing])


def call(head: str, arguments: Sequence[str]) -> str:
    """Return a call, on one line where it fits."""
    line = f"{head}({', '.join(arguments)})"
    if len(line) <= LINE - 8 and "\n" not in line:
        return line
    return _within(f"{head}(", arguments, ")")


def _single(picture: Picture, style: Mapping[str, Any]) -> str:
    pieces = _pieces(picture, {})
    return _chain("chart", ["alt.Chart(rows)", *pieces, *_around(picture, style)])


def _layered(picture: Picture, style: Mapping[str, Any]) -> str:
    layers: Sequence[Mapping[str, Any]] = picture["layer"]
    if any(set(layer) - {"mark", "encoding", "transform"} for layer in layers):
        raise NotSpeltOut("layer")
    shared = _shared(layers)
    base = call("alt.Chart().encode", list(_channels(shared))) if shared else "alt.Chart()"
    drawn = ["".join(f"\n{piece}" for piece in ("base", *_pieces(layer, shared))).strip() for layer in layers]
    whole = call("alt.layer", [*(_fitted(layer) for layer in drawn), "data=rows"])
    return f"base = {base}\n{_chain('chart', [whole, *_around(picture, style)])}"


def _fitted(chained: str) -> str:
    """Return a chain of calls on one line where it fits."""
    line = "".join(chained.splitlines()) if "(\n" not in chained else chained
    return line if len(line) <= LINE - 8 else chained


def _chain(name: str, pieces: Sequence[str]) -> str:
    return "\n".join([f"{name} = (", *(f"    {_set_in(piece, 4)}" for piece in pieces), ")"])


def _pieces(layer: Mapping[str, Any], shared: Mapping[str, Any]) -> Iterator[str]:
    """Yield the calls that make one mark: what it is, what it leaves out, what it shows."""
    if not {"mark", "encoding"} <= set(layer):
        raise NotSpeltOut("mark")
    mark = layer["mark"]
    more = {} if isinstance(mark, str) else {key: value for key, value in mark.items() if key != "type"}
    yield call(f".mark_{mark if isinstance(mark, str) else mark['type']}", list(_named(more)))
    for step in layer.get("transform", []):
        yield _transform(step)
    own = {channel: shown for channel, shown in layer["encoding"].items() if shared.get(channel) != shown}
    if own:
        yield call(".encode", list(_channels(own)))


def _transform(step: Mapping[str, Any]) -> str:
    if set(step) == {"filter"}:
        return call(".transform_filter", [literal(step["filter"])])
    if set(step) == {"calculate", "as"}:
        return call(".transform_calculate", list(_named({step["as"]: step["calculate"]})))
    raise NotSpeltOut("transform")


def _shared(layers: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what every layer shows the same."""
    first = layers[0]["encoding"]
    same = (channel for channel in first if all(layer["encoding"].get(channel) == first[channel] for layer in layers))
    return {channel: first[channel] for channel in same}


def _channels(encoding: Mapping[str, Any]) -> Iterator[str]:
    for channel, shown in encoding.items():
        kind = channel[0].upper() + channel[1:]
        if isinstance(shown, list):
            written = call("", [_channel(kind, one) for one in shown])
            yield f"{channel}=[{written[1:-1]}]"
        else:
            yield f"{channel}={_channel(kind, shown)}"


def _channel(kind: str, shown: Mapping[str, Any]) -> str:
    if "value" in shown and len(shown) == 1:
        return call("alt.value", [literal(shown["value"])])
    if "datum" in shown:
        rest = {key: value for key, value in shown.items() if key != "datum"}
        return call(f"alt.{kind}Datum" if rest else "alt.datum", [literal(shown["datum"]), *_named(rest)])
    if "field" not in shown or shown.get("type", "nominal") not in TYPES:
        raise NotSpeltOut(kind)
    short = shown["field"] + (f":{TYPES[shown['type']]}" if "type" in shown else "")
    rest = {key: value for key, value in shown.items() if key not in ("field", "type")}
    return call(f"alt.{kind}", [literal(short), *_named(rest)])


def _around(picture: Picture, style: Mapping[str, Any]) -> Iterator[str]:
    """Yield what holds for the whole picture: its sizes, its lettering."""
    whole = {key: value for key, value in picture.items() if key not in SPELT_OUT}
    yield call(".properties", list(_named(whole)))
    for param in picture.get("params", []):
        yield _param(param)
    config = picture.get("config", {})
    if config == style:
        yield f".configure(**{STYLE})"
    elif config:
        yield call(".configure", list(_named(config)))


def _param(param: Mapping[str, Any]) -> str:
    if set(param) != {"name", "expr"}:
        raise NotSpeltOut("params")
    return call(".add_params", [call("alt.param", list(_named(param)))])


def _named(values: Mapping[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        if not name.isidentifier() or iskeyword(name):
            raise NotSpeltOut(name)
        yield f"{name}={literal(value, LINE - len(name) - 21)}"


def _set_in(text: str, indent: int) -> str:
    return text.replace("\n", "\n" + " " * indent)
