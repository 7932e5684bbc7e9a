import asyncio
import json

import openai
import pytest
from openai import AsyncOpenAI, OpenAI
from pydantic import BaseModel

from suite import AGENTS, BASE, CALL_WEATHER, CITY, KEY, MESSAGES, MODELS, PARAMETERS, SUNNY, WORDS, Stopped, seen

sdk = OpenAI(base_url=BASE, api_key=KEY, max_retries=0)
TOOLS = [{"type": "function", "function": {"name": "weather", "parameters": PARAMETERS}}]
each_model = pytest.mark.parametrize("model", MODELS)


class Weather(BaseModel):
    city: str
    degrees: int


def test_lists_and_finds_models():
    assert {"gatehouse/echo", "mock/large", "claude-mock"} <= {model.id for model in sdk.models.list()}
    assert sdk.models.retrieve("mock/large").id == "mock/large"


@each_model
def test_chats(model):
    made = sdk.chat.completions.create(model=model, messages=MESSAGES, user="mock:chunks=2")
    assert made.choices[0].message.content == WORDS
    assert made.choices[0].finish_reason == "stop"
    assert made.usage.total_tokens == made.usage.prompt_tokens + made.usage.completion_tokens


@each_model
def test_streams(model):
    with sdk.chat.completions.create(
        model=model, messages=MESSAGES, user="mock:chunks=2", stream=True, stream_options={"include_usage": True}
    ) as stream:
        chunks = list(stream)
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices) == WORDS
    assert chunks[-1].usage.completion_tokens > 0


@each_model
def test_calls_a_tool(model):
    made = sdk.chat.completions.create(model=model, messages=MESSAGES, tools=TOOLS, user="mock:chunks=1,tool")
    call = made.choices[0].message.tool_calls[0]
    assert (call.function.name, json.loads(call.function.arguments)) == ("weather", CITY)


@each_model
def test_streams_a_tool_call(model):
    with sdk.chat.completions.stream(model=model, messages=MESSAGES, tools=TOOLS, user="mock:chunks=1,tool") as stream:
        made = stream.get_final_completion()
    call = made.choices[0].message.tool_calls[0]
    assert (call.function.name, json.loads(call.function.arguments)) == ("weather", CITY)


@each_model
def test_reads_a_structured_answer(model):
    made = sdk.chat.completions.parse(model=model, messages=MESSAGES, response_format=Weather, user="mock:json")
    assert made.choices[0].message.parsed == Weather(**SUNNY)


@pytest.mark.parametrize("model", AGENTS)
def test_asks_for_responses(model):
    assert sdk.responses.create(model=model, input="Hi").output_text == "All is well."
    with sdk.responses.stream(model=model, input="Hi") as stream:
        events = [event.type for event in stream]
        assert stream.get_final_response().output_text == "All is well."
    assert (events[0], events[-1]) == ("response.created", "response.completed")


@pytest.mark.parametrize("model", AGENTS)
def test_calls_a_tool_in_responses(model):
    tools = [{"type": "function", "name": "weather", "parameters": PARAMETERS}]
    asked = {"model": model, "input": [{"role": "user", "content": CALL_WEATHER}], "tools": tools}
    with sdk.responses.stream(**asked) as stream:
        streamed = stream.get_final_response()
    for made in (sdk.responses.create(**asked), streamed):
        call = made.output[-1]
        assert (call.type, call.name, json.loads(call.arguments)) == ("function_call", "weather", CITY)


def test_completes_the_old_way():
    made = sdk.completions.create(model="mock/large", prompt="Hi", user="mock:chunks=2")
    assert made.model == "mock/large"


@pytest.mark.parametrize("value", ["a", ["a"], [1, 2, 3], [[1, 2], [3]]])
@pytest.mark.parametrize("encoding", ["float", "base64", None])
def test_embeds_texts_and_tokens(value, encoding):
    more = {} if encoding is None else {"encoding_format": encoding}
    made = sdk.embeddings.create(model="mock-embedding", input=value, **more)
    assert len(made.data[0].embedding) == 3


