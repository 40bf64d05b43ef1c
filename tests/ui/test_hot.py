"""What goes over the wire: only what the browser lacks, and enough after anything was lost."""

from clusterdash.ui.hot import Wire
from clusterdash.views.render import View

FACTS = {"code": "1"}


def view(**parts):
    return View("".join(f'<p id="{code}" data-part></p>' for code in parts), parts)


def test_the_first_message_holds_everything():
    packed = Wire().pack(view(a="<p>1", b="<p>2"), FACTS)
    assert set(packed["parts"]) == {"a", "b"} and "skeleton" in packed and packed["facts"] == FACTS


def test_what_stays_the_same_is_not_sent_again():
    wire = Wire()
    wire.pack(view(a="1", b="2"), FACTS)
    wire.seen = wire.version
    packed = wire.pack(view(a="1", b="3"), FACTS)
    assert packed["parts"] == {"b": "3"} and "skeleton" not in packed and not packed["facts"]


def test_a_message_that_was_lost_is_made_good_by_the_next():
    wire = Wire()
    wire.pack(view(a="1", b="1"), FACTS)
    wire.seen = wire.version
    wire.pack(view(a="2", b="1"), FACTS)  # lost on the way
    assert wire.pack(view(a="2", b="2"), FACTS)["parts"] == {"a": "2", "b": "2"}


def test_a_part_that_changed_and_changed_back_is_sent_to_who_may_have_seen_the_change():
    wire = Wire()
    wire.pack(view(a="1"), FACTS)
    wire.seen = wire.version
    wire.pack(view(a="2"), FACTS)  # painted, but the browser has not said so yet
    assert wire.pack(view(a="1"), FACTS)["parts"] == {"a": "1"}


def test_a_part_that_comes_back_is_not_sent_again():
    wire = Wire()
    wire.pack(view(a="1", b="1"), FACTS)
    wire.seen = wire.version
    wire.pack(view(a="1"), FACTS)
    wire.seen = wire.version
    packed = wire.pack(view(a="1", b="1"), FACTS)
    assert not packed["parts"] and "skeleton" in packed
