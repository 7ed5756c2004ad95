"""Whether files, functions and classes are small enough; an exception stands in the table with its reason."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON, TEMPLATE, FUNCTION, METHODS = 400, 150, 60, 15
EXCEPTED: dict[str, str] = {}


def python_files() -> Iterator[Path]:
    for folder in ("src", "tests", "scripts", "bench"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def faults() -> Iterator[str]:
    for path in python_files():
        if str(path.relative_to(ROOT)) in EXCEPTED:
            continue
        text = path.read_text()
        if (lines := len(text.splitlines())) > PYTHON:
            yield f"{path.relative_to(ROOT)}: {lines} lines, at most {PYTHON}"
        for node in ast.walk(ast.parse(text)):
            yield from faults_of(node, path.relative_to(ROOT))
    for path in sorted((ROOT / "src").rglob("templates/**/*.html")):
        if (lines := len(path.read_text().splitlines())) > TEMPLATE:
            yield f"{path.relative_to(ROOT)}: {lines} lines, at most {TEMPLATE}"


def faults_of(node: ast.AST, path: Path) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        if (lines := node.end_lineno - node.lineno + 1) > FUNCTION:  # type: ignore[operator]
            yield f"{path}:{node.lineno}: {node.name} has {lines} lines, at most {FUNCTION}"
    elif isinstance(node, ast.ClassDef):
        methods = [each for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
        if len(methods) >= METHODS:
            yield f"{path}:{node.lineno}: {node.name} has {len(methods)} methods, fewer than {METHODS}"


if __name__ == "__main__":
    told = list(faults())
    print("\n".join(told))
    sys.exit(bool(told))
