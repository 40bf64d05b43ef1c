"""What jobs show: by hand, by a second solver, and by what must hold for every table."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterdash.regions import RegionDataError, Thresholds, find_similar, portray_region, profile_regions, read_jobs
from tests.regions.tables import SMALL, solve


@pytest.fixture(scope="module")
def small():
    return profile_regions(read_jobs(SMALL))


def row_of(profiles, region, industry):
    frame = profiles.frame
    return frame[(frame["region"] == region) & (frame["industry"] == industry)].iloc[0]


def test_the_location_quotient_is_the_share_here_by_the_share_in_the_nation(small):
    # 2020: North has 150 of 200 jobs in fish, the nation 300 of 800
    fish = row_of(small, "North", "Fish")
    assert fish["share"] == 0.75 and fish["national_share"] == 0.375 and fish["lq"] == 2.0
    assert fish["size"] == 0.5


def test_shift_share_splits_the_change_into_nation_industry_and_region(small):
    # The nation grew from 600 to 800, boats from 400 to 500; boats in the North fell from 100 to 50.
    boats = row_of(small, "North", "Boats")
    assert boats["growth"] == -0.5
    assert boats["national_growth_effect"] == pytest.approx(100 / 3)
    assert boats["industry_mix_effect"] == pytest.approx(100 * (0.25 - 1 / 3))
    assert boats["regional_effect"] == pytest.approx(-75)


def test_specialisation_and_diversity_by_hand(small):
    north = small.regions.set_index("region").loc["North"]
    assert north["specialisation"] == pytest.approx(abs(0.75 - 0.375) + abs(0.25 - 0.625))
    assert north["diversity"] == pytest.approx(1 / (0.75**2 + 0.25**2))
    assert north["jobs"] == 200
    assert north["best_potentials"][0] == "Fish"


def test_marks_count_quotient_size_and_growth_above_their_thresholds(small):
    assert row_of(small, "North", "Fish")["marks"] == 2  # 2.0 and 50 %, and it grew as fast as fish in the nation
    assert row_of(small, "South", "Boats")["marks"] == 2  # 90 % of all boats, faster than boats; quotient 1.2
    assert row_of(small, "North", "Boats")["marks"] == 1  # 10 % of all boats


def test_nothing_is_said_below_the_least_number_of_jobs():
    strict = profile_regions(read_jobs(SMALL), Thresholds(least_jobs=51))
    assert row_of(strict, "North", "Boats")["marks"] == 0
    assert "Boats" not in strict.regions.set_index("region").loc["North", "best_potentials"]


def test_other_thresholds_give_other_marks():
    assert row_of(profile_regions(read_jobs(SMALL), Thresholds(lq=1.1)), "South", "Boats")["marks"] == 3


def test_thresholds_out_of_range_are_all_told():
    with pytest.raises(RegionDataError) as told:
        Thresholds(lq=-1, size=7)
    assert len(told.value.problems) == 2


def test_growth_is_unknown_with_one_year_and_where_there_was_nothing_before():
    one_year = profile_regions(read_jobs("region,industry,jobs\nNorth,Fish,10\nSouth,Fish,20\n"))
    assert one_year.frame["growth"].isna().all() and one_year.frame["regional_effect"].isna().all()
    assert one_year.years == (None, None)
    new = profile_regions(read_jobs(SMALL.replace("North,Boats,2015,100", "North,Boats,2015,0")))
    assert math.isnan(row_of(new, "North", "Boats")["growth"])
    assert math.isnan(row_of(new, "North", "Boats")["national_growth_effect"])


def test_a_missing_row_is_no_job_but_a_secret_figure_is_unknown():
    text = "region,industry,jobs\nNorth,Fish,60\nNorth,Boats,40\nSouth,Fish,100\nWest,Fish,50\nWest,Boats,c\n"
    profiles = profile_regions(read_jobs(text))
    assert row_of(profiles, "South", "Boats")["jobs"] == 0 and row_of(profiles, "South", "Boats")["lq"] == 0
    assert math.isnan(row_of(profiles, "West", "Boats")["jobs"]) and math.isnan(row_of(profiles, "West", "Boats")["lq"])
    assert profiles.regions["unknown"].tolist() == [0, 0, 1]
    assert profiles.frame["marks"].dtype.kind == "i"


@pytest.mark.parametrize(
    "text", ["region,industry,jobs\nNorth,Fish,10\nNorth,Boats,30\n", "region,industry,jobs\nA,x,5\nB,x,7\n"]
)
def test_one_region_or_one_industry_is_valid(text):
    profiles = profile_regions(read_jobs(text))
    assert (profiles.frame["lq"] == 1).all()
    assert profiles.regions["specialisation"].tolist() == pytest.approx([0.0] * len(profiles.regions))


def test_an_industry_in_one_region_only_has_all_of_its_size_there():
    profiles = profile_regions(read_jobs("region,industry,jobs\nA,x,10\nA,y,10\nB,y,20\n"))
    assert row_of(profiles, "A", "x")["size"] == 1 and row_of(profiles, "A", "x")["lq"] == 2


def test_a_region_of_one_year_only_has_no_growth_and_does_not_bend_that_of_others():
    profiles = profile_regions(read_jobs(SMALL + "East,Fish,2020,500\n"))
    assert math.isnan(row_of(profiles, "East", "Fish")["growth"])
    assert row_of(profiles, "North", "Boats")["national_growth_effect"] == pytest.approx(100 / 3)


def test_of_several_years_the_first_and_the_last_count_or_the_two_that_are_chosen():
    text = SMALL + "North,Fish,2017,120\nSouth,Fish,2017,110\nNorth,Boats,2017,90\nSouth,Boats,2017,310\n"
    assert profile_regions(read_jobs(text)).years == (2015, 2020)
    chosen = profile_regions(read_jobs(text), years=(2017, 2015))
    assert chosen.years == (2015, 2017) and row_of(chosen, "North", "Fish")["growth"] == pytest.approx(0.2)
    with pytest.raises(RegionDataError):
        profile_regions(read_jobs(text), years=(2015, 1999))


def test_a_frame_of_somebody_is_checked_first():
    frame = pd.DataFrame({"region": ["A", "A", "B"], "industry": ["x", "x", "x"], "jobs": [1, 2, -3]})
    with pytest.raises(RegionDataError) as told:
        profile_regions(frame)
    assert len(told.value.problems) == 2
    missing = pd.DataFrame({"region": ["A"], "industry": ["x"], "jobs": [float("nan")]})
    with pytest.raises(RegionDataError):
        profile_regions(missing)


def test_a_portrait_names_strengths_weaknesses_and_the_regions_most_alike():
    text = "region,industry,jobs\n" + "".join(
        f"{region},{industry},{jobs}\n"
        for region, line in {"A": (80, 10, 10), "B": (70, 20, 10), "C": (5, 80, 15), "D": (1, 9, 90)}.items()
        for industry, jobs in zip(("farm", "fish", "shop"), line, strict=True)
    )
    profiles = profile_regions(read_jobs(text))
    portrait = portray_region(profiles, "A")
    assert [line.industry for line in portrait.strengths] == ["farm"]
    assert [line.industry for line in portrait.weaknesses] == ["shop", "fish"]
    assert [one.region for one in portrait.alike] == ["B", "C", "D"]
    assert portrait.alike[0].distance == pytest.approx(0.2)
    with pytest.raises(RegionDataError):
        portray_region(profiles, "Nowhere")


def test_the_regions_most_alike_are_the_same_without_the_full_grid(monkeypatch):
    rows = ["region,industry,jobs"] + [
        f"R{r},I{i},{(r * 7 + i * 13) % 50 + 1}" for r in range(9) for i in range(6) if (r + i) % 3
    ]
    full = profile_regions(read_jobs("\n".join(rows)))
    monkeypatch.setattr("clusterdash.regions.profile.GRID_LIMIT", 1)
    thin = profile_regions(read_jobs("\n".join(rows)))
    assert len(thin.frame) < len(full.frame)
    pd.testing.assert_frame_equal(thin.regions, full.regions)
    for region in ("R0", "R4"):
        assert find_similar(thin, region)[0].distance == pytest.approx(find_similar(full, region)[0].distance)


NAMES = st.sampled_from([f"n{at}" for at in range(6)])
TABLES = st.dictionaries(
    st.tuples(NAMES, NAMES, st.sampled_from([2015, 2020])), st.integers(0, 5000), min_size=1, max_size=60
)


def rows_of(table):
    """Return the rows of a table in which every region stands in both years."""
    regions = {region for region, _industry, _year in table}
    industries = {industry for _region, industry, _year in table}
    years = {year for _region, _industry, year in table}
    pairs = [(r, i, y) for r in sorted(regions) for i in sorted(industries) for y in sorted(years)]
    return [(f"region {r}", f"industry {i}", y, table.get((r, i, y), 0)) for r, i, y in pairs]


def profiles_of(rows):
    return profile_regions(read_jobs(pd.DataFrame(rows, columns=["region", "industry", "year", "jobs"])))


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_every_figure_is_that_of_an_independent_solver(table):
    rows = rows_of(table)
    if not sum(row[3] for row in rows if row[2] == max(row[2] for row in rows)):
        return
    profiles, (pairs, indices) = profiles_of(rows), solve(rows)
    for row in profiles.frame.to_dict("records"):
        expected = pairs[row["region"], row["industry"]]
        for name in (
            "share",
            "lq",
            "size",
            "growth",
            "national_growth_effect",
            "industry_mix_effect",
            "regional_effect",
        ):
            value = expected.get(name)
            assert math.isnan(row[name]) if value is None else row[name] == pytest.approx(value, abs=1e-6), name
    for row in profiles.regions.to_dict("records"):
        krugman, diversity = indices[row["region"]]
        assert (
            math.isnan(row["specialisation"])
            if krugman is None
            else row["specialisation"] == pytest.approx(krugman, abs=1e-9)
        )
        assert math.isnan(row["diversity"]) if diversity is None else row["diversity"] == pytest.approx(diversity)


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_shares_sum_to_one_quotients_average_to_one_and_effects_add_up(table):
    rows = rows_of(table)
    if not sum(row[3] for row in rows if row[2] == max(row[2] for row in rows)):
        return
    profiles = profiles_of(rows)
    frame = profiles.frame
    for _region, here in frame.groupby("region", observed=True):
        assert here["jobs"].sum() == 0 or here["share"].sum() == pytest.approx(1)
    weights = profiles.regions.set_index("region")["jobs"]
    for _industry, here in frame.groupby("industry", observed=True):
        if here["jobs"].sum():
            known = here.dropna(subset="lq")
            weight = known["region"].astype("str").map(weights.rename(index=str).to_dict())
            assert (known["lq"] * weight).sum() / weight.sum() == pytest.approx(1)
    told = frame.dropna(subset="growth")
    effects = told["national_growth_effect"] + told["industry_mix_effect"] + told["regional_effect"]
    assert effects.to_numpy() == pytest.approx((told["jobs"] - told["earlier_jobs"]).to_numpy(), abs=1e-6)
    assert frame["marks"].between(0, 3).all() and profiles.regions["specialisation"].dropna().between(0, 2).all()
