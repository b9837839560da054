"""Settings: the command line over the environment over the file over defaults, and a sentence for each bad value."""

from pathlib import Path

import pytest

from clinic_server.settings import DEFAULT_PORT, BadSettings, Settings, read_settings


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with nothing in it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def write(home: Path, text: str | bytes) -> None:
    file = home / ".config" / "anteroom" / "server.toml"
    file.parent.mkdir(parents=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def test_without_a_word_the_server_keeps_to_this_machine(home: Path) -> None:
    assert read_settings([], {}) == Settings(
        data=home / ".local/share/anteroom", host="127.0.0.1", port=DEFAULT_PORT, demo=False, announce=True
    )


def test_folders_follow_xdg(home: Path, tmp_path: Path) -> None:
    (tmp_path / "etc" / "anteroom").mkdir(parents=True)
    (tmp_path / "etc" / "anteroom" / "server.toml").write_text("port = 9000")

    settings = read_settings([], {"XDG_DATA_HOME": str(tmp_path / "var"), "XDG_CONFIG_HOME": str(tmp_path / "etc")})

    assert (settings.data, settings.port) == (tmp_path / "var" / "anteroom", 9000)


def test_the_command_line_wins_over_the_environment_over_the_file(home: Path) -> None:
    write(home, 'port = 1\nhost = "192.0.2.1"\ndemo = true\npage_address = "http://192.0.2.1/"')
    environment = {"ANTEROOM_SERVER_PORT": "2", "ANTEROOM_SERVER_HOST": "192.0.2.2"}

    settings = read_settings(["--port", "3", "--no-announce", "--data", "~/here"], environment)

    assert settings == Settings(
        data=home / "here", host="192.0.2.2", port=3, demo=True, announce=False, page_address="http://192.0.2.1"
    )


def test_a_named_file_is_read_instead_of_the_usual_one(home: Path) -> None:
    write(home, "port = 1")
    (home / "other.toml").write_text("port = 2")

    assert read_settings(["--config", str(home / "other.toml")], {}).port == 2
    assert read_settings([], {"ANTEROOM_SERVER_CONFIG": str(home / "other.toml")}).port == 2


@pytest.mark.parametrize(
    ("text", "is_on"), [("1", True), ("yes", True), ("On", True), ("0", False), ("no", False), ("", False)]
)
def test_switches_are_said_in_many_ways(home: Path, text: str, is_on: bool) -> None:
    assert read_settings([], {"ANTEROOM_SERVER_DEMO": text}).demo is is_on


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("port = 'many'", "port: 'many' is not a number"),
        ("port = 70000", "port: 70000 is not between 0 and 65535"),
        ("data = 5", "data: 5 is not a text"),
        ("data = ''", "data: it is empty"),
        ("host = 5", "host: 5 is not a text"),
        ("demo = 'perhaps'", "demo: 'perhaps' is neither yes nor no"),
        ("colour = 'red'", "unknown setting colour"),
        ("port = ", "server.toml: "),
        (b"host = '\xff'", "server.toml: "),
    ],
    ids=["number", "range", "data", "empty", "host", "switch", "unknown", "syntax", "encoding"],
)
def test_a_bad_value_in_the_file_is_said_in_a_sentence(home: Path, text: str | bytes, sentence: str) -> None:
    write(home, text)

    with pytest.raises(BadSettings) as error:
        read_settings([], {})
    assert sentence in str(error.value)


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"ANTEROOM_SERVER_PORT": "-1"}, "port: -1 is not between"),
        ({"ANTEROOM_SERVER_ANNOUNCE": "maybe"}, "announce: 'maybe' is neither yes nor no"),
        ({"ANTEROOM_SERVER_CONFIG": "/nowhere/at.toml"}, "/nowhere/at.toml: there is no such file"),
    ],
    ids=["port", "announce", "config"],
)
def test_a_bad_value_in_the_environment_is_said_in_a_sentence(
    home: Path, environment: dict[str, str], sentence: str
) -> None:
    with pytest.raises(BadSettings) as error:
        read_settings([], environment)
    assert sentence in str(error.value)


def test_help_says_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        read_settings(["--help"], {})

    said = capsys.readouterr().out
    assert end.value.code == 0
    assert "setup code" in said
    for option in ("--data", "--host", "--port", "--demo", "--page-address", "ANTEROOM_SERVER_"):
        assert option in said
