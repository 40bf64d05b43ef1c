"""The command line: results on standard output, problems in plain words on standard error, exit codes 0, 1 and 2."""

import csv
import dataclasses
import io
import json
import os
import shutil
import socket
import subprocess
import sys

import pytest

import clusterdash
from clusterdash import cli
from clusterdash.model import Scenario, build_strategy
from clusterdash.model.scenario.scenario import Place


@pytest.fixture(autouse=True)
def _english_machine(monkeypatch):
    for name in cli.LANGUAGE_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLUSTERDASH_TOOLBOX", "")  # what a command writes there is gone after its test


@pytest.fixture
def example(project):
    return project / "data" / "examples" / "metal_workshops.json"


def run(capsys, *arguments):
    code = cli.main([str(one) for one in arguments])
    return code, *capsys.readouterr()


def refuse(capsys, *arguments):
    with pytest.raises(SystemExit) as left:
        cli.main([str(one) for one in arguments])
    return left.value.code, *capsys.readouterr()


def test_the_version_is_said(capsys):
    assert refuse(capsys, "--version") == (0, f"clusterdash {clusterdash.__version__}\n", "")


@pytest.mark.parametrize("arguments", [[], ["dance"], ["strategy"], ["strategy", "a.json", "--json", "--csv"]])
def test_wrong_usage_is_2_and_says_how_it_is_used(capsys, arguments):
    code, out, told = refuse(capsys, *arguments)
    assert (code, out) == (2, "") and told.startswith("usage: clusterdash")


def test_the_papers_own_data_are_in_order(capsys):
    code, out, _told = run(capsys, "check")
    assert code == 0 and "in order" in out and "links 93" in out


def test_another_package_is_checked_and_all_its_problems_are_told_at_once(capsys, tmp_path, project):
    assert run(capsys, "check", project / "tests" / "catalog" / "tourism")[0] == 0
    code, out, told = run(capsys, "check", tmp_path)
    assert (code, out) == (1, "")
    tables = len(dataclasses.fields(clusterdash.load_catalog())) - 1  # all but the fingerprint
    assert told.startswith(f"{tables} problems:\n- families.csv: The file families.csv is missing.")
    assert "Traceback" not in told


def test_the_check_says_in_which_cell_the_mistake_is(capsys, tmp_path, project):
    shutil.copytree(project / "data", tmp_path / "data")
    table = tmp_path / "data" / "instruments.csv"
    table.write_bytes(table.read_bytes().replace(b"labour_market,light,light,yes", b"labour_market,medium,light,yes"))
    code, _out, told = run(capsys, "check", tmp_path / "data")
    assert code == 1 and "instruments.csv, row 2, column weight: “medium” is not allowed" in told
    assert "Row 1 is the line with the column names" in told


def test_a_folder_that_does_not_exist_is_told(capsys, tmp_path):
    code, _out, told = run(capsys, "check", tmp_path / "none")
    assert code == 1 and "The folder none does not exist." in told


def test_a_strategy_is_told_in_words(capsys, example, catalog):
    code, out, _told = run(capsys, "strategy", example)
    strategy = build_strategy(catalog, Scenario.from_json(example.read_bytes()))
    assert code == 0 and out.startswith(strategy.scenario.place.title)
    for instrument in strategy.mix:
        assert f"- {catalog.instrument(instrument).label}: " in out
    assert "- 1: 2027 to 2031, 5 regions, donor level 5" in out


def test_a_strategy_comes_as_json_with_all_results(capsys, example, catalog):
    code, out, _told = run(capsys, "strategy", example, "--json")
    scenario = Scenario.from_json(example.read_bytes())
    results = json.loads(out)
    assert code == 0 and results["mix"] == list(build_strategy(catalog, scenario).mix)
    assert Scenario.from_json(json.dumps(results["scenario"])) == scenario
    assert [len(results[name]) for name in ("instruments", "coverage", "plan")] == [45, 12, len(results["mix"])]
    assert results["chain"][0]["round_start"] == "2027-01-01"


def test_a_strategy_comes_as_csv_with_a_row_per_instrument(capsys, example):
    code, out, _told = run(capsys, "strategy", example, "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0 and len(rows) == 45
    assert rows[0]["instrument"] == "job_fairs" and rows[0]["in_mix"] == "True"


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"{" * 5000, b'{"version": 7}', b"x" * 2_000_000])
def test_what_is_no_scenario_is_told_in_one_sentence(capsys, tmp_path, content):
    path = tmp_path / "a.json"
    path.write_bytes(content)
    code, out, told = run(capsys, "strategy", path)
    assert (code, out) == (1, "") and told.startswith("1 problem:\n- file: ")


def test_a_file_that_is_not_there_is_told_with_its_name(capsys, tmp_path):
    code, _out, told = run(capsys, "strategy", tmp_path / "none.json")
    assert code == 1 and "none.json cannot be read" in told


