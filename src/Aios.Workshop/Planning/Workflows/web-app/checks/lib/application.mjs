// Starts the application on a port of its own with a database of its own, and stops it.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PORT = 8000;
const READY = 'Uvicorn running on';
const LAST_LINES = 30;

export class Application {
  origin = `http://127.0.0.1:${PORT}`;
  #environment;
  #folder;
  #log = '';
  #process;

  constructor(folder, environment = {}) {
    this.#folder = join(folder, 'backend');
    const database = join(mkdtempSync(join(tmpdir(), 'database-')), 'check.db');
    this.#environment = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', DATABASE_URL: `sqlite:///${database}`, ...environment };
  }

  /** Done when the application answers. */
  start() {
    this.#log = '';
    const program = ['-m', 'uvicorn', 'app.main:app', '--host', '127.0.0.1', '--port', String(PORT), '--no-access-log'];
    this.#process = spawn('/usr/bin/python3', program, { cwd: this.#folder, env: this.#environment, stdio: ['ignore', 'pipe', 'pipe'] });
    this.ended = new Promise((resolve) => this.#process.once('exit', resolve));
    return new Promise((resolve, reject) => {
      const listen = (chunk) => {
        this.#log += chunk;
        if (this.#log.includes(READY)) resolve();
      };
      this.#process.stdout.on('data', listen);
      this.#process.stderr.on('data', listen);
      this.ended.then((code) => reject(new Error(`the application ended with ${code} instead of starting:\n${this.lastLines()}`)));
    });
  }

  async stop() {
    this.#process.kill('SIGTERM');
    await this.ended;
  }

  lastLines() {
    return this.#log.trim().split('\n').slice(-LAST_LINES).join('\n');
  }
}
