"""The worker beside the clicks: a result waits for who asked for it, whoever else asks meanwhile."""

from clusterdash.ui.work import Worker


def settle(worker):
    worker._pool.submit(lambda: None).result(timeout=30)  # whatever waits before it is done then


def test_a_result_waits_for_its_visitor_while_others_begin_something():
    worker = Worker()
    assert worker.ask("first", "news", 1, lambda: "mine") == (False, None)
    settle(worker)
    worker.ask("second", "news", 2, lambda: "theirs")
    settle(worker)
    assert worker.ask("first", "news", 1, lambda: "again") == (True, "mine")
    assert worker.ask("second", "news", 2, lambda: "again") == (True, "theirs")


def test_results_that_nobody_fetches_are_let_go():
    worker = Worker(waiting=3)
    for number in range(9):
        worker.ask(f"visitor {number}", "news", number, lambda: "left behind")
        settle(worker)
    assert len(worker._open) <= 4
    assert worker.ask("visitor 8", "news", 8, lambda: "again") == (True, "left behind")


def test_a_visitor_who_asks_for_something_else_drops_what_waits():
    worker = Worker()
    worker.ask("one", "news", 1, lambda: "old")
    settle(worker)
    worker.ask("one", "news", 2, lambda: "new")
    settle(worker)
    assert worker.ask("one", "news", 2, lambda: "again") == (True, "new")
