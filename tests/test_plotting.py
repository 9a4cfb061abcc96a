"""The figures' text form says what they show, on every machine; the drawings draw what they should."""

import itertools

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from matplotlib.figure import Figure
from nbclient import NotebookClient

from utils import plotting

SIZE, PRICE = "size (1000 sqft)", "price ($1000)"
X_TOY, Y_TOY = np.array([1.0, 2.0, 3.0]), np.array([300.0, 500.0, 650.0])
W_VALUES, B_VALUES = np.linspace(-1, 3, 9), np.linspace(-2, 2, 7)


@pytest.fixture(autouse=True)
def course_style():
    original = Figure.__repr__
    with matplotlib.rc_context():
        plotting.use_course_style()
        yield
    Figure.__repr__ = original
    plt.close("all")


def bowl(w, b):
    return (w - 1) ** 2 + 2 * b**2 + 1


def houses():
    ax = plotting.scatter(X_TOY, Y_TOY, SIZE, PRICE, label="house")
    ax.set_title("Three houses")
    return plotting.line(ax, 200, 90, "ours")


def lines_of(ax):
    return plotting.describe(ax.figure).split("\n")[2:]


# Descriptions


def test_description_of_a_scatter_with_a_line():
    assert repr(houses().figure) == (
        "Figure with 1 panel\n"
        "1. “Three houses”\n"
        "   x: size (1000 sqft), 0.9 to 3.1\n"
        "   y: price ($1000), 250 to 730\n"
        "   1 line; 3 points\n"
        "   legend: house | ours"
    )


def test_description_of_images_colour_bars_bars_and_scales():
    fig, axes = plt.subplots(1, 4, figsize=(12, 3))
    fig.suptitle("Four\npanels")
    image = axes[0].imshow(np.arange(12).reshape(3, 4))
    fig.colorbar(image, ax=axes[0], label="pixel value")
    axes[1].bar(["cat", "dog"], [1, 2])
    axes[2].plot([1, 2], [1e-6, 90], "o-")
    axes[2].set(yscale="log", xlabel="$x_1$")
    axes[3].contourf(W_VALUES, B_VALUES, np.outer(B_VALUES, W_VALUES), levels=[-1, 0, 1])
    axes[3].set_axis_off()
    assert plotting.describe(fig) == (
        "Figure “Four panels” with 5 panels\n"
        "1. no title\n   no x label, -0.5 to 3.5\n   no y label, 2.5 to -0.5\n   1 image of 3×4\n"
        "2. no title\n   no x label, ticks cat | dog\n   no y label, 0 to 2.1\n   2 bars\n"
        "3. no title\n   x: $x_1$, 1 to 2.1\n   no y label, 4e-7 to 200, log scale\n   1 line; 2 markers on lines\n"
        "4. no title: filled contours at 3 levels\n"
        "5. colour bar: pixel value, 0 to 11"
    )


def test_description_of_a_surface_names_the_z_axis():
    J = plotting.cost_grid(bowl, W_VALUES, B_VALUES)
    ax = plotting.cost_surface(W_VALUES, B_VALUES, J, path=[(3, 2), (2, 1), (9, 9)])
    assert lines_of(ax)[2:] == [
        "   z: cost J, 1 to 13",
        "   1 line; 2 markers on lines; 1 point; 1 surface",
        "   legend: path | start",
    ]


def test_dates_are_given_as_days():
    ax = plt.subplots()[1]
    ax.plot(np.array(["2012-01-01", "2015-12-31"], dtype="datetime64[D]"), [0, 1])
    ax.set_xlim(np.datetime64("2012-01-01"), np.datetime64("2015-12-31"))
    assert lines_of(ax)[0] == "   no x label, 2011-11-22 to 2015-12-31"


def test_empty_figures_are_described():
    assert repr(plt.figure()) == "Figure, empty"
    ax = plt.subplots()[1]
    assert lines_of(ax) == ["   no x label, 0 to 1", "   no y label, 0 to 1", "   nothing drawn"]


def test_equal_panels_share_a_paragraph():
    axes = plotting.image_grid(np.zeros((3, 8, 8)), columns=2)
    assert repr(axes[0].figure) == "Figure with 3 panels\n1 to 3, each: no title: 1 image of 8×8"


