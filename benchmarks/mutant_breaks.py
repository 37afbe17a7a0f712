"""Small breaks of a module, one at a time: what a careless hand might have written there instead."""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

# How each sign is written, and what may stand there instead.
_SIGNS: dict[type[ast.cmpop | ast.operator], tuple[str, tuple[str, ...]]] = {
    ast.Lt: ("<", ("<=", ">=")),
    ast.LtE: ("<=", ("<", ">")),
    ast.Gt: (">", (">=", "<=")),
    ast.GtE: (">=", (">", "<")),
    ast.Eq: ("==", ("!=",)),
    ast.NotEq: ("!=", ("==",)),
    ast.In: ("in", ("not in",)),
    ast.NotIn: ("not in", ("in",)),
    ast.Is: ("is", ("is not",)),
    ast.IsNot: ("is not", ("is",)),
    ast.Add: ("+", ("-",)),
    ast.Sub: ("-", ("+",)),
    ast.Mult: ("*", ("/",)),
    ast.Div: ("/", ("*",)),
    ast.FloorDiv: ("//", ("*",)),
    ast.Mod: ("%", ("*",)),
    ast.Pow: ("**", ("*",)),
    ast.BitOr: ("|", ("&",)),
    ast.BitAnd: ("&", ("|",)),
    ast.LShift: ("<<", (">>",)),
    ast.RShift: (">>", ("<<",)),
}

# What these make of their one argument differs from it in nothing but its type: `in` asks a list of words as
# it asks a set of them, and what numpy has reckoned is an array without being called one. To leave them out
# is the same program in other words.
_SAME_BUT_FOR_ITS_TYPE = frozenset({"frozenset", "np.asarray"})


@dataclass(frozen=True, slots=True)
class Break:
    """One change of a module's text: some bytes of it give way to others."""

    line: int  # from 1
    begin: int  # byte of the source in UTF-8
    end: int
    instead: str
    what: str  # in words, for a list

    def applied(self, source: str) -> str:
        """Give the source with this change."""
        data = source.encode()
        return (data[: self.begin] + self.instead.encode() + data[self.end :]).decode()


def breaks_of(source: str, but: Container[str] = ()) -> list[Break]:
    """Give every break of a module in the order of its lines; a few of them are no longer Python.

    Docstrings, annotations, names of types, imports, decorators and the words of an error are left alone:
    they are no behaviour that a test should hold still. So are the constants in `but`.
    """
    tree = ast.parse(source)
    place = _Places(source, tree)
    tree.body = [node for node in tree.body if not _sets_one_of(but, node)]
    found = {each for node in _behaviour(tree, place) for each in _breaks_at(node, place)}
    return sorted(found, key=lambda each: (each.begin, each.end, each.instead))


def is_python(source: str) -> bool:
    """Tell whether a source can be read as a program at all."""
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


class _Places:
    """Where a node of the tree stands in the source's bytes."""

    def __init__(self, source: str, tree: ast.Module) -> None:
        self.data = source.encode()
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        self.modules = {alias.asname or alias.name.split(".")[0] for each in imports for alias in each.names}
        self._starts = [0]
        for row in self.data.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(row))

    def begin(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        return self._starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        if node.end_lineno is None or node.end_col_offset is None:
            raise ValueError("this tree was not parsed from a source")
        return self._starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, node: ast.expr) -> str:
        return self.data[self.begin(node) : self.end(node)].decode()

    def is_sure_of(self, node: ast.expr) -> bool:
        """Tell whether the node stands where it says: before Python 3.12 not all in an f-string do."""
        try:
            there = ast.parse(self.text(node), mode="eval").body
        except (SyntaxError, UnicodeDecodeError):
            return False
        return ast.dump(there) == ast.dump(node)

    def replace(self, node: ast.expr | ast.stmt, instead: str, what: str) -> Break:
        return Break(node.lineno, self.begin(node), self.end(node), instead, what)

    def between(self, left: ast.expr, right: ast.expr, old: str, others: Sequence[str]) -> Iterator[Break]:
        """Replace a sign between two expressions, where it can be told from brackets and comments."""
        begin, end = self.end(left), self.begin(right)
        gap = self.data[begin:end].decode()
        for new in others if gap.strip(" ()\n") == old else ():
            yield Break(left.lineno, begin, end, gap.replace(old, new), f"{old} → {new}")


