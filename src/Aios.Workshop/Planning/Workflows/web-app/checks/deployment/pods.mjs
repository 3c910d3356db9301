// The pods that manifests describe: containers, their ports, probes, volumes and settings.
import { isLabel, matches } from './labels.mjs';
import { isMapping, items, part, show } from './yaml.mjs';

const TEMPLATE_AT = {
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  Job: ['spec', 'template'],
  Pod: [],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
};
const WITH_SELECTOR = new Set(['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet']);
const PROBES = ['readinessProbe', 'livenessProbe', 'startupProbe'];
const QUANTITY = /^\d+(\.\d+)?(m|[kMGTPE]|[KMGTPE]i|e\d+)?$/;

/** The pod that an object makes; with `pod` undefined where it makes none. */
export function podOf({ kind, value }) {
  const at = Object.hasOwn(TEMPLATE_AT, kind) ? TEMPLATE_AT[kind] : undefined;
  if (!at) return {};
  const pod = part(value, ...at, 'spec') ?? {};
  const containers = items(part(pod, 'containers'));
  const ports = containers.flatMap(portsOf);
  return { at, pod, containers, ports, labels: part(value, ...at, 'metadata', 'labels') };
}

const portsOf = (container) =>
  items(part(container, 'ports')).flatMap((port) => [part(port, 'containerPort'), part(port, 'name')]).filter((port) => port !== undefined);

export function checkPods(cluster, pod) {
  const keys = [...pod.at, 'spec'];
  if (WITH_SELECTOR.has(pod.kind) && !matches(part(pod.value, 'spec', 'selector', 'matchLabels'), pod.labels)) {
    pod.report(['spec', 'selector'], `the selector does not match the labels of the ${pod.kind}'s own pods`);
  }
  if (pod.containers.length === 0) pod.report(keys, 'the pod has no containers');

  const volumes = [...items(part(pod.pod, 'volumes')), ...items(part(pod.value, 'spec', 'volumeClaimTemplates')).map((claim) => part(claim, 'metadata'))];
  const names = volumes.map((volume) => part(volume, 'name'));
  for (const kind of ['containers', 'initContainers']) {
    items(part(pod.pod, kind)).forEach((container, at) => checkContainer(cluster, pod, container, names, [...keys, kind, at]));
  }
  items(part(pod.pod, 'volumes')).forEach((volume, at) => {
    const where = [...keys, 'volumes', at];
    checkReference(cluster, pod, 'PersistentVolumeClaim', part(volume, 'persistentVolumeClaim'), 'claimName', where);
    checkReference(cluster, pod, 'ConfigMap', part(volume, 'configMap'), 'name', where);
    checkReference(cluster, pod, 'Secret', part(volume, 'secret'), 'secretName', where);
  });
  const account = part(pod.pod, 'serviceAccountName');
  if (account !== undefined && account !== 'default') {
    checkReference(cluster, pod, 'ServiceAccount', pod.pod, 'serviceAccountName', [...keys, 'serviceAccountName']);
  }
}

function checkContainer(cluster, pod, container, volumes, keys) {
  const name = part(container, 'name');
  const report = (more, text) => pod.report([...keys, ...more], `container ${show(name)}: ${text}`);
  if (!isLabel(name)) report(['name'], 'its name is no valid one');
  if (typeof part(container, 'image') !== 'string') report([], 'has no image');

  const ports = portsOf(container);
  items(part(container, 'ports')).forEach((port, at) => {
    const number = part(port, 'containerPort');
    if (!Number.isInteger(number) || number < 1 || number > 65535) report(['ports', at], `${show(number)} is no containerPort`);
  });
  for (const probe of PROBES) {
    const action = part(container, probe);
    const port = part(action, 'httpGet', 'port') ?? part(action, 'tcpSocket', 'port') ?? part(action, 'grpc', 'port');
    if (port !== undefined && !ports.includes(port)) report([probe], `the ${probe} asks port ${show(port)}, which the container does not have`);
    if (isMapping(action) && port === undefined && !part(action, 'exec')) report([probe], `the ${probe} does nothing`);
  }
  items(part(container, 'volumeMounts')).forEach((mount, at) => {
    const volume = part(mount, 'name');
    if (!volumes.includes(volume)) report(['volumeMounts', at], `mounts ${show(volume)}, which is no volume of the pod`);
  });
  checkResources(part(container, 'resources'), report);

  items(part(container, 'env')).forEach((variable, at) => {
    const where = [...keys, 'env', at];
    checkReference(cluster, pod, 'ConfigMap', part(variable, 'valueFrom', 'configMapKeyRef'), 'name', where);
    checkReference(cluster, pod, 'Secret', part(variable, 'valueFrom', 'secretKeyRef'), 'name', where);
    const value = part(variable, 'value');
    if (value !== undefined && typeof value !== 'string') report(['env', at], `the value of ${show(part(variable, 'name'))} is no text; put it into quotes`);
  });
  items(part(container, 'envFrom')).forEach((source, at) => {
    const where = [...keys, 'envFrom', at];
    checkReference(cluster, pod, 'ConfigMap', part(source, 'configMapRef'), 'name', where);
    checkReference(cluster, pod, 'Secret', part(source, 'secretRef'), 'name', where);
  });
}

function checkResources(resources, report) {
  for (const kind of ['requests', 'limits']) {
    for (const [name, amount] of Object.entries(part(resources, kind) ?? {})) {
      if (!QUANTITY.test(String(amount))) report(['resources', kind, name], `${show(amount)} is no amount of ${name}`);
    }
  }
}

/** @param reference where the name of an object of this kind stands, under the given key; undefined where nothing is referred to */
function checkReference({ objects, generated }, pod, kind, reference, key, keys) {
  if (reference === undefined || part(reference, 'optional') === true) return;
  const name = part(reference, key);
  const namespace = part(pod.value, 'metadata', 'namespace');
  const found = objects.some((object) => object.kind === kind && object.name === name && part(object.value, 'metadata', 'namespace') === namespace);
  if (!found && !generated.includes(`${kind} ${name}`)) pod.report(keys, `refers to the ${kind} ${show(name)}, which is not there`);
}
