"""Places: the same functions find the files in a checkout and in an installed package."""

import pytest

from clusterdash import places


def test_in_a_checkout_the_files_stand_at_its_root(project):
    assert places.data_folder() == project / "data"
    assert places.entry_script() == project / "streamlit_app.py"
    assert (places.pages_folder() / "overview.py").is_file()


def test_in_an_installed_package_they_stand_in_its_root_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "PACKAGE", tmp_path)
    (tmp_path / "root").mkdir()
    assert places.data_folder() == tmp_path / "root" / "data"
    assert places.entry_script() == tmp_path / "root" / "streamlit_app.py"


def test_the_folder_of_the_user_is_the_one_named_and_is_made_on_demand(tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTERDASH_DATA_FOLDER", str(tmp_path / "a" / "b"))
    assert places.user_folder() == tmp_path / "a" / "b"
    assert (tmp_path / "a" / "b").is_dir()


def test_without_a_name_the_machine_says_where_the_folder_of_the_user_is(tmp_path, monkeypatch):
    monkeypatch.delenv("CLUSTERDASH_DATA_FOLDER", raising=False)
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, appauthor: tmp_path / name)
    assert places.user_folder() == tmp_path / "clusterdash"


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CLUSTERDASH_DATA_FOLDER", str(tmp_path / "file" / "folder"))
    with pytest.raises(OSError):
        places.user_folder()


def test_the_toolbox_is_ours_unless_another_one_is_named(tmp_path, project, monkeypatch):
    monkeypatch.delenv("CLUSTERDASH_TOOLBOX", raising=False)
    assert places.toolbox_folder() == project / "data"
    monkeypatch.setenv("CLUSTERDASH_TOOLBOX", str(tmp_path))
    assert places.toolbox_folder() == tmp_path and places.data_folder() == project / "data"
