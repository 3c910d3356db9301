// GET of many: searched, filtered, sorted, a page at a time.
import { isText } from '../lib/contract.mjs';

const MOST = 500;

export async function checkListing(context, entity) {
  const { api, contract, expect, records } = context;
  for (let more = 0; more < 3; more++) await records.create(entity);
  const endpoint = contract.endpoint('list', entity);
  const list = async (query, when) => {
    const answer = await api.send(endpoint, { query });
    if (!expect.status(endpoint, answer, 200, when)) return undefined;
    const { items, total } = answer.body ?? {};
    const wellFormed = Array.isArray(items) && Number.isInteger(total);
    return expect.that(endpoint, wellFormed, `{ items, total } ${when}`, answer.text.slice(0, 160)) ? answer.body : undefined;
  };

  const all = await list({ limit: MOST }, 'without filters');
  if (!all) return;
  expect.that(endpoint, all.total === all.items.length, `a total of ${all.items.length}`, String(all.total));
  all.items.forEach((record) => expect.isRecord(endpoint, record, 'in the list'));
  const check = { endpoint, entity, expect, list, all: all.items, same: sameRecords(endpoint, expect, list, all.items) };

  inOrder(check, all.items, 'created_at', -1, 'by default');
  await checkPages(check);
  await checkSorting(check);
  await checkFilters(check);
  await checkSearch(check);
  await checkMistakes(context, endpoint, entity);
}

/** Asks with a query and expects exactly the records that fit. */
function sameRecords(endpoint, expect, list, all) {
  return async (query, when, fits) => {
    const answer = await list({ ...query, limit: MOST }, when);
    if (!answer) return;
    const expected = all.filter(fits).map((record) => record.id).sort((a, b) => a - b);
    const came = answer.items.map((record) => record.id).sort((a, b) => a - b);
    expect.that(endpoint, String(came) === String(expected), `the records ${expected.join(' ') || '(none)'} ${when}`, came.join(' ') || 'none');
    expect.that(endpoint, answer.total === expected.length, `a total of ${expected.length} ${when}`, String(answer.total));
  };
}

async function checkPages({ endpoint, expect, list, all }) {
  const ids = all.map((record) => record.id);
  for (const [offset, limit] of [[0, 1], [1, 2], [ids.length - 1, 10], [ids.length, 10]]) {
    const when = `with offset ${offset} and limit ${limit}`;
    const page = await list({ offset, limit }, when);
    if (!page) continue;
    const expected = ids.slice(offset, offset + limit).join(' ');
    const came = page.items.map((record) => record.id).join(' ');
    expect.that(endpoint, came === expected, `the records ${expected || '(none)'} ${when}`, came || 'none');
    expect.that(endpoint, page.total === ids.length, `a total of ${ids.length} ${when}`, String(page.total));
  }
}

async function checkSorting(check) {
  const fields = check.entity.fields.filter((field) => field.type !== 'long_text').map((field) => field.name);
  for (const name of ['id', 'created_at', 'changed_at', ...fields]) {
    for (const [sign, direction] of [['', 1], ['-', -1]]) {
      const when = `sorted by ${sign}${name}`;
      const sorted = await check.list({ sort: `${sign}${name}`, limit: MOST }, when);
      if (!sorted) continue;
      inOrder(check, sorted.items, name, direction, when);
      check.expect.that(check.endpoint, sorted.items.length === check.all.length, `all records ${when}`, String(sorted.items.length));
    }
  }
}

/** Where values are missing, they may stand at either end. */
function inOrder({ endpoint, entity, expect }, items, name, direction, when) {
  // The order of choices is the application's own business (by word or by rank); that they change is enough.
  if (entity.fields.some((field) => field.name === name && field.type === 'choice')) return;
  const values = items.map((record) => record[name]).filter((value) => value !== null);
  const wrong = values.findIndex((value, at) => at > 0 && (value > values[at - 1] ? 1 : value < values[at - 1] ? -1 : 0) === -direction);
  expect.that(endpoint, wrong < 0, `${name} ${direction > 0 ? 'ascending' : 'descending'} ${when}`,
    `${JSON.stringify(values[wrong])} after ${JSON.stringify(values[wrong - 1])}`);
}

async function checkFilters({ entity, all, same }) {
  for (const field of entity.fields) {
    const values = { yes_no: [true, false], choice: field.choices, reference: distinct(all, field.name) }[field.type] ?? [];
    for (const value of values) {
      await same({ [field.name]: value }, `with ${field.name}=${value}`, (record) => record[field.name] === value);
    }
  }
}

const distinct = (records, name) => [...new Set(records.map((record) => record[name]).filter((value) => value !== null))].slice(0, 3);

async function checkSearch({ entity, all, same }) {
  const texts = entity.fields.filter(isText);
  if (texts.length === 0) return;
  const holds = (part) => (record) => texts.some((field) => lower(record[field.name] ?? '').includes(lower(part)));
  for (const field of texts) {
    const value = all.map((record) => record[field.name]).find((text) => text !== null);
    if (!value) continue;
    const part = swapCase(value.slice(Math.floor(value.length / 3)).trim());
    await same({ q: part }, `searched for ${JSON.stringify(part)} (of ${field.name})`, holds(part));
  }
  for (const wildcard of ['%', '_', '\\', 'nowhere to be found']) {
    await same({ q: wildcard }, `searched for ${wildcard}`, holds(wildcard));
  }
}

// As SQL does it: only of the letters A to Z.
const lower = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const swapCase = (text) => text.replace(/[A-Za-z]/g, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()));

async function checkMistakes({ api, expect }, endpoint, entity) {
  const mistakes = [['sort', 'no_such_field'], ['limit', '0'], ['limit', '501'], ['limit', 'many'], ['offset', '-1'], ['offset', 'few']];
  for (const field of entity.fields) {
    if (field.type === 'yes_no') mistakes.push([field.name, 'maybe']);
    if (field.type === 'choice') mistakes.push([field.name, 'no such choice']);
    if (field.type === 'reference') mistakes.push([field.name, 'one']);
    if (field.type === 'long_text') mistakes.push(['sort', field.name]);
  }
  for (const [name, value] of mistakes) {
    expect.problem(endpoint, await api.send(endpoint, { query: { [name]: value } }), 422, `for ${name}=${value}`, [name]);
  }
}
