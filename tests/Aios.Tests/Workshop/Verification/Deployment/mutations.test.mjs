// Breaks a sound application in one place at a time; the check has to find each.
// usage: CHECKS=<folder of deployment.mjs, where yaml can be resolved> APP=<rendered application> node --test mutations.test.mjs
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';

const { checkDeployment } = await import(pathToFileURL(resolve(process.env.CHECKS, 'deployment/everything.mjs')));
const folder = mkdtempSync(join(tmpdir(), 'deployment-'));
after(() => rmSync(folder, { recursive: true }));

// What other specialists write, as far as these files speak of it.
const OTHERS = {
  'backend/requirements.txt': 'fastapi\n',
  'backend/tests/requirements.txt': '-r ../requirements.txt\npytest\n',
  'backend/app/main.py': '',
  'frontend/package.json': '{ "scripts": { "build": "", "typecheck": "", "test": "" } }',
  'frontend/package-lock.json': '{}',
};
const PLANNED = ['compose.yaml', 'backend/Dockerfile', 'k8s/backend.yaml', '.github/workflows/ci.yml', 'README.md'];

/** The problems of the sound application with some files replaced; null removes one. */
function problemsWith(changes) {
  const app = mkdtempSync(join(folder, 'app-'));
  cpSync(process.env.APP, app, { recursive: true });
  for (const [path, text] of Object.entries({ ...OTHERS, ...changes })) {
    mkdirSync(dirname(join(app, path)), { recursive: true });
    if (text === null) rmSync(join(app, path), { force: true });
    else writeFileSync(join(app, path), text);
  }
  return checkDeployment(app, PLANNED).problems.toString();
}

test('a sound application has no problems', () => assert.equal(problemsWith({}), ''));

