"""Who has handed in which answer, in every form that classes come in, and what is refused and said so."""

import io
import os
import stat
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from dojo.course import Course
from dojo.errors import KataError
from dojo.grading.submissions import Reading, submissions_in

Files = dict[str, bytes]

ONE = "01_triple/triple.py"
TWO = "02_other_triple/other_triple.py"
NOBODYS = "Wanted: LEARNER/02_two_inputs/two_inputs.py in it."


@pytest.fixture
def course(toy: Path) -> Course:
    return Course(toy)


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    folder = tmp_path / "class"
    folder.mkdir()
    return folder


def put(folder: Path, files: Files) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def zipped(files: Files) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def answers(reading: Reading) -> dict[str, list[bytes | None]]:
    """Each learner's answers to the two katas."""
    found: dict[str, list[bytes | None]] = {}
    for one in reading.submissions:
        found.setdefault(one.learner, []).append(one.answer and one.answer.read())
    return found


@pytest.mark.parametrize(
    "files",
    [
        {f"alice/{ONE}": b"1", f"alice/{TWO}": b"2"},
        {f"alice/katas/{ONE}": b"1", f"alice/katas/{TWO}": b"2"},
        {f"alice/beyond-sequential-main/katas/{ONE}": b"1", "alice/other_triple.py": b"2"},
        {"alice/triple.py": b"1", "alice/other_triple.py": b"2"},
        {"alice.zip": zipped({ONE: b"1", f"deeper/katas/{TWO}": b"2"})},
        {"alice/handed in.zip": zipped({"triple.py": b"1", "other_triple.py": b"2"})},
    ],
    ids=["katas", "with katas/", "below a checkout", "bare files", "zip", "zip in a folder"],
)
def test_a_learners_answers_are_found(course: Course, handed_in: Path, files: Files) -> None:
    reading = submissions_in(put(handed_in, {**files, f"bob/{ONE}": b"3"}), course)
    assert (answers(reading), reading.notes) == ({"alice": [b"1", b"2"], "bob": [b"3", None]}, [])


@pytest.mark.parametrize(
    ("names", "learners"),
    [
        (
            ("Ann Lee_12_assignsubmission_file_/triple.py", "Bo_34_assignsubmission_file_/triple.py"),
            ("Ann Lee_12", "Bo_34"),
        ),
        (
            ("Ann Lee_12_assignsubmission_file_triple.py", "Bo_34_assignsubmission_file_triple.py"),
            ("Ann Lee_12", "Bo_34"),
        ),
        (("leeann_12_998_triple.py", "bo_LATE_34_999_triple-1.py"), ("leeann_12", "bo_34")),
    ],
    ids=["Moodle's folders", "Moodle's files", "Canvas"],
)
def test_names_that_a_learning_platform_gives_are_taken_apart(
    course: Course, handed_in: Path, names: tuple[str, str], learners: tuple[str, str]
) -> None:
    packed = put(handed_in, {"all.zip": zipped({names[0]: b"1", names[1]: b"2"})}) / "all.zip"
    assert answers(submissions_in(packed, course)) == {learners[0]: [b"1", None], learners[1]: [b"2", None]}


def test_a_zip_of_zips_is_a_class(course: Course, handed_in: Path) -> None:
    files = {"alice.zip": zipped({ONE: b"1"}), "bob_7_assignsubmission_file_work.zip": zipped({TWO: b"2"})}
    packed = put(handed_in, {"all.zip": zipped(files)}) / "all.zip"
    assert answers(submissions_in(packed, course)) == {"alice": [b"1", None], "bob_7": [None, b"2"]}


@pytest.mark.parametrize(
    "files",
    [
        {f"alice/{ONE}": b"1", f"bob/katas/{TWO}": b"2"},
        {"alice/triple.py": b"1", "bob/other_triple.py": b"2", "notes.txt": b""},
        {"alice.zip": zipped({ONE: b"1"}), "bob.zip": zipped({"other_triple.py": b"2"})},
        {"alice_assignsubmission_file_/triple.py": b"1", "bob_assignsubmission_file_/other_triple.py": b"2"},
    ],
    ids=["folders", "bare files", "zips", "a platform's"],
)
def test_a_folder_around_all_learners_of_a_zip_is_none_of_them(course: Course, handed_in: Path, files: Files) -> None:
    files = {name.replace("_assign", "_7_assign"): content for name, content in files.items()}
    wrapped = {"class/": b"", **{f"class/{name}": content for name, content in files.items()}, "__MACOSX/x": b""}
    found = answers(submissions_in(put(handed_in, {"all.zip": zipped(wrapped)}) / "all.zip", course))
    assert {name.removesuffix("_7"): one for name, one in found.items()} == {"alice": [b"1", None], "bob": [None, b"2"]}


