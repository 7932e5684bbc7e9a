import anthropic
import instructor
import openai
import pytest
from pydantic import BaseModel

from suite import ADDRESS, AGENTS, BASE, KEY


class Weather(BaseModel):
    city: str
    degrees: int


SUNNY = {"city": "Zürich", "degrees": 7}
ASK = [{"role": "user", "content": 'Ask. [[tool Weather {"city": "Zürich", "degrees": 7}]]'}]


@pytest.mark.parametrize("model", AGENTS)
def test_reads_a_model_from_a_tool_call(model):
    client = instructor.from_openai(openai.OpenAI(base_url=BASE, api_key=KEY), mode=instructor.Mode.TOOLS)
    assert client.chat.completions.create(model=model, messages=ASK, response_model=Weather).model_dump() == SUNNY


@pytest.mark.parametrize("model", AGENTS)
def test_reads_a_model_from_anthropics_tool_call(model):
    client = instructor.from_anthropic(anthropic.Anthropic(base_url=ADDRESS, api_key=KEY))
    assert client.messages.create(model=model, max_tokens=100, messages=ASK, response_model=Weather).model_dump() == SUNNY


@pytest.mark.parametrize("model", ["mock/large", "claude-mock"])
def test_reads_a_model_from_a_json_schema(model):
    client = instructor.from_openai(openai.OpenAI(base_url=BASE, api_key=KEY), mode=instructor.Mode.JSON_SCHEMA)
    made = client.chat.completions.create(model=model, messages=ASK, response_model=Weather, user="mock:json")
    assert made.model_dump() == SUNNY
