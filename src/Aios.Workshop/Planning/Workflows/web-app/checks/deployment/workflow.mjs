// Workflows of GitHub Actions: are jobs and steps well-formed, and are the files there that they name?
import { posix } from 'node:path';
import { commandsOf } from './commands.mjs';
import { resolve } from './folder.mjs';
import { entries, isMapping, items, part, readYaml, show } from './yaml.mjs';

const WITHOUT_VALUE = new Set(['--load', '--no-cache', '--pull', '--push', '--quiet', '-q', '--rm']);
const FILES_OF_ACTIONS = ['cache-dependency-path', 'python-version-file', 'node-version-file'];

export const isWorkflow = (path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path);

export function checkWorkflow(app, path, problems) {
  for (const document of readYaml(app, path, problems)) {
    const report = (keys, text) => problems.add(path, document.line(...keys), text);
    const { value } = document;
    const jobs = part(value, 'jobs');
    if (!part(value, 'on')) report([], 'does not say on what it runs');
    if (entries(jobs).length === 0) report(['jobs'], 'has no jobs');
    for (const [name, job] of entries(jobs)) checkJob({ app, value, jobs, report }, name, job);
  }
}

function checkJob(workflow, name, job) {
  const report = (keys, text) => workflow.report(['jobs', name, ...keys], `${name}: ${text}`);
  for (const needed of [part(job, 'needs') ?? []].flat()) {
    if (part(workflow.jobs, needed) === undefined) report(['needs'], `needs ${show(needed)}, which is no job`);
  }
  checkMatrix(job, report);
  if (part(job, 'uses')) return;
  if (!part(job, 'runs-on')) report([], 'has no runs-on');
  if (items(part(job, 'steps')).length === 0) report(['steps'], 'has no steps');

  const folder = part(job, 'defaults', 'run', 'working-directory') ?? part(workflow.value, 'defaults', 'run', 'working-directory') ?? '.';
  checkFolder(workflow.app, folder, (text) => report(['defaults'], text));
  items(part(job, 'steps')).forEach((step, at) => checkStep(workflow.app, step, folder, (keys, text) => report(['steps', at, ...keys], text)));
}

function checkFolder(app, folder, report) {
  if (!isPlain(folder)) return;
  const found = resolve('.', folder);
  if (!found || !app.isFolder(found)) report(`the working directory ${folder} is not there`);
}

/** Only what no expression or variable stands in can be looked up. */
const isPlain = (text) => typeof text === 'string' && !text.includes('$');