@pytest.mark.parametrize(
    "change",
    [
        lambda ax: ax.lines[0].remove(),
        lambda ax: ax.lines[0].set_visible(False),
        lambda ax: ax.set_xlabel("size"),
        lambda ax: ax.set_title(""),
        lambda ax: ax.legend(["house", "theirs"]),
        lambda ax: ax.set_yscale("log"),
        lambda ax: ax.set_ylim(0, 2000),
        lambda ax: ax.scatter([2], [400]),
    ],
)
def test_a_change_that_matters_changes_the_description(change):
    ax = houses()
    before = repr(ax.figure)
    change(ax)
    assert repr(ax.figure) != before


@pytest.mark.parametrize("scale", ["linear", "log"])
@pytest.mark.parametrize("low, high", [(0.25, 1.25), (0.15, 1.05), (0.5, 10.5), (1e-3, 1e5), (0.95, 9.5), (1, 1001)])
def test_the_last_bits_of_a_limit_change_nothing(scale, low, high):
    texts = set()
    for down, up in itertools.product((-1e-13, 0, 1e-13), repeat=2):
        ax = plt.subplots()[1]
        ax.set(yscale=scale, ylim=(low + down, high + up), xlim=(-1 - down, down))
        texts.add(repr(ax.figure))
    assert len(texts) == 1, texts
    assert "-0 " not in texts.pop() + " "


def test_a_description_is_the_same_before_and_after_drawing_and_changes_no_limits():
    J = plotting.cost_grid(bowl, W_VALUES, B_VALUES)
    for ax in (houses(), plotting.cost_surface(W_VALUES, B_VALUES, J, path=[(3, 2), (2, 1)]), plt.subplots()[1]):
        before = repr(ax.figure)
        ax.figure.canvas.draw()
        assert repr(ax.figure) == before
        ax.plot([0, 50], [0, 50])
        assert ax.get_xlim()[1] > 3 and "0x" not in before


def test_what_training_moves_can_be_kept_out():
    ax = houses()
    plotting.keep_out_of_description(ax, counts=False)
    assert lines_of(ax)[:3] == ["   x: size (1000 sqft)", "   y: price ($1000)", "   1 line; 3 points"]
    plotting.keep_out_of_description([ax])
    assert lines_of(ax)[2] == "   1 line; points"
    plotting.keep_out_of_description(ax, ranges=False, counts=False)
    assert lines_of(ax)[2] == "   1 line; 3 points"


def test_a_notebook_stores_the_description(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(plotting.style.STYLE_FILE.parents[2]))
    source = (
        "import matplotlib.pyplot as plt\nfrom utils import plotting\nplotting.use_course_style()\n"
        "ax = plotting.scatter([1, 2], [3, 4], 'size (1000 sqft)', 'price ($1000)')\nplt.show()"
    )
    again = "fig, ax = plt.subplots()\nax.plot([1, 2])\nfig"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in (source, again)])
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(tmp_path)}}).execute()
    first, second = (cell.outputs for cell in notebook.cells)
    assert [output.output_type for output in first] == ["display_data"] and "image/png" in first[0].data
    assert (
        first[0].data["text/plain"].startswith("Figure with 1 panel\n1. no title\n   x: size (1000 sqft), 1 to 2.1\n")
    )
    assert all(output.data["text/plain"].endswith("1 line") for output in second)


# Drawings


def test_the_style_is_loaded_and_told_apart_without_colour():
    assert plt.rcParams["figure.figsize"] == [7, 4] and plt.rcParams["savefig.dpi"] == 80
    assert plt.rcParams["axes.prop_cycle"].by_key()["color"][0] == plotting.COLOURS["blue"]
    assert len(set(plotting.MARKERS)) == 7 and len(set(plotting.LINE_STYLES)) == 5


def test_ours_is_solid_the_reference_dashed_and_the_range_stays():
    ax = plotting.scatter(X_TOY, Y_TOY, SIZE, PRICE)
    limits = ax.get_xlim()
    assert plotting.line(plotting.line(ax, 200, 90, "ours"), 200, 90, "reference", reference=True) is ax
    ours, reference = ax.lines
    assert (ours.get_linestyle(), reference.get_linestyle()) == ("-", "--")
    assert ax.get_xlim() == limits and ours.get_color() != reference.get_color()
    assert np.allclose(ours.get_ydata(), 200 * np.array(limits) + 90)


