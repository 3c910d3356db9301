// Values that break one of a field's rules each.
import { hasDefault, isText, longest } from './contract.mjs';

/** A value that is sent as it stands, because JSON has no word for it. */
export const raw = (json) => ({ rawJson: json });

/** @returns {{ value: unknown, when: string }[]} */
export function violations(field) {
  const found = [...ofType(field), ...ofBounds(field)];
  if (field.required) found.push({ value: null, when: 'it is null' });
  return found;
}

/** Whether a request to create a record may do without. */
export const mayBeMissing = (field) => !field.required || hasDefault(field);

function ofType(field) {
  const wrong = (...values) => values.map((value) => ({ value, when: `it is ${value?.rawJson ?? JSON.stringify(value)}` }));
  switch (field.type) {
    case 'text':
    case 'long_text': return wrong({}, [], ...(field.required ? ['', '   '] : []));
    case 'integer': return wrong('1', 1.5, true, {}, raw('1'.padEnd(25, '0')));
    case 'number': return wrong('1', {}, raw('NaN'), raw('1e999'));
    case 'money': return wrong('1', {}, raw('NaN'), raw('1e999'), 1.005);
    case 'date': return wrong('tomorrow', '2030-02-30', 5, {});
    case 'date_time': return wrong('soon', '2030-01-01T25:00:00', {});
    case 'yes_no': return wrong('maybe', {});
    case 'choice': return wrong('no such choice', '', {});
    case 'reference': return wrong(999_999_999, 'one', {});
    default: throw new Error(`unknown type ${field.type}`);
  }
}

function ofBounds(field) {
  const found = [];
  if (isText(field)) {
    const most = longest(field);
    found.push({ value: 'x'.repeat(most + 1), when: `it has ${most + 1} characters` });
    const less = (field.min_length ?? 0) - 1;
    if (less > 0) found.push({ value: 'x'.repeat(less), when: `it has ${less} characters` });
  }
  const step = { integer: 1, number: 0.5, money: 0.01 }[field.type];
  if (step && isBound(field.min)) found.push(beyond(field.min - step));
  if (step && isBound(field.max)) found.push(beyond(field.max + step));
  return found;
}

const isBound = (value) => value !== undefined && value !== null;

function beyond(value) {
  const rounded = Math.round(value * 100) / 100;
  return { value: rounded, when: `it is ${rounded}` };
}
