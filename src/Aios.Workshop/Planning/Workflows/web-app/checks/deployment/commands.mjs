// The commands of a shell script, as far as they can be told without running it.
import { resolve } from './folder.mjs';

/** Each command's words, and the folder in which it runs: cd moves those behind it. */
export function commandsOf(script, start) {
  const commands = [];
  let folder = start;
  for (const line of script.replace(/\$\{\{.*?\}\}/g, '$expression').replace(/\\\n/g, ' ').split(/\n|&&|\|\||[;|()]/)) {
    const words = wordsOf(line);
    if (words.length === 0) continue;
    if (words[0] === 'cd' && words[1]) folder = resolve(folder, words[1]) ?? folder;
    commands.push({ words, folder });
  }
  return commands;
}

/** Without the comment, variables set for one command only, and where output goes. */
function wordsOf(line) {
  const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)].map(([, double, single, bare]) => double ?? single ?? bare);
  const comment = words.findIndex((word) => word.startsWith('#'));
  const said = comment < 0 ? words : words.slice(0, comment);
  const redirected = said.findIndex((word) => /^\d?(>|<)/.test(word));
  const kept = redirected < 0 ? said : said.slice(0, redirected);
  const first = kept.findIndex((word) => !/^\w+=/.test(word) && word !== 'sudo');
  return first < 0 ? [] : kept.slice(first);
}
