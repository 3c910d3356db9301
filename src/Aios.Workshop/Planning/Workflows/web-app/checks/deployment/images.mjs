// Dockerfiles: do they parse, is all there that they copy, and does the image run as somebody other than root?
import { posix } from 'node:path';
import { inherited, jsonForm, origin, parseInstructions, parseStages, stageNamed, withoutFlags } from './dockerfile.mjs';
import { resolve } from './folder.mjs';
import { ignoredBy } from './glob.mjs';

const INSTRUCTIONS = new Set([
  'ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER',
  'ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR',
]);
const NOT_ROOT_BY_ITSELF = /unprivileged|nonroot/;
const STARTS_BY_ITSELF = /(^|\/)(nginx|nginx-unprivileged|caddy|httpd)(:|@|$)/;

export const isDockerfile = (path) => /(^|\/)(Dockerfile(\.[\w-]+)?|[\w-]+\.Dockerfile)$/i.test(path) && !path.endsWith('.dockerignore');

/** Whether the image of a Dockerfile says how to find out that it is well. */
export function hasHealthcheck(app, path) {
  if (!app.isFile(path)) return false;
  const stages = parseStages(parseInstructions(app.read(path), () => {}), () => {});
  return inherited(stages.at(-1)).some(({ name, text }) => name === 'HEALTHCHECK' && !/^NONE$/i.test(text));
}

/** The names of the stages of a Dockerfile. */
export const stageNames = (app, path) =>
  parseStages(parseInstructions(app.read(path), () => {}), () => {}).map((stage) => stage.name).filter(Boolean);

export function checkDockerfile(app, path, compose, problems) {
  const report = (line, text) => problems.add(path, line, text);
  const instructions = parseInstructions(app.read(path), report);
  for (const instruction of instructions) checkInstruction(instruction, report);

  const stages = parseStages(instructions, report);
  if (stages.length === 0) return;
  const contexts = compose.flatMap((file) => file.builds).filter((build) => build.dockerfile === path).map((build) => build.context);
  for (const context of contexts.length > 0 ? new Set(contexts) : [posix.dirname(path)]) {
    checkCopies(app, path, context, stages, report);
  }
  checkFinalStage(stages.at(-1), report);
}

function checkInstruction({ name, text, line }, report) {
  if (!INSTRUCTIONS.has(name)) {
    report(line, `${name} is no instruction`);
  } else if (text === '') {
    report(line, `${name} says nothing`);
  } else if (name === 'EXPOSE') {
    for (const port of text.split(/\s+/)) {
      if (!isPort(port)) report(line, `EXPOSE ${port} is no port`);
    }
  } else if (name === 'SHELL' && !jsonForm(text)) {
    report(line, 'SHELL takes a JSON list of strings');
  } else if (['CMD', 'ENTRYPOINT', 'RUN', 'VOLUME', 'COPY', 'ADD'].includes(name)) {
    checkJsonForm(name, withoutFlags(text).rest, line, report);
  } else if (name === 'HEALTHCHECK' && !/^NONE$/i.test(text)) {
    const { rest } = withoutFlags(text);
    if (!/^CMD\s+\S/i.test(rest)) report(line, 'HEALTHCHECK takes CMD and a command, or NONE');
    checkJsonForm(name, rest.replace(/^CMD\s+/i, ''), line, report);
  }
}

function checkJsonForm(name, text, line, report) {
  if (jsonForm(text) === null) report(line, `${name} is no valid JSON list of strings: ${text}`);
}

function isPort(text) {
  if (text.includes('$')) return true;
  const match = /^(\d+)(?:-(\d+))?(?:\/(?:tcp|udp|sctp))?$/i.exec(text);
  return match !== null && [match[1], match[2] ?? match[1]].every((port) => port >= 1 && port <= 65535);
}

function checkCopies(app, path, context, stages, report) {
  const ignoreFile = [`${path}.dockerignore`, posix.join(context, '.dockerignore')].find((file) => app.isFile(file));
  const ignored = ignoredBy(ignoreFile ? app.read(ignoreFile) : '');

  stages.forEach((stage, at) => {
    for (const { name, text, line } of stage.instructions) {
      if ((name !== 'COPY' && name !== 'ADD') || text.includes('<<')) continue;
      const { flags, rest } = withoutFlags(text);
      const words = jsonForm(rest) ?? rest.split(/\s+/);
      if (words.length < 2) {
        report(line, `${name} takes a source and a destination`);
        continue;
      }
      if (words.length > 2 && !/(\/|^\.{1,2})$/.test(words.at(-1))) {
        report(line, `${name} has several sources, so its destination ${words.at(-1)} must end in /`);
      }
      if (flags.from !== undefined) {
        checkStage(flags.from, stages.slice(0, at), line, report);
      } else {
        for (const source of words.slice(0, -1)) {
          checkSource(app, name, context, source, ignored, (problem) => report(line, problem));
        }
      }
    }
  });
}

function checkStage(from, earlier, line, report) {
  const known = /^\d+$/.test(from) ? Number(from) < earlier.length : stageNamed(earlier, from) || /[$:/]/.test(from);
  if (!known) report(line, `--from=${from} names no earlier stage`);
}

function checkSource(app, name, context, source, ignored, report) {
  if (source.includes('$') || (name === 'ADD' && /^(https?:|git@)/.test(source))) return;
  const inContext = resolve('.', source.replace(/^\/+/, ''));
  if (inContext === undefined) {
    report(`${source} lies outside of the build context ${context}`);
    return;
  }
  const pathInApp = posix.join(context, inContext);
  if (!app.matches(pathInApp)) {
    report(`${source} is not in the build context ${context}`);
  } else if (inContext !== '.' && isLeftOut(app, context, inContext, ignored)) {
    report(`${source} is left out by .dockerignore`);
  }
}

function isLeftOut(app, context, path, ignored) {
  const prefix = context === '.' ? '' : `${context}/`;
  const inside = app.files()
    .filter((file) => file.startsWith(prefix))
    .map((file) => file.slice(prefix.length))
    .filter((file) => file === path || file.startsWith(`${path}/`));
  return inside.length > 0 ? inside.every(ignored) : ignored(path);
}

function checkFinalStage(stage, report) {
  const all = inherited(stage);
  const user = all.findLast(({ name }) => name === 'USER');
  if (!user && !NOT_ROOT_BY_ITSELF.test(origin(stage))) {
    report(stage.line, 'the image runs as root: it has no USER');
  } else if (/^(root|0)(:|$)/.test(user?.text ?? '')) {
    report(user.line, 'the image runs as root');
  }
  if (!all.some(({ name }) => name === 'CMD' || name === 'ENTRYPOINT') && !STARTS_BY_ITSELF.test(origin(stage))) {
    report(stage.line, 'the image has neither CMD nor ENTRYPOINT');
  }
}
