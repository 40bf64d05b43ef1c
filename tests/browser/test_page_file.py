"""The page that computes, opened with the network cut: the same answers as the model, and a file comes back."""

import json
from pathlib import Path

import pytest

from clusterdash.export import export
from clusterdash.export.page import build
from clusterdash.model import Scenario, apply_changes
from clusterdash.model.scenario.change import Change
from clusterdash.results import compute_results, default_catalog, examples
from clusterdash.views.sentences import say_result
from clusterdash.words import select_language

CASES = Path(__file__).resolve().parent.parent / "export" / "page_cases.json"
CHECK = """(file) => {
  const same = (text, units, depth) => {
    const [over, under = "1"] = text.split("/")
    return BigInt(over) * 2n ** BigInt(depth) === BigInt(units) * BigInt(under)
  }
  const wrong = []
  for (const [base, salience, capacities, level, platform, size, members, values, statuses] of file.cases) {
    const digits = (text) => [...text].map(Number)
    const choices = {salience: digits(salience), capacities: digits(capacities), level, platform, size}
    const found = window.computeResult(file.bases[base].rules, choices)
    const units = [found.units, found.parts.now, found.parts.later, found.parts.nobody]
    const fits = JSON.stringify(found.members) === JSON.stringify(members)
      && values.every((value, at) => same(value, units[at], found.depth))
      && found.statuses.map((one) => file.statuses.indexOf(one)).join("") === statuses
    if (!fits) wrong.push([base, salience, capacities, level, platform, size])
  }
  return {checked: file.cases.length, wrong: wrong.slice(0, 5)}
}"""


@pytest.fixture
def offline(browser):
    """Return a page of a browser without a network, and what went wrong in it."""
    context = browser.new_context(offline=True, accept_downloads=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    yield page
    context.close()
    assert not faults


def open_file(page, folder, scenario, language="en"):
    file = folder / "page.html"
    file.write_bytes(export("page", default_catalog(), scenario, language))
    page.goto(file.as_uri())
    return page


def test_the_module_of_the_page_gives_the_answers_of_the_model_in_every_case(offline):
    script = "\n".join(
        (build.HERE / name).read_text(encoding="utf-8").replace("export function", "function")
        for name in ("mix.js", "rules.js")
    ).replace('import { measureValue, solveMix } from "./mix.js";', "")
    offline.goto("about:blank")
    offline.add_script_tag(content=script + "\nwindow.computeResult = computeResult;", type="module")
    found = offline.evaluate(CHECK, json.loads(CASES.read_text(encoding="utf-8")))
    assert found["checked"] >= 2_000
    # must not happen: an answer that is not the model's
    assert not found["wrong"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("example", examples(), ids=lambda one: one.code)
def test_the_page_says_what_the_app_says(offline, tmp_path, example, language):
    select_language(language)
    expected = say_result(default_catalog(), compute_results(default_catalog(), example.scenario))
    select_language("en")
    catalog, scenario = default_catalog(), example.scenario
    page = open_file(offline, tmp_path, scenario, language)
    assert page.locator("#headline").inner_text() == expected
    here = [row for row in catalog.actors if scenario.capacity.get(row.code) != "absent"]
    for row in page.locator("#mix details").all():
        code = row.get_attribute("data-code")
        letters = [one.letter for one in here if catalog.contributions_of(code, one.code)]
        # must not happen: a government that is not there takes part
        assert sorted(row.locator(".marks .letter").all_inner_texts()) == sorted(letters)
    # must not happen: the page is wider than the phone
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_tap_changes_the_plan_and_the_saved_file_opens_as_that_plan(offline, tmp_path):
    catalog, scenario = default_catalog(), examples()[0].scenario
    page = open_file(offline, tmp_path, scenario)
    page.locator("label[for='salience-9-3']").click()
    page.locator("label[for='capacity-0-2']").click()
    page.locator("label[for='donor-level-5']").click()
    page.locator("#more").click()
    changed = apply_changes(
        catalog,
        scenario,
        [
            Change("salience", catalog.mechanisms[9].code, 3),
            Change("capacity", catalog.governments[0].code, "able"),
            Change("donor_level", "", 5),
            Change("mix_size", "", scenario.mix_size + 1),
        ],
    )
    expected = say_result(catalog, compute_results(catalog, changed))
    assert page.locator("#headline").inner_text() == expected
    page.locator("#mix details").first.click()
    page.locator("#mix input[type=checkbox]").first.check()
    page.locator("#mix input[type=text]").first.fill("Cooperative of Amberra")
    page.locator("#mix input[type=text]").first.blur()
    with page.expect_download() as caught:
        page.locator("#save").click()
    saved = Scenario.from_json(Path(caught.value.path()).read_bytes())
    assert [(one.owner, one.is_whole_done) for one in saved.next_steps] == [("Cooperative of Amberra", True)]
    # must not happen: something of the scenario that the page does not show is lost
    assert saved.change(next_steps=changed.next_steps) == changed


def test_what_was_ticked_is_still_there_when_the_file_is_opened_again(offline, tmp_path):
    page = open_file(offline, tmp_path, examples()[0].scenario)
    page.locator("#mix details").first.click()
    page.locator("#mix input[type=checkbox]").first.check()
    page.locator("label[for='salience-0-3']").click()
    said = page.locator("#headline").inner_text()
    page.reload()
    assert page.locator("#headline").inner_text() == said
    page.locator("#mix .done").first.wait_for()
    page.locator("#again").click()
    # must not happen: going back to what was handed out takes the ticks away
    page.locator("#mix .done").first.wait_for()


def test_the_page_is_fit_for_screen_readers_and_keyboards(offline, tmp_path, axe):
    page = open_file(offline, tmp_path, examples()[0].scenario)
    for details in page.locator("details").all():
        details.evaluate("one => (one.open = true)")
    assert not axe(page)
