"""Who can deliver what: capacities, the office, and how each instrument stands."""
