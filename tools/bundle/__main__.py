"""`python -m tools.bundle`: the lock and the source in, dist/briefgen-VERSION-linux-MACHINE-pyNNN.tar.gz out."""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bundle import archive, sbom, wheels
from tools.bundle.lock import MACHINES, Target, for_target

ROOT = Path(__file__).resolve().parents[2]
FILES = Path(__file__).parent / "files"
BESIDE = {
    "LICENSE": "LICENSE",
    "config.yaml": "config.yaml",
    "briefgen/writers/system.tsv": "system-packages.tsv",
    "docs/batch.md": "docs/batch.md",
    "docs/run-report.md": "docs/run-report.md",
    "examples/nightly/config.yaml": "examples/nightly/config.yaml",
}
"""What goes into a bundle as it stands, and by what name."""
_EARLIEST = 315532800  # 1980: what the zip inside a wheel can tell


def main() -> None:
    """Make the archive and say where it is."""
    parser = argparse.ArgumentParser(prog="python -m tools.bundle")
    parser.add_argument("--extras", default="", help="as cloud,dask")
    parser.add_argument("--target", default="", help="as 3.12-aarch64; else this machine's")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="the folder of the archive")
    asked = parser.parse_args()
    extras = tuple(sorted(one for one in re.split(r"[,\s]+", asked.extras) if one))
    try:
        print(made(asked.out, extras, target_of(asked.target)))
    except ValueError as error:
        sys.exit(str(error))


def target_of(text: str) -> Target:
    """ "3.12-aarch64" as a target; "" as this machine. Raises ValueError."""
    own = f"{sys.version_info[0]}.{sys.version_info[1]}-{platform.machine()}"
    found = re.fullmatch(r"(3\.\d+)-(\w+)", text or own)
    if not found or found[2] not in MACHINES:
        raise ValueError(f"--target {text or own}: is not as 3.12-aarch64: machines are {', '.join(MACHINES)}")
    return Target(found[1], found[2])


def made(out: Path, extras: tuple[str, ...], target: Target) -> Path:
    """Fetch, build, write and pack; the archive. Raises ValueError where the lock lacks something."""
    epoch = moment()
    with TemporaryDirectory() as temporary:
        fetched = Path(temporary, "fetched")
        fetched.mkdir()
        own = wheels.built(ROOT, fetched, epoch)
        others = wheels.fetched(for_target((ROOT / "requirements.lock").read_text("utf-8"), target), target, fetched)
        root = f"briefgen[{','.join(extras)}]" if extras else "briefgen"
        needs = wheels.needed(others, (root, "pip"), target)
        kept = tuple(one for one in others if one.name in needs)
        name = "-".join([f"briefgen-{own.version}", target.name, *extras])
        folder = filled(Path(temporary, name), kept, root, needs, target, epoch)
        out.mkdir(exist_ok=True)
        path = out / f"{name}.tar.gz"
        archive.packed(folder, path, epoch)
    return path


def moment() -> int:
    """Seconds since 1970 that every file bears: SOURCE_DATE_EPOCH, else the last commit's."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    command = ("git", "log", "-1", "--format=%ct")
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    return int(run.stdout) if run.returncode == 0 and run.stdout.strip() else _EARLIEST


def filled(
    folder: Path,
    kept: tuple[wheels.Wheel, ...],
    root: str,
    needs: dict[str, frozenset[str]],
    target: Target,
    epoch: int,
) -> Path:
    """The folder that becomes the archive."""
    (folder / "wheels").mkdir(parents=True)
    for one in kept:
        shutil.copyfile(one.path, folder / "wheels" / one.path.name)
    own = next(one for one in kept if one.name == "briefgen")
    others = tuple(one for one in kept if one.name != "briefgen")
    lines = [one.line() for one in others if one.name != "pip"]
    lines.append(own.line().replace("briefgen==", f"{root}=="))
    (folder / "requirements.txt").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "sbom.cdx.json").write_text(sbom.bill(own, others, needs, epoch), "utf-8")
    (folder / "TARGET").write_text(f"{own.version} {target.python} {target.machine}\n", "utf-8")
    _copied(folder)
    (folder / archive.SUMS).write_text(archive.sums(folder), "utf-8")
    return folder


def _copied(folder: Path) -> None:
    """The files of the house that go along."""
    own = {FILES / name: name for name in ("install.sh", "README.md")}
    own |= {ROOT / name: to for name, to in BESIDE.items()}
    own |= {path: f"examples/systemd/{path.name}" for path in (ROOT / "examples" / "systemd").iterdir()}
    for path, name in own.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / name)


if __name__ == "__main__":
    main()