def test_residuals_run_from_prediction_to_measurement():
    ax = plotting.residuals(plt.subplots()[1], X_TOY, Y_TOY, Y_TOY + 5)
    (segments,) = ax.collections
    assert np.allclose(segments.get_segments()[0], [[1, 305], [1, 300]]) and len(segments.get_segments()) == 3


def test_a_tangent_has_the_slope_and_touches():
    ax = plotting.tangent(plt.subplots()[1], lambda x: x**2, 3, 6, 0.5)
    piece, point = ax.lines
    assert np.allclose(piece.get_data(), [[2.5, 3.5], [6, 12]]) and np.allclose(point.get_data(), [[3], [9]])


def test_learning_curves_differ_in_more_than_colour():
    ax = plotting.cost_history({"small": [3, 2, 1], "large": [3, 30, np.inf]}, log=True)
    small, large = ax.lines
    assert small.get_linestyle() != large.get_linestyle() and small.get_marker() != large.get_marker()
    assert ax.get_yscale() == "log" and len(ax.get_legend().get_texts()) == 2


def test_the_cost_grid_has_a_row_for_each_b():
    J = plotting.cost_grid(lambda w, b: 10 * w + b, [1, 2, 3], [5, 7])
    assert np.array_equal(J, [[15, 25, 35], [17, 27, 37]])


def test_contours_crowd_at_the_lowest_place_and_the_path_has_arrows():
    J = plotting.cost_grid(bowl, W_VALUES, B_VALUES)
    ax = plotting.cost_contours(W_VALUES, B_VALUES, J, path=[(-1, -2), (0, -1), (0.5, -0.5)], best=(1, 0))
    gaps = np.diff(ax.collections[0].levels)
    assert (np.diff(gaps) > 0).all()
    arrows = [text for text in ax.texts if getattr(text, "arrow_patch", None)]
    assert len(arrows) == 4 and arrows[-1].xy == pytest.approx([0.5, -0.5])
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["path", "start", "lowest"]


def test_a_diverging_path_is_drawn_until_it_is_gone():
    J = plotting.cost_grid(bowl, W_VALUES, B_VALUES)
    path = [(0, 0), (3.5, 0), (0.5, 0), *((10.0**k, 0) for k in range(2, 300))]
    ax = plotting.cost_contours(W_VALUES, B_VALUES, J, path=path)
    assert ax.lines[0].get_xdata().tolist() == [0, 3.5, 0.5, 100] and ax.get_xlim() == (-1, 3)
    outside = plotting.cost_contours(W_VALUES, B_VALUES, J, path=[(50, 50)])
    assert not outside.lines
    ax.figure.canvas.draw()


def test_a_path_that_stands_still_is_drawn_without_arrows():
    J = plotting.cost_grid(bowl, W_VALUES, B_VALUES)
    ax = plotting.cost_contours(W_VALUES, B_VALUES, J, path=[(0, 0), (0, 0)])
    assert not [text for text in ax.texts if getattr(text, "arrow_patch", None)]


def test_cost_contours_carry_their_cost_unless_told_not_to():
    J = plotting.cost_grid(lambda w, b: w**2 + b**2, W_VALUES, B_VALUES)
    assert plotting.cost_contours(W_VALUES, B_VALUES, J).texts
    assert not plotting.cost_contours(W_VALUES, B_VALUES, J, labels=False).texts


def test_the_path_lies_on_the_surface():
    J = plotting.cost_grid(lambda w, b: 2 * w + 3 * b, W_VALUES, B_VALUES)
    ax = plotting.cost_surface(W_VALUES, B_VALUES, J, path=[(0.3, 0.4), (1.1, -1.3)])
    assert np.allclose(ax.lines[0].get_data_3d()[2], [1.8, -1.7])


X_CLASSES, Y_CLASSES = np.array([[0, 0], [0, 1], [2, 0], [4, 4.0]]), np.array([0, 0, 1, 2])


@pytest.mark.parametrize("y", [Y_CLASSES, Y_CLASSES.astype(float), np.array(["a", "a", "b", "c"]), list("aabc")])
def test_each_class_has_a_marker_of_its_own(y):
    ax = plotting.classes(X_CLASSES, y, ["a", "b", "c"])
    assert [len(points.get_offsets()) for points in ax.collections] == [2, 1, 1]
    shapes = {points.get_paths()[0].vertices.tobytes() for points in ax.collections}
    assert len(shapes) == 3 and [text.get_text() for text in ax.get_legend().get_texts()] == ["a", "b", "c"]


