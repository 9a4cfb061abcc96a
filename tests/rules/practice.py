"""The rule for practice notebooks: nothing solved, nothing run, and the way back."""

from tools.generated import colab, navigation
from tools.practice import BEGIN, SOLUTION


def unsolved(nb, lesson, path):
    """Complaints about the practice notebook of a lesson. path: where it lies."""
    source, header = "\n".join(cell.source for cell in nb.cells), nb.cells[1].source
    wrong = [f"cell {cell.id} was run" for cell in nb.cells if cell.get("outputs") or cell.get("execution_count")]
    wrong += [f"the header lacks {part}" for part in (colab(path), f"(../{path.name})") if part not in header]
    wrong += [] if nb.cells[-1].source == navigation(path) else ["the navigation line is wrong"]
    wrong += ["it holds the marks of a solution"] if BEGIN in source else []
    for _, solution in SOLUTION.findall("\n".join(cell.source for cell in lesson.cells)):
        wrong += [f"it holds a solution: {solution.strip()!r}"] if solution.strip() in source else []
    return wrong
