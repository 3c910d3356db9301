// Kubernetes manifests: is each object well-formed, and is all there that it refers to?
import { posix } from 'node:path';
import { resolve } from './folder.mjs';
import { isLabel, isSubdomain, matches } from './labels.mjs';
import { checkPods, podOf } from './pods.mjs';
import { isMapping, items, part, readYaml, show } from './yaml.mjs';

const API_VERSIONS = {
  v1: ['ConfigMap', 'Namespace', 'PersistentVolume', 'PersistentVolumeClaim', 'Pod', 'Secret', 'Service', 'ServiceAccount', 'LimitRange', 'ResourceQuota'],
  'apps/v1': ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'batch/v1': ['CronJob', 'Job'],
  'networking.k8s.io/v1': ['Ingress', 'IngressClass', 'NetworkPolicy'],
  'policy/v1': ['PodDisruptionBudget'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'storage.k8s.io/v1': ['StorageClass'],
  'kustomize.config.k8s.io/v1beta1': ['Kustomization'],
};
const VERSION_OF = new Map(Object.entries(API_VERSIONS).flatMap(([version, kinds]) => kinds.map((kind) => [kind, version])));
const NAMED_BY_SUBDOMAIN = new Set(['ConfigMap', 'Secret', 'Ingress', 'PersistentVolume', 'PersistentVolumeClaim', 'StorageClass']);

const isManifest = (path) => /(^|\/)(k8s|kubernetes|kube|manifests|deploy)\/.*\.ya?ml$/.test(path) || /(^|\/)kustomization\.ya?ml$/.test(path);

/** Every object of every manifest. */
export function readKubernetes(app, files, problems) {
  return files.filter(isManifest).flatMap((path) => readYaml(app, path, problems).map((document) => ({
    path,
    document,
    value: document.value,
    kind: part(document.value, 'kind'),
    name: part(document.value, 'metadata', 'name'),
    report: (keys, text) => problems.add(path, document.line(...keys), text),
  })));
}

export function checkKubernetes(app, objects, compose, problems) {
  for (const object of objects) checkIdentity(object);

  const kustomizations = objects.filter(({ kind }) => kind === 'Kustomization');
  for (const kustomization of kustomizations) checkKustomization(app, kustomization, objects);

  const cluster = {
    objects,
    pods: objects.map((object) => ({ ...object, ...podOf(object) })).filter(({ pod }) => isMapping(pod)),
    generated: kustomizations.flatMap(generatedNames),
  };
  checkTwins(objects);
  for (const pod of cluster.pods) checkPods(cluster, pod);
  for (const service of ofKind(objects, 'Service')) checkService(cluster, service);
  for (const ingress of ofKind(objects, 'Ingress')) checkIngress(cluster, ingress);
  for (const scaler of ofKind(objects, 'HorizontalPodAutoscaler')) checkTarget(cluster, scaler);
  checkImages(cluster, compose, problems);
}

const ofKind = (objects, kind) => objects.filter((object) => object.kind === kind);

const namespaceOf = (object) => part(object.value, 'metadata', 'namespace') ?? 'default';

function checkIdentity({ value, kind, name, report }) {
  if (!isMapping(value)) {
    report([], 'is no object of Kubernetes');
    return;
  }
  const version = part(value, 'apiVersion');
  if (typeof version !== 'string') report([], 'has no apiVersion');
  if (typeof kind !== 'string') {
    report([], 'has no kind');
  } else if (VERSION_OF.has(kind) && typeof version === 'string' && version !== VERSION_OF.get(kind)) {
    report(['apiVersion'], `${kind} belongs to ${VERSION_OF.get(kind)}, not to ${version}`);
  } else if (!VERSION_OF.has(kind) && Object.hasOwn(API_VERSIONS, version)) {
    report(['kind'], `there is no ${kind} in ${version}`);
  }
  if (kind === 'Kustomization') return;
  if (typeof name !== 'string') {
    report(['metadata'], 'has no metadata.name that is a text');
  } else if (!(NAMED_BY_SUBDOMAIN.has(kind) ? isSubdomain : isLabel)(name)) {
    report(['metadata', 'name'], `${show(name)} is no valid name: lower-case letters, digits and hyphens only`);
  }
}

function checkTwins(objects) {
  const known = new Set();
  for (const object of objects.filter(({ kind }) => kind !== 'Kustomization')) {
    const key = `${object.kind} ${namespaceOf(object)}/${object.name}`;
    if (known.has(key)) object.report(['metadata', 'name'], `there are two objects of the kind ${object.kind} called ${object.name}`);
    known.add(key);
  }
}

function checkKustomization(app, { path, value, report }, objects) {
  const folder = posix.dirname(path);
  const listed = new Set();
  items(part(value, 'resources')).forEach((resource, at) => {
    const found = typeof resource === 'string' && !resource.includes('://') ? resolve(folder, resource) : path;
    if (!found || !app.exists(found)) report(['resources', at], `the resource ${show(resource)} is not there`);
    listed.add(found);
  });
  for (const patch of [...items(part(value, 'patches')).map((each) => part(each, 'path')), ...items(part(value, 'patchesStrategicMerge'))]) {
    if (typeof patch === 'string') listed.add(resolve(folder, patch));
  }
  for (const other of new Set(objects.map((object) => object.path))) {
    if (other !== path && posix.dirname(other) === folder && !listed.has(other)) report(['resources'], `does not list ${posix.basename(other)}`);
  }
}

const generatedNames = ({ value }) =>
  [['configMapGenerator', 'ConfigMap'], ['secretGenerator', 'Secret']]
    .flatMap(([generator, kind]) => items(part(value, generator)).map((each) => `${kind} ${part(each, 'name')}`));

function checkService({ pods }, service) {
  const selector = part(service.value, 'spec', 'selector');
  const ports = items(part(service.value, 'spec', 'ports'));
  if (part(service.value, 'spec', 'type') !== 'ExternalName' && ports.length === 0) service.report(['spec'], 'the Service has no ports');

  const chosen = pods.filter((pod) => namespaceOf(pod) === namespaceOf(service) && matches(selector, pod.labels));
  if (isMapping(selector) && chosen.length === 0) service.report(['spec', 'selector'], 'the selector matches no pods');
  ports.forEach((port, at) => {
    const keys = ['spec', 'ports', at];
    if (!isPort(part(port, 'port'))) service.report(keys, `${show(part(port, 'port'))} is no port`);
    if (ports.length > 1 && !part(port, 'name')) service.report(keys, 'each of several ports needs a name');
    const target = part(port, 'targetPort') ?? part(port, 'port');
    if (chosen.length > 0 && !chosen.some((pod) => pod.ports.includes(target))) {
      service.report([...keys, 'targetPort'], `no container that the Service leads to has the port ${show(target)}`);
    }
  });
}

const isPort = (value) => Number.isInteger(value) && value >= 1 && value <= 65535;

function checkIngress({ objects }, ingress) {
  const spec = part(ingress.value, 'spec');
  const rules = items(part(spec, 'rules'));
  if (rules.length === 0 && !part(spec, 'defaultBackend')) ingress.report(['spec'], 'the Ingress has neither rules nor a defaultBackend');
  if (part(spec, 'defaultBackend')) checkBackend(objects, ingress, part(spec, 'defaultBackend'), ['spec', 'defaultBackend']);
  rules.forEach((rule, ruleAt) => items(part(rule, 'http', 'paths')).forEach((path, at) => {
    const keys = ['spec', 'rules', ruleAt, 'http', 'paths', at];
    const type = part(path, 'pathType');
    if (!['Exact', 'Prefix', 'ImplementationSpecific'].includes(type)) ingress.report([...keys, 'pathType'], `${show(type)} is no pathType`);
    if (type !== 'ImplementationSpecific' && !String(part(path, 'path') ?? '').startsWith('/')) ingress.report([...keys, 'path'], 'a path begins with /');
    checkBackend(objects, ingress, part(path, 'backend'), [...keys, 'backend']);
  }));
}

function checkBackend(objects, ingress, backend, keys) {
  if (part(backend, 'resource')) return;
  const name = part(backend, 'service', 'name');
  const service = ofKind(objects, 'Service').find((each) => each.name === name && namespaceOf(each) === namespaceOf(ingress));
  if (!service) {
    ingress.report([...keys, 'service', 'name'], `leads to ${show(name)}, which is no Service`);
    return;
  }
  const port = part(backend, 'service', 'port');
  const wanted = part(port, 'number') ?? part(port, 'name');
  const ports = items(part(service.value, 'spec', 'ports'));
  if (!ports.some((each) => wanted !== undefined && [part(each, 'port'), part(each, 'name')].includes(wanted))) {
    ingress.report([...keys, 'service', 'port'], `the Service ${name} has no port ${show(wanted)}`);
  }
}

function checkTarget({ objects }, scaler) {
  const target = part(scaler.value, 'spec', 'scaleTargetRef');
  if (!objects.some(({ kind, name }) => kind === part(target, 'kind') && name === part(target, 'name'))) {
    scaler.report(['spec', 'scaleTargetRef'], `scales ${show(part(target, 'name'))}, which is not there`);
  }
}

/** What Compose builds has to be what Kubernetes runs. */
function checkImages({ pods }, compose, problems) {
  if (pods.length === 0) return;
  const run = pods.flatMap((pod) => pod.containers.map((container) => splitImage(part(container, 'image'))));
  for (const { path, document, builds } of compose) {
    for (const { service, image } of builds.filter((build) => typeof build.image === 'string' && !build.image.includes('$'))) {
      const built = splitImage(image);
      const same = run.filter((other) => other.name === built.name);
      const line = document.line('services', service, 'image');
      if (same.length === 0) {
        problems.add(path, line, `no manifest of Kubernetes runs the image ${image}`);
      } else if (!same.some((other) => other.tag === built.tag || other.registry !== built.registry)) {
        problems.add(path, line, `the manifests of Kubernetes run ${built.name} as ${same[0].tag}, not as ${built.tag}`);
      }
    }
  }
}

function splitImage(image) {
  const [, registry = '', name = '', tag = 'latest'] = /^(.*\/)?([^/:@]+)(?::([^@]+))?/.exec(String(image)) ?? [];
  return { registry, name, tag };
}
