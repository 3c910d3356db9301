// What a check found, a line each: "<file>:<line>: <what is wrong>".
const MOST = 200;
const LONGEST = 400;

export class Problems {
  #found = [];

  get any() {
    return this.#found.length > 0;
  }

  /** @param line from 1; 0 where it is about the whole file */
  add(file, line, text) {
    this.#found.push({ file, line, text: text.replace(/\s+/g, ' ').trim().slice(0, LONGEST) });
  }

  toString() {
    const sorted = this.#found.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
    const lines = sorted.map(({ file, line, text }) => (line > 0 ? `${file}:${line}: ${text}` : `${file}: ${text}`));
    const unique = [...new Set(lines)];
    const more = unique.length - MOST;
    return unique.slice(0, MOST).concat(more > 0 ? [`and ${more} more`] : []).join('\n');
  }
}
