// DELETE: gone for good, unless others refer to it.
import { NOBODY } from './reading.mjs';

export async function checkDeleting({ api, contract, expect, records }, entity) {
  const endpoint = contract.endpoint('delete', entity);
  const read = contract.endpoint('read', entity);
  const gone = async (record, when) => {
    const answer = await records.delete(entity, record);
    expect.status(endpoint, answer, 204, when);
    expect.that(endpoint, answer.text === '', `no body ${when}`, answer.text.slice(0, 80));
    expect.status(read, await api.send(read, { id: record.id }), 404, 'after it was deleted');
  };

  const record = await records.create(entity);
  await gone(record, 'for a record that is there');
  expect.problem(endpoint, await api.send(endpoint, { id: record.id }), 404, 'for a record that was deleted before');
  expect.problem(endpoint, await api.send(endpoint, { id: NOBODY }), 404, 'for a record that is not there');

  for (const { from, field } of contract.referencesTo(entity)) {
    const target = await records.create(entity);
    const referring = await records.create(from, { [field.name]: target.id });
    const when = `while a ${from.name} refers to it by ${field.name}`;
    expect.problem(endpoint, await api.send(endpoint, { id: target.id }), 409, when);
    expect.status(read, await api.send(read, { id: target.id }), 200, `after it could not be deleted ${when}`);
    await records.delete(from, referring);
    await gone(target, `when no ${from.name} refers to it any more`);
  }
}
