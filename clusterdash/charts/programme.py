"""The programme as figures: who leads which stage when, and what the events cost, by who pays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from clusterdash.catalog import Catalog
from clusterdash.charts import theme
from clusterdash.charts.finish import finish, plain, start_figure
from clusterdash.model.chain.budget import Budget
from clusterdash.model.chain.chain import Chain
from clusterdash.model.chain.money import Amount
from clusterdash.model.chain.schedule import StageSpan
from clusterdash.model.scenario.codes import NETWORK
from clusterdash.numerals import write_number
from clusterdash.words import _, current_language, label, ngettext, pair, series

if TYPE_CHECKING:
    import plotly.graph_objects as go

ROW_HEIGHT = 44
FEW_ROUNDS = 6


def timeline_figure(catalog: Catalog, chain: Chain, scheme: str = "light") -> go.Figure:
    """Return the rounds with their stages as bars in the colour and with the letter of who leads them.

    Source: Benner 2013, §5, §6, Fig. 1; dates within a round are assumptions.
    """
    leads = chain.leads()
    figure = start_figure()
    for agent in _list_leaders(catalog, chain):
        spans = [one for one in chain.stages if leads[one.round, one.stage].actor == agent]
        _add_bars(figure, catalog, chain, agent, spans, scheme)
    for one in chain.rounds:
        figure.add_vline(x=one.start.isoformat(), line={"color": theme.MUTED[scheme], "width": 1, "dash": "dot"})
        figure.add_annotation(
            text=_say_round(one, len(chain.rounds)), x=one.start.isoformat(), y=1, yref="paper", xanchor="left",
            yanchor="bottom", showarrow=False, align="left", font={"size": 14},
        )  # fmt: skip
    title, alt = _say_timeline(catalog, chain)
    finish(figure, title, alt, scheme, height=150 + ROW_HEIGHT * len(catalog.stages), barmode="overlay")
    figure.update_yaxes(
        autorange="reversed", dtick=1, showgrid=False, categoryorder="array",
        categoryarray=[_name_stage(row) for row in catalog.stages],
    )  # fmt: skip
    figure.update_xaxes(type="date", tickformat="%Y", range=_find_span(chain))
    return figure.update_layout(margin={"t": figure.layout.margin.t + 48})


def _find_span(chain: Chain) -> list[str] | None:
    return [chain.rounds[0].start.isoformat(), chain.rounds[-1].end.isoformat()] if chain.rounds else None


def _list_leaders(catalog: Catalog, chain: Chain) -> list[str]:
    leading = {role.actor for role in chain.leads().values()}
    return [row.code for row in catalog.agents if row.code in leading] + ([""] if "" in leading else [])


def _add_bars(
    figure: go.Figure, catalog: Catalog, chain: Chain, agent: str, spans: Sequence[StageSpan], scheme: str
) -> None:
    names = {row.code: _name_stage(row) for row in catalog.stages}
    letter, name = _name_agent(catalog, agent)
    figure.add_bar(
        y=[names[one.stage] for one in spans],
        base=[one.start.isoformat() for one in spans],
        x=[((one.end - one.start) + timedelta(days=1)).days * 86_400_000 for one in spans],
        orientation="h",
        name=f"{letter} {name}",
        marker=agent_marker(agent, scheme),
        text=[letter for _one in spans] if len(chain.rounds) <= FEW_ROUNDS else None,
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": theme.AGENT_ON[scheme] if agent else theme.INK[scheme], "size": 14},
        constraintext="none",
        customdata=[[plain(name), one.start.isoformat(), one.end.isoformat(), one.round] for one in spans],
        hovertemplate="%{y}<br>%{customdata[0]}<br>%{customdata[1]} – %{customdata[2]}"
        + "<br>"
        + _("round")
        + " %{customdata[3]}<extra></extra>",
    )


def agent_marker(agent: str, scheme: str) -> dict[str, Any]:
    """Return the colour of an agent, or the hatching that stands for nobody."""
    ink = theme.INK[scheme]
    if not agent:
        pattern = {"shape": "/", "fgcolor": theme.MUTED[scheme], "size": 7, "solidity": 0.3}
        return {"color": theme.PAPER[scheme], "line": {"color": ink, "width": 1}, "pattern": pattern}
    return {
        "color": theme.AGENT_COLOURS[scheme][theme.agent_slot(agent)],
        "line": {"color": theme.PAPER[scheme], "width": 1},
    }


def _name_agent(catalog: Catalog, code: str) -> tuple[str, str]:
    row = next((row for row in catalog.agents if row.code == code), None)
    return (plain(row.letter), plain(label(row.label))) if row else ("–", _("no lead"))


def _name_stage(row: Any) -> str:
    return f"{row.number} {plain(label(row.label))}"


def _say_round(one: Any, count: int) -> str:
    if count > FEW_ROUNDS:
        return str(one.number)
    regions = ngettext("{count} region", "{count} regions", len(one.regions)).format(count=len(one.regions))
    head = _("Round {number}").format(number=one.number)
    return f"<b>{head}</b> · {regions}<br>" + _("donor level {level}").format(level=one.donor_level)


def _say_timeline(catalog: Catalog, chain: Chain) -> tuple[str, str]:
    if not chain.rounds:
        return _("No round is planned."), _("No round is planned.")
    regions = {entry.region for one in chain.rounds for entry in one.regions}
    title = _("{rounds} from {start} to {end} reach {regions}.").format(
        rounds=ngettext("{count} round", "{count} rounds", len(chain.rounds)).format(count=len(chain.rounds)),
        start=chain.rounds[0].start_year,
        end=chain.rounds[-1].end_year,
        regions=ngettext("{count} region", "{count} regions", len(regions)).format(count=len(regions)),
    )
    if chain.donor_lead_end is not None:
        title += " " + _("The donor leads stages until {year}.").format(year=chain.donor_lead_end)
    leads = chain.leads()
    lines = []
    for one in chain.rounds if len(chain.rounds) <= FEW_ROUNDS else (chain.rounds[0], chain.rounds[-1]):
        led = [_name_agent(catalog, leads[one.number, row.code].actor)[1] for row in catalog.stages]
        head = _("Round {number}").format(number=one.number)
        lines.append(pair(head, ", ".join(f"{place} {name}" for place, name in enumerate(led, 1))))
    return title, f"{title} " + pair(_("Who leads stages, round by round"), series(lines)) + "."


def cost_figure(catalog: Catalog, chain: Chain, budget: Budget | None, scheme: str = "light") -> go.Figure:
    """Return what each round costs, stacked by who pays; bars are middles, lines reach from the low to the high sum.

    Without a budget the figure is empty and says what to enter.

    Source: all costs are the users' own; who pays, and how often events take place, are assumptions.
    """
    figure = start_figure()
    rounds = [_("Round {number}").format(number=one.number) for one in chain.rounds]
    for payer in _list_payers(catalog, budget):
        _add_payer(figure, catalog, payer, rounds, budget, scheme)
    if budget is not None:
        _add_ranges(figure, rounds, budget, scheme)
    title, alt = _say_cost(budget)
    finish(figure, title, alt, scheme, barmode="stack")
    figure.update_yaxes(tickformat=",.0f", title=plain(budget.currency) if budget else "", rangemode="tozero")
    figure.update_xaxes(showgrid=False, tickfont={"size": 15})
    return figure if budget else _say_nothing(figure)


def _add_payer(
    figure: go.Figure, catalog: Catalog, payer: str, rounds: list[str], budget: Budget | None, scheme: str
) -> None:
    letter, name = _name_payer(catalog, payer)
    sums = [costs.get(payer, Amount()) for costs in budget.per_payer] if budget else []
    figure.add_bar(
        x=rounds,
        y=[one.middle for one in sums],
        name=f"{letter} {name}",
        marker=agent_marker(payer, scheme),
        text=[letter if one.high else "" for one in sums],
        textposition="inside",
        textangle=0,
        insidetextanchor="middle",
        textfont={"color": theme.AGENT_ON[scheme] if payer else theme.INK[scheme]},
        customdata=[_say_range(one) for one in sums],
        hovertemplate="%{x}<br>" + name + ": %{customdata}<extra></extra>",
    )


def _add_ranges(figure: go.Figure, rounds: list[str], budget: Budget, scheme: str) -> None:
    sums = budget.per_round
    figure.add_scatter(
        x=rounds,
        y=[one.middle for one in sums],
        mode="markers+text",
        marker={"size": 1, "color": theme.INK[scheme]},
        text=[_say_range(one) for one in sums],
        textposition="top right" if len(rounds) <= FEW_ROUNDS else "top center",
        textfont={"size": 15 if len(rounds) <= FEW_ROUNDS else 12},
        error_y={
            "type": "data", "symmetric": False, "array": [one.high - one.middle for one in sums],
            "arrayminus": [one.middle - one.low for one in sums], "color": theme.INK[scheme], "thickness": 2,
        },
        name=_("from low to high"),
        hoverinfo="skip",
    )  # fmt: skip


def _say_nothing(figure: go.Figure) -> go.Figure:
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    return figure.update_layout(height=figure.layout.margin.t + 40)


def _list_payers(catalog: Catalog, budget: Budget | None) -> list[str]:
    paying = {payer for sums in (budget.per_payer if budget else ()) for payer, cost in sums.items() if cost.high}
    known = dict.fromkeys([*(row.code for row in catalog.agents), *(row.code for row in catalog.actors), NETWORK])
    return [code for code in (*known, "") if code in paying]


def _name_payer(catalog: Catalog, code: str) -> tuple[str, str]:
    if code == NETWORK:
        return "⌘", _("the cluster initiative")
    actor = next((row for row in catalog.actors if row.code == code), None)
    if actor and code not in {row.code for row in catalog.agents}:
        return plain(actor.letter), plain(label(actor.label))
    return _name_agent(catalog, code) if code else ("–", _("nobody yet"))


def _say_range(one: Amount) -> str:
    low, high = (write_number(round(end), current_language()) for end in (one.low, one.high))
    return low if low == high else _("{low} to {high}").format(low=low, high=high)


def _say_cost(budget: Budget | None) -> tuple[str, str]:
    if budget is None:
        title = _("Enter what one event or instrument costs, and a budget appears; without costs there is none.")
        return title, title
    template = _("What has a cost comes to {total}.") if budget.missing else _("All of it costs {total}.")
    title = template.format(total=f"{_say_range(budget.total)} {budget.currency}".strip())
    sums = enumerate(budget.per_round, 1)
    name = _("Round {number}")
    rounds = [pair(name.format(number=number), _say_range(cost)) for number, cost in sums]
    return title, f"{title} " + series(rounds) + "."
