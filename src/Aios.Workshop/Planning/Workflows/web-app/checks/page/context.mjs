// What the steps know about the application from its other side, the API.
export class Context {
  #known = new Map();

  constructor(contract, api, pictures) {
    this.contract = contract;
    this.api = api;
    this.pictures = pictures;
  }

  async list(entity, query = {}) {
    const { items } = (await this.api.send(this.contract.endpoint('list', entity), { query })).body;
    if (Object.keys(query).length === 0) this.#known.set(entity.name, items);
    return items;
  }

  /** The newest record that can be referred to: never itself. */
  newest(name, from, record) {
    return this.#known.get(name)?.find((each) => name !== from.name || each.id !== record?.id);
  }

  /** A record that another one refers to. */
  async inUse(entity) {
    for (const { from, field } of this.contract.referencesTo(entity)) {
      const referring = (await this.list(from)).find((record) => record[field.name] !== null);
      if (referring) return (await this.list(entity)).find((record) => record.id === referring[field.name]);
    }
    return undefined;
  }
}