function checkMatrix(job, report) {
  const matrix = part(job, 'strategy', 'matrix');
  if (matrix !== undefined && !isMapping(matrix)) return;
  const known = [...entries(matrix), ...items(part(matrix, 'include')).flatMap(entries)].map(([key]) => key);
  for (const [, used] of JSON.stringify(job ?? null).matchAll(/\$\{\{[^}]*?\bmatrix\.([\w-]+)/g)) {
    if (!known.includes(used)) report(['strategy'], `uses matrix.${used}, which the matrix does not have`);
  }
}

function checkStep(app, step, folder, report) {
  const { uses, run } = isMapping(step) ? step : {};
  if ((uses === undefined) === (run === undefined)) {
    report([], 'a step has either uses or run');
  } else if (uses !== undefined) {
    checkAction(app, String(uses), part(step, 'with'), report);
  } else if (typeof run !== 'string') {
    report(['run'], 'run is no text');
  } else {
    const own = part(step, 'working-directory');
    if (own !== undefined) checkFolder(app, own, (text) => report(['working-directory'], text));
    if (isPlain(own ?? folder)) checkCommands(app, run, own ?? folder, (text) => report(['run'], text));
  }
}

function checkAction(app, action, inputs, report) {
  if (action.startsWith('./')) {
    if (!app.exists(resolve('.', action) ?? '')) report(['uses'], `the action ${action} is not there`);
  } else if (!action.startsWith('docker://') && !/^[\w.-]+\/[\w./-]+@[\w./-]+$/.test(action)) {
    report(['uses'], `the action ${action} is not of the form owner/name@version`);
  }
  for (const input of FILES_OF_ACTIONS) {
    for (const file of String(part(inputs, input) ?? '').split('\n').map((each) => each.trim()).filter(Boolean)) {
      if (isPlain(file) && !app.matches(file)) report(['with', input], `${file} is not there`);
    }
  }
  if (/^actions\/setup-node@/.test(action) && part(inputs, 'cache') === 'npm' && !part(inputs, 'cache-dependency-path') && !app.isFile('package-lock.json')) {
    report(['with', 'cache'], 'there is no package-lock.json at the root, so cache-dependency-path has to say where it is');
  }
  if (/^docker\/build-push-action@/.test(action)) {
    const context = part(inputs, 'context') ?? '.';
    if (isPlain(context)) checkImageBuild(app, context, part(inputs, 'file') ?? posix.join(context, 'Dockerfile'), (text) => report(['with'], text));
  }
}

function checkImageBuild(app, context, dockerfile, report) {
  if (context.includes('://')) return;
  if (!app.isFolder(resolve('.', context) ?? '')) report(`the build context ${context} is not there`);
  else if (isPlain(dockerfile) && !app.isFile(resolve('.', dockerfile) ?? '')) report(`the Dockerfile ${dockerfile} is not there`);
}

function checkCommands(app, script, start, report) {
  for (const { words, folder } of commandsOf(script, start)) {
    const at = (path) => resolve(folder, path) ?? '';
    const [program, verb] = words;
    const option = (...names) => words.flatMap((word, index) => (names.includes(word) ? [words[index + 1] ?? ''] : names.some((name) => word.startsWith(`${name}=`)) ? [word.slice(word.indexOf('=') + 1)] : []));

    if (program === 'cd' && isPlain(verb) && !app.isFolder(at('.'))) {
      report(`cd ${verb}: the folder is not there`);
    } else if (program === 'npm') {
      checkNpm(app, words, at(option('--prefix', '-C')[0] ?? '.'), report);
    } else if (words.includes('pip') || program === 'pip3') {
      for (const file of option('-r', '--requirement').filter(isPlain)) {
        if (!app.isFile(at(file))) report(`pip install -r ${file}: the file is not there`);
      }
    } else if (program === 'docker' && ['build', 'buildx'].includes(verb)) {
      const context = contextOf(words);
      if (isPlain(context)) checkImageBuild(app, at(context), option('-f', '--file').map(at)[0] ?? posix.join(at(context), 'Dockerfile'), report);
    } else if (program === 'docker' && verb === 'compose') {
      for (const file of option('-f', '--file').filter(isPlain)) {
        if (!app.isFile(at(file))) report(`docker compose -f ${file}: the file is not there`);
      }
    } else if (program === 'kubectl') {
      for (const path of [...option('-f', '-k'), ...(verb === 'kustomize' ? [words[2] ?? '.'] : [])].filter(isPlain)) {
        if (path !== '-' && !path.includes('://') && !app.exists(at(path))) report(`${program} ${verb}: ${path} is not there`);
      }
    } else if (['bash', 'sh', 'node', 'python', 'python3'].includes(program) && /\.(sh|m?js|py)$/.test(verb ?? '') && isPlain(verb)) {
      if (!app.isFile(at(verb))) report(`${program} ${verb}: the file is not there`);
    } else if (/^\.{1,2}\//.test(program) && isPlain(program) && !app.isFile(at(program))) {
      report(`${program}: the file is not there`);
    }
  }
}

/** What docker build builds from: the word that is neither an option nor an option's value. */
function contextOf(words) {
  const options = words.slice(words.indexOf('build') + 1);
  return options.find((word, at) => !word.startsWith('-') && !takesValue(options[at - 1] ?? ''));
}

const takesValue = (option) => /^--?[\w-]+$/.test(option) && !WITHOUT_VALUE.has(option);

function checkNpm(app, words, folder, report) {
  const [, verb, script] = words.filter((word) => !word.startsWith('-'));
  if (!app.isFile(posix.join(folder, 'package.json'))) {
    report(`npm ${verb}: there is no package.json in ${folder}`);
    return;
  }
  if (['ci', 'clean-install'].includes(verb) && !app.isFile(posix.join(folder, 'package-lock.json'))) {
    report(`npm ${verb}: there is no package-lock.json in ${folder}`);
  }
  const wanted = ['run', 'run-script'].includes(verb) ? script : ['test', 't'].includes(verb) ? 'test' : undefined;
  if (wanted && isPlain(wanted) && part(JSON.parse(app.read(posix.join(folder, 'package.json'))), 'scripts', wanted) === undefined) {
    report(`npm run ${wanted}: there is no such script in ${folder}/package.json`);
  }
}
