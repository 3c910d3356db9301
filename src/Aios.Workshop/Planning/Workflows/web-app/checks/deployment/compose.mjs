// Compose files: is all there that a service builds from, mounts, reads and waits for?
import { posix } from 'node:path';
import { resolve } from './folder.mjs';
import { hasHealthcheck, stageNames } from './images.mjs';
import { entries, isMapping, items, part, readYaml, show } from './yaml.mjs';

const TOP = new Set(['version', 'name', 'services', 'networks', 'volumes', 'configs', 'secrets', 'include', 'models']);
const SERVICE = new Set(`
  annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count cpu_percent
  cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec depends_on deploy develop
  device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint env_file environment expose extends external_links
  extra_hosts gpus group_add healthcheck hostname image init ipc isolation label_file labels links logging mac_address mem_limit
  mem_reservation mem_swappiness memswap_limit models network_mode networks oom_kill_disable oom_score_adj pid pids_limit platform
  ports post_start pre_stop privileged profiles provider pull_policy read_only restart runtime scale secrets security_opt shm_size
  stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode uts volumes
  volumes_from working_dir`.trim().split(/\s+/));
const CONDITIONS = ['service_started', 'service_healthy', 'service_completed_successfully'];

const isCompose = (path) => /(^|\/)(docker-)?compose(\.[\w-]+)?\.ya?ml$/.test(path);

/** The Compose files, each with what its services build. */
export function readCompose(app, files, problems) {
  return files.filter(isCompose).flatMap((path) => readYaml(app, path, problems).map((document) => {
    const services = part(document.value, 'services');
    return { path, document, services, builds: entries(services).flatMap(([name, service]) => buildOf(path, name, service)) };
  }));
}

/** What a service builds; where that comes from elsewhere, nothing. */
function buildOf(path, service, value) {
  const build = part(value, 'build');
  const context = typeof build === 'string' ? build : isMapping(build) ? part(build, 'context') ?? '.' : undefined;
  if (typeof context !== 'string' || /[$]|:\/\/|^git@/.test(context) || part(build, 'dockerfile_inline')) return [];
  const folder = resolve(posix.dirname(path), context);
  const dockerfile = String(part(build, 'dockerfile') ?? 'Dockerfile');
  return [{
    service,
    context: folder,
    written: context,
    dockerfile: folder && resolve(folder, dockerfile),
    target: part(build, 'target'),
    image: part(value, 'image'),
  }];
}

export function checkCompose(app, { path, document, services, builds }, problems) {
  const report = (keys, text) => problems.add(path, document.line(...keys), text);
  for (const [key] of entries(document.value)) {
    if (!TOP.has(key) && !key.startsWith('x-')) report([key], `Compose knows no ${key}`);
  }
  if (entries(services).length === 0) {
    report(['services'], 'has no services');
    return;
  }

  const file = { app, path, value: document.value, services, report };
  for (const [name, service] of entries(services)) checkService(file, name, service);
  for (const build of builds) checkBuild(file, build);
  checkHostPorts(file);
  checkCycles(file);
}

function checkService(file, name, service) {
  const report = (keys, text) => file.report(['services', name, ...keys], `${name}: ${text}`);
  if (!isMapping(service)) {
    report([], 'a service is a mapping');
    return;
  }
  for (const key of Object.keys(service)) {
    if (!SERVICE.has(key) && !key.startsWith('x-')) report([key], `a service has no ${key}`);
  }
  if (!part(service, 'image') && !part(service, 'build') && !part(service, 'extends') && !part(service, 'provider')) {
    report([], 'has neither an image nor a build');
  }
  items(part(service, 'ports')).forEach((port, at) => {
    if (!portsOf(port)) report(['ports', at], `${show(port)} is no port`);
  });
  items(part(service, 'volumes')).forEach((volume, at) => {
    const source = volumeOf(volume);
    if (source !== undefined && part(file.value, 'volumes', source) === undefined) report(['volumes', at], `the volume ${source} is not declared`);
  });
  for (const kind of ['networks', 'secrets', 'configs']) {
    for (const used of namesIn(part(service, kind))) {
      if (part(file.value, kind, used) === undefined && used !== 'default') report([kind], `${used} is not among the declared ${kind}`);
    }
  }
  for (const each of [part(service, 'env_file')].flat().filter(Boolean)) {
    const wanted = isMapping(each) ? part(each, 'path') : each;
    if (typeof wanted !== 'string' || wanted.includes('$') || part(each, 'required') === false) continue;
    const found = resolve(posix.dirname(file.path), wanted);
    if (!found || !file.app.isFile(found)) report(['env_file'], `the file ${wanted} is not there`);
  }
  checkNeeds(file, service, report);
}

