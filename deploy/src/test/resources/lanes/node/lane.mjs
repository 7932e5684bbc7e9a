// The SDKs of the Node world against a running suite: node lane.mjs <base address> <API key>
import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { streamText, generateText } from 'ai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { ChatOpenAI } from '@langchain/openai';

const [address, apiKey] = process.argv.slice(2);
const baseURL = `${address}/v1`;
const messages = [{ role: 'user', content: 'Say hello' }];
const openai = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
let passed = 0;

async function check(name, body) {
  await body();
  passed++;
  console.log(`ok ${name}`);
}

await check('openai lists models', async () => {
  const ids = [];
  for await (const model of openai.models.list()) ids.push(model.id);
  assert.ok(ids.includes('gatehouse/echo'));
});

for (const model of ['mock/large', 'claude-mock']) {
  await check(`openai completes and streams ${model}`, async () => {
    const whole = await openai.chat.completions.create({ model, messages, user: 'mock:chunks=2' });
    assert.equal(whole.choices[0].message.content, 'word0 word1 ');
    let text = '';
    for await (const chunk of await openai.chat.completions.create({ model, messages, user: 'mock:chunks=2', stream: true })) {
      text += chunk.choices[0]?.delta?.content ?? '';
    }
    assert.equal(text, 'word0 word1 ');
  });

  await check(`openai meets a broken stream of ${model} as an error`, async () => {
    await assert.rejects(async () => {
      const stream = await openai.chat.completions.create({ model, messages, user: 'mock:chunks=4,break=half', stream: true });
      for await (const chunk of stream) void chunk;
    });
  });
}

await check('openai calls a tool', async () => {
  const tools = [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } }];
  const whole = await openai.chat.completions.create({ model: 'claude-mock', messages, tools, user: 'mock:chunks=1,tool' });
  assert.deepEqual(JSON.parse(whole.choices[0].message.tool_calls[0].function.arguments), { city: 'Zürich' });
});

await check('openai asks for responses', async () => {
  const response = await openai.responses.create({ model: 'mock/large', input: 'Hi', user: 'mock:chunks=2' });
  assert.equal(response.output_text, 'word0 word1 ');
  const types = [];
  for await (const event of await openai.responses.create({ model: 'mock/large', input: 'Hi', user: 'mock:chunks=2', stream: true })) {
    types.push(event.type);
  }
  assert.equal(types.at(-1), 'response.completed');
});

await check('openai embeds', async () => {
  const made = await openai.embeddings.create({ model: 'mock-embedding', input: 'a', encoding_format: 'float' });
  assert.equal(made.data[0].embedding.length, 3);
});

await check('openai raises the right classes', async () => {
  await assert.rejects(openai.chat.completions.create({ model: 'none', messages }), OpenAI.NotFoundError);
  await assert.rejects(openai.chat.completions.create({ model: 'mock/large', messages, user: 'mock:status=429' }), OpenAI.RateLimitError);
  await assert.rejects(new OpenAI({ baseURL, apiKey: 'sk-gh-nonsense', maxRetries: 0 }).models.list(), OpenAI.AuthenticationError);
});

await check('openai aborts', async () => {
  const stream = await openai.chat.completions.create({ model: 'mock/large', messages, user: 'mock:chunks=500,gap=20', stream: true });
  for await (const chunk of stream) {
    void chunk;
    stream.controller.abort();
  }
});

const provider = createOpenAICompatible({ name: 'gatehouse', baseURL, apiKey });

await check('ai generates and streams text', async () => {
  for (const model of ['mock/large', 'claude-mock', 'gatehouse/echo']) {
    const whole = await generateText({ model: provider(model), prompt: 'Say hello', maxRetries: 0 });
    assert.ok(whole.text.length > 0);
    const stream = streamText({ model: provider(model), prompt: 'Say hello', maxRetries: 0 });
    let text = '';
    for await (const piece of stream.textStream) text += piece;
    assert.equal(text, whole.text);
    assert.equal(await stream.finishReason, 'stop');
  }
});

await check('langchain invokes and streams', async () => {
  for (const model of ['mock/large', 'claude-mock']) {
    const chat = new ChatOpenAI({ model, apiKey, configuration: { baseURL }, maxRetries: 0 });
    const whole = await chat.invoke('Say hello');
    let text = '';
    for await (const chunk of await chat.stream('Say hello')) text += chunk.content;
    assert.equal(text, whole.content);
  }
});

console.log(`${passed} passed`);
