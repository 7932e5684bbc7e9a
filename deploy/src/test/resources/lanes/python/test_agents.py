import asyncio

import litellm
import pytest
from agents import Agent as OpenAiAgent
from agents import ModelSettings, OpenAIChatCompletionsModel, OpenAIResponsesModel, Runner, function_tool
from agents import set_tracing_disabled
from openai import AsyncOpenAI
from pydantic import BaseModel
from pydantic_ai import Agent, ModelHTTPError
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.models.openai import OpenAIResponsesModel as PydanticResponsesModel
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.openai import OpenAIProvider

from suite import ADDRESS, AGENTS, BASE, CALL_WEATHER, CITY, KEY, MESSAGES, MODELS, PARAMETERS, WORDS, Stopped

set_tracing_disabled(True)
litellm.telemetry = False
SAID = "The tool said: 7 degrees in Zürich"
each_agent = pytest.mark.parametrize("model", AGENTS)


def weather(city: str) -> str:
    """Tells the weather of a city."""
    return f"7 degrees in {city}"


class Weather(BaseModel):
    city: str
    degrees: int


def pydantic_models(model):
    openai = OpenAIProvider(base_url=BASE, api_key=KEY)
    yield OpenAIChatModel(model, provider=openai)
    yield PydanticResponsesModel(model, provider=openai)
    yield AnthropicModel(model, provider=AnthropicProvider(base_url=ADDRESS, api_key=KEY))


@each_agent
def test_pydantic_ai_uses_a_tool_to_the_end(model):
    for chat in pydantic_models(model):
        assert Agent(chat, tools=[weather]).run_sync(CALL_WEATHER).output.strip() == SAID


@each_agent
def test_pydantic_ai_streams_a_tool_to_the_end(model):
    async def run(chat):
        async with Agent(chat, tools=[weather]).run_stream(CALL_WEATHER) as result:
            return (await result.get_output()).strip()

    for chat in pydantic_models(model):
        assert asyncio.run(run(chat)) == SAID


@each_agent
def test_pydantic_ai_reads_a_structured_answer(model):
    for chat in pydantic_models(model):
        agent = Agent(chat, output_type=Weather)
        made = agent.run_sync('Ask. [[tool final_result {"city": "Zürich", "degrees": 7}]]')
        assert made.output == Weather(city="Zürich", degrees=7)


def test_pydantic_ai_raises_the_status():
    for chat in pydantic_models("no-such-model"):
        with pytest.raises(ModelHTTPError) as raised:
            Agent(chat).run_sync("Hi")
        assert raised.value.status_code == 404


def agents_models(model):
    client = AsyncOpenAI(base_url=BASE, api_key=KEY)
    yield OpenAIChatCompletionsModel(model=model, openai_client=client)
    yield OpenAIResponsesModel(model=model, openai_client=client)


@each_agent
def test_openai_agents_use_a_tool_to_the_end(model):
    async def run(chat):
        agent = OpenAiAgent(name="Ada", model=chat, tools=[function_tool(weather)])
        whole = await Runner.run(agent, CALL_WEATHER)
        streamed = Runner.run_streamed(agent, CALL_WEATHER)
        events = [event.type async for event in streamed.stream_events()]
        assert "run_item_stream_event" in events
        return whole.final_output, streamed.final_output

    async def run_all():
        return [await run(chat) for chat in agents_models(model)]

    assert asyncio.run(run_all()) == [(SAID, SAID)] * 2


@pytest.mark.parametrize("model", MODELS)
def test_openai_agents_hand_over_settings(model):
    async def run():
        chat = next(agents_models(model))
        settings = ModelSettings(temperature=0.5, extra_body={"user": "mock:chunks=2"})
        return (await Runner.run(OpenAiAgent(name="Ada", model=chat, model_settings=settings), "Hi")).final_output

    assert asyncio.run(run()) == WORDS


def by_litellm(provider, model, **more):
    base = ADDRESS if provider == "anthropic" else BASE
    return litellm.completion(model=f"{provider}/{model}", api_base=base, api_key=KEY, num_retries=0, **more)


def scripted(provider, script):
    return {"user": script} if provider == "anthropic" else {"extra_body": {"user": script}}


each_provider = pytest.mark.parametrize("provider", ["openai", "anthropic"])
TOOLS = [{"type": "function", "function": {"name": "weather", "description": "Weather", "parameters": PARAMETERS}}]


@each_provider
@pytest.mark.parametrize("model", MODELS)
def test_litellm_completes_and_streams(provider, model):
    script = scripted(provider, "mock:chunks=2")
    assert by_litellm(provider, model, messages=MESSAGES, **script).choices[0].message.content == WORDS
    pieces = by_litellm(provider, model, messages=MESSAGES, stream=True, **script)
    assert "".join(piece.choices[0].delta.content or "" for piece in pieces) == WORDS


@each_provider
@each_agent
def test_litellm_uses_a_tool_to_the_end(provider, model):
    messages = [{"role": "user", "content": CALL_WEATHER}]
    asked = by_litellm(provider, model, messages=messages, tools=TOOLS).choices[0].message
    call = asked.tool_calls[0]
    assert (call.function.name, litellm.json.loads(call.function.arguments)) == ("weather", CITY)
    messages += [asked.model_dump(), {"role": "tool", "tool_call_id": call.id, "content": weather("Zürich")}]
    assert by_litellm(provider, model, messages=messages, tools=TOOLS).choices[0].message.content == SAID


def test_litellm_embeds_and_asks_for_responses():
    made = litellm.embedding(model="openai/mock-embedding", input=["a"], api_base=BASE, api_key=KEY)
    assert len(made.data[0]["embedding"]) == 3
    answer = litellm.responses(model="openai/mock/large", input="Hi", api_base=BASE, api_key=KEY)
    assert answer.output_text.startswith(WORDS)


@each_provider
def test_litellm_raises_its_own_classes(provider):
    with pytest.raises(litellm.NotFoundError):
        by_litellm(provider, "no-such-model", messages=MESSAGES)
    with pytest.raises(litellm.RateLimitError):
        by_litellm(provider, "mock/large", messages=MESSAGES, **scripted(provider, "mock:status=429"))
    with pytest.raises(litellm.BadRequestError):
        by_litellm(provider, "mock/large", messages=MESSAGES, **scripted(provider, "mock:status=400"))


def test_litellm_cancels_a_stream():
    async def leave():
        stream = await litellm.acompletion(
            model="openai/mock/large",
            messages=MESSAGES,
            api_base=BASE,
            api_key=KEY,
            stream=True,
            **scripted("openai", "mock:chunks=500,gap=20"),
        )
        async for _ in stream:
            break
        await stream.aclose()

    with Stopped():
        asyncio.run(leave())
