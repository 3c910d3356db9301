// What an answer has to look like. Each returns whether it does, and writes down where it does not.
export class Expectations {
  #contract;
  #problems;

  constructor(contract, problems) {
    this.#contract = contract;
    this.#problems = problems;
  }

  that(endpoint, ok, expected, came) {
    if (!ok) this.#problems.add(endpoint.id, `${expected}, ${came}`);
    return ok;
  }

  status(endpoint, answer, status, when) {
    return this.that(endpoint, answer.status === status, `${status} ${when}`, told(answer));
  }

  /** @param named the fields or parameters that the error has to name; none for 404 and 409 */
  problem(endpoint, answer, status, when, named = []) {
    if (!this.status(endpoint, answer, status, when)) return false;
    const { message, errors } = answer.body ?? {};
    const wellFormed = typeof message === 'string' && message !== '' && Array.isArray(errors)
      && errors.every((error) => typeof error.field === 'string' && typeof error.message === 'string' && error.message !== '');
    if (!this.that(endpoint, wellFormed, `{ message, errors: [{ field, message }] } ${when}`, told(answer))) return false;
    if (named === ANY) return true;
    const fields = [...new Set(errors.map((error) => error.field))];
    const same = fields.length === named.length && named.every((name) => fields.includes(name));
    return this.that(endpoint, same, `${status} naming ${named.join(', ') || 'no field'} ${when}`, told(answer));
  }

  /** @param values what each field has to hold */
  record(endpoint, answer, status, when, values = {}) {
    return this.status(endpoint, answer, status, when) && this.isRecord(endpoint, answer.body, when, values);
  }

  isRecord(endpoint, record, when, values = {}) {
    if (!this.that(endpoint, isObject(record), `a record ${when}`, JSON.stringify(record))) return false;
    const fields = this.#contract.entity(endpoint.entity).fields;
    const names = ['id', ...fields.map((field) => field.name), 'created_at', 'changed_at'];
    const missing = names.filter((name) => !(name in record));
    const surplus = Object.keys(record).filter((name) => !names.includes(name));
    this.that(endpoint, missing.length === 0, `a record with ${missing.join(', ')} ${when}`, `one with ${Object.keys(record).join(', ')}`);
    this.that(endpoint, surplus.length === 0, `no other fields than the contract's ${when}`, surplus.join(', '));
    for (const [name, type] of [['id', 'integer'], ['created_at', 'moment'], ['changed_at', 'moment'], ...fields.map((field) => [field.name, field.type])]) {
      const optional = fields.some((field) => field.name === name && !field.required);
      const ok = !(name in record) || (record[name] === null ? optional : IS[type](record[name]));
      this.that(endpoint, ok, `${name} to be ${type}${optional ? ' or null' : ''} ${when}`, JSON.stringify(record[name]));
    }
    for (const [name, value] of Object.entries(values)) {
      this.that(endpoint, Object.is(record[name], value), `${name} to be ${JSON.stringify(value)} ${when}`, JSON.stringify(record[name]));
    }
    return missing.length === 0;
  }
}

/** In place of names: whatever the error names. */
export const ANY = Symbol('any');

export const told = (answer) => `${answer.status} ${answer.text.slice(0, 160)}`;

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

const isString = (value) => typeof value === 'string';

const IS = {
  text: isString,
  long_text: isString,
  choice: isString,
  integer: Number.isInteger,
  reference: Number.isInteger,
  number: Number.isFinite,
  money: (value) => Number.isFinite(value) && Number(value.toFixed(2)) === value,
  date: (value) => /^\d{4}-\d\d-\d\d$/.test(value),
  date_time: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(value),
  moment: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value),
  yes_no: (value) => typeof value === 'boolean',
};
