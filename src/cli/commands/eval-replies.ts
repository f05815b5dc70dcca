import { MinshengError } from '../../core/errors.js';
import { labelAgreement, type ProbeResult, probeReplies } from '../../stages/assess-replies/probes.js';
import { type TextLine, textLines } from '../lines.js';
import type { Context } from '../main.js';
import { pad } from '../progress.js';
import { replyOf } from './assess.js';

/**
 * `minsheng eval --replies FILE`: alters real pairs of message and reply for the worse and counts how often the
 * assessment follows; and how it agrees with the human labels `complete` and `explained` (0, 1) of lines that have them.
 */
export async function evaluateReplies(context: Context): Promise<void> {
  const lines: TextLine[] = [];
  for await (const batch of textLines(context.arguments.values['replies'] as string)) lines.push(...batch);
  if (lines.length === 0) throw new MinshengError('input', { zh: '文件里没有数据', en: 'the file holds no rows' });
  const pairs = lines.map(replyOf);
  const probes = probeReplies(pairs);
  const labelled = (name: string) =>
    lines.map(({ fields }) => {
      const said = String(fields[name]);
      return said === '1' || said === '0' ? said === '1' : null;
    });
  const agreement = {
    completeness: labelAgreement(pairs, labelled('complete'), 'completeness'),
    explanation: labelAgreement(pairs, labelled('explained'), 'explanation'),
  };
  const { console } = context;
  if (console.json) {
    const named = probes.map(({ failed, ...probe }) => ({ ...probe, failed: failed.map(at => lines[at]!.id) }));
    console.print(JSON.stringify({ probes: named, agreement }));
    return;
  }
  const share = (value: number) => value.toFixed(3);
  console.print(`${pad('probe', 28)}${pad('pairs', 8)}${pad('passed', 9)}failures`);
  for (const probe of probes) console.print(lineOf(probe));
  for (const [part, found] of Object.entries(agreement)) {
    if (found) console.print(`${pad(part, 28)}AUC ${share(found.auc)} (${found.yes} : ${found.no})`);
  }
}

function lineOf({ name, pairs, passed, failures }: ProbeResult): string {
  const failed = Object.entries(failures).map(([part, count]) => `${part} ${count}`);
  const share = pairs === 0 ? '–' : (passed / pairs).toFixed(3);
  return `${pad(name, 28)}${pad(String(pairs), 8)}${pad(share, 9)}${failed.join(', ')}`;
}
