// The official Anthropic SDK at the emulator.
import Anthropic from '@anthropic-ai/sdk';
import { address, check, fault, finish, pixel, thrown, weather } from './check.mjs';

const client = new Anthropic({ apiKey: 'sk-ant-canary', baseURL: address, maxRetries: 0 });
const model = 'emulated';
const user = content => ({ role: 'user', content });
const tools = [{ name: 'get_weather', description: 'Weather', input_schema: weather }, { name: 'get_time', description: 'Time', input_schema: weather }];

check('a message', async assert => {
  const message = await client.messages.create({ model, max_tokens: 100, messages: [user('Hello')] });
  assert.equal(message.content[0].text, 'You said: Hello');
  assert.equal(message.stop_reason, 'end_turn');
  assert.equal(message.role, 'assistant');
  assert.ok(message.usage.input_tokens > 0 && message.usage.output_tokens > 0);
  assert.ok(message._request_id.startsWith('req_'));
});

check('a stream is the same message', async assert => {
  const texts = [];
  const stream = client.messages.stream({ model, max_tokens: 100, messages: [user('Grüße aus 日本, which is longer than one piece of text would be')] });
  stream.on('text', text => texts.push(text));
  const message = await stream.finalMessage();
  assert.equal(message.content[0].text, 'You said: Grüße aus 日本, which is longer than one piece of text would be');
  assert.equal(texts.join(''), message.content[0].text);
  assert.ok(texts.length > 3);
  const whole = await client.messages.create({ model, max_tokens: 100, messages: [user('Grüße aus 日本, which is longer than one piece of text would be')] });
  assert.deepEqual({ ...message.usage, cache_creation: 0 }, { ...whole.usage, cache_creation: 0 });
});

check('parallel tools and their results', async assert => {
  for (const run of [body => client.messages.create(body), body => client.messages.stream(body).finalMessage()]) {
    const messages = [user('call get_weather and get_time')];
    const message = await run({ model, max_tokens: 500, messages, tools });
    assert.equal(message.stop_reason, 'tool_use');
    const calls = message.content.filter(block => block.type === 'tool_use');
    assert.deepEqual(calls.map(call => [call.name, call.input]), [['get_weather', { city: 'text' }], ['get_time', { city: 'text' }]]);
    messages.push({ role: 'assistant', content: message.content });
    messages.push(user(calls.map(call => ({ type: 'tool_result', tool_use_id: call.id, content: `${call.name}: fine` }))));
    const next = await run({ model, max_tokens: 500, messages, tools });
    assert.equal(next.content[0].text, 'The tools said: get_weather: fine | get_time: fine');
  }
});

check('thinking goes back with its signature', async assert => {
  const thinking = { type: 'enabled', budget_tokens: 1024 };
  for (const run of [body => client.messages.create(body), body => client.messages.stream(body).finalMessage()]) {
    const messages = [user('call get_weather')];
    const message = await run({ model, max_tokens: 2000, messages, tools, thinking });
    assert.equal(message.content[0].type, 'thinking');
    assert.ok(message.content[0].signature.length > 10);
    assert.ok(message.usage.output_tokens_details.thinking_tokens > 0);
    const call = message.content.find(block => block.type === 'tool_use');
    const results = user([{ type: 'tool_result', tool_use_id: call.id, content: 'fine' }]);
    await run({ model, max_tokens: 2000, messages: [...messages, { role: 'assistant', content: message.content }, results], tools, thinking });
    const forged = message.content.map(block => (block.type === 'thinking' ? { ...block, thinking: 'something else' } : block));
    const error = await thrown(() => run({ model, max_tokens: 2000, messages: [...messages, { role: 'assistant', content: forged }, results], tools, thinking }));
    assert.equal(error.status, 400);
    assert.match(error.message, /signature/);
  }
});

check('structured output', async assert => {
  const schema = { type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer', minimum: 18 } }, required: ['name', 'age'], additionalProperties: false };
  const message = await client.messages.create({ model, max_tokens: 100, messages: [user('Who?')], output_config: { format: { type: 'json_schema', schema } } });
  assert.deepEqual(JSON.parse(message.content[0].text), { name: 'text', age: 18 });
});

check('an image', async assert => {
  const message = await client.messages.create({ model, max_tokens: 100, messages: [user([{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: pixel } }, { type: 'text', text: 'What?' }])] });
  assert.equal(message.content[0].text, 'You said: What? (and showed me something)');
});

