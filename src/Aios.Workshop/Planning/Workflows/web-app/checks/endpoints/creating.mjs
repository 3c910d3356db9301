// POST: what may be added, and each way in which it may not.
import { hasDefault, isText, longest } from '../lib/contract.mjs';
import { mayBeMissing, violations } from '../lib/violations.mjs';
import { ANY } from './expectations.mjs';

export async function checkCreating({ api, contract, expect, records }, entity) {
  const endpoint = contract.endpoint('create', entity);
  const send = (body) => api.send(endpoint, { body });
  const accepted = async (body, when, values) => {
    const answer = await send(body);
    if (expect.record(endpoint, answer, 201, when, values)) records.keep(entity, answer.body);
    return answer.body;
  };

  const full = await records.body(entity);
  const first = await accepted({ ...full, no_such_field: 1 }, 'with every field (and an unknown one, to be ignored)', full);
  await accepted(...await least(records, entity));
  await checkTrimming(accepted, records, entity);

  const valid = await records.body(entity);
  for (const field of entity.fields) {
    const { [field.name]: _, ...without } = valid;
    if (!mayBeMissing(field)) expect.problem(endpoint, await send(without), 422, `without ${field.name}`, [field.name]);
    for (const { value, when } of violations(field)) {
      const answer = await send({ ...valid, [field.name]: value });
      expect.problem(endpoint, answer, 422, `for ${field.name} where ${when}`, [field.name]);
    }
    if (field.unique && first) {
      const answer = await send({ ...valid, [field.name]: first[field.name] });
      expect.problem(endpoint, answer, 422, `for a ${field.name} that another one has`, [field.name]);
    }
  }

  await checkAllAtOnce(send, expect, endpoint, entity);
  for (const text of ['[]', '"text"', '{"unfinished', '']) {
    expect.problem(endpoint, await api.send(endpoint, { text }), 422, `for the body ${JSON.stringify(text)}`, ANY);
  }
}

/** Only what has to be there; defaults and nulls stand in for the rest. */
async function least(records, entity) {
  const body = await records.body(entity);
  const values = {};
  for (const field of entity.fields.filter(mayBeMissing)) {
    delete body[field.name];
    values[field.name] = hasDefault(field) ? field.default : null;
  }
  return [body, 'with only the required fields', { ...body, ...values }];
}

async function checkTrimming(accepted, records, entity) {
  const body = await records.body(entity);
  const values = {};
  for (const field of entity.fields.filter(isText)) {
    if (body[field.name].length + 2 > longest(field)) continue;
    values[field.name] = body[field.name];
    body[field.name] = ` ${body[field.name]} `;
  }
  for (const field of entity.fields.filter((field) => isText(field) && !field.required)) {
    body[field.name] = '  ';
    values[field.name] = null;
  }
  if (Object.keys(values).length > 0) await accepted(body, 'with blanks around texts, to be trimmed', values);
}

/** An answer names every wrong field, not only the first. */
async function checkAllAtOnce(send, expect, endpoint, entity) {
  const wrong = Object.fromEntries(entity.fields.map((field) => [field.name, {}]));
  expect.problem(endpoint, await send(wrong), 422, 'with every field wrong', Object.keys(wrong));
}
