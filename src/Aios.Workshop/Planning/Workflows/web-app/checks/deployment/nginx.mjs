// nginx configuration: do blocks and directives end, and do requests go to a service that exists?
import { entries, items, part } from './yaml.mjs';

const BLOCKS = new Set(['http', 'server', 'location', 'events', 'upstream', 'map', 'if', 'types', 'limit_except', 'geo', 'split_clients', 'stream', 'match']);
const DIRECTIVES = new Set(`
  access_log add_header alias allow auth_basic charset client_max_body_size default_type deny error_log error_page etag expires gzip
  gzip_min_length gzip_types gzip_vary include index internal keepalive_timeout listen location log_not_found pid proxy_buffering
  proxy_cache proxy_cache_bypass proxy_connect_timeout proxy_http_version proxy_pass proxy_read_timeout proxy_redirect
  proxy_send_timeout proxy_set_header resolver return rewrite root sendfile server server_name server_tokens set tcp_nopush try_files
  types user worker_connections worker_processes`.trim().split(/\s+/));
const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

export const isNginx = (path) => /(^|\/)(nginx[\w.-]*|default)\.conf(\.template)?$/.test(path) || /(^|\/)nginx\/.*\.conf(\.template)?$/.test(path);

export function checkNginx(app, path, compose, kubernetes, problems) {
  const report = (line, text) => problems.add(path, line, text);
  const directives = parse(app.read(path), report);
  for (const directive of directives) checkDirective(directive, report);

  const upstreams = directives.filter(({ words }) => words[0].text === 'upstream').map(({ words }) => words[1]?.text);
  const services = compose.flatMap((file) => entries(file.services).map(([name]) => name));
  const ports = new Map(kubernetes.filter(({ kind }) => kind === 'Service')
    .map(({ name, value }) => [name, items(part(value, 'spec', 'ports')).map((port) => String(part(port, 'port')))]));

  for (const { words } of directives.filter((each) => each.words[0].text === 'proxy_pass')) {
    const { text = '', line } = words[1] ?? words[0];
    const [, host, port = '80'] = /^https?:\/\/(\[[^\]]*\]|[^/:]+)(?::([^/]+))?/.exec(text) ?? [];
    if (text.includes('$')) continue;
    if (host === undefined) {
      report(line, `proxy_pass ${text} is no address`);
    } else if (!upstreams.includes(host) && !services.includes(host) && !ports.has(host.split('.')[0]) && !THIS_MACHINE.includes(host)) {
      report(line, `proxy_pass leads to ${host}, which is no service`);
    } else if (ports.has(host) && !upstreams.includes(host) && !ports.get(host).includes(port)) {
      report(line, `proxy_pass leads to port ${port} of ${host}, whose Service in Kubernetes has ${ports.get(host).join(', ')}`);
    }
  }
}

function checkDirective({ words, block }, report) {
  const [{ text: name, line }, ...rest] = words;
  if (block && !BLOCKS.has(name)) {
    report(line, `${name} does not end with ; before {`);
    return;
  }
  const swallowed = rest.find((word, at) => word.line > (at > 0 ? rest[at - 1].line : line) && DIRECTIVES.has(word.text));
  if (swallowed) report(line, `${name} does not end with ; before ${swallowed.text}`);
}

/** The directives in order, each with its words and whether it opens a block. */
function parse(source, report) {
  const directives = [];
  const open = [];
  let words = [];
  let line = 1;

  for (const [token] of source.matchAll(/\n|#[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]|(?:\$\{\w+\}|\\.|[^\s{};"'])+|["']/gs)) {
    if (token === '\n' || token.startsWith('#')) {
      line += token === '\n' ? 1 : 0;
    } else if (token === ';' || token === '{') {
      if (words.length > 0) directives.push({ words, block: token === '{' });
      else report(line, `nothing stands before ${token}`);
      if (token === '{') open.push(line);
      words = [];
    } else if (token === '}') {
      if (words.length > 0) report(words[0].line, `${words[0].text} does not end with ;`);
      if (open.pop() === undefined) report(line, '} closes nothing');
      words = [];
    } else {
      if (token === '"' || token === "'") report(line, `${token} is not closed`);
      words.push({ text: token.replace(/^(["'])(.*)\1$/s, '$2'), line });
      line += token.split('\n').length - 1;
    }
  }
  if (words.length > 0) report(words[0].line, `${words[0].text} does not end with ;`);
  for (const opened of open) report(opened, '{ is not closed');
  return directives;
}
