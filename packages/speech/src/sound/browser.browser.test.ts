import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { type Browser, chromium as engine, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../../../fixtures/chromium.ts';
import { decodeSound } from './decode-sound.ts';

const chromium = findChromium();
const folder = new URL('../../../../fixtures/speech/sounds/', import.meta.url);
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));

/** What a page is asked for: the sound, or the name and message of the error. */
interface Answer {
  readonly samplingRate?: number;
  readonly channels?: readonly (readonly number[])[];
  readonly error?: string;
}

/** Microphones are for pages from a safe address alone. */
const address = 'https://page.test/';

if (chromium === undefined) {
  it('sounds, in a browser', (context) => {
    context.skip('there is no Chromium here: install one, or name it in HEED_CHROMIUM');
  });
}

describe.runIf(chromium !== undefined)('sounds, in a browser', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await engine.launch({
      executablePath: chromium ?? '',
      args: ['--no-sandbox', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
    });
    const contents = ['browser', 'microphone', 'decode-sound']
      .map((name) => `export * from './${name}.ts';`)
      .join('');
    const bundle = await build({
      ...{
        stdin: { contents, resolveDir: new URL('.', import.meta.url).pathname },
        bundle: true,
        write: false,
      },
      ...{ format: 'iife', globalName: 'heed', platform: 'browser', conditions: ['@heed/source'] },
    });
    page = await browser.newPage();
    // Not inside the page: HTML changes some of the characters in which the decoders are written.
    const script = { contentType: 'text/javascript; charset=utf-8', body: bundle.outputFiles[0]?.text ?? '' };
    const html = { contentType: 'text/html', body: '<!doctype html><script src="heed.js"></script>' };
    await page.route(`${address}**`, (route) =>
      route.fulfill(route.request().url() === address ? html : script),
    );
    await page.goto(address);
  });
  afterAll(async () => await browser.close());

  /** Reads a file in the page, as if a visitor had chosen it. */
  async function read(bytes: Uint8Array, name: string, call: string): Promise<Answer> {
    const file = `new File([new Uint8Array(${JSON.stringify([...bytes])})], ${JSON.stringify(name)})`;
    return await page.evaluate<Answer>(`(async (file) => {
      try {
        const { samplingRate, channels } = await ${call};
        return { samplingRate, channels: channels.map((samples) => [...samples]) };
      } catch (error) {
        return { error: error.name + ': ' + error.message };
      }
    })(${file})`);
  }

  it.each(['pcm-16.wav', 'tones.flac', 'tones.mp3', 'vorbis.ogg', 'opus.ogg'])(
    '%s, by our decoders',
    async (name) => {
      const expected = await decodeSound(bytesOf(name));
      const answer = await read(bytesOf(name), name, 'file.bytes().then((bytes) => heed.decodeSound(bytes))');
      expect(answer.error).toBeUndefined();
      expect(answer.samplingRate).toBe(expected.samplingRate);
      expect(answer.channels).toEqual(expected.channels.map((samples) => [...samples]));
    },
  );

  it.each(['pcm-16.wav', 'tones.flac'])('%s, by the browser at its own rate', async (name) => {
    const expected = await decodeSound(bytesOf(name));
    const answer = await read(bytesOf(name), name, `heed.soundFromBrowser(file, ${expected.samplingRate})`);
    expect(answer.channels?.length).toBe(expected.channels.length);
    for (const [channel, samples] of expected.channels.entries()) {
      const seen = answer.channels?.[channel] ?? [];
      expect(Math.abs(seen.length - samples.length)).toBeLessThan(2);
      for (const [at, sample] of samples.subarray(0, -2).entries()) {
        expect(Math.abs((seen[at] ?? 9) - sample)).toBeLessThan(1e-4);
      }
    }
  });

  it('at 16 kHz unless it is told otherwise; what is no sound is a named error', async () => {
    const answer = await read(bytesOf('pcm-16.wav'), 'pcm.wav', 'heed.soundFromBrowser(file)');
    expect([answer.samplingRate, answer.channels?.[0]?.length]).toEqual([16_000, 422]);
    const text = await read(new TextEncoder().encode('no sound'), 'talk.wav', 'heed.soundFromBrowser(file)');
    expect(text.error).toBe('FormatError: talk.wav: the browser cannot decode it');
  });

  it('the microphone gives pieces at 16 kHz until it is left, and is off then', async () => {
    const answer = await page.evaluate<{ rates: number[]; samples: number; loudest: number }>(`(async () => {
      const heard = { rates: [], samples: 0, loudest: 0 };
      for await (const { samplingRate, channels } of heed.microphone({ signal: AbortSignal.timeout(8000) })) {
        heard.rates.push(samplingRate);
        heard.samples += channels[0].length;
        heard.loudest = Math.max(heard.loudest, ...channels[0]);
        if (heard.samples > 16000) break;
      }
      return heard;
    })()`);
    expect(new Set(answer.rates)).toEqual(new Set([16_000]));
    expect(answer.samples).toBeGreaterThan(16_000);
    // Chromium's false microphone beeps.
    expect(answer.loudest).toBeGreaterThan(0.01);
  });
});
