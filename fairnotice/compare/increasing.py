"""Numbers with weights in, the places of their heaviest increasing row out."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice
from operator import lt


def rising(values: Sequence[int]) -> bool:
    """Whether each value is higher than the one before it."""
    return all(map(lt, values, islice(values, 1, None)))


def heaviest_increasing(values: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Places in `values`, rising, whose values strictly rise and whose weights sum to the most.

    In O(n log n): best sums by value in a Fenwick tree (Jacobson and Vo, Heaviest Increasing/Common
    Subsequence Problems, CPM 1992).
    """
    count = len(values)
    if rising(values):
        return list(range(count))
    ranks = sorted(set(values))
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)
    before = [-1] * count
    for at, value in enumerate(values):
        rank = bisect_left(ranks, value)
        top = (0, -1)
        node = rank
        while node:
            if best[node][0] > top[0]:
                top = best[node]
            node -= node & -node
        before[at] = top[1]
        mine = (top[0] + weights[at], at)
        node = rank + 1
        while node < len(best):
            if mine[0] > best[node][0]:
                best[node] = mine
            node += node & -node
    top = (0, -1)
    node = len(ranks)
    while node:
        if best[node][0] > top[0]:
            top = best[node]
        node -= node & -node
    row = []
    at = top[1]
    while at >= 0:
        row.append(at)
        at = before[at]
    return row[::-1]
