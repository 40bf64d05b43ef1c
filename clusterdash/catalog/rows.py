"""The rows of the data package as immutable values: one class per table, one attribute per column."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sourced:
    """A row that says where it comes from: section, basis ("paper" or "assumption") and a free note."""

    section: str
    basis: str
    note: str


@dataclass(frozen=True, slots=True)
class Family(Sourced):
    """A group of mechanisms, for colour and order."""

    code: str
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class Mechanism(Sourced):
    """A way in which a cluster becomes strong. Source: Benner 2013, Table 1."""

    code: str
    label: str
    short_label: str
    family: str
    also_family: str
    question: str
    example: str
    description: str


@dataclass(frozen=True, slots=True)
class SalienceLevel(Sourced):
    """What one of the salience numbers means. Source: Benner 2013, §3; the scale is an assumption."""

    level: int
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Instrument(Sourced):
    """Something that can be done to promote a cluster. Source: Benner 2013, Table 2; its coding is an assumption."""

    code: str
    label: str
    short_label: str
    description: str
    orientation: str
    weight: str
    cost: str
    network: bool
    phase: str
    coding_basis: str


@dataclass(frozen=True, slots=True)
class Actor(Sourced):
    """Who can contribute: a government or the donor. Source: Benner 2013, Table 2."""

    code: str
    label: str
    short_label: str
    letter: str
    role: str


@dataclass(frozen=True, slots=True)
class Link(Sourced):
    """An instrument serves a mechanism, with the name printed there. Source: Benner 2013, Table 1."""

    mechanism: str
    instrument: str
    table1_label: str


@dataclass(frozen=True, slots=True)
class ContributionKind(Sourced):
    """A kind of contribution: what it needs, and whether it makes things happen. Source: assumption."""

    code: str
    label: str
    description: str
    is_organising: bool
    needs_money: bool
    needs_law: bool


@dataclass(frozen=True, slots=True)
class Contribution(Sourced):
    """What one actor can do for one instrument, verbatim. Source: Benner 2013, Table 2; the kind is an assumption."""

    instrument: str
    actor: str
    position: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Capacity(Sourced):
    """How able a government is. Source: Benner 2013, §1."""

    code: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Platform(Sourced):
    """Whether a cluster initiative carries instruments. Source: Benner 2013, §3."""

    code: str
    label: str
    sentence: str
    stands: str


@dataclass(frozen=True, slots=True)
class DonorLevel(Sourced):
    """How deeply the donor is involved. Source: Benner 2013, §9; the ladder is an assumption."""

    level: int
    code: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class DonorAction(Sourced):
    """What the donor does from a level on; ``trains`` names an actor or is empty. Source: each row has its section."""

    code: str
    label: str
    description: str
    level: int
    kind: str
    trains: str


@dataclass(frozen=True, slots=True)
class DeliveryStatus(Sourced):
    """How an instrument can be made to happen here. Source: assumption."""

    code: str
    label: str
    sentence: str
    is_eligible: bool
    warns: bool


@dataclass(frozen=True, slots=True)
class StakeholderGroup(Sourced):
    """Who should be at the table, who counts there too, and for which actor it speaks. Source: Benner 2013, §5.2."""

    code: str
    label: str
    help: str
    actor: str


@dataclass(frozen=True, slots=True)
class ContextQuestion(Sourced):
    """A short question on the place, with the codes of its possible answers. Source: each row has its section."""

    code: str
    topic: str
    question: str
    answers: tuple[str, ...]
    help: str
    stakeholder_group: str


@dataclass(frozen=True, slots=True)
class ContextSuggestion(Sourced):
    """What an answer suggests, and why; ``value`` is a level or a code, as the target asks. Source: assumption."""

    question: str
    answer: str
    target: str
    target_code: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class InstrumentNeed(Sourced):
    """What an answer on the place means for an instrument. Source: each row has its section.

    ``meaning`` is ``presupposes`` ("no" or "none" shuts it out, unless an able actor has a contribution of one of the
    ``kinds`` that creates what is missing), ``founds`` ("yes": what it would found exists already) or ``opens``
    (contributions of these ``kinds`` count with "yes" only).
    """

    instrument: str
    question: str
    meaning: str
    kinds: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class FirmMoney(Sourced):
    """An instrument by which firms get money, and in which form. Source: assumption (capture: Benner 2013, §10)."""

    instrument: str
    form: str


@dataclass(frozen=True, slots=True)
class Precondition(Sourced):
    """What must be there before cluster policy makes sense. Source: Benner 2013, §10."""

    code: str
    label: str
    description: str
    question: str
    severity: str


@dataclass(frozen=True, slots=True)
class Route(Sourced):
    """A way to begin. Source: Benner 2013, §4, §5, §9."""

    code: str
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class RouteCondition(Sourced):
    """What speaks for or against a route, or rules it out. Source: each row has its section."""

    route: str
    code: str
    test: str
    effect: str
    reason: str


@dataclass(frozen=True, slots=True)
class Warning_(Sourced):
    """What a plan is warned of, and the way out; both with {placeholders}. Source: each row has its section.

    ``fix_else`` stands in the place of ``fix`` where one of its placeholders would stay empty; ``fix_basis`` says whose
    advice it is.
    """

    code: str
    severity: str
    label: str
    text: str
    fix: str
    fix_else: str
    fix_basis: str


@dataclass(frozen=True, slots=True)
class Agent(Sourced):
    """Who can lead, assist or take part in a stage. Source: Benner 2013, §5, §6."""

    code: str
    label: str
    letter: str
    order: int


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a round; months count from its start. Source: Benner 2013, §5; the months are an assumption."""

    code: str
    number: int
    label: str
    description: str
    start_month: int
    end_month: int
    section: str
    basis: str
    timing_note: str