def test_a_class_that_is_absent_keeps_the_others_looks():
    ax = plotting.classes(X_CLASSES[3:], [2], ["a", "b", "c"])
    full = plotting.classes(X_CLASSES, Y_CLASSES, ["a", "b", "c"])
    assert np.array_equal(ax.collections[0].get_facecolor(), full.collections[2].get_facecolor())


@pytest.mark.parametrize("names", [None, np.array(["a", "b", "c"])])
def test_regions_follow_the_classifier(names):
    def predict(X):
        codes = (X[:, 0] > 1).astype(int) + (X[:, 0] > 3)
        return codes if names is None else names[codes]

    y = Y_CLASSES if names is None else names[Y_CLASSES]
    ax = plotting.decision_regions(predict, X_CLASSES, y, resolution=50)
    (image,) = ax.images
    assert image.get_array().shape == (50, 50)
    assert image.get_array()[0, 0] == 0 and image.get_array()[0, -1] == 2
    assert lines_of(ax)[2] == "   4 points; 1 image of 50×50; contour lines at 1 level (2 sets)"


def test_images_keep_order_titles_and_grey_values():
    axes = plotting.image_grid(np.arange(5 * 4, dtype=np.uint8).reshape(5, 2, 2), titles="abcde", columns=3)
    assert len(axes) == 5 and len(axes[0].figure.axes) == 5
    assert [ax.get_title() for ax in axes] == list("abcde")
    assert axes[4].images[0].get_clim() == (0, 255) and axes[4].images[0].get_array()[0, 0] == 16
    colour = plotting.image_grid([np.zeros((2, 3, 3)), np.ones((4, 4, 3))])
    assert colour[1].images[0].get_array().shape == (4, 4, 3)


def test_a_network_has_its_units_and_connections_or_dots():
    ax = plotting.network([2, 3, 1], names=["in", "hidden", "out"])
    assert lines_of(ax)[0] == "   words: in | 2 inputs | hidden | 3 units | out | 1 unit"
    assert len(ax.lines) == 2 * 3 + 3 * 1
    large = plotting.network([400, 2])
    assert repr(large.figure).split("\n")[1] == "1. no title: 12 lines; 8 points"
    assert "⋮" in [text.get_text() for text in large.texts]


def full_tree(depth, text="bill length ≤ 41.25 mm"):
    if not depth:
        return {"text": "Chinstrap\n5 of 12"}
    return {"text": text, "left": full_tree(depth - 1), "right": full_tree(depth - 1)}


def chain(depth):
    return {"text": f"x[{depth}] ≤ 2", "left": {"text": "no"}, "right": chain(depth - 1)} if depth else {"text": "yes"}


@pytest.mark.parametrize("node", [full_tree(4), full_tree(2, "short"), chain(4), chain(7)])
def test_no_words_of_a_tree_overlap(node):
    ax = plotting.tree(node)
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    window = ax.figure.bbox
    assert all(window.x0 <= box.x0 and box.x1 <= window.x1 and window.y0 <= box.y0 for box in boxes)


def test_a_tree_has_its_nodes_and_branches():
    ax = plotting.tree(full_tree(3), branches=None)
    assert len(ax.texts) == 15 and len(ax.lines) == 14
    assert len(plotting.tree(full_tree(1)).texts) == 5 and len(plotting.tree({"text": "only"}).texts) == 1


def test_a_world_has_its_tiles_values_and_arrows_but_none_where_it_ends():
    ax = plotting.grid_world(["SF", "HG"], values=[0.25, 0.5, 0, 0], policy=[1, 2, 0, 0])
    words = "start | ↓ | 0.25 | → | 0.50 | hole | goal"
    assert repr(ax.figure) == f"Figure with 1 panel\n1. no title: 4 shapes\n   words: {words}"
    pale, dark, hole, goal = (patch.get_facecolor() for patch in ax.patches)
    assert sum(pale) > sum(dark) > sum(hole) and len({pale, dark, hole, goal}) == 4
    assert [patch.get_xy() for patch in ax.patches] == [(0, 0), (1, 0), (0, 1), (1, 1)] and ax.yaxis_inverted()


