// Wildcards as in .dockerignore, COPY and GitHub's paths: * and ? stay within a folder, ** does not.

/** Also matches what lies beneath a folder that the pattern matches. */
export function globToRegExp(glob) {
  const source = glob.replace(/^\/+|\/+$/g, '').replace(/\*\*\/?|\*|\?|\[[^\]]+\]|[^*?[]+|\[/g, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (/^\[.+\]$/.test(part)) return `[${part.slice(1, -1).replace(/\\/g, '\\\\').replace(/^!/, '^')}]`;
    return part.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  });
  return new RegExp(`^${source}(?:/.*)?$`, 's');
}

/** @returns a function that tells whether a .dockerignore of this text leaves a path out */
export function ignoredBy(text) {
  const rules = text.split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ ignores: !line.startsWith('!'), pattern: globToRegExp(line.replace(/^!/, '').replace(/^\.\//, '').trim()) }));
  return (path) => rules.reduce((ignored, rule) => (rule.pattern.test(path) ? rule.ignores : ignored), false);
}
