// The SDKs of the Node world against a running suite: node lane.mjs <base address> <API key> <the upstream's address>
import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { APICallError, embed, generateObject, generateText, jsonSchema, streamText, tool } from 'ai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';

const [address, apiKey, upstream] = process.argv.slice(2);
const baseURL = `${address}/v1`;
const messages = [{ role: 'user', content: 'Say hello' }];
const openai = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const weather = { type: 'object', properties: { city: { type: 'string' }, degrees: { type: 'integer' } }, required: ['city', 'degrees'], additionalProperties: false };
const sunny = { city: 'Zürich', degrees: 7 };
let passed = 0;

// What the upstream has seen: reset, stats, or await-left, which answers once a client has left a stream.
async function seen(what) {
  return (await fetch(new URL(`/mock/${what}`, upstream))).json();
}

async function stops(upstreamAfter) {
  await seen('reset');
  await upstreamAfter();
  const { left, open } = await seen('await-left');
  assert.deepEqual({ left, open }, { left: 1, open: 0 });
}

async function asks(times, call, rejection) {
  await seen('reset');
  await assert.rejects(call, rejection);
  assert.equal((await seen('stats')).requests, times);
}

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

await check('openai makes pictures and sound, writes down and judges', async () => {
  const picture = await openai.images.generate({ model: 'mock/large', prompt: 'A gate' });
  assert.match(picture.data[0].b64_json, /^iVBOR/);
  const speech = await openai.audio.speech.create({ model: 'mock/large', voice: 'alloy', input: 'Hi', user: 'mock:chunks=3' });
  assert.equal((await speech.arrayBuffer()).byteLength, 3000);
  for (const bytes of [1000, 3_000_000]) { // the file stands first in this SDK's form
    const file = new File([new Uint8Array(bytes)], 'a.mp3', { type: 'audio/mpeg' });
    const written = await openai.audio.transcriptions.create({ file, model: 'mock/large' });
    assert.match(written.text, new RegExp(`^${bytes} bytes of [0-9a-f]{64} for mock/large$`));
  }
  const judged = await openai.moderations.create({ model: 'mock/large', input: 'Hi' });
  assert.equal(judged.results[0].flagged, false);
});

await check('openai raises the right classes', async () => {
  await assert.rejects(openai.chat.completions.create({ model: 'none', messages }), OpenAI.NotFoundError);
  await assert.rejects(openai.chat.completions.create({ model: 'mock/large', messages, user: 'mock:status=429' }), OpenAI.RateLimitError);
  await assert.rejects(new OpenAI({ baseURL, apiKey: 'sk-gh-nonsense', maxRetries: 0 }).models.list(), OpenAI.AuthenticationError);
});

await check('openai reads a structured answer', async () => {
  for (const model of ['mock/large', 'claude-mock']) {
    const completion = await openai.chat.completions.parse({
      model, messages, user: 'mock:json', response_format: { type: 'json_schema', json_schema: { name: 'weather', strict: true, schema: weather } },
    });
    assert.deepEqual(JSON.parse(completion.choices[0].message.content), sunny);
  }
});

await check('openai retries', async () => {
  const retrying = new OpenAI({ baseURL, apiKey, maxRetries: 2 });
  await asks(3, retrying.chat.completions.create.bind(retrying.chat.completions, { model: 'mock/large', messages, user: 'mock:status=503' }), OpenAI.InternalServerError);
});

