// Names and labels of Kubernetes.
import { entries, isMapping, part } from './yaml.mjs';

/** Whether a name fits into one part of a host name. */
export const isLabel = (name) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(String(name));

/** Whether a name fits into a host name. */
export const isSubdomain = (name) => String(name).length <= 253 && String(name).split('.').every(isLabel);

/** Whether labels have all that a selector asks for. */
export const matches = (selector, labels) =>
  isMapping(selector) && entries(selector).length > 0 && entries(selector).every(([key, value]) => part(labels, key) === value);