def test_makes_pictures_and_sound_writes_down_and_judges(tmp_path):
    picture = sdk.images.generate(model="mock/large", prompt="A gate")
    assert picture.data[0].b64_json.startswith("iVBOR")
    spoken = tmp_path / "spoken.mp3"
    more = {"user": "mock:chunks=3"}
    with sdk.audio.speech.with_streaming_response.create(
        model="mock/large", voice="alloy", input="Hi", extra_body=more
    ) as speech:
        speech.stream_to_file(spoken)
    assert spoken.stat().st_size == 3000
    spoken.write_bytes(bytes(3_000_000))
    with spoken.open("rb") as file:
        written = sdk.audio.transcriptions.create(model="mock/large", file=file)
    assert written.text.startswith("3000000 bytes of ")
    with spoken.open("rb") as file:
        told = sdk.audio.transcriptions.create(model="mock/large", file=file, stream=True)
        assert [event.type for event in told][-1] == "transcript.text.done"
    assert sdk.moderations.create(model="mock/large", input="Hi").results[0].flagged is False


@each_model
def test_asks_forty_times_at_once(model):
    async def ask_all():
        async with AsyncOpenAI(base_url=BASE, api_key=KEY, max_retries=0) as many:

            async def ask(number):
                stream = await many.chat.completions.create(
                    model=model, messages=MESSAGES, user=f"mock:chunks={number + 1},gap=5", stream=True
                )
                return "".join([chunk.choices[0].delta.content or "" async for chunk in stream if chunk.choices])

            return await asyncio.gather(*(ask(number) for number in range(40)))

    assert [len(text.split()) for text in asyncio.run(ask_all())] == list(range(1, 41))


@each_model
def test_cancels_a_stream(model):
    with Stopped():
        with sdk.chat.completions.create(
            model=model, messages=MESSAGES, user="mock:chunks=500,gap=20", stream=True
        ) as stream:
            next(iter(stream))


def test_cancels_a_whole_answer():
    async def leave():
        async with AsyncOpenAI(base_url=BASE, api_key=KEY, max_retries=0) as one:
            call = one.chat.completions.create(model="mock/large", messages=MESSAGES, user="mock:chunks=500,gap=20")
            task = asyncio.create_task(call)
            await asyncio.to_thread(seen, "await-open")
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    with Stopped():
        asyncio.run(leave())


@each_model
@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, openai.BadRequestError),
        (404, openai.APIStatusError),
        (409, openai.APIStatusError),
        (413, openai.APIStatusError),
        (422, openai.APIStatusError),
        (429, openai.RateLimitError),
        (500, openai.InternalServerError),
        (503, openai.InternalServerError),
    ],
)
def test_raises_what_the_upstream_says(model, status, error):
    for stream in (False, True):
        with pytest.raises(error) as raised:
            sdk.chat.completions.create(model=model, messages=MESSAGES, user=f"mock:status={status}", stream=stream)
        assert raised.value.request_id
        assert "CANARY" not in str(raised.value)


def test_raises_what_the_suite_says():
    with pytest.raises(openai.AuthenticationError):
        OpenAI(base_url=BASE, api_key="sk-gh-nonsense", max_retries=0).models.list()
    with pytest.raises(openai.NotFoundError):
        sdk.chat.completions.create(model="no-such-model", messages=MESSAGES)
    with pytest.raises(openai.BadRequestError):
        sdk.chat.completions.create(model="mock/large", messages="none")
    with pytest.raises(openai.NotFoundError):
        sdk.responses.retrieve("resp_1")


@each_model
def test_meets_a_broken_stream_as_an_error(model):
    with pytest.raises(openai.APIError):
        list(sdk.chat.completions.create(model=model, messages=MESSAGES, user="mock:chunks=4,break=half", stream=True))


def test_retries_as_it_always_does():
    seen("reset")
    with pytest.raises(openai.InternalServerError):
        sdk.with_options(max_retries=2).chat.completions.create(
            model="mock/large", messages=MESSAGES, user="mock:status=503"
        )
    assert seen("stats")["requests"] == 3
