"""Taking the plan away: a file is made without leaving the page, codes open what they were made from."""

from clusterdash.export import EXPORTS, MINUTES
from clusterdash.results import default_catalog, examples
from clusterdash.store.sayable import write_sayable_code


def test_a_file_is_made_in_the_chosen_language_and_the_plan_stays(visit):
    page = visit("take-away")
    page.locator("#made-in").select_option("fr")
    with page.expect_download(timeout=60_000) as caught:
        page.locator("#offer-page button").click()
    text = caught.value.path().read_text(encoding="utf-8")
    assert 'lang="fr"' in text and caught.value.suggested_filename.endswith("-page.html")
    page.locator("#offer-page .told").wait_for()
    # must not happen: a picture of a file that is not there
    broken = "[...document.querySelectorAll('.offer img')].filter(one => one.complete && !one.naturalWidth).length"
    assert page.locator(".offer").count() == len(EXPORTS) + len(MINUTES) and not page.evaluate(broken)


def test_a_code_from_paper_and_a_short_code_open_their_plans(visit):
    page = visit("take-away")
    metal = next(one for one in examples() if one.code == "metal_workshops")
    page.locator("#share-title").wait_for()
    page.get_by_role("button", name="Keep it here").click()
    short = page.locator(".big-code").first
    short.wait_for()
    kept = short.inner_text()
    before = page.locator("#share-link").input_value()
    page.locator("#typed-code").fill(write_sayable_code(default_catalog(), metal.scenario).lower())
    page.locator("#typed-code").press("Enter")
    page.wait_for_function("before => document.querySelector('#share-link').value !== before", arg=before)
    page.locator("#typed-code").fill(kept)
    page.locator("#typed-code").press("Enter")
    # must not happen: the kept plan comes back changed
    page.wait_for_function("before => document.querySelector('#share-link').value === before", arg=before)
