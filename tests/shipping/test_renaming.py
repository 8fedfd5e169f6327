"""The client under another name: documentation follows, code and what other programs read does not."""

import ast
import re
from pathlib import Path

import pytest

from shipping.renaming import renamed

PACKAGE = Path(__file__).parents[2] / "generated" / "img_open"
MODULES = sorted(PACKAGE.rglob("*.py"))
KEPT = {"img_open_id", "img_open_operation", "img_open_token", "img_open callback", "img_open"}
"""Texts of the code: the parameters and the seal of callback URLs; the module img_open in the lazy table."""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('"""from img_open import ImgOpen"""', '"""from a.b import ImgOpen"""'),
        ('"""├── see img_open.inbox; img_open."""', '"""├── see a.b.inbox; a.b."""'),
        ('def f():\n    """Of `img_open`."""', 'def f():\n    """Of `a.b`."""'),
        ('class A:\n    x = 1\n    """As img_open has it."""', 'class A:\n    x = 1\n    """As a.b has it."""'),
        ('"""img_open"""; X = "img_open"; """img_open"""', '"""a.b"""; X = "img_open"; """a.b"""'),
        ('"""my_img_open, img_opened, .img_open, generated/img_open, img_open_cli, IMG_OPEN_LOG, img-open"""', None),
        ('X = """img_open"""', None),
        ("from .img_open import ImgOpen  # img_open", None),
        ('f"img_open {1}"', None),
    ],
)
def test_what_follows_the_name_and_what_does_not(source: str, expected: str | None) -> None:
    assert renamed(source, "a.b", "x.py") == (source if expected is None else expected)
    assert renamed(source, "img_open", "x.py") == source


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_renamed_module_is_the_same_code_and_names_the_old_package_nowhere(module: Path) -> None:
    source = module.read_text("utf-8")
    other = renamed(source, "acme.pics", module.name)
    assert _code(other) == _code(source)
    texts = {node.value for node in ast.walk(ast.parse(other)) if isinstance(node, ast.Constant)}
    named = {text for text in texts if isinstance(text, str) and re.search(r"\bimg_open", text)}
    assert named <= KEPT
    assert ("from acme.pics import ImgOpen" in other) == (module == PACKAGE / "__init__.py")


def _code(source: str) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant(None)
    return ast.dump(tree)
