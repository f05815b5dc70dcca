import { parentPort, workerData } from 'node:worker_threads';
import { MinshengError } from '../core/errors.js';
import { createTextEngine, type EngineAssets } from './engine.js';
import type { Reply, Request } from './pool.js';

const engine = createTextEngine(workerData as EngineAssets);

parentPort!.on('message', async (request: Request) => {
  let reply: Reply;
  try {
    reply = { id: request.id, result: await engine[request.task](request.texts) };
  } catch (error) {
    // The message of an error may be told, the text it met may not: rules never put text into messages.
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    reply = { id: request.id, error: told };
    if (error instanceof MinshengError) {
      const { kind, words, hint } = error;
      reply = { ...reply, known: { kind, words, hint } };
    }
  }
  parentPort!.postMessage(reply);
});
