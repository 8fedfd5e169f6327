"""--save: which pictures, under which names, and what is not believed of a server."""

import gzip
from pathlib import Path

import cv2
import pytest

from img_open_cli import saving
from tests.cli.helpers import DETECT, PNG, Answer, Ran, Server, program, run

FACES = ("tools", "detect-faces", "--image-url", "http://127.0.0.1/x.png", "--quiet")


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def not_saved(ran: Ran, *texts: str) -> None:
    assert ran.code == 9
    assert len(ran.err.splitlines()) == 1, ran.err
    for text in texts:
        assert text in ran.err


def test_faces_are_found_waited_for_and_saved(photo: str, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "faces"
    ran = program("tools", "detect-faces", "--image-url", photo, "--wait", "--save", str(folder))
    assert ran.code == 0, ran.err
    urls = ran.json["faceUrls"]
    assert len(urls) == 4
    saved = [folder / f"{ran.json['taskId']}-faceUrls-{number}.png" for number in range(4)]
    assert files(folder) == sorted(path.name for path in saved)
    assert ran.err.splitlines()[-4:] == [f"saved {path}" for path in saved]
    for path in saved:
        assert cv2.imread(str(path)) is not None


def test_saving_waits_and_tables_name_the_files(photo: str, tmp_path: Path) -> None:
    ran = run("tools", "detect-faces", "--image-url", photo, "--save", str(tmp_path), "--output", "table")
    assert ran.code == 0
    for name in files(tmp_path):
        assert str(tmp_path / name) in ran.out
    assert "saved" not in ran.err


@pytest.mark.usefixtures("sandbox")
def test_the_answer_of_a_question_is_saved_too(tmp_path: Path) -> None:
    more = ("--batch-size", "2", "--width", "64", "--height", "64", "--wait", "--quiet")
    made = run("images", "text-to-image", "--prompt", "x", *more).json
    asked = ("tasks", "query-task-info-v2", "--business-task-id", made["task_id"], "--save", str(tmp_path), "--quiet")
    assert run(*asked).code == 0
    stem = f"{made['task_id']}-differentialImageRspList"
    assert files(tmp_path) == [f"{stem}-0-image_url.png", f"{stem}-1-image_url.png"]


@pytest.mark.usefixtures("sandbox")
def test_a_result_without_pictures_says_so(tmp_path: Path) -> None:
    ran = run("tools", "expand-prompt", "--mode", "0", "--source-prompt", "x", "--save", str(tmp_path))
    assert ran.code == 0
    assert ran.err.endswith("the result names no pictures; nothing was saved\n")
    assert files(tmp_path) == []


def test_downloads_do_not_have_the_keys(server: Server, tmp_path: Path) -> None:
    server.answers["/1.png"] = Answer(PNG)
    server.answers["/2.png"] = Answer(status=302, headers={"Location": f"{server.url}/1.png"})
    server.says(faceUrls=[f"{server.url}/1.png", f"{server.url}/2.png"])
    assert run(*FACES, "--save", str(tmp_path)).code == 0
    (submitted, headers), *downloads = server.received
    assert submitted == DETECT
    assert any("canary" in value for value in headers.values())
    assert [path for path, _ in downloads] == ["/1.png", "/2.png", "/1.png"]
    assert not any("canary" in value for _, headers in downloads for value in headers.values())
    assert files(tmp_path) == ["pre1-faceUrls-0.png", "pre1-faceUrls-1.png"]


def test_no_name_comes_from_the_server(server: Server, tmp_path: Path) -> None:
    disposition = {"Content-Disposition": 'attachment; filename="/etc/passwd"', "Content-Type": "text/x-shellscript"}
    server.answers["/x/..%2f..%2fpasswd.sh"] = Answer(PNG, headers=disposition)
    url = f"{server.url}/x/..%2f..%2fpasswd.sh"
    odd = {"../../a": url, "..-..-a": url + "?1", "\x1b[2J": url + "?2", "a" * 500: url + "?3"}
    for query in ("?1", "?2", "?3"):
        server.answers[f"/x/..%2f..%2fpasswd.sh{query}"] = Answer(PNG)
    server.says(taskId="../../../tmp/evil\x00", odd=odd)
    folder = tmp_path / "folder"
    ran = run(*FACES, "--save", str(folder))
    assert ran.code == 0, ran.err
    assert files(tmp_path) == ["folder"]
    stem = "tmp-evil-odd"
    assert files(folder) == sorted(
        [f"{stem}-a.png", f"{stem}-a-1.png", f"{stem}-2J.png", f"tmp-evil-{('odd-' + 'a' * 500)[:100]}.png"]
    )


def test_the_same_picture_is_loaded_once(server: Server, tmp_path: Path) -> None:
    server.answers["/1.png"] = Answer(PNG)
    server.says(faceUrls=[f"{server.url}/1.png"] * 3)
    assert run(*FACES, "--save", str(tmp_path)).code == 0
    assert [path for path, _ in server.received] == [DETECT, "/1.png"]


def test_what_is_there_stays_unless_forced(server: Server, tmp_path: Path) -> None:
    server.answers["/1.png"] = Answer(PNG)
    server.says(faceUrls=[f"{server.url}/1.png"])
    there = tmp_path / "pre1-faceUrls-0.png"
    there.write_bytes(b"mine")
    ran = run(*FACES, "--save", str(tmp_path))
    not_saved(ran, f"faceUrls/0 ({server.url}/1.png): {there} is there already; --force overwrites it")
    assert there.read_bytes() == b"mine"
    assert ran.json["faceUrls"]  # the result is not lost
    assert run(*FACES, "--save", str(tmp_path), "--force").code == 0
    assert there.read_bytes() == PNG
    assert files(tmp_path) == [there.name]


def test_a_link_that_is_there_is_not_followed(server: Server, tmp_path: Path) -> None:
    server.answers["/1.png"] = Answer(PNG)
    server.says(faceUrls=[f"{server.url}/1.png"])
    target, folder = tmp_path / "target", tmp_path / "folder"
    folder.mkdir()
    (folder / "pre1-faceUrls-0.png").symlink_to(target)
    not_saved(run(*FACES, "--save", str(folder)), "is there already")
    assert run(*FACES, "--save", str(folder), "--force").code == 0
    assert not target.exists()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(status=404), "HTTP 404"),
        (Answer(b"<html>", headers={"Content-Type": "image/png"}), "expected a picture, got something else"),
        (Answer(), "expected a picture, got something else"),
        (Answer(PNG * 20), "larger than 0 MB"),
        (Answer(gzip.compress(PNG), headers={"Content-Encoding": "gzip"}), "expected a picture, got something else"),
        (Answer(PNG, headers={"Content-Length": "1000"}), "closed connection without sending complete message body"),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "unsupported protocol"),
        (Answer(status=302, headers={"Location": "/1.png"}), "Exceeded maximum allowed redirects."),
        (None, "Server disconnected without sending a response."),
    ],
)
def test_one_that_fails_is_named_and_the_others_are_saved(
    answer: Answer | None, said: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "MAX_BYTES", 1000)
    server.answers.update({"/0.png": Answer(PNG), "/1.png": answer, "/2.png": Answer(PNG)})
    server.says(faceUrls=[f"{server.url}/0.png", f"{server.url}/1.png", f"{server.url}/2.png"])
    ran = run(*FACES, "--save", str(tmp_path))
    saved = [tmp_path / f"pre1-faceUrls-{number}.png" for number in (0, 2)]
    not_saved(ran, f"not saved: faceUrls/1 ({server.url}/1.png): ", said, f"; saved: {saved[0]}, {saved[1]}")
    assert files(tmp_path) == [path.name for path in saved]  # nothing half is left behind
    assert len(ran.json["faceUrls"]) == 3


