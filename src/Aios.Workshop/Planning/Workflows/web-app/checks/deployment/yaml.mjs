// YAML of which nothing is known: parsed with limits, its values looked up without surprises.
import { isMap, isSeq, LineCounter, parseAllDocuments } from 'yaml';

const MOST_ALIASES = 100;

/** A document: its value, and the lines its parts are on. */
class Document {
  #node;
  #lines;

  constructor(path, document, lines) {
    this.path = path;
    this.value = document.toJS({ maxAliasCount: MOST_ALIASES });
    this.#node = document.contents;
    this.#lines = lines;
  }

  /** The line of a part, or of the nearest one around it that is written down. */
  line(...keys) {
    let node = this.#node;
    let at = node?.range?.[0] ?? 0;
    for (const key of keys) {
      const pair = isMap(node) ? node.items.find((item) => String(item.key?.value ?? item.key) === String(key)) : undefined;
      const next = pair ? pair.value : isSeq(node) ? node.items[key] : undefined;
      const start = (pair ? pair.key : next)?.range?.[0];
      if (start === undefined) break;
      at = start;
      node = next;
    }
    return this.#lines.linePos(at).line;
  }
}

/** The documents of a file; what cannot be understood is a problem. */
export function readYaml(app, path, problems) {
  try {
    const lines = new LineCounter();
    const documents = parseAllDocuments(app.read(path), { lineCounter: lines, merge: true, prettyErrors: false });
    const mistakes = documents.flatMap((document) => document.errors);
    for (const mistake of mistakes) problems.add(path, lines.linePos(mistake.pos[0]).line, mistake.message);
    if (mistakes.length > 0) return [];
    return documents.map((document) => new Document(path, document, lines)).filter(({ value }) => value !== null);
  } catch (error) {
    problems.add(path, 0, `cannot be read: ${error.message}`);
    return [];
  }
}

export const isMapping = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The part of a value at a path of keys; undefined where there is none. */
export function part(value, ...keys) {
  return keys.reduce((at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? at[key] : undefined), value);
}

/** The keys and values of a mapping; none of anything else. */
export const entries = (value) => (isMapping(value) ? Object.entries(value) : []);

/** The items of a list; none of anything else. */
export const items = (value) => (Array.isArray(value) ? value : []);

export const show = (value) => JSON.stringify(value) ?? 'nothing';
