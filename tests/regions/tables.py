"""Tables for the tests, and shift-share and indices once more in plain Python, without looking at the program."""

from collections import defaultdict

# Two regions, two industries, two years; every figure below is worked out by hand in the tests.
SMALL = """region,industry,year,jobs
North,Fish,2015,100
North,Boats,2015,100
South,Fish,2015,100
South,Boats,2015,300
North,Fish,2020,150
North,Boats,2020,50
South,Fish,2020,150
South,Boats,2020,450
"""


def solve(rows):
    """Return figures by (region, industry), and (Krugman, diversity) by region, of (region, industry, year, jobs)."""
    years = sorted({year for _region, _industry, year, _jobs in rows})
    jobs = defaultdict(float)
    for region, industry, year, number in rows:
        jobs[region, industry, year] += number
    regions = list(dict.fromkeys(row[0] for row in rows))
    industries = list(dict.fromkeys(row[1] for row in rows))
    first, last = years[0], years[-1]

    def total(year, region=None, industry=None):
        chosen = regions if region is None else [region]
        return sum(jobs[r, i, year] for r in chosen for i in (industries if industry is None else [industry]))

    pairs, indices = {}, {}
    for r in regions:
        krugman, squares = 0.0, 0.0
        for i in industries:
            now = jobs[r, i, last]
            share = now / total(last, r) if total(last, r) else None
            national = total(last, None, i) / total(last)
            if share is not None:
                krugman += abs(share - national)
                squares += share**2
            figures = {
                "jobs": now,
                "share": share,
                "size": now / total(last, None, i) if total(last, None, i) else None,
            }
            figures["lq"] = share / national if share is not None and national else None
            then = jobs[r, i, first]
            if first != last and then:
                whole = total(last) / total(first) - 1
                branch = total(last, None, i) / total(first, None, i) - 1
                figures["growth"] = now / then - 1
                figures["national_growth_effect"] = then * whole
                figures["industry_mix_effect"] = then * (branch - whole)
                figures["regional_effect"] = then * (now / then - 1 - branch)
            pairs[r, i] = figures
        indices[r] = (krugman, 1 / squares) if squares else (None, None)
    return pairs, indices
