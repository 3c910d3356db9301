// What the scripts of this folder have in common: each check is counted, and a wrong one says what it saw.
import assert from 'node:assert/strict';

const checks = [];

export function check(name, run) {
  checks.push({ name, run });
}

export async function finish() {
  let failed = 0;
  for (const { name, run } of checks) {
    try {
      await run(assert);
      console.log(`ok ${name}`);
    } catch (error) {
      failed++;
      console.log(`not ok ${name}: ${error?.stack ?? error}`);
    }
  }
  console.log(`${checks.length - failed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}

export const address = process.env.EMULATOR ?? process.argv[2];

// One fault for the next requests; none when left out.
export async function fault(...faults) {
  const response = await fetch(`${address}/emulator/faults`, { method: 'POST', body: JSON.stringify({ faults }) });
  assert.equal(response.status, 200, await response.text());
}

export async function thrown(run) {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

export const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export const weather = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false };
