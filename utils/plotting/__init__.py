"""Pictures for the course: its style, descriptions of figures in words, and drawings that several lessons use.

    from utils import plotting
    plotting.use_course_style()
    ax = plotting.scatter(x, y, "size (1000 sqft)", "price ($1000)")
    plt.show()

Every drawing function takes the axes to draw on, or makes a figure, and returns the axes. None calls plt.show().
"""

from utils.plotting.classes import classes, decision_regions
from utils.plotting.costs import cost_contours, cost_grid, cost_history, cost_surface
from utils.plotting.data import line, residuals, scatter, tangent
from utils.plotting.describe import describe, keep_out_of_description
from utils.plotting.diagrams import network, tree
from utils.plotting.images import image_grid
from utils.plotting.style import COLOURS, LINE_STYLES, MARKERS, use_course_style
from utils.plotting.worlds import grid_world

__all__ = [
    "COLOURS",
    "LINE_STYLES",
    "MARKERS",
    "classes",
    "cost_contours",
    "cost_grid",
    "cost_history",
    "cost_surface",
    "decision_regions",
    "describe",
    "grid_world",
    "image_grid",
    "keep_out_of_description",
    "line",
    "network",
    "residuals",
    "scatter",
    "tangent",
    "tree",
    "use_course_style",
]
