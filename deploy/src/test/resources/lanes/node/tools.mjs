// Each SDK that lets a model call tools, to the end of such a conversation: node tools.mjs <base address> <API key>
import assert from 'node:assert/strict';
import OpenAI from 'openai';
import Anthropic from '@anthropic-ai/sdk';
import { betaTool } from '@anthropic-ai/sdk/helpers/beta/json-schema';
import { Agent, OpenAIProvider, Runner, setTracingDisabled, tool as agentsTool } from '@openai/agents';
import { generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { createAnthropic } from '@ai-sdk/anthropic';
import { ChatOpenAI } from '@langchain/openai';
import { ChatAnthropic } from '@langchain/anthropic';
import { tool as langchainTool } from '@langchain/core/tools';
import { HumanMessage } from '@langchain/core/messages';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const [address, apiKey] = process.argv.slice(2);
const baseURL = `${address}/v1`;
const models = ['agent-chat', 'claude-agent', 'agent-responses'];
const prompt = 'Ask. [[tool weather {"city": "Zürich"}]]';
const said = 'The tool said: 7 degrees in Zürich';
const weather = ({ city }) => `7 degrees in ${city}`;
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false };
let passed = 0;

async function check(name, body) {
  for (const model of models) {
    await body(model);
    passed++;
    console.log(`ok ${name} with ${model}`);
  }
}

const openai = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const runnable = { type: 'function', function: { name: 'weather', description: 'Weather', parameters, parse: JSON.parse, function: weather } };

await check('openai runs tools', async (model) => {
  for (const stream of [false, true]) {
    const runner = openai.chat.completions.runTools({ model, stream, messages: [{ role: 'user', content: prompt }], tools: [runnable] });
    assert.equal(await runner.finalContent(), said);
  }
});

const anthropic = new Anthropic({ baseURL: address, apiKey, maxRetries: 0 });

await check('anthropic creates, streams and runs tools', async (model) => {
  const plain = { model, max_tokens: 100, messages: [{ role: 'user', content: 'Hi' }] };
  assert.equal((await anthropic.messages.create(plain)).content[0].text, 'All is well.');
  assert.equal(await anthropic.messages.stream(plain).finalText(), 'All is well.');
  const tools = [betaTool({ name: 'weather', description: 'Weather', inputSchema: parameters, run: weather })];
  const runner = anthropic.beta.messages.toolRunner({ model, max_tokens: 100, messages: [{ role: 'user', content: prompt }], tools });
  assert.equal((await runner).content[0].text, said);
});

await check('anthropic raises its own classes', async (model) => {
  await assert.rejects(anthropic.messages.create({ model: `no-${model}`, max_tokens: 1, messages: [] }), Anthropic.APIError);
  await assert.rejects(new Anthropic({ baseURL: address, apiKey: 'sk-gh-nonsense', maxRetries: 0 }).models.list(), Anthropic.AuthenticationError);
  assert.ok((await anthropic.models.retrieve(model)).display_name);
});

setTracingDisabled(true);

await check('openai agents use a tool', async (model) => {
  const tools = [agentsTool({ name: 'weather', description: 'Weather', parameters: z.object({ city: z.string() }), execute: weather })];
  for (const useResponses of [false, true]) {
    const runner = new Runner({ modelProvider: new OpenAIProvider({ baseURL, apiKey, useResponses }) });
    const agent = new Agent({ name: 'Ada', model, tools });
    assert.equal((await runner.run(agent, prompt)).finalOutput, said);
    const streamed = await runner.run(agent, prompt, { stream: true });
    await streamed.completed;
    assert.equal(streamed.finalOutput, said);
  }
});

const providers = {
  'openai chat': createOpenAI({ baseURL, apiKey }).chat,
  'openai responses': createOpenAI({ baseURL, apiKey }).responses,
  compatible: createOpenAICompatible({ name: 'gatehouse', baseURL, apiKey }),
  anthropic: createAnthropic({ baseURL, apiKey }),
};

for (const [name, provider] of Object.entries(providers)) {
  await check(`ai uses a tool by ${name}`, async (model) => {
    const tools = { weather: tool({ inputSchema: jsonSchema(parameters), execute: weather }) };
    const asked = { model: provider(model), prompt, tools, stopWhen: stepCountIs(3), maxRetries: 0 };
    assert.equal((await generateText(asked)).text, said);
    assert.equal(await streamText(asked).text, said);
  });
}

const chats = {
  openai: (model) => new ChatOpenAI({ model, apiKey, configuration: { baseURL }, maxRetries: 0 }),
  'openai responses': (model) => new ChatOpenAI({ model, apiKey, configuration: { baseURL }, maxRetries: 0, useResponsesApi: true }),
  anthropic: (model) => new ChatAnthropic({ model, apiKey, anthropicApiUrl: address, maxRetries: 0 }),
};

for (const [name, chat] of Object.entries(chats)) {
  await check(`langchain uses a tool by ${name}`, async (model) => {
    const tell = langchainTool(weather, { name: 'weather', description: 'Weather', schema: z.object({ city: z.string() }) });
    const bound = chat(model).bindTools([tell]);
    const history = [new HumanMessage(prompt)];
    const asked = await bound.invoke(history);
    history.push(asked, await tell.invoke(asked.tool_calls[0]));
    assert.equal((await bound.invoke(history)).text, said);
  });
}

await check('a tool of an MCP server is called', async (model) => {
  const server = new McpServer({ name: 'weather', version: '1.0.0' });
  server.registerTool('weather', { description: 'Weather', inputSchema: { city: z.string() } }, async (input) => ({ content: [{ type: 'text', text: weather(input) }] }));
  const client = new Client({ name: 'gatehouse', version: '1.0.0' });
  const [there, here] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(there), client.connect(here)]);
  const listed = (await client.listTools()).tools;
  const tools = listed.map(({ name, description, inputSchema }) => ({ type: 'function', function: { name, description, parameters: inputSchema } }));
  const messages = [{ role: 'user', content: prompt }];
  const asked = (await openai.chat.completions.create({ model, messages, tools })).choices[0].message;
  const call = asked.tool_calls[0];
  const told = await client.callTool({ name: call.function.name, arguments: JSON.parse(call.function.arguments) });
  messages.push(asked, { role: 'tool', tool_call_id: call.id, content: told.content });
  assert.equal((await openai.chat.completions.create({ model, messages, tools })).choices[0].message.content.trim(), said);
  await client.close();
});

console.log(`${passed} passed`);
