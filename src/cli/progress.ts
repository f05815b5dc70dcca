import type { Reporter, StageOutcome } from '../run/reporter.js';
import type { Console } from './console.js';

const barAfterSeconds = 2;
const redrawEveryMs = 100;
const plainEverySeconds = 10;

const stageNames: Record<string, string> = {
  ingest: '读取',
  resolve: '核对',
  redact: '脱敏',
  segment: '分词',
  classify: '主题识别',
  'assess-replies': '答复质量',
  'detect-issues': '高频问题',
  count: '统计',
  score: '评分',
  training: '培训需求',
  summarise: '汇总',
  report: '月报',
  'training-files': '培训表',
  feed: '数据推送',
  manifest: '清单',
};

/** One line per stage; on a terminal a bar with rate and time left for whatever takes over two seconds. */
export function consoleReporter(console: Console, now: () => number): Reporter {
  let startedAt = 0;
  let drawnAt = 0;
  let workingSince: number | undefined;
  const title = (stage: string) => (console.language === 'zh' ? `${stageNames[stage] ?? stage}` : stage);
  return {
    stageStarted() {
      startedAt = now();
      drawnAt = 0;
      workingSince = undefined;
    },
    progress(stage, done, total) {
      const time = now();
      // The rate is that of the work reported, not of what a stage did before its first report.
      workingSince ??= done > 0 ? startedAt : time;
      const seconds = (time - startedAt) / 1000;
      const every = console.interactive ? redrawEveryMs : plainEverySeconds * 1000;
      if (seconds < barAfterSeconds || time - drawnAt < every) return;
      drawnAt = time;
      const line = progressLine(title(stage), done, total, (time - workingSince) / 1000, console);
      if (console.json) console.tell(JSON.stringify({ event: 'progress', stage, done, total }));
      else if (console.interactive) console.draw(line);
      else console.tell(line);
    },
    note(stage, line) {
      if (console.json) console.tell(JSON.stringify({ event: 'note', stage, line }));
      else {
        console.draw('');
        console.tell(`  ${line}`);
      }
    },
    stageEnded(outcome) {
      if (console.json) console.tell(JSON.stringify({ event: 'stage', ...outcome }));
      else {
        console.draw('');
        console.tell(stageLine(title(outcome.stage), outcome, console.language));
      }
    },
  };
}

function stageLine(title: string, outcome: StageOutcome, language: 'zh' | 'en'): string {
  const name = pad(title, 16);
  const rows = `${group(outcome.rowsIn)} → ${group(outcome.rowsOut)}`;
  const seconds = `${outcome.seconds.toFixed(1)} s`;
  if (outcome.state === 'skipped') return `${name}${language === 'zh' ? '未变，跳过' : 'unchanged, skipped'}`;
  if (outcome.state === 'failed') return `${name}${language === 'zh' ? '失败' : 'failed'}`;
  return `${name}${pad(rows, 26)}${seconds}`;
}

/** A line no wider than the terminal: name, bar, share, rate, time left. */
export function progressLine(title: string, done: number, total: number, seconds: number, console: Console): string {
  const rate = done / Math.max(seconds, 0.001);
  const speed = `${group(Math.round(rate))}/s`;
  if (total <= 0) return `${pad(title, 16)}${group(done)}  ${speed}`;
  const share = Math.min(1, done / total);
  const left = rate > 0 ? Math.ceil((total - done) / rate) : 0;
  const width = Math.max(10, Math.min(30, console.columns - 52));
  const bar = console.interactive ? `${'█'.repeat(Math.round(share * width)).padEnd(width, '░')} ` : '';
  const remaining = console.language === 'zh' ? `剩 ${left} 秒` : `${left} s left`;
  return `${pad(title, 16)}${bar}${Math.round(share * 100)}%  ${speed}  ${remaining}`;
}

/** Pads to a width in terminal cells, where Chinese characters take two. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(1, width - cellWidth(text)));
}

/** Terminal cells that a text takes. */
export function cellWidth(text: string): number {
  let width = 0;
  for (const char of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u.test(char)
      ? 2
      : 1;
  return width;
}

/** Digits in groups of three, without a locale. */
export function group(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/gu, ',');
}
