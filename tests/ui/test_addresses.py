"""Which address phones are told: this machine's own in its networks, or the one at which the app is hosted."""

import pytest

from clusterdash.ui import addresses


@pytest.fixture
def own(monkeypatch):
    monkeypatch.setattr(addresses, "find_own_addresses", lambda: ("192.168.8.10", "10.42.0.1"))
    monkeypatch.setattr(addresses.config, "get_option", {"server.port": 8501, "server.address": None}.get)


def test_a_laptop_tells_its_addresses_in_the_local_networks_first(own, monkeypatch):
    monkeypatch.setattr(addresses, "_read_used", lambda: "http://localhost:8501")
    told = addresses.list_phone_addresses()
    assert told == ("http://192.168.8.10:8501", "http://10.42.0.1:8501", "http://localhost:8501")


def test_a_hosted_app_tells_the_name_under_which_it_is_used(own, monkeypatch):
    monkeypatch.setattr(addresses, "_read_used", lambda: "https://plan.example.org")
    assert addresses.list_phone_addresses()[0] == "https://plan.example.org"


def test_a_server_that_listens_at_one_address_alone_tells_no_other(own, monkeypatch):
    monkeypatch.setattr(addresses.config, "get_option", {"server.port": 8501, "server.address": "127.0.0.1"}.get)
    monkeypatch.setattr(addresses, "_read_used", lambda: "http://127.0.0.1:8501")
    assert addresses.list_phone_addresses() == ("http://127.0.0.1:8501",)


def test_addresses_are_found_without_a_packet_and_never_the_loopback():
    assert not [address for address in addresses.find_own_addresses() if address.startswith("127.")]
