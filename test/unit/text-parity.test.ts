import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MinshengError } from '../../src/core/errors.js';
import { createEngine } from '../../src/text/segment.js';

const reference = join(import.meta.dirname, '..', '..', 'data', 'reference');
const dictionary = readFileSync(join(reference, 'dictionary.tsv'), 'utf8');
const sentences = readFileSync(join(reference, 'segmentation-test.txt'), 'utf8').trim().split('\n');

test('nodejieba, where it is installed, segments nine in ten test sentences alike', async context => {
  const peer = await createEngine(dictionary, 'nodejieba').catch((error: unknown) => {
    if (error instanceof MinshengError && error.kind === 'model') return null;
    throw error;
  });
  if (!peer) {
    console.log('skipped: nodejieba is not installed');
    context.skip();
    return;
  }
  const own = await createEngine(dictionary);
  const alike = sentences
    .map(line => line.replaceAll(' ', ''))
    .filter(text => peer.cut(text).join(' ') === own.cut(text).join(' '));
  expect(alike.length / sentences.length).toBeGreaterThanOrEqual(0.9);
});
