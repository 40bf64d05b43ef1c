"""Numbers and lists in sentences: nowhere "1 pilots", an empty name or a list that begins with a comma."""

import re
from html import unescape
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from clusterdash.errors import ScenarioError
from clusterdash.model.chain.dynamics import simulate_dynamics
from clusterdash.model.chain.stress import STRESSES
from clusterdash.model.scenario.scenario import ChainPlan, Scenario
from clusterdash.regions import read_jobs
from clusterdash.regions.table import JobsTable
from clusterdash.results import compute_results, default_catalog
from clusterdash.room.board import Board
from clusterdash.room.rehearsal import simulate_ballots
from clusterdash.room.screen import Frame, build_workshop
from clusterdash.store.rooms import RoomRow
from clusterdash.views.mine import list_roles
from clusterdash.views.options import Option
from clusterdash.views.pages import PAGES
from clusterdash.views.screen import Screen, draw_page
from clusterdash.views.sentences import join_names
from clusterdash.views.strategy_panels import PANELS
from clusterdash.words import select_language

CATALOG = default_catalog()
ABLE = {"local": "able", "regional": "able", "national": "able"}
LANGUAGES = ("en", "fr")


def plan(**fields):
    return ChainPlan(**{"rounds": 1, "regions_per_round": 1, "region_count": 1, "office_round": 1, **fields})


# 0, 1 and 2 of whatever can be counted
SCENARIOS = {
    "nothing": Scenario(),
    "one of all": Scenario(
        salience={"recruitment": 1}, capacity={"local": "able"}, mix_size=1, donor_level=1, chain=plan(pilots=1)
    ),
    "two of all": Scenario(
        salience={"recruitment": 2, "local_competition": 1},
        capacity=ABLE,
        mix_size=2,
        donor_level=2,
        chain=plan(rounds=2, regions_per_round=2, region_count=4, pilots=2, donor_pace=2),
    ),
    "no pilots": Scenario(salience={"social_networks": 3}, capacity=ABLE, mix_size=2, chain=plan(pilots=0)),
    "no places": Scenario(salience={"social_networks": 3}, capacity=ABLE, mix_size=0, chain=plan()),
    "nobody": Scenario(salience={"venture_capital": 2}, mix_size=3, chain=plan(rounds=2, region_count=3)),
    "one weak": Scenario(
        salience={"horizontal_cooperation": 2}, capacity={"local": "weak"}, mix_size=3, donor_level=5, chain=plan()
    ),
    "one heavy": Scenario(
        salience={"spinoff_formation": 3, "cafeteria_effects": 1},
        capacity=ABLE,
        mix_size=2,
        heavy_limit=1,
        pinned=frozenset({"technology_centers"}),
        donor_level=5,
        donor_funds=frozenset({"technology_centers"}),
        chain=plan(rounds=3, region_count=2, pilots=1),
    ),
}
VERBS = "of|is|has|was|does|needs|waits|more is|serves|comes|puts"
IN_ENGLISH = re.compile(rf"(?<![\d.,:–½])(?<!and )\b1 (?!(?:{VERBS}) )([a-z]+ )?([a-z]{{3,}}s)\b")
IN_FRENCH = re.compile(r"(?<![\d.,:–½])(?<!et )\b[01] (?!\w+ (?:dans|sans|plus|pas) )([a-zéèêàç]{3,}s)\b")
NO_PLURALS = set(
    "differs less across always unless minus plus thus pas mois fois dans sans sous vers après très moins".split()
)
EMPTY = re.compile(r"“”|«\s?»|\(\)|, ,| ,|: \.|: ;|\.\.(?!\.)|\bAdd ,|\{\w+\}")


def texts(html):
    """Return what stands between the tags, block by block, without what people choose from."""
    html = re.sub(r"<(select|textarea|svg).*?</\1>", " ", html, flags=re.DOTALL)
    html = html.replace("“..”", "").replace("«\u202f..\u202f»", "")  # a figure that is kept secret
    blocks = re.split(r"</?(?:p|li|td|th|h\d|summary|button|dt|dd|div|section|label|caption)\b[^>]*>", html)
    for block in blocks:
        text = " ".join(unescape(re.sub(r"<[^>]+>", "", block)).split())
        if text:
            yield text


DRAWN = [page.slug for page in PAGES if page.slug not in ("strategy", "regions", "take-away")]


def screens(scenario):
    late = {"dynamics": simulate_dynamics(CATALOG, scenario)} if scenario.salience else {}
    results = compute_results(CATALOG, scenario)
    for page in DRAWN:
        yield Screen(CATALOG, results, page=page, late=late)
    yield from screens_of_several(scenario, results)
    for tab in PANELS:
        yield Screen(CATALOG, results, page="strategy", looks={"tab": tab}, late=late)
    for code, _name in list_roles(CATALOG):
        yield Screen(CATALOG, results, page="", looks={"role": code}, late=late)
    for why in ("out", "donor", "sum value", "sum exit", "sum shares 1", "mechanism recruitment", "stage pilots"):
        yield Screen(CATALOG, results, page="strategy", looks={"why": why}, late=late)


