// What a user does with the records of an entity. Each step leaves the page ready for the next one.
import { hasDefault, isText, kebab } from '../lib/contract.mjs';
import { until } from '../lib/browser.mjs';
import { input } from './entity-page.mjs';
import { shown, values } from './values.mjs';

const SORTS = 4;

export class Steps {
  #context;
  #page;

  constructor(context, page) {
    this.#context = context;
    this.#page = page;
    this.entity = page.entity;
  }

  get all() {
    return {
      'add two records': () => this.addTwo(),
      'be told what is missing': () => this.forget(),
      'change yes and no in the list': () => this.toggle(),
      'filter the list': () => this.filter(),
      'search the list': () => this.search(),
      'sort the list': () => this.sort(),
      'edit a record': () => this.edit(),
      'cancel an edit': () => this.cancel(),
      'delete a record': () => this.delete(),
      'find everything again after a reload': () => this.reload(),
    };
  }

  open() {
    return this.#page.open();
  }

  async addTwo() {
    for (const number of [1, 2]) await this.#add(number);
  }

  async forget() {
    const missing = this.entity.fields.filter((field) => field.required && field.type !== 'yes_no' && !hasDefault(field));
    if (missing.length === 0) return;
    const before = await this.#records();
    await this.#page.submit();
    for (const field of missing) {
      const control = input(this.#page.adding, field);
      await until(async () => (await control.getAttribute('aria-invalid')) === 'true', `the empty ${field.label} to be marked as wrong`);
      const alert = control.page().locator(`[id="${await control.getAttribute('aria-describedby')}"]`);
      if (!(await alert.textContent())?.trim()) throw new Error(`an alert about the empty ${field.label}, it has no text`);
      if ((await alert.getAttribute('role')) !== 'alert') throw new Error(`role="alert" where the empty ${field.label} is complained about, it has none`);
    }
    await this.#same(before, 'after a form with gaps was sent');
  }

  async toggle() {
    for (const field of this.entity.fields.filter((each) => each.type === 'yes_no')) {
      const [record] = await this.#records();
      const box = this.#page.toggle(field, this.#name(record));
      await box.click();
      await until(async () => (await this.#record(record.id))[field.name] === !record[field.name], `${field.label} to change at a click`);
      await until(async () => (await box.isChecked()) === !record[field.name], `the box ${field.label} to show the change`);
    }
  }

  async filter() {
    const records = await this.#records();
    for (const field of this.entity.fields) {
      const choices = this.#choices(field, records[0]);
      if (!choices) continue;
      const select = this.#page.control(`Filter by ${field.label}`);
      for (const [option, value] of choices) {
        await select.selectOption(option);
        const fitting = records.filter((record) => record[field.name] === value);
        await this.#page.shows(fitting.map((record) => this.#name(record)), `filtered by ${field.label} = ${value}`);
      }
      await select.selectOption('');
    }
    await this.#page.shows(records.map((record) => this.#name(record)), 'without filters again');
  }

  async search() {
    const field = this.entity.fields.find(isText);
    if (!field) return;
    const records = await this.#records();
    for (const text of [records[0][field.name].split('\n')[0], 'nowhere to be found']) {
      await this.#page.control('Search').fill(text);
      const found = await this.#context.list(this.entity, { q: text });
      await this.#page.shows(found.map((record) => this.#name(record)), `searched for ${text}`);
    }
    await this.#page.control('Search').fill('');
    await this.#page.shows(records.map((record) => this.#name(record)), 'after the search');
  }

  async sort() {
    const select = this.#page.control('Sort by');
    const before = await select.inputValue();
    const options = await select.locator('option').evaluateAll((all) => all.map((option) => option.value));
    const some = [this.entity.display, `-${this.entity.display}`, ...options].filter((sort, at, sorts) => options.includes(sort) && sorts.indexOf(sort) === at);
    if (some.length < 2) throw new Error(`choices to sort by, there were ${options.join(', ') || 'none'}`);
    for (const sort of some.slice(0, SORTS)) {
      await select.selectOption(sort);
      const sorted = await this.#context.list(this.entity, { sort });
      await this.#page.shows(sorted.map((record) => this.#name(record)), `sorted by ${sort}`);
    }
    await select.selectOption(before);
  }

  async edit() {
    const [record] = await this.#records();
    const { typed, stored } = values(this.entity, 3, this.#context.contract, (name) => this.#context.newest(name, this.entity, record));
    await this.#page.button('Edit', this.#name(record)).first().click();
    for (const field of this.entity.fields.filter(isText)) {
      const value = await input(this.#page.editing, field).inputValue();
      if (value !== record[field.name]) throw new Error(`${field.label} to hold ${record[field.name]} when the edit begins, it held ${value}`);
    }
    await this.#page.fill(this.#page.editing, typed);
    await this.#page.editing.getByRole('button', { name: 'Save', exact: true }).click();
    await this.#holds(record.id, stored, 'after the edit');
    await this.#page.button('Edit', this.#name(stored)).first().waitFor();
  }

  async cancel() {
    const before = await this.#records();
    const { typed } = values(this.entity, 4, this.#context.contract, (name) => this.#context.newest(name, this.entity, before[0]));
    await this.#page.button('Edit', this.#name(before[0])).first().click();
    await this.#page.fill(this.#page.editing, typed);
    await this.#page.editing.getByRole('button', { name: 'Cancel', exact: true }).click();
    await this.#page.editing.waitFor({ state: 'detached' });
    await this.#same(before, 'after an edit was cancelled');
    await this.#page.shows(before.map((record) => this.#name(record)), 'after an edit was cancelled');
  }

  async delete() {
    await this.#add(5);
    const [record, ...others] = await this.#records();
    await this.#ask(record);
    await this.#answer('Keep');
    await this.#same([record, ...others], 'after it was kept');
    await this.#ask(record);
    await this.#answer('Yes, delete');
    // The question stands where the record stood, so the list alone does not tell when it is gone.
    await until(async () => (await this.#records()).every((each) => each.id !== record.id), 'the record to be gone');
    await this.#page.shows(others.map((each) => this.#name(each)), 'after one was deleted');
    await this.#same(others, 'after one was deleted');
  }

  /** What others refer to stays, and the page says so. */
  async deleteInUse() {
    const used = await this.#context.inUse(this.entity);
    if (!used) return;
    const before = await this.#records();
    await this.#ask(used);
    await this.#answer('Yes, delete');
    await this.#page.page.getByRole('alert').first().waitFor();
    await this.#same(before, `after ${this.#name(used)}, which others refer to, could not be deleted`);
  }

  async reload() {
    const names = (await this.#records()).map((record) => this.#name(record));
    await this.#page.page.reload();
    await this.#page.shows(names, 'after a reload');
    await this.#page.page.screenshot({ path: `${this.#context.pictures}/${kebab(this.entity.plural)}.png`, fullPage: true });
  }

  async #add(number) {
    const before = await this.#records();
    const { typed, stored } = values(this.entity, number, this.#context.contract, (name) => this.#context.newest(name, this.entity));
    await this.#page.add(typed);
    await until(async () => (await this.#records()).length === before.length + 1, `a record to be added by the form`);
    const known = before.map((record) => record.id);
    const added = (await this.#records()).find((record) => !known.includes(record.id));
    await this.#holds(added.id, stored, 'after it was added');
    await this.#page.button('Edit', this.#name(added)).first().waitFor();
    for (const field of this.entity.fields.filter((each) => each.type === 'text')) {
      await until(async () => (await input(this.#page.adding, field).inputValue()) === '' || hasDefault(field), `an empty ${field.label} for the next one`);
    }
  }

  async #ask(record) {
    const namesakes = (await this.#records()).filter((each) => this.#name(each) === this.#name(record));
    const at = namesakes.findIndex((each) => each.id === record.id);
    await this.#page.button('Delete', this.#name(record)).nth(at).click();
    await this.#page.page.getByText('Really delete?').waitFor();
  }

  #answer(button) {
    return this.#page.page.getByRole('button', { name: button, exact: true }).click();
  }

  #choices(field, record) {
    if (field.type === 'yes_no') return [['true', true], ['false', false]];
    if (field.type === 'choice') return field.choices.slice(0, 3).map((choice) => [choice, choice]);
    if (field.type === 'reference' && record[field.name] !== null) return [[String(record[field.name]), record[field.name]]];
    return undefined;
  }

  #name(record) {
    return shown(record[this.entity.display]);
  }

  #records() {
    return this.#context.list(this.entity);
  }

  async #record(id) {
    return (await this.#records()).find((record) => record.id === id);
  }

  async #holds(id, stored, when) {
    const wrong = async () => {
      const record = await this.#record(id);
      const field = this.entity.fields.find((each) => record[each.name] !== stored[each.name]);
      return field ? `${field.label} was ${JSON.stringify(record[field.name])} instead of ${JSON.stringify(stored[field.name])}` : true;
    };
    await until(wrong, `the record to hold what was typed ${when}`);
  }

  async #same(before, when) {
    const now = await this.#records();
    if (JSON.stringify(now) !== JSON.stringify(before)) throw new Error(`the same records ${when}, they are ${now.map((record) => this.#name(record)).join(', ') || 'none'}`);
  }
}