def test_a_folder_around_one_learners_katas_is_the_learners(course: Course, handed_in: Path) -> None:
    files = {f"alice/{ONE}": b"1", f"alice/{TWO}": b"2", "alice/drafts/triple.py": b"3", "alice/old/triple.py": b"4"}
    packed = put(handed_in, {"all.zip": zipped(files)}) / "all.zip"
    assert answers(submissions_in(packed, course)) == {"alice": [b"1", b"2"]}


def test_a_checkout_is_one_learner(course: Course, toy: Path) -> None:
    course.kata("1").answer.write_bytes(b"1")
    assert answers(submissions_in(toy, course)) == {"course": [b"1", None]}


def test_a_zip_of_a_checkouts_katas_is_one_learner(course: Course, handed_in: Path) -> None:
    packed = put(handed_in, {"alice.zip": zipped({f"katas/{ONE}": b"1", "README.md": b""})}) / "alice.zip"
    assert answers(submissions_in(packed, course)) == {"alice": [b"1", None]}


def test_a_lone_file_is_an_answer_to_the_kata_that_is_named(course: Course, handed_in: Path) -> None:
    file = put(handed_in, {"alice.py": b"1"}) / "alice.py"
    assert answers(submissions_in(file, course, course.kata("1"))) == {"alice": [b"1"]}
    with pytest.raises(KataError, match="Say which kata it answers: --kata KATA"):
        submissions_in(file, course)


def test_where_one_kata_is_graded_a_lone_file_may_have_any_name(course: Course, handed_in: Path) -> None:
    put(handed_in, {"alice/my solution.py": b"1", "bob/triple.py": b"2", "bob/try.py": b"3"})
    assert answers(submissions_in(handed_in, course, course.kata("1"))) == {"alice": [b"1"], "bob": [b"2"]}


def test_a_learners_own_test_goes_with_the_answer_where_the_kata_asks_for_one(course: Course, handed_in: Path) -> None:
    toml = course.kata("1").folder / "kata.toml"
    toml.write_text(toml.read_text() + 'own_test = "test_it_gives_a_triple"\n')
    put(
        handed_in,
        {"a/01_triple/triple.py": b"1", "a/01_triple/my_test.py": b"t", f"a/{TWO}": b"2", "a/my_test.py": b"x"},
    )
    first, second = submissions_in(handed_in, course).submissions
    assert (first.read().my_test, second.read().my_test) == (b"t", None)


def test_one_of_several_answers_is_judged_and_the_others_are_named(course: Course, handed_in: Path) -> None:
    reading = submissions_in(put(handed_in, {f"alice/old/{ONE}": b"0", f"alice/{ONE}": b"1"}), course)
    assert (answers(reading)["alice"][0], reading.notes) == (
        b"1",
        [f"alice: {ONE} is judged, and not old/{ONE}"],
    )


def test_what_no_kata_explains_is_said_of_a_learner_who_has_nothing_else(course: Course, handed_in: Path) -> None:
    put(handed_in, {"alice/main.py": b"", "alice/notes.txt": b"", "bob/triple.py": b"1", "bob/main.py": b""})
    (handed_in / "carol").mkdir()
    reading = submissions_in(put(handed_in, {"mails.txt": b""}), course)
    assert reading.notes == [
        "1 file (mails.txt) at the top: nobody's, so not read.",
        "alice: no answer among 2 files (main.py, notes.txt). Wanted: 01_triple/triple.py",
    ]
    assert answers(reading)["carol"] == [None, None]


def test_a_folder_of_results_is_no_learner(course: Course, handed_in: Path) -> None:
    put(handed_in, {"alice/triple.py": b"1", "results/results.sqlite": b""})
    assert list(answers(submissions_in(handed_in, course))) == ["alice"]


def test_links_are_not_followed(course: Course, handed_in: Path, tmp_path: Path) -> None:
    secret = put(tmp_path / "secret", {"triple.py": b"secret"})
    put(handed_in, {"alice/other_triple.py": b"2"})
    (handed_in / "alice/triple.py").symlink_to(secret / "triple.py")
    (handed_in / "bob").symlink_to(secret)
    reading = submissions_in(handed_in, course)
    told = [f"{handed_in / name} is a link; links are not followed." for name in ("bob", "alice/triple.py")]
    assert (answers(reading), reading.notes) == ({"alice": [None, b"2"]}, told)


def test_a_file_that_is_no_regular_one_is_not_opened(course: Course, handed_in: Path) -> None:
    (handed_in / "alice").mkdir()
    os.mkfifo(handed_in / "alice/triple.py")
    assert submissions_in(handed_in, course).notes == [f"{handed_in / 'alice/triple.py'} is no regular file."]