def test_a_world_in_other_words_with_other_actions_and_shades():
    ax = plotting.grid_world(["n..w"], policy=[0, 0, 1, 0], names={"n": "nut", ".": "", "w": "walnuts"}, goals="nw",
                             arrows="←→")  # fmt: skip
    assert [text.get_text() for text in ax.texts] == ["nut", "←", "→", "walnuts"]
    shades = [plotting.grid_world(["F"], values=[2], limits=(0, top)).patches[0].get_facecolor() for top in (2, 4, 1e9)]
    assert sum(shades[0]) < sum(shades[1]) < sum(shades[2])
    assert plotting.grid_world(["FF"], values=[0, 0]).texts[0].get_text() == "0.00"


J_TOY = np.arange(6.0).reshape(2, 3)
WRONG = [
    ("x and y", lambda ax: plotting.scatter([1, 2], [1], SIZE, PRICE)),
    ("x", lambda ax: plotting.scatter([[1, 2]], [1, 2], SIZE, PRICE)),
    ("w", lambda ax: plotting.line(ax, np.nan, 0, "ours")),
    ("y_hat", lambda ax: plotting.residuals(ax, [1, 2], [1, 2], [1])),
    ("half_width", lambda ax: plotting.tangent(ax, abs, 1, 1, 0)),
    ("histories", lambda ax: plotting.cost_history([3, 2, 1])),
    ("histories", lambda ax: plotting.cost_history({})),
    ("histories", lambda ax: plotting.cost_history({"a": [[3, 2]]})),
    ("cost", lambda ax: plotting.cost_grid(lambda w, b: [w, b], [1], [2])),
    ("J", lambda ax: plotting.cost_contours([1, 2], [1, 2, 3], J_TOY)),
    ("J", lambda ax: plotting.cost_contours([1, 2, 3], [1, 2], 0 * J_TOY)),
    ("path", lambda ax: plotting.cost_contours([1, 2, 3], [1, 2], J_TOY, path=[1, 2, 3])),
    ("best", lambda ax: plotting.cost_contours([1, 2, 3], [1, 2], J_TOY, best=[1, 2, 3])),
    ("J", lambda ax: plotting.cost_surface([1, 2], [1, 2, 3], J_TOY)),
    ("ax", lambda ax: plotting.cost_surface([1, 2, 3], [1, 2], J_TOY, ax=ax)),
    ("X", lambda ax: plotting.classes(np.zeros((4, 3)), Y_CLASSES)),
    ("y", lambda ax: plotting.classes(X_CLASSES, [0, 1])),
    ("y", lambda ax: plotting.classes(X_CLASSES, Y_CLASSES, ["a", "b"])),
    ("y", lambda ax: plotting.classes(X_CLASSES, Y_CLASSES - 0.5)),
    ("names", lambda ax: plotting.classes(X_CLASSES, [0, 1, 2, 7])),
    ("predict", lambda ax: plotting.decision_regions(lambda X: X, X_CLASSES, Y_CLASSES)),
    ("predict", lambda ax: plotting.decision_regions(lambda X: X[:, 0], X_CLASSES, Y_CLASSES)),
    ("images", lambda ax: plotting.image_grid([])),
    ("images", lambda ax: plotting.image_grid(np.zeros((3, 784)))),
    ("titles", lambda ax: plotting.image_grid(np.zeros((3, 2, 2)), titles=["a"])),
    ("layer_sizes", lambda ax: plotting.network([3])),
    ("layer_sizes", lambda ax: plotting.network([3, 0])),
    ("names", lambda ax: plotting.network([3, 1], names=["in"])),
    ("node", lambda ax: plotting.tree({"text": "a", "left": {"text": "b"}})),
    ("node", lambda ax: plotting.tree({"left": {"text": "b"}, "right": {"text": "c"}})),
    ("tiles", lambda ax: plotting.grid_world(["SF", "G"])),
    ("tiles", lambda ax: plotting.grid_world([])),
    ("values", lambda ax: plotting.grid_world(["SF", "HG"], values=[1, 2])),
    ("policy", lambda ax: plotting.grid_world(["SF", "HG"], policy=[[0, 1], [2, 3]])),
]


@pytest.mark.parametrize("name, call", WRONG)
def test_bad_input_is_turned_away_by_name(name, call):
    with pytest.raises(ValueError, match=rf"\b{name}\b"):
        call(plt.subplots()[1])