function checkNeeds(file, service, report) {
  const needs = part(service, 'depends_on');
  for (const needed of namesIn(needs)) {
    const other = part(file.services, needed);
    const condition = part(needs, needed, 'condition');
    if (other === undefined) {
      if (part(needs, needed, 'required') !== false) report(['depends_on', needed], `depends on ${needed}, which is no service`);
    } else if (condition !== undefined && !CONDITIONS.includes(condition)) {
      report(['depends_on', needed], `${show(condition)} is no condition; there are ${CONDITIONS.join(', ')}`);
    } else if (condition === 'service_healthy' && !isWatched(file, needed, other)) {
      report(['depends_on', needed], `waits until ${needed} is healthy, but ${needed} has no healthcheck`);
    }
  }
}

function isWatched(file, name, service) {
  const healthcheck = part(service, 'healthcheck');
  if (part(healthcheck, 'disable') === true) return false;
  if (part(healthcheck, 'test') !== undefined) return ![part(healthcheck, 'test')].flat().includes('NONE');
  return buildOf(file.path, name, service).some((build) => build.dockerfile && hasHealthcheck(file.app, build.dockerfile));
}

function checkBuild({ app, report }, { service, context, written, dockerfile, target }) {
  const keys = ['services', service, 'build'];
  if (!context || !app.isFolder(context)) {
    report(keys, `${service}: the build context ${written} is not there`);
  } else if (!dockerfile || !app.isFile(dockerfile)) {
    report(keys, `${service}: there is no ${dockerfile ?? 'such Dockerfile'}`);
  } else if (target !== undefined && !stageNames(app, dockerfile).includes(target)) {
    report(keys, `${service}: ${dockerfile} has no stage ${show(target)}`);
  }
}

function checkHostPorts({ services, report }) {
  const taken = new Map();
  for (const [name, service] of entries(services)) {
    items(part(service, 'ports')).forEach((port, at) => {
      const host = portsOf(port)?.host;
      if (!host) return;
      if (taken.has(host)) report(['services', name, 'ports', at], `${name}: the port ${host} is ${taken.get(host)}'s already`);
      taken.set(host, name);
    });
  }
}

function checkCycles({ services, report }) {
  const finished = new Set();
  const visit = (name, above) => {
    if (above.includes(name)) {
      report(['services', name, 'depends_on'], `${[...above.slice(above.indexOf(name)), name].join(' waits for ')}`);
    } else if (!finished.has(name)) {
      for (const needed of namesIn(part(services, name, 'depends_on'))) visit(needed, [...above, name]);
      finished.add(name);
    }
  };
  for (const [name] of entries(services)) visit(name, []);
}

/** The ports that a mapping names; undefined where it is malformed. */
function portsOf(mapping) {
  if (isMapping(mapping)) {
    return isRange(part(mapping, 'target')) ? { host: String(part(mapping, 'published') ?? '') } : undefined;
  }
  const text = String(mapping).replace(/\$\{\w+:?-([^}]*)\}/g, '$1');
  if (/\$/.test(text)) return {};
  const match = /^(?:(?:(\[[\da-f:]+\]|[\d.]+):)?([\d-]*):)?([\d-]+)(?:\/(?:tcp|udp|sctp))?$/i.exec(text);
  if (!match) return undefined;
  const [, , host = '', container] = match;
  return isRange(container) && (host === '' || isRange(host)) ? { host } : undefined;
}

function isRange(value) {
  const bounds = String(value).split('-').map(Number);
  return bounds.length <= 2 && bounds.every((port) => Number.isInteger(port) && port >= 1 && port <= 65535);
}

/** The named volume that a service mounts; undefined where it mounts something else. */
function volumeOf(volume) {
  if (isMapping(volume)) return part(volume, 'type') === 'volume' ? part(volume, 'source') : undefined;
  const [source, target] = String(volume).split(':');
  return target !== undefined && /^[a-zA-Z0-9][\w.-]*$/.test(source) ? source : undefined;
}

/** The names in a list of names, of mappings with a source, or in the keys of a mapping. */
const namesIn = (value) => (isMapping(value) ? Object.keys(value) : items(value).map((each) => String(part(each, 'source') ?? each)));
