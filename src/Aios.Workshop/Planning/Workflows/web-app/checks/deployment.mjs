// Do the files around an application fit together: images, Compose, Kubernetes, workflows, nginx?
// usage: node deployment.mjs APP CONTRACT.json ; prints a problem a line, ends with 1 if there is any
import { readFileSync } from 'node:fs';
import { checkDeployment } from './deployment/everything.mjs';

const [app, contract] = process.argv.slice(2);
const planned = JSON.parse(readFileSync(contract, 'utf8')).files
  .filter((file) => file.owner === 'devops')
  .map((file) => file.path);
const { problems, counts } = checkDeployment(app, planned);

if (problems.any) {
  console.log(problems.toString());
  process.exitCode = 1;
} else {
  console.log(Object.entries({ 'planned files': planned.length, ...counts }).map(([what, count]) => `${count} ${what}`).join(', '));
}
