import asyncio

import anthropic
import pytest
from anthropic import Anthropic, AsyncAnthropic
from pydantic import BaseModel

from suite import ADDRESS, CITY, KEY, MESSAGES, MODELS, PARAMETERS, SUNNY, WORDS, Stopped, seen

sdk = Anthropic(base_url=ADDRESS, api_key=KEY, max_retries=0)
TOOLS = [{"name": "weather", "input_schema": PARAMETERS}]
each_model = pytest.mark.parametrize("model", MODELS)


class Weather(BaseModel):
    city: str
    degrees: int


def message(model, script, **more):
    return {
        "model": model,
        "max_tokens": 1000,
        "messages": MESSAGES,
        "metadata": {"user_id": script},
        **more,
    }


def test_lists_and_finds_models():
    models = {model.id: model for model in sdk.models.list(limit=2)}
    assert {"gatehouse/echo", "mock/large", "claude-mock"} <= models.keys()
    assert all(model.type == "model" and model.display_name for model in models.values())
    assert sdk.models.retrieve("claude-mock").id == "claude-mock"


@each_model
def test_creates_a_message(model):
    made = sdk.messages.create(**message(model, "mock:chunks=2"))
    assert (made.content[0].text, made.stop_reason, made.role) == (WORDS, "end_turn", "assistant")
    assert made.usage.output_tokens > 0


@each_model
def test_streams_a_message(model):
    with sdk.messages.stream(**message(model, "mock:chunks=2")) as stream:
        assert "".join(stream.text_stream) == WORDS
        assert stream.get_final_message().stop_reason == "end_turn"


@each_model
def test_calls_a_tool(model):
    made = sdk.messages.create(**message(model, "mock:chunks=1,tool", tools=TOOLS))
    assert (made.content[-1].name, made.content[-1].input, made.stop_reason) == ("weather", CITY, "tool_use")


@each_model
def test_streams_a_tool_call(model):
    with sdk.messages.stream(**message(model, "mock:chunks=1,tool", tools=TOOLS)) as stream:
        made = stream.get_final_message()
    assert (made.content[-1].name, made.content[-1].input, made.stop_reason) == ("weather", CITY, "tool_use")


@each_model
def test_reads_a_structured_answer(model):
    made = sdk.messages.parse(**message(model, "mock:json", output_format=Weather))
    assert made.parsed_output == Weather(**SUNNY)


def test_counts_tokens():
    assert sdk.messages.count_tokens(model="claude-mock", messages=MESSAGES).input_tokens > 0


def test_is_let_in_by_either_credential():
    both = {"api_key": KEY, "default_headers": {"authorization": f"Bearer {KEY}"}}
    for credential in ({"api_key": KEY}, {"auth_token": KEY}, both):
        client = Anthropic(base_url=ADDRESS, max_retries=0, **credential)
        assert client.messages.create(**message("claude-mock", "mock:chunks=2")).content[0].text == WORDS


@each_model
def test_asks_forty_times_at_once(model):
    async def ask_all():
        async with AsyncAnthropic(base_url=ADDRESS, api_key=KEY, max_retries=0) as many:

            async def ask(number):
                async with many.messages.stream(**message(model, f"mock:chunks={number + 1},gap=5")) as stream:
                    return await stream.get_final_text()

            return await asyncio.gather(*(ask(number) for number in range(40)))

    assert [len(text.split()) for text in asyncio.run(ask_all())] == list(range(1, 41))


@each_model
def test_cancels_a_stream(model):
    with Stopped():
        with sdk.messages.stream(**message(model, "mock:chunks=500,gap=20")) as stream:
            next(iter(stream))


@each_model
@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, anthropic.BadRequestError),
        (404, anthropic.APIStatusError),
        (413, anthropic.APIStatusError),
        (422, anthropic.APIStatusError),
        (429, anthropic.RateLimitError),
        (500, anthropic.InternalServerError),
        (529, anthropic.InternalServerError),
    ],
)
def test_raises_what_the_upstream_says(model, status, error):
    for stream in (False, True):
        with pytest.raises(error) as raised:
            sdk.messages.create(**message(model, f"mock:status={status}", stream=stream))
        assert raised.value.body["type"] == "error"
        assert "CANARY" not in str(raised.value)


def test_raises_what_the_suite_says():
    with pytest.raises(anthropic.AuthenticationError):
        Anthropic(base_url=ADDRESS, api_key="sk-gh-nonsense", max_retries=0).models.list()
    with pytest.raises(anthropic.NotFoundError):
        sdk.messages.create(**message("no-such-model", ""))
    with pytest.raises(anthropic.BadRequestError):
        sdk.messages.create(**message("claude-mock", "", messages="none"))


@each_model
def test_meets_a_broken_stream_as_an_error(model):
    with pytest.raises(Exception):
        with sdk.messages.stream(**message(model, "mock:chunks=4,break=half")) as stream:
            stream.get_final_message()


def test_retries_as_it_always_does():
    seen("reset")
    with pytest.raises(anthropic.InternalServerError):
        sdk.with_options(max_retries=2).messages.create(**message("claude-mock", "mock:status=503"))
    assert seen("stats")["requests"] == 3
