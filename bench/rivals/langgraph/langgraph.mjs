// The graphs of bench/makespan as graphs of LangGraph.js: a node for each task, a join for what it needs.
// It understands the words of Aios.Benchmarks' AiosContender. Journaled is by SqliteSaver, with every checkpoint written before the next step begins.
import { setMaxListeners } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Annotation, END, MemorySaver, START, StateGraph } from '@langchain/langgraph';

setMaxListeners(0); // it listens to one signal for each task that runs

const rounds = 5;
const artifact = 'x'.repeat(8 << 10);
const [word, ...words] = process.argv.slice(2);
await { makespan, overhead, steps, kill }[word](...words);

async function makespan(file, atOnce) {
  const graphs = JSON.parse(readFileSync(file, 'utf8'));
  await run({ ...graphs[0], tasks: graphs[0].tasks.map(task => ({ ...task, seconds: task.seconds / 10 })) }, new MemorySaver());
  const seconds = [];
  let next = 0;
  await Promise.all(Array.from({ length: Number(atOnce) }, async () => {
    while (next < graphs.length) {
      const at = next++;
      seconds[at] = await run(graphs[at], new MemorySaver()) / 1000;
    }
  }));
  seconds.forEach(each => console.log(each));
}

async function overhead(form, tasks, how) {
  const graph = empty(form, Number(tasks));
  const perTask = [];
  for (let round = 0; round < 2 * rounds; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'langgraph-'));
    const saver = how === 'journaled' ? await saverIn(folder) : undefined;
    perTask.push(await run(graph, saver) * 1000 / graph.tasks.length);
    rmSync(folder, { recursive: true });
  }
  console.log(perTask.slice(rounds).sort((a, b) => a - b)[Math.floor(rounds / 2)]);
}

async function steps(folder, count) {
  mkdirSync(folder, { recursive: true });
  const saver = await saverIn(folder);
  const took = Number(count) > 0 ? await run(empty('chain', Number(count)), saver, { output: artifact }) : saver.setup();
  console.log((took ?? 0) / Math.max(Number(count), 1));
  console.log(readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0));
  saver.db.close();
}

async function kill(folder) {
  mkdirSync(folder, { recursive: true });
  const task = (id, needs, seconds) => ({ id, needs, seconds });
  const tasks = [task('plan', [], 0.1), task('left', ['plan'], 0.2), task('right', ['plan'], 0.3), task('slow', ['plan'], 3), task('end', ['left', 'right', 'slow'], 0.1)];
  await run({ slots: 0, tasks }, await saverIn(folder), { output: artifact, talks: true });
}

/** Begins the run, or goes on with it where there is a checkpoint of it. Says how many milliseconds it ran, once it was put together. */
async function run(graph, checkpointer, { output = '', talks = false } = {}) {
  const State = Annotation.Root({ artifacts: Annotation({ reducer: (all, more) => ({ ...all, ...more }), default: () => ({}) }) });
  const builder = new StateGraph(State);
  for (const { id, seconds } of graph.tasks) {
    builder.addNode(id, async () => {
      if (talks) console.log(`begins ${id}`);
      if (seconds > 0) await sleep(seconds * 1000);
      if (talks) console.log(`ends ${id}`);
      return { artifacts: { [id]: output } };
    });
  }
  const needed = new Set(graph.tasks.flatMap(task => task.needs));
  for (const { id, needs } of graph.tasks) {
    builder.addEdge(needs.length === 0 ? START : needs.length === 1 ? needs[0] : needs, id);
    if (!needed.has(id)) builder.addEdge(id, END);
  }
  const config = {
    configurable: { thread_id: 'run' },
    recursionLimit: graph.tasks.length + 10,
    durability: 'sync',
    ...(graph.slots > 0 && { maxConcurrency: graph.slots }),
  };
  const compiled = builder.compile({ checkpointer });
  const started = performance.now();
  const isBegun = checkpointer !== undefined && await checkpointer.getTuple(config) !== undefined;
  await compiled.invoke(isBegun ? null : { artifacts: {} }, config);
  return performance.now() - started;
}

function empty(form, tasks) {
  const needsOf = task => task === 0 ? [] : form === 'chain' ? [task - 1] : task === tasks - 1 ? Array.from({ length: tasks - 2 }, (_, at) => at + 1) : [0];
  return { slots: 0, tasks: Array.from({ length: tasks }, (_, task) => ({ id: `t${task}`, needs: needsOf(task).map(need => `t${need}`), seconds: 0 })) };
}

async function saverIn(folder) {
  const { SqliteSaver } = await import('@langchain/langgraph-checkpoint-sqlite');
  return SqliteSaver.fromConnString(join(folder, 'checkpoints.db'));
}
