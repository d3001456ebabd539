"""Rows of costs as JSON on standard input; their curves by number of versions as an SVG out."""

import json
import sys
from collections import defaultdict

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "fairnotice"

from matplotlib import pyplot  # noqa: E402  # after the choice of what draws


def main() -> None:
    """Draws what stands on standard input into the file that is named."""
    curves: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for row in json.load(sys.stdin):
        curves[row["name"]].append((row["versions"], row["processor"]))
    figure, axes = pyplot.subplots(figsize=(8, 5), layout="constrained")
    for name, points in curves.items():
        ours = name.startswith("fairnotice")
        axes.plot(
            *zip(*sorted(points), strict=True), "o-" if ours else "s--", label=name, markersize=4
        )
    axes.set(xscale="log", yscale="log", xlabel="versions", ylabel="seconds of processors")
    axes.grid(which="both", alpha=0.2)
    axes.legend(fontsize="small")
    figure.savefig(sys.argv[1], metadata={"Date": None})


if __name__ == "__main__":
    main()
