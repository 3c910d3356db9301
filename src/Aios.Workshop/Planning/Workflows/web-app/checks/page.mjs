// Can a person use the page of each entity, from adding a record to deleting it, in a real browser?
// usage: node page.mjs APP CONTRACT.json ; prints a problem a line, ends with 1 if there is any; pictures go to APP/.aios
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Api } from './lib/api.mjs';
import { Application } from './lib/application.mjs';
import { openBrowser } from './lib/browser.mjs';
import { Contract } from './lib/contract.mjs';
import { Problems } from './lib/problems.mjs';
import { Context } from './page/context.mjs';
import { EntityPage } from './page/entity-page.mjs';
import { Steps } from './page/steps.mjs';

const [folder, contractFile] = process.argv.slice(2);
const contract = new Contract(contractFile);
const problems = new Problems();
const pictures = join(folder, '.aios');
mkdirSync(pictures, { recursive: true });
const application = new Application(folder, { STATIC_DIR: join(folder, 'frontend/dist') });

const opening = openBrowser(application.origin, problems);

try {
  const [{ page }] = await Promise.all([opening, application.start()]);
  await usePages(page);
} catch (error) {
  problems.add('page', error.message);
} finally {
  await Promise.allSettled([opening.then(({ browser }) => browser.close())]); // also where the application did not start: it would keep this alive
  await application.stop();
}

problems.report(`${contract.entities.length} pages can be used`);

async function usePages(page) {
  const context = new Context(contract, new Api(application.origin), pictures);
  await page.goto(application.origin);
  await page.getByRole('heading', { level: 1, name: contract.application.title, exact: true }).waitFor();
  const all = contract.entities.map((entity) => new Steps(context, new EntityPage(page, entity)));
  for (const steps of all) {
    await attempt(steps, 'open the page', () => steps.open());
    for (const [what, step] of Object.entries(steps.all)) await attempt(steps, what, step);
  }
  for (const steps of all.filter(({ entity }) => contract.referencesTo(entity).length > 0)) {
    await attempt(steps, 'open the page again', () => steps.open());
    await attempt(steps, 'be told that a record is in use', () => steps.deleteInUse());
  }
}

/** A step that fails does not keep the others from being tried. */
async function attempt({ entity }, what, step) {
  try {
    await step();
  } catch (error) {
    problems.add(entity.labels, `a user should be able to ${what}; ${firstLines(error.message)}`);
  }
}

// The browser's driver goes on with a log of everything that it tried.
function firstLines(message) {
  return message.split('\n').slice(0, 3).join(' ');
}
