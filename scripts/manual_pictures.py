"""Takes every picture of the user manual anew; fails where a screen it wants is gone.

python -m scripts.manual_pictures
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright
from scripts.pictures.camera import Album, SceneGone
from scripts.pictures.scenes import (
    Play,
    play_case,
    play_coordinator,
    play_firm_and_expert,
    play_office,
    play_start,
)
from scripts.pictures.site import demonstration, empty_site

FOLDER = Path(__file__).resolve().parents[1] / "src" / "dure" / "public" / "static" / "public" / "manual"
MOST = 1_500_000


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    album = Album(FOLDER)
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=os.environ["DURE_BROWSER"], args=["--no-sandbox", "--disable-gpu"]
            )
            with empty_site() as site:
                play_start(Play(site, browser, album))
            with demonstration() as site:
                play = Play(site, browser, album)
                for scene in (play_case, play_firm_and_expert, play_coordinator, play_office):
                    scene(play)
    except (SceneGone, Error) as error:
        print(
            f"a screen of the manual is gone, after {album.taken[-1:] or 'nothing'}: {error}", file=sys.stderr
        )
        return 1
    album.throw_away_old()
    return _told(sum(path.stat().st_size for path in FOLDER.glob("*.png")), len(album.taken))


def _told(size: int, count: int) -> int:
    print(f"{count} pictures, {size // 1000} kB")
    if size > MOST:
        print(f"more than {MOST // 1000} kB together: take fewer or smaller ones", file=sys.stderr)
    return int(size > MOST)


if __name__ == "__main__":
    raise SystemExit(main())