def _sets_one_of(names: Container[str], node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and any(
        isinstance(target, ast.Name) and target.id in names for target in node.targets
    )


def _behaviour(node: ast.AST, place: _Places) -> Iterator[ast.AST]:
    """Walk over what a module does, not over what it says about itself."""
    if isinstance(node, ast.JoinedStr):
        for part in node.values:
            if isinstance(part, ast.FormattedValue) and place.is_sure_of(part.value):
                yield from _behaviour(part.value, place)
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_comment"}:
            continue
        if name == "keywords" and _calls(node, "zip"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_said_only(child):
                yield from _behaviour(child, place)


def _is_said_only(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Import | ast.ImportFrom | ast.Raise)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        or _calls(node, "TypeVar")
    )


def _calls(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _breaks_at(node: ast.AST, place: _Places) -> Iterator[Break]:
    for kind, breaks in _KINDS:
        if isinstance(node, kind):
            yield from breaks(node, place)


def _comparison(node: ast.Compare, place: _Places) -> Iterator[Break]:
    operands = [node.left, *node.comparators]
    for left, operator, right in zip(operands, node.ops, operands[1:], strict=False):
        yield from place.between(left, right, *_SIGNS[type(operator)])


def _arithmetic(node: ast.BinOp, place: _Places) -> Iterator[Break]:
    if type(node.op) in _SIGNS:
        yield from place.between(node.left, node.right, *_SIGNS[type(node.op)])


def _logic(node: ast.BoolOp, place: _Places) -> Iterator[Break]:
    old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
    for left, right in zip(node.values, node.values[1:], strict=False):
        yield from place.between(left, right, old, (new,))


def _negation(node: ast.UnaryOp, place: _Places) -> Iterator[Break]:
    if isinstance(node.op, ast.Not | ast.USub):
        sign = "not" if isinstance(node.op, ast.Not) else "-"
        yield place.replace(node, f"({place.text(node.operand)})", f"without {sign}")


def _constant(node: ast.Constant, place: _Places) -> Iterator[Break]:
    value = node.value
    if isinstance(value, bool):
        yield place.replace(node, str(not value), f"{value} → {not value}")
    elif isinstance(value, int | float):
        other = value + 1 if isinstance(value, int) else value * 1.5 or 1.0
        yield place.replace(node, repr(other), f"{place.text(node)} → {other!r}")
    elif isinstance(value, str) and value:
        yield place.replace(node, '""', "text → empty")


def _call(node: ast.Call, place: _Places) -> Iterator[Break]:
    """Leave out a call that makes something of its first argument, or a keyword.

    A call that only changes the type of what it is given is left alone; see _SAME_BUT_FOR_ITS_TYPE. So is
    `strict` of `zip`: False says what holds without it, and True, like `raise`, tells a programmer of a
    mistake that no test makes.
    """
    if place.text(node.func) in _SAME_BUT_FOR_ITS_TYPE and len(node.args) + len(node.keywords) == 1:
        return
    first = node.args[0] if node.args else None
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    if owner and not isinstance(owner, ast.Constant) and _root(owner) not in place.modules:
        yield place.replace(node, place.text(owner), f"without .{place.text(node.func).rpartition('.')[2]}()")
    elif first and not isinstance(first, ast.Starred | ast.GeneratorExp):
        yield place.replace(node, f"({place.text(first)})", f"without {place.text(node.func)}()")
    for number, keyword in enumerate(node.keywords):
        if keyword.arg and not _calls(node, "zip"):
            begin, end = place.begin(keyword), place.end(keyword)
            if node.args or number:
                begin = place.data.rfind(b",", 0, begin)
            elif len(node.keywords) > 1:
                end = place.begin(node.keywords[1])
            yield Break(keyword.lineno, begin, end, "", f"without {keyword.arg}=")


def _root(node: ast.expr) -> str:
    """Give the name that a dotted name begins with; «» for any other expression."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _condition(node: ast.If | ast.IfExp | ast.While, place: _Places) -> Iterator[Break]:
    if isinstance(node, ast.IfExp):
        for branch, which in ((node.body, "first"), (node.orelse, "second")):
            yield place.replace(node, f"({place.text(branch)})", f"always the {which}")
        return
    yield place.replace(node.test, "False", "never")
    if isinstance(node, ast.If):
        yield place.replace(node.test, "True", "always")


def _filters(node: ast.comprehension, place: _Places) -> Iterator[Break]:
    for test in node.ifs:
        yield place.replace(test, "True", "without the filter")


def _statement(node: ast.stmt, place: _Places) -> Iterator[Break]:
    if isinstance(node, ast.Break | ast.Continue):
        other = "continue" if isinstance(node, ast.Break) else "break"
        yield place.replace(node, other, f"→ {other}")
    else:
        yield place.replace(node, "pass", "left out")


_KINDS: Sequence[tuple[type | tuple[type, ...], Callable[..., Iterator[Break]]]] = (
    (ast.Compare, _comparison),
    (ast.BinOp, _arithmetic),
    (ast.BoolOp, _logic),
    (ast.UnaryOp, _negation),
    (ast.Constant, _constant),
    (ast.Call, _call),
    ((ast.If, ast.IfExp, ast.While), _condition),
    (ast.comprehension, _filters),
    ((ast.Expr, ast.AugAssign, ast.Break, ast.Continue), _statement),
)