// File, what to replace, by what, and what has to be said of it. Without what to replace, the whole text.
const MUTATIONS = [
  ['backend/Dockerfile', 'FROM python:3.12-slim', 'FORM python:3.12-slim', /FORM is no instruction/],
  ['backend/Dockerfile', 'FROM python:3.12-slim', 'FROM python 3.12', /:1: FROM takes an image/],
  ['backend/Dockerfile', 'FROM python:3.12-slim', 'WORKDIR /x\nFROM python:3.12-slim', /:1: WORKDIR stands before the first FROM/],
  ['backend/Dockerfile', undefined, '# nothing\n', /has no FROM/],
  ['backend/Dockerfile', 'COPY app app', 'COPY src app', /src is not in the build context backend/],
  ['backend/Dockerfile', 'COPY app app', 'COPY ../frontend app', /outside of the build context/],
  ['backend/Dockerfile', 'COPY app app', 'COPY app', /COPY takes a source and a destination/],
  ['backend/Dockerfile', 'COPY app app', 'COPY app requirements.txt srv', /destination srv must end in \//],
  ['backend/Dockerfile', 'COPY app app', 'COPY Dockerfile app', /Dockerfile is left out by .dockerignore/],
  ['backend/Dockerfile', 'COPY app app', 'COPY <<END /x\ntext', /the text up to END does not end/],
  ['backend/Dockerfile', 'CMD ["uvicorn",', "CMD ['uvicorn',", /CMD is no valid JSON/],
  ['backend/Dockerfile', 'CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]', '', /neither CMD nor ENTRYPOINT/],
  ['backend/Dockerfile', 'CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]', 'CMD uvicorn \\', /goes on behind the end/],
  ['backend/Dockerfile', 'EXPOSE 8000', 'EXPOSE http', /EXPOSE http is no port/],
  ['backend/Dockerfile', 'EXPOSE 8000', 'EXPOSE', /EXPOSE says nothing/],
  ['backend/Dockerfile', 'USER 10001', '', /runs as root: it has no USER/],
  ['backend/Dockerfile', 'USER 10001', 'USER root', /:\d+: the image runs as root/],
  ['backend/Dockerfile', /HEALTHCHECK[^]*?timeout=2\)"\]/, '', /waits until backend is healthy, but backend has no healthcheck/],
  ['backend/.dockerignore', '!app\n', '', /app is left out by .dockerignore/],
  ['frontend/Dockerfile', '--from=build', '--from=builder', /--from=builder names no earlier stage/],
  ['frontend/Dockerfile', 'FROM nginxinc', 'FROM node:20-alpine AS build\nFROM nginxinc', /two stages called build/],
  ['frontend/Dockerfile', null, null, /frontend: there is no frontend\/Dockerfile/],

  ['compose.yaml', 'services:', 'service:', /Compose knows no service/],
  ['compose.yaml', 'build: ./backend', 'build: ./server', /the build context .\/server is not there/],
  ['compose.yaml', 'build: ./frontend', 'build: { context: ./frontend, target: web }', /has no stage "web"/],
  ['compose.yaml', 'restart:', 'restarts:', /a service has no restarts/],
  ['compose.yaml', '${PORT:-8080}:8080', '${PORT:-8080}:80801', /is no port/],
  ['compose.yaml', 'data:/data', 'files:/data', /the volume files is not declared/],
  ['compose.yaml', 'depends_on:\n      backend:', 'depends_on:\n      server:', /depends on server, which is no service/],
  ['compose.yaml', 'service_healthy', 'healthy', /"healthy" is no condition/],
  ['compose.yaml', '    cap_drop:', '    env_file: .env\n    cap_drop:', /the file .env is not there/],
  ['compose.yaml', 'volumes:\n      - data', 'depends_on: [frontend]\n    volumes:\n      - data', /waits for/],
  ['compose.yaml', 'name:', 'name: [', /compose.yaml:\d+: /],
  ['compose.yaml', 'backend:1', 'backend:2', /run todo-list-backend as 1, not as 2/],
  ['compose.yaml', undefined, `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghij'.replace(/./g, (c) => `${c}: &${c} [${`*${String.fromCharCode(c.charCodeAt(0) - 1)},`.repeat(9)}]\n`)}`, /cannot be read: Excessive alias count/],
  ['compose.yaml', undefined, `x: ${'['.repeat(20_000)}`, /compose.yaml/],
  ['compose.yaml', undefined, '- just\n- a list\n', /has no services/],
  ['compose.yaml', undefined, 'a'.repeat(300_000), /too many/],

  ['k8s/backend.yaml', 'apiVersion: apps/v1', 'apiVersion: v1', /Deployment belongs to apps\/v1/],
  ['k8s/backend.yaml', 'kind: Deployment', 'kind: Deploiment', /there is no Deploiment in apps\/v1/],
  ['k8s/backend.yaml', 'metadata:\n  name: backend', 'metadata:\n  name: Back_end', /is no valid name/],
  ['k8s/backend.yaml', 'metadata:\n  name: backend\n', 'metadata: {}\n', /has no metadata.name/],
  ['k8s/backend.yaml', 'matchLabels:\n      app.kubernetes.io/name: backend', 'matchLabels:\n      app.kubernetes.io/name: server', /does not match the labels/],
  ['k8s/backend.yaml', '  selector:\n    app.kubernetes.io/name: backend', '  selector:\n    app.kubernetes.io/name: server', /the selector matches no pods/],
  ['k8s/backend.yaml', 'targetPort: http', 'targetPort: 8080', /has the port 8080/],
  ['k8s/backend.yaml', 'port: http\n          livenessProbe', 'port: 80\n          livenessProbe', /the readinessProbe asks port 80/],
  ['k8s/backend.yaml', 'claimName: data', 'claimName: files', /PersistentVolumeClaim "files", which is not there/],
  ['k8s/backend.yaml', '- name: data\n              mountPath', '- name: files\n              mountPath', /mounts "files"/],
  ['k8s/backend.yaml', '- name: backend\n', '- name: backend\n          envFrom: [{ secretRef: { name: keys } }]\n', /Secret "keys", which is not there/],
  ['k8s/backend.yaml', 'memory: 96Mi', 'memory: 96 MB', /is no amount of memory/],
  ['k8s/backend.yaml', '-backend:1', '-server:1', /no manifest of Kubernetes runs the image todo-list-backend:1/],
  ['k8s/backend.yaml', 'port: 8000', 'port: 8001', /nginx.conf:\d+: proxy_pass leads to port 8000/],
  ['k8s/backend.yaml', '---', '--- 7\n---', /is no object of Kubernetes/],
  ['k8s/ingress.yaml', 'name: frontend', 'name: page', /leads to "page", which is no Service/],
  ['k8s/ingress.yaml', 'name: http', 'name: web', /the Service backend has no port "web"/],
  ['k8s/ingress.yaml', 'pathType: Prefix', 'pathType: prefix', /"prefix" is no pathType/],
  ['k8s/kustomization.yaml', '- ingress.yaml', '- web.yaml', /"web.yaml" is not there/],
  ['k8s/kustomization.yaml', '  - ingress.yaml\n', '', /does not list ingress.yaml/],
  ['k8s/storage.yaml', 'kind: PersistentVolumeClaim', 'kind PersistentVolumeClaim', /k8s\/storage.yaml:\d+: /],

  ['.github/workflows/ci.yml', 'on:', 'when:', /does not say on what it runs/],
  ['.github/workflows/ci.yml', 'jobs:', 'tasks:', /has no jobs/],
  ['.github/workflows/ci.yml', 'actions/checkout@v4', 'actions/checkout', /is not of the form/],
  ['.github/workflows/ci.yml', 'runs-on: ubuntu-24.04', 'timeout-minutes: 5', /has no runs-on/],
  ['.github/workflows/ci.yml', '- run: python -m pytest', '- name: nothing', /either uses or run/],
  ['.github/workflows/ci.yml', 'working-directory: backend', 'working-directory: server', /the working directory server is not there/],
  ['.github/workflows/ci.yml', 'frontend/package-lock.json', 'package-lock.json', /: package-lock.json is not there/],
  ['.github/workflows/ci.yml', '-r tests/', '-r test/', /test\/requirements.txt: the file is not there/],
  ['.github/workflows/ci.yml', 'needs: [backend, frontend]', 'needs: [server]', /needs "server", which is no job/],
  ['.github/workflows/ci.yml', 'matrix.python', 'matrix.version', /matrix.version, which the matrix does not have/],
  ['.github/workflows/ci.yml', 'npm run typecheck', 'npm run types', /no such script/],
  ['.github/workflows/ci.yml', 'docker compose build', 'docker build -t x ./server', /the build context server is not there/],
  ['.github/workflows/ci.yml', 'kustomize k8s', 'kustomize kube', /kube is not there/],
  ['frontend/package-lock.json', null, null, /npm ci: there is no package-lock.json in frontend/],

  ['frontend/nginx.conf', 'server_tokens off;', 'server_tokens off', /server_tokens does not end with ; before gzip/],
  ['frontend/nginx.conf', 'try_files $uri =404;', 'try_files $uri =404', /try_files does not end with ;/],
  ['frontend/nginx.conf', /}\n$/, '', /{ is not closed/],
  ['frontend/nginx.conf', /}\n$/, '}\n}\n', /} closes nothing/],
  ['frontend/nginx.conf', 'http://backend:8000', 'http://server:8000', /proxy_pass leads to server, which is no service/],

  ['README.md', null, null, /README.md: is planned, but not there/],
];

for (const [path, old, replacement, expected] of MUTATIONS) {
  test(`${path}: ${String(replacement).slice(0, 60)}`, () => {
    const sound = OTHERS[path] ?? readFileSync(join(process.env.APP, path), 'utf8');
    const broken = old === null ? null : old === undefined ? replacement : sound.replace(old, () => replacement);
    assert.notEqual(broken, sound, 'the mutation changes nothing');
    assert.match(problemsWith({ [path]: broken }), expected);
  });
}
