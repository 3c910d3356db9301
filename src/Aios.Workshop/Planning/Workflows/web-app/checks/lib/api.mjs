// Asks the application by the endpoints of its contract, and remembers which of their answers have been seen.
export class Api {
  #origin;
  #seen = new Set();

  constructor(origin) {
    this.#origin = origin;
  }

  /** @param ask `id` of a record, `query`, and `body` (an object) or `text` (a body as it stands) */
  async send(endpoint, { id, query, body, text } = {}) {
    const address = new URL(endpoint.path.replace(/\{[^}]+\}/, id), this.#origin);
    for (const [name, value] of Object.entries(query ?? {})) address.searchParams.set(name, value);
    const response = await fetch(address, {
      method: endpoint.method,
      headers: { 'content-type': 'application/json' },
      body: text ?? (body && asJson(body)),
    });
    this.#seen.add(`${endpoint.id} ${response.status}`);
    const answer = await response.text();
    return { status: response.status, text: answer, body: parsed(answer) };
  }

  hasSeen(endpoint, status) {
    return this.#seen.has(`${endpoint.id} ${status}`);
  }
}

// Values that JSON has no word for (NaN) come as { rawJson }.
function asJson(body) {
  const members = Object.entries(body).map(([name, value]) => `${JSON.stringify(name)}:${value?.rawJson ?? JSON.stringify(value)}`);
  return `{${members.join(',')}}`;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