await check('openai aborts', async () => {
  await stops(async () => {
    const stream = await openai.chat.completions.create({ model: 'mock/large', messages, user: 'mock:chunks=500,gap=20', stream: true });
    for await (const chunk of stream) {
      void chunk;
      stream.controller.abort();
    }
  });
  await stops(async () => {
    const controller = new AbortController();
    const whole = openai.chat.completions.create({ model: 'mock/large', messages, user: 'mock:chunks=500,gap=20' }, { signal: controller.signal });
    await seen('await-open');
    controller.abort();
    await assert.rejects(whole, OpenAI.APIUserAbortError);
  });
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

const scripted = (script) => ({ gatehouse: { user: script } });

await check('ai calls a tool', async () => {
  const tools = { weather: tool({ inputSchema: jsonSchema({ type: 'object', properties: { city: { type: 'string' } } }) }) };
  for (const model of ['mock/large', 'claude-mock']) {
    const whole = await generateText({ model: provider(model), prompt: 'Hi', tools, providerOptions: scripted('mock:chunks=1,tool') });
    assert.deepEqual(whole.toolCalls[0].input, { city: 'Zürich' });
    const stream = streamText({ model: provider(model), prompt: 'Hi', tools, providerOptions: scripted('mock:chunks=1,tool') });
    assert.deepEqual((await stream.toolCalls)[0].input, { city: 'Zürich' });
  }
});

await check('ai reads a structured answer', async () => {
  const strict = createOpenAICompatible({ name: 'gatehouse', baseURL, apiKey, supportsStructuredOutputs: true });
  for (const model of ['mock/large', 'claude-mock']) {
    const made = await generateObject({ model: strict(model), prompt: 'Hi', schema: jsonSchema(weather), providerOptions: scripted('mock:json') });
    assert.deepEqual(made.object, sunny);
  }
});

await check('ai embeds', async () => {
  const made = await embed({ model: provider.embeddingModel('mock-embedding'), value: 'a' });
  assert.equal(made.embedding.length, 3);
});

await check('ai raises and retries', async () => {
  const call = (script, maxRetries) => () => generateText({ model: provider('mock/large'), prompt: 'Hi', maxRetries, providerOptions: scripted(script) });
  await asks(1, call('mock:status=400', 2), (error) => APICallError.isInstance(error) && error.statusCode === 400);
  await asks(2, call('mock:status=503', 1), (error) => error.lastError.statusCode === 503);
});

await check('ai meets a broken stream as an error', async () => {
  const errors = [];
  const stream = streamText({ model: provider('mock/large'), prompt: 'Hi', maxRetries: 0, providerOptions: scripted('mock:chunks=4,break=half'), onError: ({ error }) => errors.push(error) });
  for await (const piece of stream.textStream) void piece;
  assert.equal(errors.length, 1);
});

await check('ai aborts', async () => {
  await stops(async () => {
    const controller = new AbortController();
    const stream = streamText({ model: provider('mock/large'), prompt: 'Hi', abortSignal: controller.signal, providerOptions: scripted('mock:chunks=500,gap=20') });
    for await (const piece of stream.textStream) {
      void piece;
      controller.abort();
    }
  });
});

const langchain = (model, script, options) => new ChatOpenAI({ model, apiKey, configuration: { baseURL }, maxRetries: 0, user: script, ...options });

await check('langchain calls a tool', async () => {
  const tools = [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } }];
  for (const model of ['mock/large', 'claude-mock']) {
    const whole = await langchain(model, 'mock:chunks=1,tool').bindTools(tools).invoke('Hi');
    assert.deepEqual(whole.tool_calls[0].args, { city: 'Zürich' });
  }
});

await check('langchain reads a structured answer', async () => {
  for (const model of ['mock/large', 'claude-mock']) {
    const structured = langchain(model, 'mock:json').withStructuredOutput({ title: 'weather', ...weather }, { method: 'jsonSchema' });
    assert.deepEqual(await structured.invoke('Hi'), sunny);
  }
});

await check('langchain embeds', async () => {
  const vector = await new OpenAIEmbeddings({ model: 'mock-embedding', apiKey, configuration: { baseURL }, encodingFormat: 'float' }).embedQuery('a');
  assert.equal(vector.length, 3);
});

await check('langchain raises, retries and aborts', async () => {
  await asks(1, () => langchain('mock/large', 'mock:status=400', { maxRetries: 2 }).invoke('Hi'), (error) => error.status === 400);
  await asks(2, () => langchain('mock/large', 'mock:status=503', { maxRetries: 1 }).invoke('Hi'), (error) => error.status === 503);
  await stops(async () => {
    const controller = new AbortController();
    await assert.rejects(async () => {
      for await (const chunk of await langchain('mock/large', 'mock:chunks=500,gap=20').stream('Hi', { signal: controller.signal })) {
        void chunk;
        controller.abort();
      }
    });
  });
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