def test_all_problems_of_a_scenario_are_told_at_once(capsys, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"version": 1, "donor_level": 9, "mix_size": -1, "salience": {"recruitment": 8}}))
    code, _out, told = run(capsys, "strategy", path)
    assert code == 1 and told.startswith("3 problems:")
    assert all(f"- {where}: Found" in told for where in ("donor_level", "mix_size", "salience.recruitment"))


def test_a_choice_that_the_data_do_not_know_is_told(capsys, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(Scenario(pinned=frozenset({"magic"})).to_json())
    code, _out, told = run(capsys, "strategy", path)
    assert code == 1 and "magic" in told


def test_the_machines_language_is_spoken(capsys, monkeypatch):
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert "Les données sont en ordre" in run(capsys, "check")[1]


def test_a_reader_that_has_seen_enough_sees_no_traceback(project, example):
    command = f'"{sys.executable}" -m clusterdash strategy "{example}" --json | "{sys.executable}" -c ""'
    done = subprocess.run(command, cwd=project, shell=True, capture_output=True, text=True, timeout=60)  # noqa: S602
    assert done.stderr == ""


@pytest.fixture
def started(monkeypatch):
    """Return what Streamlit would have been started with, without starting it."""
    calls = []
    monkeypatch.setattr(cli.runpy, "run_module", lambda name, **_options: calls.append((name, list(sys.argv))))
    monkeypatch.setattr(sys, "argv", ["clusterdash"])
    for name in ("CLUSTERDASH_DATA_FOLDER", "CLUSTERDASH_LOG"):
        monkeypatch.setenv(name, "")  # so that what the command sets is taken back after the test
        os.environ.pop(name)
    return calls


def find_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_serve_hands_port_host_folder_and_level_on(capsys, started, tmp_path, project):
    port = find_port()
    folder = tmp_path / "mine"
    options = ["--port", port, "--host", "127.0.0.1", "--data-folder", folder, "--log", "debug"]
    assert run(capsys, "serve", *options)[0] == 0
    entry = str(project / "streamlit_app.py")
    expected = ["streamlit", "run", entry, f"--server.port={port}", "--server.address=127.0.0.1"]
    assert started == [("streamlit", expected)]
    assert os.environ["CLUSTERDASH_DATA_FOLDER"] == str(folder) and folder.is_dir()
    assert os.environ["CLUSTERDASH_LOG"] == "DEBUG"


def test_serve_tells_a_taken_port_and_a_folder_that_cannot_be_at_once(capsys, started, tmp_path):
    (tmp_path / "file").write_text("")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        wishes = ["--port", port, "--host", "127.0.0.1", "--data-folder", tmp_path / "file"]
        code, _out, told = run(capsys, "serve", *wishes)
    assert code == 1 and not started and told.startswith("2 problems:")
    assert f"Port {port} is taken" in told and "Nothing can be kept in" in told


@pytest.mark.parametrize("host", ["192.0.2.1", "a" * 70 + ".invalid", "1:2:3"])
def test_serve_tells_a_host_that_is_not_this_machine(capsys, started, host):
    code, _out, told = run(capsys, "serve", "--host", host, "--port", find_port())
    assert code == 1 and not started and f"“{host}” is no address of this machine" in told


@pytest.mark.parametrize("port", ["0", "65536", "-1", "x", "1" * 5000, "²"])
def test_serve_refuses_what_is_no_port(capsys, started, port):
    code, _out, told = refuse(capsys, "serve", f"--port={port}")
    assert code == 2 and "a whole number from 1 to 65535 is needed" in told and not started


def test_an_export_is_written_where_it_was_asked_for(capsys, example, tmp_path):
    code, out, err = run(capsys, "export", "handout", example, "-o", tmp_path / "h.pdf", "--language", "fr")
    assert (code, err) == (cli.FINE, "") and "h.pdf" in out
    assert (tmp_path / "h.pdf").read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == ["h.pdf"]


def test_an_export_says_which_signs_its_paper_cannot_show(capsys, tmp_path):
    file = tmp_path / "plan.json"
    file.write_text(Scenario().change(place=Place("日本")).to_json(), encoding="utf-8")
    assert cli.main(["export", "handout", str(file), "-o", str(tmp_path / "x.pdf")]) == 0
    assert "日本" in capsys.readouterr().err
    assert cli.main(["export", "logframe", str(file), "-o", str(tmp_path / "x.xlsx")]) == 0
    assert not capsys.readouterr().err


def test_a_full_disk_is_told_and_the_file_that_stood_there_stays(project, example, tmp_path):
    target = tmp_path / "plan.pdf"
    target.write_bytes(b"before")
    script = (
        "import resource, sys; from clusterdash import cli;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); sys.exit(cli.main(sys.argv[1:]))"
    )
    words = [sys.executable, "-B", "-c", script, "export", "handout", str(example), "-o", str(target)]
    done = subprocess.run(words, cwd=project, capture_output=True, text=True)
    assert done.returncode == 1 and "cannot be written" in done.stderr and "Traceback" not in done.stderr
    assert target.read_bytes() == b"before" and [path.name for path in tmp_path.iterdir()] == ["plan.pdf"]


def test_an_unknown_export_or_date_is_wrong_usage(capsys, example):
    code, _out, err = refuse(capsys, "export", "poster", example)
    assert code == 2 and "handout" in err
    code, _out, err = refuse(capsys, "export", "handout", example, "--date", "tomorrow")
    assert code == 2 and "2027-01-31" in err


def test_a_broken_scenario_or_a_folder_that_is_not_there_is_told(capsys, example, tmp_path):
    (tmp_path / "bad.json").write_text("{}", encoding="utf-8")
    code, out, err = run(capsys, "export", "handout", tmp_path / "bad.json", "-o", tmp_path / "h.pdf")
    assert (code, out) == (cli.PROBLEMS, "") and "not a scenario file" in err
    code, out, err = run(capsys, "export", "handout", example, "-o", tmp_path / "nowhere" / "h.pdf")
    assert (code, out) == (cli.PROBLEMS, "") and "choose another place" in err


TOURISM = "tests/catalog/tourism"


def test_a_strategy_is_computed_on_another_toolbox(capsys, tmp_path, project, monkeypatch):
    path = tmp_path / "scenario.json"
    path.write_text(Scenario(salience={"word_of_mouth": 3}, mix_size=2).to_json(), encoding="utf-8")
    code, out, told = run(capsys, "strategy", path, "--json", "--toolbox", project / TOURISM)
    assert (code, told) == (0, "")
    named = json.loads(out)
    assert {row["instrument"] for row in named["instruments"]} >= {"guide_school", "booking_page"}
    monkeypatch.setenv("CLUSTERDASH_TOOLBOX", str(project / TOURISM))
    assert json.loads(run(capsys, "strategy", path, "--json")[1]) == named
    monkeypatch.delenv("CLUSTERDASH_TOOLBOX")
    # the paper's toolbox does not know this mechanism
    assert run(capsys, "strategy", path)[0] == 1


def test_a_file_is_written_on_another_toolbox(capsys, tmp_path, project):
    scenario, out = tmp_path / "scenario.json", tmp_path / "handout.pdf"
    scenario.write_text(Scenario(salience={"word_of_mouth": 3}).to_json(), encoding="utf-8")
    wishes = ("export", "handout", scenario, "--toolbox", project / TOURISM, "-o", out)
    assert run(capsys, *wishes)[0] == 0 and out.read_bytes().startswith(b"%PDF")


@pytest.fixture(autouse=True)
def _own_environment():
    """Let no command of a test change the settings of the tests after it."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


def test_a_broken_toolbox_is_told_before_the_app_starts_and_is_no_setting(capsys, tmp_path):
    code, out, told = run(capsys, "serve", "--toolbox", tmp_path / "nothing")
    assert (code, out) == (1, "") and "does not exist" in told
    assert not os.environ.get("CLUSTERDASH_TOOLBOX")


def test_a_new_toolbox_is_written_once(capsys, tmp_path):
    code, out, _told = run(capsys, "new-toolbox", tmp_path / "mine")
    assert code == 0 and "README.md" in out and (tmp_path / "mine" / "mechanisms.csv").is_file()
    code, _out, told = run(capsys, "new-toolbox", tmp_path / "mine")
    assert code == 1 and "not empty" in told
    assert run(capsys, "check", tmp_path / "mine")[0] == 1


def test_two_plans_become_slides_side_by_side_and_only_slides_can(capsys, example, project, tmp_path):
    other = project / "data" / "examples" / "highland_coffee.json"
    code, _out, err = run(capsys, "export", "deck", example, "--beside", other, "-o", tmp_path / "x.pptx")
    assert (code, err) == (cli.FINE, "") and (tmp_path / "x.pptx").read_bytes().startswith(b"PK")
    code, _out, err = run(capsys, "export", "handout", example, "--beside", other, "-o", tmp_path / "x.pdf")
    assert code == cli.PROBLEMS and "side by side" in err


def test_minutes_are_written_as_word_or_pdf_and_a_room_that_is_not_there_is_told(capsys, example, tmp_path):
    for name, start in (("x.docx", b"PK"), ("x.pdf", b"%PDF")):
        assert run(capsys, "minutes", str(example), "-o", str(tmp_path / name), "--date", "2027-03-31")[0] == 0
        assert (tmp_path / name).read_bytes().startswith(start)
    folder = ["--data-folder", str(tmp_path)]
    code, _out, err = run(capsys, "minutes", str(example), "-o", str(tmp_path / "y.pdf"), "--room", "ZZZZ", *folder)
    assert code == 1 and "no room “ZZZZ”" in err and not (tmp_path / "y.pdf").exists()
