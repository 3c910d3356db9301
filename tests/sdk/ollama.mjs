// The official Ollama client at the emulator.
import { Ollama } from 'ollama';
import { address, check, fault, finish, pixel, thrown, weather } from './check.mjs';

const client = new Ollama({ host: address });
const model = 'emulated';
const user = (content, more = {}) => ({ role: 'user', content, ...more });
const names = ['get_weather', 'get_time'];
const tools = names.map(name => ({ type: 'function', function: { name, description: name, parameters: weather } }));
const long = 'Grüße aus 日本, which is longer than one piece of text would be';

async function streamed(parts) {
  const all = { content: '', thinking: '', tool_calls: [] };
  for await (const part of parts) {
    all.content += part.message.content;
    all.thinking += part.message.thinking ?? '';
    all.tool_calls.push(...(part.message.tool_calls ?? []));
    all.last = part;
  }
  return all;
}

check('a chat, whole and streamed', async assert => {
  const whole = await client.chat({ model, messages: [user(long)] });
  const stream = await streamed(await client.chat({ model, messages: [user(long)], stream: true }));
  assert.equal(whole.message.content, `You said: ${long}`);
  assert.equal(stream.content, whole.message.content);
  for (const last of [whole, stream.last]) {
    assert.deepEqual([last.done, last.done_reason, last.eval_count > 0, last.prompt_eval_count > 0], [true, 'stop', true, true]);
  }
});

check('parallel tools and their results', async assert => {
  const messages = [user('call get_weather and get_time')];
  const { message, done_reason } = await client.chat({ model, messages, tools });
  const stream = await streamed(await client.chat({ model, messages, tools, stream: true }));
  for (const calls of [message.tool_calls, stream.tool_calls]) {
    assert.deepEqual(calls.map(call => [call.function.name, call.function.arguments]), names.map(name => [name, { city: 'text' }]));
  }
  assert.equal(done_reason, 'stop');
  messages.push(message, ...names.map(name => ({ role: 'tool', tool_name: name, content: 'fine' })));
  assert.equal((await client.chat({ model, messages, tools })).message.content, 'The tools said: fine');
});

check('thinking, structured output, an image, a limit', async assert => {
  assert.ok((await client.chat({ model, messages: [user('Think')], think: true })).message.thinking.length > 0);
  assert.ok((await streamed(await client.chat({ model, messages: [user('Think')], think: 'high', stream: true }))).thinking.length > 0);
  const shaped = await client.chat({ model, messages: [user('Who?')], format: { type: 'object', properties: { age: { type: 'integer', minimum: 18 } } } });
  assert.deepEqual(JSON.parse(shaped.message.content), { age: 18 });
  assert.match((await client.chat({ model, messages: [user('What?', { images: [pixel] })] })).message.content, /showed me something/);
  assert.equal((await client.chat({ model, messages: [user(long)], options: { num_predict: 2 } })).done_reason, 'length');
});

check('generate', async assert => {
  assert.equal((await client.generate({ model, prompt: 'Hello' })).response, 'You said: Hello');
  let text = '';
  for await (const part of await client.generate({ model, prompt: long, stream: true })) text += part.response;
  assert.equal(text, `You said: ${long}`);
});

check('models, what is loaded, a model, the version', async assert => {
  assert.deepEqual((await client.list()).models.map(each => each.name), [model]);
  assert.equal((await client.ps()).models[0].model, model);
  const shown = await client.show({ model });
  assert.ok(shown.capabilities.includes('tools'));
  assert.ok((await client.version()).version);
});

check('errors', async assert => {
  for (const [status, words] of [[404, /not found/], [429, /too many/], [500, /llama runner/], [503, /busy/]]) {
    await fault({ fault: 'status', status });
    const error = await thrown(() => client.chat({ model, messages: [user('Hello')] }));
    assert.equal(error.status_code, status);
    assert.match(error.message, words);
  }
  await fault({ fault: 'error-event' });
  assert.match((await thrown(async () => streamed(await client.chat({ model, messages: [user(long)], stream: true })))).message, /busy/);
  await fault({ fault: 'cut' });
  await thrown(async () => streamed(await client.chat({ model, messages: [user(long)], stream: true })));
  await fault();
});

await finish();
