// Times report pages in Debian's Chromium: node measure.mjs PAGE.html [RUNS]
// One browser; each run is a fresh context, so nothing is kept from the run before but a warm process. The first run is told apart.
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const [file, runs = '11'] = process.argv.slice(2);
const started = performance.now();
const browser = spawn('/usr/bin/chromium', ['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
const waiting = new Map();
let rest = '', last = 0;
browser.stdio[4].on('data', data => {
  const parts = (rest + data).split('\0');
  rest = parts.pop();
  for (const message of parts.map(part => JSON.parse(part))) waiting.get(message.id ?? message.method)?.(message);
});
const send = (method, params = {}, sessionId) => new Promise((done, fail) => {
  waiting.set(++last, answer => answer.error ? fail(new Error(answer.error.message)) : done(answer.result));
  browser.stdio[3].write(JSON.stringify({ id: last, method, params, sessionId }) + '\0');
});

// All times in ms after the start of the navigation: the script has run; the page has been painted; the main thread has been free of long tasks.
const watch = 'window.long = []; new PerformanceObserver(list => long.push(...list.getEntries().map(task => [task.startTime, task.duration]))).observe({ type: "longtask", buffered: true });';
const read = `new Promise(done => setTimeout(() => {
  const at = performance.getEntriesByType('navigation')[0], paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
  done({ script: at.domContentLoadedEventEnd, paint, interactive: Math.max(at.domContentLoadedEventEnd, paint, ...long.map(task => task[0] + task[1])), longest: Math.max(0, ...long.map(task => task[1])) });
}, 500))`;
const results = [];
await send('Browser.getVersion');
const start = performance.now() - started;
for (let run = 0; run < Number(runs); run++) {
  const { browserContextId } = await send('Target.createBrowserContext');
  const { targetId } = await send('Target.createTarget', { url: 'about:blank', browserContextId, width: 1280, height: 900 });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const here = (method, params) => send(method, params, sessionId);
  await here('Page.enable');
  await here('Performance.enable', { timeDomain: 'threadTicks' });
  await here('Page.addScriptToEvaluateOnNewDocument', { source: watch });
  const loaded = new Promise(done => waiting.set('Page.loadEventFired', done));
  await here('Page.navigate', { url: pathToFileURL(file).href });
  await loaded;
  const times = (await here('Runtime.evaluate', { expression: read, awaitPromise: true, returnByValue: true })).result.value;
  const metrics = Object.fromEntries((await here('Performance.getMetrics')).metrics.map(metric => [metric.name, metric.value]));
  results.push({ ...times, layout: metrics.LayoutDuration * 1000, style: metrics.RecalcStyleDuration * 1000, code: metrics.ScriptDuration * 1000, work: metrics.TaskDuration * 1000, nodes: metrics.Nodes });
  await send('Target.disposeBrowserContext', { browserContextId });
}
browser.kill();
const median = key => results.slice(1).map(result => result[key]).sort((a, b) => a - b)[Math.floor((results.length - 1) / 2)];
const line = (name, value) => console.log(name.padEnd(8) + Object.keys(results[0]).map(key => `${key} ${Math.round(value(key))}`).join('  '));
console.log(`browser ready after ${Math.round(start)} ms`);
line('first', key => results[0][key]);
line('median', median);
line('worst', key => Math.max(...results.slice(1).map(result => result[key])));
