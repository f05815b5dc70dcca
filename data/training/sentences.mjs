// Joins labels.jsonl, which holds no text, with the public texts that its readers saw. Development only.
// node data/training/sentences.mjs FOLDER > rows.jsonl     (after npm run build; FOLDER holds the four JSONL files)
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from '../../dist/src/text/redact.js';

const sources = [
  ['hotline_haikou.jsonl', 'case_id', row => [whole(row.followup), ...split(row.text)]],
  ['messages_2019.jsonl', 'id', row => split(`${row.title}。${row.text}`)],
  ['messages_with_replies.jsonl', 'id', row => split(`${row.title}。${row.text}`)],
  ['subjects_train.jsonl', 'id', row => split(`${row.title}。${row.text}`)],
];

const clean = text => (text ?? '').replace(/<[^>]*>|&nbsp;|&[a-z]+;/g, '');
const trim = text => text.replace(/^[ \t\r\n\u3000\u00a0]+|[ \t\r\n\u3000\u00a0]+$/g, '');
const whole = text => trim(clean(text));
const split = text =>
  clean(text)
    .split(/(?<=[。！？!?；;\n])/)
    .map(trim);
const keyOf = text => createHash('sha256').update(text).digest('hex').slice(0, 16);

const folder = process.argv[2];
const read = path =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
const labels = new Map(read(new URL('labels.jsonl', import.meta.url)).map(label => [label.key, label]));
for (const [file, id, sentences] of sources) {
  for (const row of read(join(folder, file))) {
    for (const sentence of sentences(row)) {
      if (sentence === '') continue;
      const { text } = redact(sentence);
      const label = labels.get(keyOf(text));
      if (!label) continue;
      labels.delete(label.key);
      const evidence = Object.fromEntries(
        Object.entries(label.evidence).map(([theme, [from, to]]) => [theme, text.slice(from, to)]),
      );
      const { key, themes, polarity, weight } = label;
      const group = `${file}:${row[id]}`;
      process.stdout.write(
        `${JSON.stringify({ id: `lb${key}`, text, themes, polarity, evidence, weight, source: file.split('_')[0], group })}\n`,
      );
    }
  }
}
if (labels.size > 0) process.stderr.write(`${labels.size} labels found no text\n`);
