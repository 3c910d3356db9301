// Makes valid records, with those that they refer to, and knows which there are.
import { sample } from './samples.mjs';

export class Records {
  #api;
  #contract;
  #live = new Map();
  #number = 0;

  constructor(contract, api) {
    this.#contract = contract;
    this.#api = api;
    contract.entities.forEach((entity) => this.#live.set(entity.name, new Map()));
  }

  /** A body with all fields of an entity. References lead to records that are there. */
  async body(entity) {
    const number = ++this.#number;
    const body = {};
    for (const field of entity.fields) body[field.name] = await this.value(entity, field, number);
    return body;
  }

  /** @param number different ones give different values, where the rules leave room */
  async value(entity, field, number = ++this.#number) {
    if (field.type === 'reference') return this.#reference(entity, field);
    if (!field.unique) return sample(field, number);
    const taken = new Set([...this.#live.get(entity.name).values()].map((record) => record[field.name]));
    for (let next = number; next < number + 2000; next++) {
      const value = sample(field, next);
      if (!taken.has(value)) return value;
    }
    throw new Error(`the rules of ${entity.name}.${field.name} leave no room for another record`);
  }

  async create(entity, changes = {}) {
    const answer = await this.#api.send(this.#contract.endpoint('create', entity), { body: { ...(await this.body(entity)), ...changes } });
    if (answer.status !== 201) throw new Error(`no ${entity.name} could be added: ${answer.status} ${answer.text}`);
    return this.keep(entity, answer.body);
  }

  keep(entity, record) {
    this.#live.get(entity.name).set(record.id, record);
    return record;
  }

  async delete(entity, record) {
    this.#live.get(entity.name).delete(record.id);
    return this.#api.send(this.#contract.endpoint('delete', entity), { id: record.id });
  }

  async #reference(entity, field) {
    const [there] = this.#live.get(field.to).values();
    if (there) return there.id;
    // To its own kind nothing can refer before there is one.
    return field.to === entity.name ? null : (await this.create(this.#contract.entity(field.to))).id;
  }
}