@dataclass(frozen=True, slots=True)
class StageRole(Sourced):
    """What an agent does in a stage, in the first rounds or later. Source: each row has its section."""

    stage: str
    phase: str
    agent: str
    role: str


@dataclass(frozen=True, slots=True)
class StageGroup(Sourced):
    """A stage needs a stakeholder group. Source: each row has its section."""

    stage: str
    stakeholder_group: str


@dataclass(frozen=True, slots=True)
class HandoverCondition(Sourced):
    """What must be true before the donor steps back from a stage. Source: each row has its section."""

    code: str
    stage: str
    text: str


@dataclass(frozen=True, slots=True)
class OfficeTask(Sourced):
    """A duty of the cluster promotion office. Source: Benner 2013, §6; the round of take-over is an assumption."""

    code: str
    number: int
    label: str
    description: str
    start_round: int


@dataclass(frozen=True, slots=True)
class ComplementaryMeasure(Sourced):
    """What can be added to chain and office. Source: Benner 2013, §7."""

    code: str
    label: str
    description: str
    helps: str


@dataclass(frozen=True, slots=True)
class Advantage(Sourced):
    """What chain and office are good for. Source: Benner 2013, §8."""

    code: str
    label: str
    description: str
    helps: str


@dataclass(frozen=True, slots=True)
class Activity(Sourced):
    """An event that follows from the schedule: ``count`` times per round, region or pair. Source: assumption."""

    code: str
    label: str
    stage: str
    per: str
    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Indicator(Sourced):
    """How to see whether a mechanism or a stage does what is hoped for. Source: assumption (the paper names none)."""

    code: str
    label: str
    mechanism: str
    stage: str
    unit: str
    find_out: str
    how_often: str
    needs_survey: bool


@dataclass(frozen=True, slots=True)
class GroupStep(Sourced):
    """What a stakeholder group can do first for an instrument or in a stage, and with whom. Source: assumption.

    ``is_core`` says whether it is what this group is there for.
    """

    stakeholder_group: str
    instrument: str
    stage: str
    step: str
    partner: str
    is_core: bool


@dataclass(frozen=True, slots=True)
class Effect(Sourced):
    """What the whole is for; hoped for, never promised. Source: Benner 2013, §1, §10."""

    code: str
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class PurposeCode(Sourced):
    """The donors' purpose code (OECD DAC CRS) of an instrument, with its official name. Source: assumption."""

    instrument: str
    purpose_code: str
    label: str


@dataclass(frozen=True, slots=True)
class Parameter(Sourced):
    """A number of ours, with its unit, limits and control. Source: each row has its section or reason."""

    code: str
    label: str
    value: float
    unit: str
    minimum: float
    maximum: float
    description: str
    control: str


@dataclass(frozen=True, slots=True)
class GlossaryTerm(Sourced):
    """A word and what it means here. Source: each row has its section."""

    term: str
    definition: str


@dataclass(frozen=True, slots=True)
class Section:
    """A place in the paper that rows refer to, and what it says, in our words."""

    code: str
    title: str
    says: str
    page: str
    note: str
