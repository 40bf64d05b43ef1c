"""The limits keep their promise: a hall of a thousand phones behind one address meets none of them."""

from clusterdash.web.limits import make_guard

PHONES = 1_000


def still(limits):
    """Let no time pass, so that only what is allowed at once counts."""
    limits._clock = lambda: 0.0
    return limits


def test_a_thousand_phones_behind_one_address_join_ask_and_vote_at_once():
    guard = make_guard()
    devices, requests = still(guard.new_devices_of_address), still(guard.requests_of_address)
    assert all(devices.take("hall") for _phone in range(PHONES))
    assert all(requests.take("hall") for _phone in range(PHONES) for _request in range(3))


def test_a_thousand_phones_may_poll_each_second():
    assert make_guard().requests_of_address._rate.each_second >= PHONES


def test_one_phone_may_answer_twelve_mechanisms_and_correct_them_all_at_once():
    ballots = still(make_guard().ballots_of_device)
    assert all(ballots.take("phone") for _answer in range(24))


def test_a_flood_meets_its_limit():
    requests = still(make_guard().requests_of_address)
    assert not all(requests.take("flood") for _request in range(20_000))