@pytest.mark.parametrize(
    "url",
    ["http://", "https://[::1", "http://127.0.0.1:99999/x", "http://\x00/", "http://127.0.0.1:1/x?signature=s3cret"],
)
def test_an_url_that_leads_nowhere_is_named_without_its_signature(url: str, server: Server, tmp_path: Path) -> None:
    server.says(faceUrls=[url])
    ran = run(*FACES, "--save", str(tmp_path))
    not_saved(ran, "not saved: faceUrls/0 (")
    assert "s3cret" not in ran.err
    assert files(tmp_path) == []


def test_only_http_is_a_picture_s_url(server: Server, tmp_path: Path) -> None:
    server.says(
        faceUrls=["file:///etc/passwd", "ftp://x/1.png", "/etc/passwd", "data:image/png;base64,AA", "http://x and more"]
    )
    ran = run(*FACES, "--save", str(tmp_path))
    assert (ran.code, files(tmp_path)) == (0, [])


def test_a_folder_that_cannot_be_is_refused_before_anything_is_sent(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = run(*FACES, "--save", str(tmp_path / "file"))
    not_saved(ran, f"--save {tmp_path / 'file'}: cannot be written: File exists; nothing was sent")
    assert ran.out == ""
    assert server.received == []


@pytest.mark.parametrize(
    ("head", "extension"),
    [(b"\xff\xd8\xff\xe0", "jpg"), (b"GIF89a", "gif"), (b"RIFF\0\0\0\0WEBP", "webp"), (b"\0\0\0 ftypavif", "avif")],
)
def test_the_extension_is_that_of_the_content(head: bytes, extension: str, server: Server, tmp_path: Path) -> None:
    server.answers["/1.png"] = Answer(head + bytes(20))
    server.says(faceUrls=[f"{server.url}/1.png"])
    assert run(*FACES, "--save", str(tmp_path)).code == 0
    assert files(tmp_path) == [f"pre1-faceUrls-0.{extension}"]
