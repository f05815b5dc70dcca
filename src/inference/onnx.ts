import { basename, dirname } from 'node:path';
import { MinshengError } from '../core/errors.js';

/** What the encoder's graph answers for one text of `length` pieces. */
export interface EncoderOutput {
  /** Per theme. */
  readonly logits: Float32Array;
  /** `attention[theme * length + piece]`; sums to 1 over the pieces of a theme. */
  readonly attention: Float32Array;
  readonly polarity: Float32Array;
  readonly target: Float32Array;
}

export type EncoderSession = (ids: Int32Array) => Promise<EncoderOutput>;

/**
 * Opens the graph in `folder`/onnx, on one thread: the pool has one session per worker. Texts go through one at a time:
 * int8 steps are chosen per call, so that a text read beside others would get other numbers than alone.
 * @throws MinshengError (model) where the runtime or the graph cannot be loaded.
 */
export async function openSession(folder: string): Promise<EncoderSession> {
  try {
    const { AutoModel, Tensor, env } = await import('@huggingface/transformers');
    env.allowRemoteModels = false;
    env.localModelPath = dirname(folder);
    const model = await AutoModel.from_pretrained(basename(folder), {
      dtype: 'q8',
      device: 'cpu',
      local_files_only: true,
      session_options: { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' },
    });
    const session = model.sessions['model'];
    return async ids => {
      const input = new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);
      const output = await session.run({ input_ids: input.ort_tensor });
      const data = (name: string) => output[name].data as Float32Array;
      return {
        logits: data('logits'),
        attention: data('attention'),
        polarity: data('polarity'),
        target: data('target'),
      };
    };
  } catch (error) {
    throw new MinshengError(
      'model',
      { zh: `编码模型打不开：${String(error)}`, en: `the encoder cannot be opened: ${String(error)}` },
      {
        zh: '请恢复 models/encoder 与 @huggingface/transformers，或用 --model linear。',
        en: 'Restore models/encoder and @huggingface/transformers, or use --model linear.',
      },
    );
  }
}