def test_an_answer_that_is_too_large_is_refused(course: Course, handed_in: Path) -> None:
    reading = submissions_in(put(handed_in, {"alice/triple.py": b"#" * 1_000_001}), course)
    told = [f"{handed_in / 'alice/triple.py'} is larger than 1,000,000 bytes."]
    assert (answers(reading), reading.notes) == ({"alice": [None, None]}, told)


def test_names_that_no_terminal_can_show_are_made_readable(course: Course, handed_in: Path) -> None:
    folder = os.fsencode(handed_in) + b"/\xe4\x1b[31m" + b"x" * 100
    os.mkdir(folder)
    (learner,) = answers(submissions_in(handed_in, course))
    assert learner == "\ufffd\ufffd[31m" + "x" * 54


def test_two_names_that_read_the_same_are_not_mixed(course: Course, handed_in: Path) -> None:
    put(handed_in, {"Zo\u00eb/triple.py": b"1", "Zoe\u0308/triple.py": b"2"})
    reading = submissions_in(handed_in, course)
    assert (answers(reading), len(reading.notes)) == ({"Zo\u00eb": [b"2", None]}, 1)


def link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("triple.py")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def bad_zip(name: str | zipfile.ZipInfo, content: bytes = b"/etc/passwd", packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        archive.writestr(name, content, packing)
        archive.writestr(TWO, b"2", zipfile.ZIP_STORED)
    return packed.getvalue()


def lying_zip() -> bytes:
    """A zip that says of 2 MB of zeros that they are ten bytes."""
    packed = bad_zip("triple.py", bytes(2_000_000))
    return packed.replace(struct.pack("<I", 2_000_000), struct.pack("<I", 10))


def encrypted_zip() -> bytes:
    packed = bytearray(bad_zip("triple.py"))
    for at in (packed.index(b"PK\3\4") + 6, packed.index(b"PK\1\2") + 8):
        packed[at] |= 1
    return bytes(packed)


def damaged_zip() -> bytes:
    return bad_zip("triple.py", b"some content", zipfile.ZIP_STORED).replace(b"some content", b"some c0ntent")


BAD_ENTRIES = {
    "a bomb": (bad_zip("triple.py", bytes(100_000_000)), "'triple.py' is larger than 1,000,000 bytes."),
    "an absolute path": (bad_zip("/etc/triple.py"), "'/etc/triple.py' is a path that leads out of the zip."),
    "a drive": (bad_zip("C:\\triple.py"), "'C:/triple.py' is a path that leads out of the zip."),
    "a way up": (bad_zip("../bob/triple.py"), "'../bob/triple.py' is a path that leads out of the zip."),
    "a link": (bad_zip(link()), "'triple.py' is a link; links are not followed."),
    "encrypted": (encrypted_zip(), "'triple.py' is encrypted."),
    "rarely packed": (
        bad_zip("triple.py", packing=zipfile.ZIP_LZMA),
        "'triple.py' is packed in a rare way; the usual one",
    ),
    "damaged": (damaged_zip(), "'triple.py' can't be unpacked: Bad CRC-32 for file 'triple.py'"),
}


@pytest.mark.parametrize("bad", BAD_ENTRIES)
def test_a_bad_entry_of_a_zip_is_refused_and_the_rest_is_read(course: Course, handed_in: Path, bad: str) -> None:
    packed, told = BAD_ENTRIES[bad]
    reading = submissions_in(put(handed_in, {"alice.zip": packed, "bob/triple.py": b"3"}), course)
    assert answers(reading) == {"alice": [None, b"2"], "bob": [b"3", None]}
    assert [note.startswith(f"{handed_in / 'alice.zip'}: {told}") for note in reading.notes] == [True]


def many_entries() -> bytes:
    """A zip whose one entry is listed 100,000 times."""
    packed = zipped({"triple.py": b"1"})
    listed, end = packed.index(b"PK\1\2"), packed.index(b"PK\5\6")
    entries = packed[listed:end] * 100_000
    return packed[:listed] + entries + packed[end : end + 12] + struct.pack("<II", len(entries), listed) + bytes(2)


def bad_name() -> bytes:
    return zipped({"\u00e9.py": b"1"}).replace("\u00e9.py".encode(), b"\xe9\xff.py")


@pytest.mark.parametrize(
    ("packed", "told"),
    [
        (b"not a zip", "can't be read as a zip: File is not a zip file"),
        (many_entries(), "has 100,000 entries; at most 50,000 are read."),
        (bad_name(), "can't be read as a zip: 'utf-8' codec can't decode"),
        (b"PK" + bytes(20_000_000), "has 20,000,002 bytes; at most 20,000,000 are read."),
    ],
    ids=["no zip", "100,000 entries", "a name in another encoding", "too large"],
)
def test_a_bad_zip_is_refused_and_the_other_learners_are_read(
    course: Course, handed_in: Path, packed: bytes, told: str
) -> None:
    reading = submissions_in(put(handed_in, {"alice.zip": packed, "bob/triple.py": b"3"}), course)
    assert answers(reading) == {"alice": [None, None], "bob": [b"3", None]}
    assert [note.startswith(f"{handed_in / 'alice.zip'} {told}") for note in reading.notes] == [True]


def test_a_zip_that_claims_less_than_it_unpacks_to_costs_no_memory(course: Course, handed_in: Path) -> None:
    reading = submissions_in(put(handed_in, {"alice.zip": lying_zip()}), course)
    assert [len(one or b"") <= 10 for one in answers(reading)["alice"]] == [True, True]


def test_a_zip_of_many_answers_is_read_up_to_a_limit(course: Course, handed_in: Path) -> None:
    bomb = zipped({f"{number}/{ONE}": bytes(1_000_000) for number in range(30)})
    reading = submissions_in(put(handed_in, {"alice.zip": bomb}), course)
    told = "is not read, 5,000,000 bytes of this learner having been read before."
    assert reading.notes[0] == f"{handed_in / 'alice.zip'}: '5/{ONE}' {told}"


def test_what_is_handed_in_twice_is_said(course: Course, handed_in: Path) -> None:
    put(handed_in, {"alice.zip": zipped({ONE: b"2"}), f"alice/{ONE}": b"1", "bob.zip": zipped({ONE: b"1"})})
    reading = submissions_in(handed_in, course)
    told = [f"{handed_in / 'alice' / ONE} is there twice; the first is judged."]
    assert (answers(reading)["alice"], reading.notes) == ([b"2", None], told)


def test_of_a_zips_many_bad_entries_the_first_are_named(course: Course, handed_in: Path) -> None:
    bad = zipped({f"../{number}.py": b"" for number in range(1_000)})
    notes = submissions_in(put(handed_in, {"alice.zip": bad}), course).notes
    assert (len(notes), notes[-1]) == (4, f"{handed_in / 'alice.zip'}: 997 more entries were refused.")


def test_a_table_gives_ids_and_names_who_has_handed_in_nothing(course: Course, handed_in: Path, tmp_path: Path) -> None:
    (tmp_path / "ids.csv").write_text("name,learner\nalice,a1\ncarol,c3\n", "utf-8-sig")
    put(handed_in, {"alice/triple.py": b"1", "bob/triple.py": b"2"})
    reading = submissions_in(handed_in, course, learners=tmp_path / "ids.csv")
    assert answers(reading) == {"a1": [b"1", None], "bob": [b"2", None], "c3": [None, None]}
    assert reading.notes == [f"bob is not in {tmp_path / 'ids.csv'}; the name is kept."]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("student;id\n", r"has the columns \['student;id'\]; `name` and `learner` were wanted."),
        ("name,learner\nalice,1\nbob,1\n", "gives two learners the same id"),
    ],
)
def test_a_table_that_can_not_be_used_is_told(
    course: Course, handed_in: Path, tmp_path: Path, table: str, told: str
) -> None:
    (tmp_path / "ids.csv").write_text(table)
    put(handed_in, {"alice/triple.py": b"1", "bob/triple.py": b"2"})
    with pytest.raises(KataError, match=told):
        submissions_in(handed_in, course, learners=tmp_path / "ids.csv")


def test_a_folder_without_learners_is_told(course: Course, handed_in: Path) -> None:
    with pytest.raises(KataError, match=f"{handed_in} holds no learner's folder or zip. {NOBODYS}"):
        submissions_in(handed_in, course)


def test_a_zip_that_is_none_is_told(course: Course, tmp_path: Path) -> None:
    packed = put(tmp_path, {"all.zip": b"not a zip"}) / "all.zip"
    with pytest.raises(
        KataError, match=r"all\.zip can't be read as a zip: File is not a zip file\n.*holds no learner's"
    ):
        submissions_in(packed, course)


def test_a_folder_that_is_not_there_is_told(course: Course, tmp_path: Path) -> None:
    with pytest.raises(KataError, match=r"isn't there\. A folder or zip of what"):
        submissions_in(tmp_path / "nowhere", course)


def test_what_is_handed_in_does_not_lie_in_memory(course: Course, handed_in: Path) -> None:
    put(handed_in, {f"{learner}/triple.py": b"#" * 500_000 for learner in range(20)})
    tracemalloc.start()
    try:
        reading = submissions_in(handed_in, course, course.kata("1"))
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 500_000  # bytes, of 10 million
    assert answers(reading)["19"] == [b"#" * 500_000]
