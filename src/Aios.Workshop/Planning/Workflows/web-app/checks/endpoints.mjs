// Does every endpoint of the contract answer as it says, also to what is wrong, and is the data still there after a restart?
// usage: node endpoints.mjs APP CONTRACT.json ; prints a problem a line, ends with 1 if there is any
import { Api } from './lib/api.mjs';
import { Application } from './lib/application.mjs';
import { Contract } from './lib/contract.mjs';
import { Problems } from './lib/problems.mjs';
import { Records } from './lib/records.mjs';
import { checkChanging } from './endpoints/changing.mjs';
import { checkCreating } from './endpoints/creating.mjs';
import { checkDeleting } from './endpoints/deleting.mjs';
import { Expectations } from './endpoints/expectations.mjs';
import { checkListing } from './endpoints/listing.mjs';
import { checkReading } from './endpoints/reading.mjs';

const [folder, contractFile] = process.argv.slice(2);
const contract = new Contract(contractFile);
const problems = new Problems();
const application = new Application(folder);

try {
  await application.start();
  const api = new Api(application.origin);
  const context = { api, contract, expect: new Expectations(contract, problems), records: new Records(contract, api) };
  await checkHealth(context);
  for (const entity of contract.entities) await checkEntity(context, entity);
  await checkRestart(context);
  checkAllSeen(context);
} catch (error) {
  problems.add('application', error.message);
} finally {
  await application.stop();
}

problems.report(`${contract.endpoints.length} endpoints answer as the contract says`);
if (problems.any) console.log(`the application's last words:\n${application.lastLines()}`);

async function checkHealth({ api, expect }) {
  const endpoint = contract.endpoint('health');
  const answer = await api.send(endpoint);
  expect.status(endpoint, answer, 200, 'when it runs');
  expect.that(endpoint, answer.body?.status === 'ok', '{"status":"ok"}', answer.text);
}

async function checkEntity(context, entity) {
  for (const check of [checkCreating, checkReading, checkChanging, checkListing, checkDeleting]) {
    try {
      await check(context, entity);
    } catch (error) {
      problems.add(entity.name, error.message);
    }
  }
}

async function checkRestart({ api, expect }) {
  const everything = () => Promise.all(contract.entities.map(async (entity) => (await api.send(contract.endpoint('list', entity))).text));
  const before = await everything();
  await application.stop();
  await application.start();
  const after = await everything();
  contract.entities.forEach((entity, at) => expect.that(
    contract.endpoint('list', entity), after[at] === before[at], 'the same records after a restart', after[at].slice(0, 120)));
}

function checkAllSeen({ api, expect }) {
  for (const endpoint of contract.endpoints) {
    for (const status of Object.keys(endpoint.responses).map(Number)) {
      const cannotBe = status === 409 && contract.referencesTo(contract.entity(endpoint.entity)).length === 0;
      expect.that(endpoint, cannotBe || api.hasSeen(endpoint, status), `the answer ${status} that the contract declares`, 'it never came');
    }
  }
}