check('the prompt cache is written once and read afterwards', async assert => {
  const system = [{ type: 'text', text: 'Remember this. '.repeat(400), cache_control: { type: 'ephemeral', ttl: '1h' } }];
  const ask = () => client.messages.create({ model, max_tokens: 50, system, messages: [user('Hello')] });
  const [first, second] = [await ask(), await ask()];
  assert.ok(first.usage.cache_creation_input_tokens >= 1024);
  assert.equal(first.usage.cache_creation.ephemeral_1h_input_tokens, first.usage.cache_creation_input_tokens);
  assert.equal(second.usage.cache_creation_input_tokens, 0);
  assert.equal(second.usage.cache_read_input_tokens, first.usage.cache_creation_input_tokens);
  assert.equal(second.usage.input_tokens, first.usage.input_tokens);
});

check('counting tokens', async assert => {
  const messages = [user('How many are these?')];
  const { input_tokens } = await client.messages.countTokens({ model, messages });
  const message = await client.messages.create({ model, max_tokens: 10, messages });
  assert.equal(input_tokens, message.usage.input_tokens);
});

check('stop sequences and the limit of tokens', async assert => {
  const stopped = await client.messages.create({ model, max_tokens: 100, stop_sequences: ['STOP'], messages: [user('one STOP two')] });
  assert.deepEqual([stopped.content[0].text, stopped.stop_reason, stopped.stop_sequence], ['You said: one ', 'stop_sequence', 'STOP']);
  const cut = await client.messages.create({ model, max_tokens: 2, messages: [user('a longer text')] });
  assert.deepEqual([cut.stop_reason, cut.usage.output_tokens], ['max_tokens', 2]);
});

check('models', async assert => {
  const page = await client.models.list();
  assert.deepEqual(page.data.map(each => [each.type, each.id]), [['model', model]]);
  assert.equal((await client.models.retrieve(model)).id, model);
});

check('errors have their classes', async assert => {
  for (const [status, type, kind] of [
    [400, Anthropic.BadRequestError, 'invalid_request_error'], [401, Anthropic.AuthenticationError, 'authentication_error'], [403, Anthropic.PermissionDeniedError, 'permission_error'],
    [404, Anthropic.NotFoundError, 'not_found_error'], [409, Anthropic.ConflictError, 'conflict_error'], [422, Anthropic.UnprocessableEntityError, 'invalid_request_error'],
    [429, Anthropic.RateLimitError, 'rate_limit_error'], [500, Anthropic.InternalServerError, 'api_error'], [529, Anthropic.InternalServerError, 'overloaded_error'],
  ]) {
    await fault({ fault: 'status', status, retry_after: '7' });
    const error = await thrown(() => client.messages.create({ model, max_tokens: 10, messages: [user('Hello')] }));
    assert.ok(error instanceof type, `${status}: ${error}`);
    assert.equal(error.status, status);
    assert.equal(error.error.error.type, kind);
    assert.equal(error.headers.get('retry-after'), '7');
    assert.ok(error.requestID.startsWith('req_'));
  }
  await fault();
});

check('an error inside a stream', async assert => {
  await fault({ fault: 'error-event' });
  const error = await thrown(() => client.messages.stream({ model, max_tokens: 100, messages: [user('Tell me something that takes a few words more')] }).finalMessage());
  assert.match(error.message, /Overloaded/);
  await fault();
});

check('a cut stream', async assert => {
  await fault({ fault: 'cut' });
  await thrown(() => client.messages.stream({ model, max_tokens: 100, messages: [user('Tell me something that takes a few words more')] }).finalMessage());
  await fault();
});

check('a missing key', async assert => {
  const error = await thrown(() => new Anthropic({ apiKey: ' ', baseURL: address, maxRetries: 0 }).messages.create({ model, max_tokens: 10, messages: [user('Hello')] }));
  assert.ok(error instanceof Anthropic.AuthenticationError, `${error}`);
});

await finish();
