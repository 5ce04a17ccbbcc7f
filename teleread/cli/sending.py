"""What `teleread demo send` sends: files of a folder, of a zip archive, or one file."""

import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column, Table
from rich.text import Text

if TYPE_CHECKING:
    from teleread.dicom.sending.scu import SentFile

LARGEST_ARCHIVE_BYTES = 20 * 1024**3
MOST_MEMBERS = 100_000


class CannotUnpack(Exception):
    """A zip archive that is damaged or would fill the disk."""


@contextmanager
def files_of(source: Path) -> Iterator[list[Path]]:
    """Yield the files behind a path, in the order of their names; an archive is unpacked meanwhile.

    Raises
    ------
    CannotUnpack
        If the archive is damaged, has over 100,000 members or unpacks to over 20 GiB.
    """
    if source.is_dir():
        yield sorted(path for path in source.rglob("*") if path.is_file())
    elif zipfile.is_zipfile(source):
        with TemporaryDirectory(prefix="teleread-") as folder:
            yield list(_unpacked(source, Path(folder)))
    else:
        yield [source]


def _unpacked(archive: Path, folder: Path) -> Iterator[Path]:
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [member for member in opened.infolist() if not member.is_dir()]
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_ARCHIVE_BYTES:
                raise CannotUnpack(f"{archive.name}: too large to unpack")
            for number, member in enumerate(members):
                target = folder / f"{number:06d}-{Path(member.filename).name[-60:]}"
                with opened.open(member) as source, target.open("wb") as sink:
                    shutil.copyfileobj(source, sink)
                yield target
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise CannotUnpack(f"{archive.name}: {error}") from error


@contextmanager
def progress_over(total: int, console: Console) -> "Iterator[Callable[[SentFile], None]]":
    """Show one bar over all files; yield what to tell of each that is done."""
    columns = (TextColumn("发送 Sending"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=not console.is_terminal) as bar:
        task = bar.add_task("send", total=total)
        yield lambda _: bar.advance(task)


def print_outcome(sent: "Sequence[SentFile]", console: Console) -> None:
    """Say how many were taken, and of the others why not."""
    refused = [item for item in sent if not item.outcome.succeeded]
    console.print(f"已接收 Taken {len(sent) - len(refused)}，未接收 not taken {len(refused)}")
    if not refused:
        return
    table = Table(Column("文件 File", overflow="fold"), Column("原因 Reason", overflow="fold"), box=None)
    for item in refused:
        table.add_row(Text(item.path.name), Text(f"{item.outcome.reason}: {item.outcome.detail}"))
    console.print(table)
