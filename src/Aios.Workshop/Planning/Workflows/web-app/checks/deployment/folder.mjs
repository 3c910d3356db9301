// The application's files, by paths relative to its folder; never beyond it.
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { globToRegExp } from './glob.mjs';

const MADE = new Set(['.git', '.venv', 'node_modules', 'dist', 'coverage', '__pycache__']);
const MOST_FILES = 5_000;
const MOST_BYTES = 256 * 1024;

/** The path that another one means, seen from a folder; undefined where it leads out of the application. */
export function resolve(folder, path) {
  const resolved = posix.normalize(posix.join(folder, path)).replace(/\/+$/, '');
  return resolved === '..' || resolved.startsWith('../') ? undefined : resolved || '.';
}

export class Folder {
  #root;
  #files;

  constructor(root) {
    this.#root = root;
  }

  isFile(path) {
    return this.#status(path)?.isFile() ?? false;
  }

  isFolder(path) {
    return this.#status(path)?.isDirectory() ?? false;
  }

  exists(path) {
    return this.isFile(path) || this.isFolder(path);
  }

  /** Whether anything is there, of a path that may hold wildcards. */
  matches(path) {
    if (!/[*?[]/.test(path)) return this.exists(path);
    const pattern = globToRegExp(path);
    return this.files().some((file) => pattern.test(file));
  }

  read(path) {
    const { size } = lstatSync(join(this.#root, path));
    if (size > MOST_BYTES) throw new Error(`${size} bytes are too many for such a file`);
    return readFileSync(join(this.#root, path), 'utf8');
  }

  /** All files but those that are made or installed; links are not followed. */
  files() {
    this.#files ??= this.#walk('', []).sort();
    return this.#files;
  }

  #walk(folder, found) {
    for (const entry of readdirSync(join(this.#root, folder), { withFileTypes: true })) {
      if (found.length >= MOST_FILES || MADE.has(entry.name)) continue;
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) this.#walk(path, found);
      if (entry.isFile()) found.push(path);
    }
    return found;
  }

  #status(path) {
    return resolve('.', path) && lstatSync(join(this.#root, path), { throwIfNoEntry: false });
  }
}
