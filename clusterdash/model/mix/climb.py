"""The greedy mix: not the best one, but close below it, and the source of good prices for the bound."""

from __future__ import annotations

from dataclasses import dataclass

from clusterdash.model.mix.layout import Layout


@dataclass(frozen=True)
class Climb:
    """Scores after each greedy step (from none on), what each step added, and the best heavy offer then refused."""

    scores: tuple[int, ...]
    steps: tuple[int, ...]
    refused: tuple[int, ...]

    def score(self, places: int) -> int:
        """Return the score with so many places: the best mix scores at least that."""
        return self.scores[min(places, len(self.steps))]

    def prices(self, places: int) -> tuple[int, int]:
        """Return what a place is worth at the end of the climb, and what a heavy place is worth beyond that."""
        price = self.steps[places - 1] if 0 < places <= len(self.steps) else 0
        return price, max(0, self.refused[min(places, len(self.steps))] - price)


def climb_greedily(layout: Layout, gains: list[list[int]]) -> Climb:
    """Return the scores and steps of taking, again and again, the instrument that adds most.

    Source: assumption (diminishing returns).
    """
    served = list(layout.base)
    left = [[len(group.light), len(group.heavy)] for group in layout.groups]
    budget = sum(heavy for _light, heavy in left) if layout.heavy_left is None else layout.heavy_left
    concerned: list[list[int]] = [[] for _m in served]
    for g, group in enumerate(layout.groups):
        for m in group.serves:
            concerned[m].append(g)
    # What one more of each group would add now; kept up to date mechanism by mechanism.
    offers = [sum(gains[m][served[m] + 1] for m in group.serves) for group in layout.groups]
    scores = [sum(sum(row[: k + 1]) for row, k in zip(gains, served, strict=True))]
    steps: list[int] = []
    refused = [_refuse(left, offers, budget)]
    for _place in range(layout.places):
        live = [g for g, (light, heavy) in enumerate(left) if light or (heavy and budget)]
        g = max(live, key=offers.__getitem__, default=-1)
        if g < 0 or offers[g] <= 0:
            break
        kind = 0 if left[g][0] else 1
        left[g][kind] -= 1
        budget -= kind
        steps.append(offers[g])
        scores.append(scores[-1] + offers[g])
        for m in layout.groups[g].serves:
            served[m] += 1
            change = gains[m][served[m]] - gains[m][served[m] + 1]
            for other in concerned[m]:
                offers[other] -= change
        refused.append(_refuse(left, offers, budget))
    return Climb(tuple(scores), tuple(steps), tuple(refused))


def _refuse(left: list[list[int]], offers: list[int], budget: int) -> int:
    """Return the best offer of the groups that have only heavy ones left when no heavy one may enter (0 if none)."""
    shut = [] if budget else [offer for offer, (light, heavy) in zip(offers, left, strict=True) if heavy and not light]
    return max(shut, default=0)
