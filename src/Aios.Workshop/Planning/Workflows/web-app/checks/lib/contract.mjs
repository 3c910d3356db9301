// What an application was meant to be, with the questions that checks ask of it.
import { readFileSync } from 'node:fs';

export class Contract {
  constructor(file) {
    Object.assign(this, JSON.parse(readFileSync(file, 'utf8')));
  }

  entity(name) {
    return this.entities.find((entity) => entity.name === name);
  }

  endpoint(action, entity) {
    return this.endpoints.find((endpoint) => endpoint.action === action && endpoint.entity === entity?.name);
  }

  shape(name) {
    return this.shapes.find((shape) => shape.name === name);
  }

  /** Fields of any entity that refer to this one. */
  referencesTo(entity) {
    return this.entities.flatMap((from) =>
      from.fields.filter((field) => field.type === 'reference' && field.to === entity.name).map((field) => ({ from, field })));
  }
}

export const kebab = (name) => name.replaceAll('_', '-');

export const isText = (field) => field.type === 'text' || field.type === 'long_text';

export const isNumber = (field) => ['integer', 'number', 'money'].includes(field.type);

export const hasDefault = (field) => field.default !== undefined && field.default !== null;

export const longest = (field) => field.max_length ?? (field.type === 'text' ? 200 : 5000);
