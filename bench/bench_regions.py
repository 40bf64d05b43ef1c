"""Seconds and memory of reading and profiling tables of 10^4, 10^5 and 10^6 rows, as CSV, Parquet and Excel.

Run: ``python -m bench.bench_regions``; each case runs in a fresh process, so that its memory is its own.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import time

KINDS = ("csv", "parquet", "xlsx")


def make_table(rows: int, kind: str) -> bytes:
    """Return a table of about so many rows: regions, industries, two years."""
    import numpy as np
    import pandas as pd

    regions = max(2, int((rows / 8) ** 0.5))
    industries = rows // 2 // regions
    pairs = regions * industries
    frame = pd.DataFrame(
        {
            "region": np.repeat([f"Region {number}" for number in range(regions)], industries * 2),
            "industry": np.tile(np.repeat([f"Industry {number}" for number in range(industries)], 2), regions),
            "year": np.tile([2015, 2020], pairs),
            "jobs": np.random.default_rng(1).integers(0, 100_000, pairs * 2),
        }
    )
    if kind == "csv":
        return frame.to_csv(index=False).encode()
    packed = io.BytesIO()
    if kind == "parquet":
        frame.to_parquet(packed)
    else:
        frame.to_excel(packed, index=False, engine="xlsxwriter")
    return packed.getvalue()


def measure(rows: int, kind: str) -> None:
    """Print what one table takes; the memory is the most that the process ever held, the table's bytes included."""
    data = subprocess.run(
        [sys.executable, "-m", __spec__.name, "make", str(rows), kind], capture_output=True, check=True
    )
    from clusterdash.regions import profile_regions, read_jobs

    started = time.perf_counter()
    jobs = read_jobs(data.stdout)
    read = time.perf_counter()
    profile_regions(jobs)
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(jobs):>9,} rows  {kind:<8} {len(data.stdout) / 1e6:6.1f} MB   read {read - started:5.2f} s   "
        f"profile {done - read:5.2f} s   peak {peak:5.0f} MB",
        flush=True,
    )


def main() -> None:
    """Measure every case in a process of its own."""
    for kind in KINDS:
        for rows in (10_000, 100_000, 1_000_000):
            subprocess.run([sys.executable, "-m", __spec__.name, "measure", str(rows), kind], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        sys.stdout.buffer.write(make_table(int(sys.argv[2]), sys.argv[3]))
    elif sys.argv[1:2] == ["measure"]:
        measure(int(sys.argv[2]), sys.argv[3])
    else:
        main()
