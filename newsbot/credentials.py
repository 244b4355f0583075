"""The secrets that are configured, and where they must not stand."""

from __future__ import annotations

from pathlib import Path

from scrapy.settings import BaseSettings

from newsbot import settings as project_settings
from newsbot.secrets import SecretError, SecretUrl, secret_in


def key_of(settings: BaseSettings) -> str:
    """The key of the language model's endpoint, "" where it needs none. Raises `SecretError`."""
    key = project_settings.llm_key()
    in_file = _in_file(settings, "NEWSBOT_LLM_KEY_FILE")
    if key and in_file:
        raise SecretError("NEWSBOT_LLM_KEY: there is NEWSBOT_LLM_KEY_FILE, too; leave one of them out")
    key = key or in_file
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise SecretError("NEWSBOT_LLM_KEY: has characters that no key has; copy it again")
    return key


def addresses_of(settings: BaseSettings) -> str:
    """The addresses of channels: those of the environment, then those of the file. Raises `SecretError`."""
    return f"{project_settings.push_addresses()}\n{_in_file(settings, 'NEWSBOT_PUSH_FILE')}"


def check_places(settings: BaseSettings) -> None:
    """See to it that no secret stands among the settings. Raises `SecretError`, which does not repeat it.

    Settings are logged and printed, and those of a command line, or of a job, stand in the list of processes.
    """
    for name in ("NEWSBOT_LLM_KEY", "NEWSBOT_PUSH"):
        if settings[name]:
            raise SecretError(f"{name}: settings are logged and printed; give it by the environment, or {name}_FILE")
    url = settings["NEWSBOT_DATABASE"]
    if not isinstance(url, SecretUrl) and str(SecretUrl(url)) != url:
        raise SecretError(
            "NEWSBOT_DATABASE: settings are logged and printed; give a URL with a password by the environment, or the "
            "password in ~/.pgpass"
        )


def _in_file(settings: BaseSettings, name: str) -> str:
    path = settings[name]
    try:
        return secret_in(Path(path).expanduser()) if path else ""
    except SecretError as error:
        raise SecretError(f"{name}: {error}") from error
