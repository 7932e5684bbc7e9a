"""Where the running suite is, and what its scripted upstream has seen."""
import json
import os
import urllib.request

ADDRESS = os.environ["ADDRESS"]
BASE = ADDRESS + "/v1"
KEY = os.environ["KEY"]
UPSTREAM = os.environ["UPSTREAM"].removesuffix("/v1")
# One model of each kind of upstream: chat as OpenAI has it, and Anthropic's messages.
MODELS = ["mock/large", "claude-mock"]
AGENTS = ["agent-chat", "claude-agent", "agent-responses"]
MESSAGES = [{"role": "user", "content": "Say hello"}]
WORDS = "word0 word1 "
CITY = {"city": "Zürich"}
SUNNY = {"city": "Zürich", "degrees": 7}
PARAMETERS = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
CALL_WEATHER = 'Ask. [[tool weather {"city": "Zürich"}]]'


def seen(what):
    """What the upstream tells: stats, reset, or await-left once a client has left an answer."""
    with urllib.request.urlopen(f"{UPSTREAM}/mock/{what}") as answer:
        return json.load(answer)


class Stopped:
    """Holds that the one request made inside is stopped at the upstream."""

    def __enter__(self):
        seen("reset")

    def __exit__(self, error, *_):
        if error is None:
            stats = seen("await-left")
            assert (stats["left"], stats["open"]) == (1, 0)
