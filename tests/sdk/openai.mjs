// The official OpenAI SDK at the emulator: Chat Completions and Responses.
import OpenAI from 'openai';
import { address, check, fault, finish, pixel, thrown, weather } from './check.mjs';

const client = new OpenAI({ apiKey: 'sk-canary', baseURL: `${address}/v1`, maxRetries: 0 });
const model = 'emulated';
const user = content => ({ role: 'user', content });
const names = ['get_weather', 'get_time'];
const chatTools = names.map(name => ({ type: 'function', function: { name, parameters: weather, strict: true } }));
const tools = names.map(name => ({ type: 'function', name, parameters: weather, strict: true }));
const long = 'Grüße aus 日本, which is longer than one piece of text would be';
const schema = { type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer', minimum: 18 } }, required: ['name', 'age'], additionalProperties: false };

const chats = {
  whole: body => client.chat.completions.create(body),
  streamed: body => client.chat.completions.stream({ ...body, stream_options: { include_usage: true } }).finalChatCompletion(),
};

const responses = {
  whole: body => client.responses.create(body),
  streamed: body => client.responses.stream(body).finalResponse(),
};

for (const [how, run] of Object.entries(chats)) {
  check(`chat, ${how}: text and usage`, async assert => {
    const completion = await run({ model, messages: [user(long)] });
    assert.equal(completion.choices[0].message.content, `You said: ${long}`);
    assert.equal(completion.choices[0].finish_reason, 'stop');
    assert.equal(completion.usage.total_tokens, completion.usage.prompt_tokens + completion.usage.completion_tokens);
  });

  check(`chat, ${how}: parallel tools and their results`, async assert => {
    const messages = [user('call get_weather and get_time')];
    const { message, finish_reason } = (await run({ model, messages, tools: chatTools })).choices[0];
    assert.equal(finish_reason, 'tool_calls');
    assert.deepEqual(message.tool_calls.map(call => [call.function.name, JSON.parse(call.function.arguments)]), names.map(name => [name, { city: 'text' }]));
    messages.push(message, ...message.tool_calls.map(call => ({ role: 'tool', tool_call_id: call.id, content: `${call.function.name}: fine` })));
    const next = await run({ model, messages, tools: chatTools });
    assert.equal(next.choices[0].message.content, 'The tools said: get_time: fine');
  });

  check(`chat, ${how}: structured output, reasoning, an image`, async assert => {
    const shaped = await run({ model, messages: [user('Who?')], response_format: { type: 'json_schema', json_schema: { name: 'person', strict: true, schema } } });
    assert.deepEqual(JSON.parse(shaped.choices[0].message.content), { name: 'text', age: 18 });
    const thought = await run({ model, messages: [user('Think')], reasoning_effort: 'high', max_completion_tokens: 500 });
    assert.ok(thought.usage.completion_tokens_details.reasoning_tokens > 0);
    assert.ok(thought.usage.completion_tokens > thought.usage.completion_tokens_details.reasoning_tokens);
    const seen = await run({ model, messages: [user([{ type: 'text', text: 'What?' }, { type: 'image_url', image_url: { url: `data:image/png;base64,${pixel}` } }])] });
    assert.equal(seen.choices[0].message.content, 'You said: What? (and showed me something)');
  });

  check(`chat, ${how}: a limit and a refusal`, async assert => {
    if (how === 'whole') { // the stream helper throws for both
      assert.equal((await run({ model, messages: [user(long)], max_completion_tokens: 2 })).choices[0].finish_reason, 'length');
    }
    await fault({ fault: 'refusal' });
    const refused = await run({ model, messages: [user('Hello')] });
    assert.match(refused.choices[0].message.refusal, /can't help/);
    await fault();
  });
}

for (const [how, run] of Object.entries(responses)) {
  check(`responses, ${how}: text and usage`, async assert => {
    const response = await run({ model, input: long });
    assert.equal(response.output_text, `You said: ${long}`);
    assert.equal(response.status, 'completed');
    assert.equal(response.usage.total_tokens, response.usage.input_tokens + response.usage.output_tokens);
  });

  check(`responses, ${how}: parallel tools and their results`, async assert => {
    const input = [user('call get_weather and get_time')];
    const response = await run({ model, input, tools, store: false, reasoning: { effort: 'low', summary: 'auto' }, include: ['reasoning.encrypted_content'] });
    const calls = response.output.filter(item => item.type === 'function_call');
    assert.deepEqual(calls.map(call => [call.name, JSON.parse(call.arguments)]), names.map(name => [name, { city: 'text' }]));
    const reasoning = response.output.find(item => item.type === 'reasoning');
    assert.ok(reasoning.encrypted_content.length > 10 && reasoning.summary[0].text.length > 0);
    const output = response.output.map(({ parsed_arguments, ...item }) => item); // the helper adds a member of its own
    const results = calls.map(call => ({ type: 'function_call_output', call_id: call.call_id, output: 'fine' }));
    const next = await run({ model, input: [...input, ...output, ...results], tools, store: false });
    assert.equal(next.output_text, 'The tools said: fine');
  });

  check(`responses, ${how}: structured output, a stored conversation, a limit`, async assert => {
    const shaped = await run({ model, input: 'Who?', text: { format: { type: 'json_schema', name: 'person', strict: true, schema } } });
    assert.deepEqual(JSON.parse(shaped.output_text), { name: 'text', age: 18 });
    const next = await run({ model, input: 'And now?', previous_response_id: shaped.id });
    assert.equal(next.output_text, 'You said: And now?');
    const cut = await run({ model, input: 'x'.repeat(200), max_output_tokens: 16 });
    assert.deepEqual([cut.status, cut.incomplete_details.reason, cut.usage.output_tokens], ['incomplete', 'max_output_tokens', 16]);
  });
}

check('counting tokens', async assert => {
  const counted = await client.responses.inputTokens.count({ model, input: 'How many are these?' });
  assert.equal(counted.input_tokens, (await client.responses.create({ model, input: 'How many are these?' })).usage.input_tokens);
});

check('long prompts are cached', async assert => {
  const ask = () => client.chat.completions.create({ model, messages: [{ role: 'system', content: 'Remember this. '.repeat(500) }, user('Hello')] });
  assert.equal((await ask()).usage.prompt_tokens_details.cached_tokens, 0);
  const { cached_tokens } = (await ask()).usage.prompt_tokens_details;
  assert.ok(cached_tokens >= 1024 && cached_tokens % 128 === 0);
});

check('models', async assert => {
  assert.deepEqual((await client.models.list()).data.map(each => [each.object, each.id]), [['model', model]]);
  assert.equal((await client.models.retrieve(model)).id, model);
});

check('errors have their classes', async assert => {
  for (const [status, type] of [
    [400, OpenAI.BadRequestError], [401, OpenAI.AuthenticationError], [403, OpenAI.PermissionDeniedError], [404, OpenAI.NotFoundError], [409, OpenAI.ConflictError],
    [422, OpenAI.UnprocessableEntityError], [429, OpenAI.RateLimitError], [500, OpenAI.InternalServerError], [503, OpenAI.InternalServerError],
  ]) {
    await fault({ fault: 'status', status });
    for (const ask of [() => client.chat.completions.create({ model, messages: [user('Hello')] }), () => client.responses.create({ model, input: 'Hello', stream: true })]) {
      const error = await thrown(ask);
      assert.ok(error instanceof type, `${status}: ${error}`);
      assert.equal(error.status, status);
      assert.ok(error.requestID.startsWith('req_'));
    }
  }
  await fault({ fault: 'quota-exhausted' });
  assert.equal((await thrown(() => client.responses.create({ model, input: 'Hello' }))).code, 'insufficient_quota');
  await fault();
});

check('errors inside a stream, and cut ones', async assert => {
  for (const kind of ['error-event', 'cut']) {
    await fault({ fault: kind });
    await thrown(() => chats.streamed({ model, messages: [user(long)] }));
    await thrown(() => responses.streamed({ model, input: long }));
  }
  await fault();
});

await finish();
