import { chromium } from 'playwright-core';
import { preview } from 'vite';

const rooms = process.argv[2]?.split(',') ?? ['translate'];
const only = process.argv[3];
const server = await preview({
  root: import.meta.dirname,
  configFile: import.meta.dirname + '/vite.config.ts',
  preview: { port: 4455 },
  logLevel: 'error',
});
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const [name, width, scheme] of [
  ['wl', 1280, 'light'],
  ['wd', 1280, 'dark'],
  ['nl', 360, 'light'],
  ['nd', 360, 'dark'],
] as const) {
  if (only && !only.split(',').includes(name)) continue;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
  const page = await context.newPage();
  page.on('console', (m) => console.log(name, 'console', m.type(), m.text()));
  page.on('pageerror', (e) => console.log(name, 'error', e.message, e.stack));
  for (const room of rooms) {
    await page.goto(`http://localhost:4455/#${room}`);
    const started = Date.now();
    try {
      if (room === 'translate') {
        await page.locator('[data-test=translation]', { hasText: /\w/ }).waitFor({ timeout: 20000 });
        await page.locator('.strip .word').last().hover();
      }
      if (room === 'write') {
        await page.getByRole('button', { name: 'Write' }).click({ timeout: 20000 });
        await page.getByRole('button', { name: 'Stop' }).isDisabled();
        await page.waitForTimeout(4000);
        await page.locator('.token.new').nth(6).hover();
      }
      if (room === 'train') {
        await page.getByRole('button', { name: 'Start' }).click({ timeout: 20000 });
        await page.waitForTimeout(6000);
      }
      if (room === 'model') {
        const f = [
          'config.json',
          'model.safetensors',
          'tokenizer.json',
          'generation_config.json',
          'tokenizer_config.json',
        ].map((n) => `${import.meta.dirname}/../text-generation/checkpoint/${n}`);
        await page.locator('input[type=file]').first().setInputFiles(f);
        await page.getByRole('button', { name: 'Write' }).click({ timeout: 20000 });
        await page.waitForTimeout(3000);
      }
    } catch (e) {
      console.log(name, room, String(e).slice(0, 600));
    }
    console.log(name, room, Date.now() - started, 'ms', await page.locator('.engine').innerText());
    const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    if (Number(over) > 0) console.log(name, room, 'OVERFLOW', over);
    await page.screenshot({ path: `/tmp/shots/${room}-${name}.png`, fullPage: true });
  }
  await context.close();
}
await browser.close();
await new Promise<void>((r) => server.httpServer.close(() => r()));
process.exit(0);
