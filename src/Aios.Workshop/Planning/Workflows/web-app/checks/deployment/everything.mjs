// All checks over one application.
import { checkCompose, readCompose } from './compose.mjs';
import { Folder } from './folder.mjs';
import { checkDockerfile, isDockerfile } from './images.mjs';
import { checkKubernetes, readKubernetes } from './kubernetes.mjs';
import { checkNginx, isNginx } from './nginx.mjs';
import { Problems } from './problems.mjs';
import { checkWorkflow, isWorkflow } from './workflow.mjs';

/** @param planned the paths that have to be there */
export function checkDeployment(root, planned) {
  const problems = new Problems();
  const app = new Folder(root);
  const files = app.files();
  for (const path of planned) {
    if (!app.isFile(path)) problems.add(path, 0, 'is planned, but not there');
  }

  const compose = readCompose(app, files, problems);
  const kubernetes = readKubernetes(app, files, problems);
  const dockerfiles = files.filter(isDockerfile);
  const workflows = files.filter(isWorkflow);
  const servers = files.filter(isNginx);

  const each = (paths, check) => paths.forEach((path) => guard(path, problems, () => check(path)));
  for (const file of compose) guard(file.path, problems, () => checkCompose(app, file, problems));
  guard(kubernetes[0]?.path, problems, () => checkKubernetes(app, kubernetes, compose, problems));
  each(dockerfiles, (path) => checkDockerfile(app, path, compose, problems));
  each(workflows, (path) => checkWorkflow(app, path, problems));
  each(servers, (path) => checkNginx(app, path, compose, kubernetes, problems));

  return {
    problems,
    counts: {
      Dockerfiles: dockerfiles.length,
      'Compose files': compose.length,
      'Kubernetes objects': kubernetes.length,
      workflows: workflows.length,
      'nginx files': servers.length,
    },
  };
}

/** Whatever in a file breaks its check is a problem of that file. */
function guard(path, problems, check) {
  try {
    check();
  } catch (error) {
    problems.add(path, 0, `could not be checked: ${error.message}`);
  }
}
