"""Fewer pixels by whole numbers, before anything dearer is done to them."""

import numpy as np
from numpy.typing import NDArray


def box_reduced(samples: NDArray[np.integer], factor: int) -> NDArray[np.integer]:
    """Return the rounded mean of each block of `factor` x `factor` stored values, rows x columns as given.

    Where the last block is not whole, it is of what there is of it, its last
    row or column repeated.
    """
    rows, columns = samples.shape
    if rows % factor or columns % factor:
        samples = np.pad(samples, ((0, -rows % factor), (0, -columns % factor)), mode="edge")
    wide = np.dtype("i4" if samples.dtype.kind == "i" else "u4")
    sums = _sum([samples[row::factor] for row in range(factor)], wide)
    sums = _sum([sums[:, column::factor] for column in range(factor)], wide)
    sums += factor * factor // 2
    sums //= factor * factor
    return sums.astype(samples.dtype)


def _sum(parts: list[NDArray[np.integer]], wide: np.dtype[np.integer]) -> NDArray[np.integer]:
    total: NDArray[np.integer] = np.add(parts[0], parts[1], dtype=wide)
    for part in parts[2:]:
        total += part
    return total
