// GET of one record.
export const NOBODY = 999_999_999;

export async function checkReading({ api, contract, expect, records }, entity) {
  const endpoint = contract.endpoint('read', entity);
  const record = await records.create(entity);
  expect.record(endpoint, await api.send(endpoint, { id: record.id }), 200, 'for a record that is there', record);
  expect.problem(endpoint, await api.send(endpoint, { id: NOBODY }), 404, 'for a record that is not there');
}
