// PATCH: one field at a time, and nothing else moves.
import { violations } from '../lib/violations.mjs';
import { ANY } from './expectations.mjs';
import { NOBODY } from './reading.mjs';

export async function checkChanging({ api, contract, expect, records }, entity) {
  const endpoint = contract.endpoint('change', entity);
  const other = await records.create(entity);
  let record = await records.create(entity);
  const change = (body) => api.send(endpoint, { id: record.id, body });
  const changed = async (name, value, when) => {
    const answer = await change({ [name]: value });
    const { changed_at: before, ...rest } = record;
    if (!expect.record(endpoint, answer, 200, when, { ...rest, [name]: value })) return;
    expect.that(endpoint, answer.body.changed_at >= before, `changed_at not to go back ${when}`, answer.body.changed_at);
    record = records.keep(entity, answer.body);
  };

  for (const field of entity.fields) {
    await changed(field.name, await newValue(records, entity, field, record), `when only ${field.name} is sent`);
    if (!field.required) await changed(field.name, null, `when ${field.name} is cleared`);
    for (const { value, when } of violations(field)) {
      expect.problem(endpoint, await change({ [field.name]: value }), 422, `for ${field.name} where ${when}`, [field.name]);
    }
    if (field.unique) {
      const answer = await change({ [field.name]: other[field.name] });
      expect.problem(endpoint, answer, 422, `for a ${field.name} that another one has`, [field.name]);
      await changed(field.name, record[field.name] ?? null, `when ${field.name} stays as it is`);
    }
  }

  const read = await api.send(contract.endpoint('read', entity), { id: record.id });
  expect.record(contract.endpoint('read', entity), read, 200, 'after changes that were refused', record);
  expect.problem(endpoint, await api.send(endpoint, { id: NOBODY, body: {} }), 404, 'for a record that is not there');
  expect.problem(endpoint, await api.send(endpoint, { id: record.id, text: '[]' }), 422, 'for the body []', ANY);
  await checkMoment(endpoint, expect, change, entity, record);
}

/** Another value than the record has. */
async function newValue(records, entity, field, record) {
  if (field.type === 'yes_no') return !record[field.name];
  return records.value(entity, field);
}

async function checkMoment(endpoint, expect, change, entity, record) {
  const [field] = entity.fields;
  const moved = async () => (await change({ [field.name]: record[field.name] })).body?.changed_at > record.created_at;
  if (await moved()) return;
  // The clock of the application may count whole seconds: let one pass, and no more.
  await new Promise((resolve) => setTimeout(resolve, Date.parse(record.created_at) + 1100 - Date.now()));
  expect.that(endpoint, await moved(), 'changed_at to move with a change', 'it stayed');
}
