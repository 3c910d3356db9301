// What a check found, a line each, in the order in which it was found.
const MOST = 60;
const LONGEST = 300;

export class Problems {
  #lines = new Set();

  get any() {
    return this.#lines.size > 0;
  }

  add(where, text) {
    this.#lines.add(`${where}: ${text.replace(/\s+/g, ' ').trim()}`.slice(0, LONGEST));
  }

  /** Prints them, or what went well, and leaves the exit code behind. */
  report(whatWentWell) {
    const lines = [...this.#lines];
    if (lines.length === 0) console.log(whatWentWell);
    lines.slice(0, MOST).forEach((line) => console.log(line));
    if (lines.length > MOST) console.log(`and ${lines.length - MOST} more`);
    process.exitCode = lines.length > 0 ? 1 : 0;
  }
}
