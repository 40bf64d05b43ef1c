"""Where files lie, in a checkout and in an installed wheel alike.

``data/``, ``pages/``, ``streamlit_app.py`` and ``.streamlit/`` stand at the root of the repository; the wheel carries
them in ``clusterdash/root/``. Nobody else works out a path from the place of a module.
"""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
DATA_FOLDER_VARIABLE = "CLUSTERDASH_DATA_FOLDER"
TOOLBOX_VARIABLE = "CLUSTERDASH_TOOLBOX"


def root_folder() -> Path:
    """Return the folder that holds the data, the pages and the entry. Source: assumption (layout of this app)."""
    installed = PACKAGE / "root"
    return installed if installed.is_dir() else PACKAGE.parent


def data_folder() -> Path:
    """Return the folder of the paper's data package. Source: assumption (layout of this app)."""
    return root_folder() / "data"


def toolbox_folder() -> Path:
    """Return the folder of the data package that the app runs on: the one that ``CLUSTERDASH_TOOLBOX`` names, or ours.

    Source: assumption (layout of this app).
    """
    named = os.environ.get(TOOLBOX_VARIABLE, "").strip()
    return Path(named).absolute() if named else data_folder()


def pages_folder() -> Path:
    """Return the folder of the page scripts. Source: assumption (layout of this app)."""
    return root_folder() / "pages"


def entry_script() -> Path:
    """Return the script that Streamlit runs. Source: assumption (layout of this app)."""
    return root_folder() / "streamlit_app.py"


def user_folder() -> Path:
    """Return the folder of the user's own data (database, saved scenarios), made if it is not there yet.

    ``CLUSTERDASH_DATA_FOLDER`` names it; without that it is where the machine keeps the data of programs.

    Raises
    ------
    OSError
        The folder cannot be made.

    Source: assumption (layout of this app).
    """
    named = os.environ.get(DATA_FOLDER_VARIABLE)
    folder = Path(named) if named else _machine_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _machine_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("clusterdash", appauthor=False)
