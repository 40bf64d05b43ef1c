"""What the data sees of regions: jobs by region and industry, read from any usual table, and what follows from them.

It informs, it never selects (Benner 2013, §1, §4, §8). pandas is imported by the functions, so that importing this
room costs nothing.
"""

from clusterdash.errors import RegionDataError
from clusterdash.regions.portrait import find_similar, portray_region
from clusterdash.regions.profile import Profiles, profile_regions
from clusterdash.regions.read import list_notes, read_jobs
from clusterdash.regions.thresholds import Thresholds

__all__ = [
    "Profiles",
    "RegionDataError",
    "Thresholds",
    "find_similar",
    "list_notes",
    "portray_region",
    "profile_regions",
    "read_jobs",
]
