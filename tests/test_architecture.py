"""Who may import whom, seen from fresh interpreters; `lint-imports` in test_quality.py holds the picture of rooms."""

import subprocess
import sys

import pytest

HEAVY = ("streamlit", "plotly")
QUICK = (*HEAVY, "pandas", "highspy")
# Room -> what must stay out of the interpreter when the room is imported alone.
ALONE = {
    "errors": QUICK,
    "words": QUICK,
    "places": QUICK,
    "log": QUICK,
    "catalog": HEAVY,
    "model": HEAVY,
    "store": HEAVY,
    "results": HEAVY,
    "views": HEAVY,
    "frames": (*HEAVY, "pandas"),
    "regions": (*HEAVY, "pandas"),
    "cli": (*HEAVY, "pandas"),
    "export": HEAVY,
    "room": HEAVY,
    "charts": ("streamlit",),
}


def built_rooms(project):
    package = project / "clusterdash"
    return {r for r in ALONE if (package / f"{r}.py").is_file() or (package / r / "__init__.py").is_file()}


def imported_by(room, project):
    return modules_after(f"import clusterdash.{room}", project)


def modules_after(statement, project):
    code = f"{statement}\nimport sys; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("room", ALONE)
def test_a_room_alone_leaves_the_screen_libraries_out(room, project):
    if room not in built_rooms(project):
        pytest.skip(f"clusterdash.{room} is not built yet")
    assert not imported_by(room, project) & set(ALONE[room])


def test_the_package_alone_loads_nothing_of_its_own(project):
    loaded = modules_after("import clusterdash as cd; cd.__version__", project)
    assert not loaded & set(QUICK) and not {name for name in loaded if name.startswith("clusterdash.")}


def test_the_package_hands_out_the_model_without_the_screen(project):
    use = "import clusterdash as cd; cd.build_chain(cd.load_catalog(), cd.Scenario()); cd.build_strategy"
    assert not modules_after(use, project) & {*HEAVY, "pandas"}


def test_the_package_names_what_it_hands_out_and_nothing_else():
    import clusterdash

    assert all(getattr(clusterdash, name) is not None for name in clusterdash.__all__)
    assert set(clusterdash.__all__) <= set(dir(clusterdash))
    with pytest.raises(AttributeError, match="no attribute 'magic'"):
        clusterdash.magic  # noqa: B018


def test_the_foundations_are_built(project):
    assert {"errors", "words", "catalog", "model"} <= built_rooms(project)


def test_every_room_is_in_the_picture(project):
    layers = (project / "pyproject.toml").read_text(encoding="utf-8")
    rooms = {path.parent.name for path in (project / "clusterdash").glob("*/__init__.py")}
    assert not [room for room in rooms if f"({room})" not in layers]


def test_public_names_have_a_docstring(project):
    """Walk the public names of the package by source, so that nothing needs to be imported."""
    import ast

    bare = []
    for path in sorted((project / "clusterdash").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.name != "__init__.py" and not ast.get_docstring(tree):
            bare.append(f"{path.relative_to(project)}: module")
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith(
                "_"
            ):
                if not ast.get_docstring(node):
                    bare.append(f"{path.relative_to(project)}:{node.lineno} {node.name}")
    assert not bare, "\n".join(bare)


def test_no_two_public_names_of_the_model_are_alike(project):
    """A class or function is defined once in the whole of the model, so that a name means one thing."""
    import ast
    from collections import Counter

    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (project / "clusterdash/model").rglob("*.py")]
    names = Counter(
        node.name for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)
    )
    assert not [name for name, count in names.items() if count > 1 and not name.startswith("_")]
