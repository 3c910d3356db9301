// Values that obey a field's rules: a different one for each number, wherever the rules leave room.
import { isText, longest } from './contract.mjs';

export function sample(field, number) {
  if (isText(field)) return text(field, number);
  switch (field.type) {
    case 'integer': return whole(Math.ceil(low(field)), Math.floor(high(field)), number);
    case 'number': return fraction(field, number);
    case 'money': return whole(Math.ceil(low(field) * 100), Math.floor(high(field) * 100), number * 125) / 100;
    case 'date': return day(number);
    case 'date_time': return `${day(number)}T10:30:${String(number % 60).padStart(2, '0')}`;
    case 'yes_no': return number % 2 === 0;
    case 'choice': return field.choices[number % field.choices.length];
    default: throw new Error(`a ${field.type} has no sample of its own`);
  }
}

function text(field, number) {
  const shortest = field.min_length ?? 0;
  const most = longest(field);
  const spoken = `${field.label} ${number}`.padEnd(shortest, 'x');
  if (spoken.length <= most) return spoken;
  // No room for the label: the number alone, as short as it gets, after letters that fill it up.
  return number.toString(36).slice(-most).padStart(Math.max(shortest, Math.min(most, 3)), 'x');
}

function fraction(field, number) {
  const [from, to] = [low(field), high(field)];
  const value = whole(Math.ceil(from), Math.floor(to), number) + 0.5;
  if (value <= to) return value;
  return Math.ceil(from) <= to ? Math.ceil(from) : (from + to) / 2;
}

const whole = (from, to, number) => from + (number % (to - from + 1));

// A field with one bound has room for a million values from there.
const low = (field) => field.min ?? (field.max === undefined || field.max === null ? 1 : field.max - 1_000_000);

const high = (field) => field.max ?? low(field) + 1_000_000;

const day = (number) => new Date(Date.UTC(2030, 0, 1 + (number % 10_000))).toISOString().slice(0, 10);