def screens_of_several(scenario, results):
    """Yield pages that show more than the scenario: another plan beside it, a table of places, regions, a room."""
    other = Option("A", "kept", scenario.change(mix_size=2))
    yield Screen(CATALOG, results, page="compare", options=(other,))
    yield Screen(CATALOG, results, page="portfolio", places={"a": scenario})
    for table in TABLES:
        yield Screen(CATALOG, results, page="regions", jobs=table)
    for kind in ("open", "revealed"):
        for count in (0, 1, 2):
            yield Screen(CATALOG, results, page="workshop", workshop=room_of(count, kind))


def room_of(count, status):
    """Return a room in which so many people have voted."""
    room = RoomRow("K7QF", "hashed", "Here", status=status, made_at=1)
    rows = {row.device: row for row in simulate_ballots(CATALOG, participants=count)}
    return build_workshop(Board(CATALOG, room, rows), Frame(key="key", now=1 + 31 * 86_400))


TABLES = [
    JobsTable(read_jobs(text), "jobs")
    for text in (
        "region,industry,jobs\nNorth,Coffee,1\n",
        "region,industry,year,jobs\nNorth,Coffee,2019,1\nNorth,Coffee,2024,2\nSouth,Tea,2019,1\nSouth,Tea,2024,1\n",
    )
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_no_page_says_one_of_several_or_leaves_a_name_empty(name, language):
    select_language(language)
    wrong = set()
    for screen in screens(SCENARIOS[name]):
        for text in texts(draw_page(screen).html):
            pattern = IN_ENGLISH if language == "en" else IN_FRENCH
            found = [one.group(0) for one in pattern.finditer(text) if one.group(0).split()[-1] not in NO_PLURALS]
            if found or EMPTY.search(text):
                wrong.add((screen.page, text[:140], *found))
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stress", STRESSES)
@pytest.mark.parametrize("name", ["one of all", "two of all", "no pilots"])
def test_no_stress_test_says_one_of_several(name, stress, language):
    from clusterdash.model.chain.stress import run_stress

    select_language(language)
    scenario = SCENARIOS[name]
    try:
        result = run_stress(CATALOG, scenario, stress)
    except ScenarioError:
        pytest.skip("cannot be stressed")
    screen = Screen(
        CATALOG,
        compute_results(CATALOG, scenario),
        page="timeline",
        looks={"stress": stress},
        late={f"stress {stress}": result},
    )
    html = draw_page(screen).parts["stress-part"]
    pattern = IN_ENGLISH if language == "en" else IN_FRENCH
    assert not [text for text in texts(html) if pattern.search(text) or EMPTY.search(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_of_none_one_and_two_are_whole(language):
    select_language(language)
    assert [join_names(["a", "b"][:count]) for count in (0, 1)] == ["", "a"]
    assert join_names(["a", "b"]) in ("a and b", "a et b")


def forms_of(project, language):
    path = project / "clusterdash" / "locale" / language / "LC_MESSAGES" / "interface.po"
    with path.open("rb") as file:
        return [message for message in read_po(file) if isinstance(message.id, tuple)]


def names_in(text):
    return {name for _text, name, _spec, _how in Formatter().parse(text) if name}


def test_both_forms_of_every_plural_name_the_same_things(project):
    for message in forms_of(project, "fr"):
        for singular, plural in (message.id, message.string):
            # the form for one may do without its number
            assert names_in(singular) <= names_in(plural) == names_in(message.id[1]), message.id
            assert "  " not in singular + plural, message.id


# More than one for certain: limits, the paper's tables, or several by the condition under which it is said.
CERTAIN = {
    "allowed", "links", "instruments", "mechanisms", "all", "total", "runs", "found", "low", "high", "effect", "most",
    "draws", "variable", "length", "region", "name", "lq", "actor", "target", "agent",
}  # fmt: skip
# Said of several only, or no count at all.
SEVERAL = {
    "Make the slides of these {count} plans",  # the button stands there from two on
    "The workbook has {count} sheets; “{sheet}” was read.",
    "{length}: {count} items from an empty place to a plan",
    "In the link, {part} reads “{found}”; allowed is {allowed}. This part was left as it was.",
}
COUNTED = re.compile(r"\{(\w+)\} (?:more |regional |new )?(?!has\b|is\b|was\b|does\b)([a-z]{3,}s)\b")


def test_no_sentence_counts_without_a_form_for_one(project):
    path = project / "clusterdash" / "locale" / "fr" / "LC_MESSAGES" / "interface.po"
    with path.open("rb") as file:
        messages = [message.id for message in read_po(file) if isinstance(message.id, str)]
    counted = [(text, one.group(1)) for text in messages for one in COUNTED.finditer(text)]
    assert not [text for text, name in counted if name not in CERTAIN and text not in SEVERAL]
