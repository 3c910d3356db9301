// The page of an entity as its users find their way in it: by names, not by the shape of its elements.
import { until } from '../lib/browser.mjs';

export class EntityPage {
  constructor(page, entity) {
    this.page = page;
    this.entity = entity;
    this.list = page.getByRole('list', { name: entity.labels, exact: true });
    this.adding = page.getByRole('form', { name: `Add ${entity.label}`, exact: true });
    this.editing = page.getByRole('form', { name: `Edit ${entity.label}`, exact: true });
  }

  async open() {
    const { page, entity } = this;
    await page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: entity.labels, exact: true }).click();
    await page.getByRole('heading', { level: 2, name: entity.labels, exact: true }).waitFor();
    await this.adding.waitFor();
  }

  /** @param values by field; references and choices by the text that is shown */
  async fill(form, values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.entity.fields.find((each) => each.name === name);
      const control = input(form, field);
      if (field.type === 'yes_no') await control.setChecked(value);
      else if (field.type === 'reference') await control.selectOption(value === null ? '' : { label: value });
      else if (field.type === 'choice') await control.selectOption(value);
      else await control.fill(String(value));
    }
  }

  async add(values) {
    await this.fill(this.adding, values);
    await this.submit();
  }

  submit() {
    return this.adding.getByRole('button', { name: `Add ${this.entity.label}`, exact: true }).click();
  }

  button(verb, name) {
    return this.page.getByRole('button', { name: `${verb} ${name}`, exact: true });
  }

  toggle(field, name) {
    return this.list.getByRole('checkbox', { name: `${field.label}: ${name}`, exact: true }).first();
  }

  control(label) {
    return this.page.getByLabel(label, { exact: true });
  }

  /** The display values of what is listed, from top to bottom. */
  async names() {
    const buttons = this.list.getByRole('button', { name: /^Edit / });
    const names = await buttons.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? each.textContent ?? ''));
    return names.map((name) => name.replace(/^Edit /, ''));
  }

  async shows(names, when) {
    await until(async () => {
      const shown = await this.names();
      return String(shown) === String(names) || `${shown.join(', ') || 'nothing'} was listed`;
    }, `${names.join(', ') || 'nothing'} in the list ${when}`);
  }
}

/** The input of a field in a form. A star for what is required may follow the label. */
export function input(form, field) {
  const label = field.label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return form.getByLabel(new RegExp(`^\\s*${label}\\s*\\*?\\s*$`)).first();
}
