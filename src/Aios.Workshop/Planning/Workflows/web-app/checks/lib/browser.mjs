// A browser that sees only the application, and tells what went wrong in it.
import { chromium } from 'playwright-core';

// In milliseconds; long enough for a machine that has other things to do.
const PATIENCE = 12_000;

const ARGUMENTS = [
  '--no-sandbox', // it is in one already, in which it may not make another
  '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

// What the browser says by itself about answers to mistakes that the check makes on purpose.
const OWN_WORDS = /^Failed to load resource.* (409|422) /;

export async function openBrowser(origin, problems) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ARGUMENTS });
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, locale: 'en-US', timezoneId: 'UTC' });
  await context.route((url) => url.origin !== origin, (route) => {
    problems.add('page', `no requests to other servers, one to ${route.request().url()}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on('pageerror', (error) => problems.add('page', `no errors in scripts, ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !OWN_WORDS.test(message.text())) problems.add('page', `no errors on the console, ${message.text()}`);
  });
  return { browser, page };
}

/** Asks again and again until the answer is yes, but not for ever. */
export async function until(asked, expected) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await asked();
    if (answer === true) return;
    if (Date.now() > end) throw new Error(`${expected}, ${answer === false ? 'it did not come' : answer}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
