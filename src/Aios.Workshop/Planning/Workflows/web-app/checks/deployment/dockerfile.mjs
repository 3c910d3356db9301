// Reads a Dockerfile into instructions and stages; what breaks its syntax is a problem.
const HEREDOC = /<<-?(["']?)([A-Za-z_]\w*)\1/g;
const WITH_HEREDOC = new Set(['RUN', 'COPY', 'ADD']);

/** @returns {{name: string, text: string, line: number}[]} */
export function parseInstructions(source, report) {
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/);
  const escape = /^#\s*escape\s*=\s*(\S)/im.exec(lines[0])?.[1] === '`' ? '`' : '\\';
  const instructions = [];

  for (let at = 0; at < lines.length; at++) {
    if (isSkipped(lines[at])) continue;
    const line = at + 1;
    let text = lines[at].trim();
    while (text.endsWith(escape)) {
      text = text.slice(0, -1);
      do at++; while (at < lines.length && isSkipped(lines[at]));
      if (at >= lines.length) {
        report(line, 'goes on behind the end of the file');
        break;
      }
      text = `${text.trimEnd()} ${lines[at].trim()}`;
    }

    const [, keyword, rest] = /^(\S+)\s*(.*)$/s.exec(text) ?? [, text, ''];
    const name = keyword.toUpperCase();
    instructions.push({ name, text: rest.trim(), line });
    if (WITH_HEREDOC.has(name)) {
      for (const [, , word] of rest.matchAll(HEREDOC)) {
        do at++; while (at < lines.length && lines[at].trim() !== word);
        if (at >= lines.length) report(line, `the text up to ${word} does not end`);
      }
    }
  }
  return instructions;
}

const isSkipped = (line) => /^\s*(#|$)/.test(line);

/** The stages in order, each with the instructions after its FROM and the stage that it builds on. */
export function parseStages(instructions, report) {
  const stages = [];
  for (const instruction of instructions) {
    if (instruction.name === 'FROM') {
      const match = /^(?:--platform=\S+\s+)?(\S+)(?:\s+AS\s+(\S+))?$/i.exec(instruction.text);
      if (!match) report(instruction.line, 'FROM takes an image and, behind AS, a name for the stage');
      const [, image = '', name] = match ?? [];
      if (name && stageNamed(stages, name)) report(instruction.line, `there are two stages called ${name}`);
      stages.push({ image, name, base: stageNamed(stages, image), instructions: [], line: instruction.line });
    } else if (stages.length > 0) {
      stages.at(-1).instructions.push(instruction);
    } else if (instruction.name !== 'ARG') {
      report(instruction.line, `${instruction.name} stands before the first FROM`);
    }
  }
  if (stages.length === 0) report(0, 'has no FROM');
  return stages;
}

export const stageNamed = (stages, name) => stages.find((stage) => stage.name?.toLowerCase() === name.toLowerCase());

/** A stage's instructions behind those of the stages that it builds on. */
export const inherited = (stage) => (stage ? [...inherited(stage.base), ...stage.instructions] : []);

/** The image from a registry that a stage comes from in the end. */
export const origin = (stage) => (stage.base ? origin(stage.base) : stage.image);

/** The text of an instruction behind its --flags, and these. */
export function withoutFlags(text) {
  const flags = {};
  let rest = text;
  for (let match; (match = /^--([\w-]+)(?:=(\S*))?(?:\s+|$)/.exec(rest)); rest = rest.slice(match[0].length)) {
    flags[match[1]] = match[2] ?? 'true';
  }
  return { flags, rest };
}

/** The strings of an instruction in JSON form; undefined where it is in shell form, null where it is neither. */
export function jsonForm(text) {
  if (!/^\[\s*(["'\]])/.test(text)) return undefined;
  try {
    const list = JSON.parse(text);
    return Array.isArray(list) && list.length > 0 && list.every((word) => typeof word === 'string') ? list : null;
  } catch {
    return null;
  }
}
