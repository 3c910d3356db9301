// What is typed into the page, and what should then be in the record.
import { sample } from '../lib/samples.mjs';

export const shown = (value) => String(value);

/**
 * @param newest the newest record of an entity by its name
 * @returns what to type, and the record that it makes
 */
export function values(entity, number, contract, newest) {
  const typed = {};
  const stored = {};
  for (const field of entity.fields) {
    if (field.type === 'reference') {
      const record = newest(field.to);
      typed[field.name] = record ? shown(record[contract.entity(field.to).display]) : null;
      stored[field.name] = record?.id ?? null;
    } else if (field.type === 'date_time') {
      typed[field.name] = sample(field, number).slice(0, 16); // the input knows no seconds
      stored[field.name] = `${typed[field.name]}:00`;
    } else {
      stored[field.name] = typed[field.name] = sample(field, number);
    }
  }
  return { typed, stored };
}
