// Do the files around an application fit together: images, Compose, Kubernetes, workflows, nginx?
// usage: node deployment.mjs APP CONTRACT.json ; prints a problem a line, ends with 1 if there is any
import { readFileSync } from 'node:fs';
import { checkCompose, readCompose } from './deployment/compose.mjs';
import { checkDockerfile, isDockerfile } from './deployment/images.mjs';
import { Folder } from './deployment/folder.mjs';
import { checkKubernetes, readKubernetes } from './deployment/kubernetes.mjs';
import { checkNginx, isNginx } from './deployment/nginx.mjs';
import { Problems } from './deployment/problems.mjs';
import { checkWorkflow, isWorkflow } from './deployment/workflow.mjs';

const [root, contractFile] = process.argv.slice(2);
const problems = new Problems();
const app = new Folder(root);

const planned = JSON.parse(readFileSync(contractFile, 'utf8')).files
  .filter((file) => file.owner === 'devops')
  .map((file) => file.path);
for (const path of planned) {
  if (!app.isFile(path)) problems.add(path, 0, 'is planned, but not there');
}

const files = app.files();
const checked = { Dockerfiles: 0, 'Compose files': 0, 'Kubernetes objects': 0, workflows: 0, 'nginx files': 0 };

/** What the file holds that breaks a check becomes a problem of that file. */
function guard(path, check) {
  try {
    return check();
  } catch (error) {
    problems.add(path, 0, `could not be checked: ${error.message}`);
    return undefined;
  }
}

function checkEach(what, paths, check) {
  checked[what] = paths.length;
  for (const path of paths) guard(path, () => check(path));
}

const compose = guard('compose.yaml', () => readCompose(app, files, problems)) ?? [];
const kubernetes = guard('k8s', () => readKubernetes(app, files, problems)) ?? [];
checked['Compose files'] = compose.length;
checked['Kubernetes objects'] = kubernetes.length;

for (const file of compose) guard(file.path, () => checkCompose(app, file, problems));
guard('k8s', () => checkKubernetes(app, kubernetes, compose, problems));
checkEach('Dockerfiles', files.filter(isDockerfile), (path) => checkDockerfile(app, path, compose, problems));
checkEach('workflows', files.filter(isWorkflow), (path) => checkWorkflow(app, path, problems));
checkEach('nginx files', files.filter(isNginx), (path) => checkNginx(app, path, compose, kubernetes, problems));

if (problems.any) {
  console.log(problems.toString());
  process.exitCode = 1;
} else {
  const counts = Object.entries(checked).map(([what, count]) => `${count} ${what}`);
  console.log(`${planned.length} planned files are there; ${counts.join(', ')} fit together`);
}
