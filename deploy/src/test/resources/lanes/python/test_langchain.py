import asyncio

import pytest
from langchain_anthropic import ChatAnthropic
from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from pydantic import BaseModel

from suite import ADDRESS, BASE, CALL_WEATHER, CITY, KEY, MODELS, SUNNY, WORDS, Stopped


class Weather(BaseModel):
    """How the weather is."""

    city: str
    degrees: int


@tool
def weather(city: str) -> str:
    """Tells the weather of a city."""
    return f"7 degrees in {city}"


def by_openai(model, script, **more):
    return ChatOpenAI(model=model, base_url=BASE, api_key=KEY, max_retries=0, model_kwargs={"user": script}, **more)


def by_responses(model, script, **more):
    return by_openai(model, script, use_responses_api=True, **more)


def by_anthropic(model, script, **more):
    chat = ChatAnthropic(model=model, base_url=ADDRESS, api_key=KEY, max_retries=0, **more)
    chat.model_kwargs["metadata"] = {"user_id": script}  # as an argument it would be LangChain's own metadata
    return chat


each_way = pytest.mark.parametrize("chat", [by_openai, by_anthropic])
each_model = pytest.mark.parametrize("model", MODELS)


@pytest.mark.parametrize("chat", [by_openai, by_responses, by_anthropic])
@each_model
def test_invokes_and_streams(chat, model):
    assert chat(model, "mock:chunks=2").invoke("Hi").text == WORDS
    assert "".join(piece.text for piece in chat(model, "mock:chunks=2").stream("Hi")) == WORDS


@each_way
@each_model
def test_reads_a_structured_answer(chat, model):
    structured = chat(model, "mock:json").with_structured_output(Weather, method="json_schema")
    assert structured.invoke("Hi") == Weather(**SUNNY)


@pytest.mark.parametrize("chat", [by_openai, by_responses, by_anthropic])
@pytest.mark.parametrize("model", ["agent-chat", "claude-agent", "agent-responses"])
@pytest.mark.parametrize("streaming", [False, True])
def test_uses_a_tool_to_the_end(chat, model, streaming):
    bound = chat(model, "", streaming=streaming).bind_tools([weather])
    history = [HumanMessage(CALL_WEATHER)]
    asked = bound.invoke(history)
    assert [(call["name"], call["args"]) for call in asked.tool_calls] == [("weather", CITY)]
    history += [asked, ToolMessage(weather.invoke(asked.tool_calls[0]["args"]), tool_call_id=asked.tool_calls[0]["id"])]
    assert bound.invoke(history).text == "The tool said: 7 degrees in Zürich"


def test_embeds_texts_as_tokens():
    plain = OpenAIEmbeddings(model="mock-embedding", base_url=BASE, api_key=KEY, check_embedding_ctx_length=False)
    assert len(plain.embed_query("a")) == 3


@each_way
def test_asks_many_at_once(chat):
    async def ask_all():
        return await asyncio.gather(*(chat("mock/large", "mock:chunks=2,gap=5").ainvoke("Hi") for _ in range(40)))

    assert {answer.text for answer in asyncio.run(ask_all())} == {WORDS}


@each_way
@each_model
def test_cancels_a_stream(chat, model):
    with Stopped():
        stream = chat(model, "mock:chunks=500,gap=20").stream("Hi")
        next(stream)
        stream.close()


@each_way
@each_model
@pytest.mark.parametrize("status", [400, 429, 500])
def test_raises_the_status(chat, model, status):
    with pytest.raises(Exception) as raised:
        chat(model, f"mock:status={status}").invoke("Hi")
    assert raised.value.status_code >= 400
