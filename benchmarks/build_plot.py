"""Rows of costs as JSON on standard input; their curves by number of versions as an SVG out.

Two panels: seconds of processors, and the most memory of one process, in MB.
"""

import json
import sys
from collections import defaultdict

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "fairnotice"

from matplotlib import pyplot  # noqa: E402  # after the choice of what draws


def main() -> None:
    """Draws what stands on standard input into the file that is named."""
    curves: dict[str, list[dict[str, float]]] = defaultdict(list)
    for row in json.load(sys.stdin):
        curves[row["name"]].append(row)
    figure, panels = pyplot.subplots(1, 2, figsize=(13, 6), layout="constrained")
    for axes, cost, label in zip(
        panels, ("processor", "memory"), ("seconds of processors", "MB"), strict=True
    ):
        for name, rows in curves.items():
            points = sorted((row["versions"], row[cost]) for row in rows)
            style = "o-" if name.startswith("fairnotice") else "s--"
            axes.plot(*zip(*points, strict=True), style, label=name, markersize=4)
        axes.set(xscale="log", yscale="log", xlabel="versions", ylabel=label)
        axes.xaxis.set_major_formatter("{x:,.0f}")
        axes.yaxis.set_major_formatter("{x:,g}")
        axes.grid(which="both", alpha=0.2)
    handles, names = panels[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside lower center", ncols=3, fontsize="small")
    figure.savefig(sys.argv[1], metadata={"Date": None})


if __name__ == "__main__":
    main()
