import { beforeAll, describe, expect, test } from 'vitest';
import { marked } from '../../src/output/report-html/issues.js';
import { escapeHtml, markupOf } from '../../src/output/report-html/markup.js';
import { renderReportHtml } from '../../src/output/report-html/page.js';
import type { ReportModel } from '../../src/output/report-model.js';
import { officeReport } from '../../src/output/report-office.js';
import type { ReportSource } from '../../src/output/report-source.js';
import { settings, taxonomy } from '../support/report-settings.js';
import { inventedSource } from '../support/report-source.js';

let model: ReportModel;
let page: string;

beforeAll(async () => {
  model = officeReport(inventedSource(taxonomy), settings);
  page = await renderReportHtml(model);
});

describe('report.html', () => {
  test('the same bytes each time, whatever was drawn before', async () => {
    expect(await renderReportHtml(model)).toBe(page);
    expect(page).not.toMatch(/zr\d+-/u);
  });

  test('needs nothing from outside and runs no script', () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(\s*["']?[^#"')\s]|src=|javascript:|\son[a-z]+="/u);
    expect(page.replaceAll('http://www.w3.org/', '')).not.toMatch(/https?:\/\//u);
  });

  test('every link leads to a place on the page, and no id stands twice', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/gu)].map(match => match[1]!);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...page.matchAll(/<a [^>]*href="#([^"]+)"/gu)].map(match => match[1]!);
    expect(targets.length).toBeGreaterThan(30);
    for (const target of new Set(targets)) expect(ids).toContain(target);
  });

  test('every picture has words and a table', () => {
    const pictures = page.match(/<svg/gu)!.length;
    expect(pictures).toBeGreaterThanOrEqual(7);
    expect(page.match(/role="img" aria-label="[^"]{10,}"/gu)).toHaveLength(pictures);
    expect(page.match(/<summary>图中数据<\/summary>/gu)).toHaveLength(pictures);
  });

  test('text from people is escaped', () => {
    expect(page).toContain('就说&lt;不符合&gt;');
    expect(page).not.toContain('<不符合>');
    const hostile = { ...model, issues: [{ ...model.issues[0]!, title: '<b onclick="x">\'&' }] };
    return renderReportHtml(hostile).then(text => {
      expect(text).not.toContain('<b onclick');
      expect(text).toContain('&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;');
    });
  });

  test('red flags are named nowhere', () => {
    for (const theme of taxonomy.themes.filter(each => each.red_flag)) {
      expect(page).not.toContain(theme.id);
      expect(page).not.toContain(theme.zh);
    }
  });

  test('a unit of four cases is marked, not crowned', () => {
    expect(page).toContain('件数太少、满意率不足以下结论的单位：丙街道办事处（4/4 件满意');
    expect(page).toMatch(/100\.0%<\/span><span class="few"/u);
  });

  test('an office without data still makes a page, and says so instead of 0 %', async () => {
    const source = inventedSource(taxonomy, 0);
    const empty: ReportSource = {
      ...source,
      officeCounts: [],
      officeRates: [],
      officeThemes: [],
      counts: [],
      issues: [],
      bursts: [],
      passages: [],
      supervision: [],
      training: [],
    };
    const text = await renderReportHtml(officeReport(empty, settings));
    expect(text).toContain('本月没有有内容的评价留言');
    expect(text.replace(/<style>.*?<\/style>/su, '')).not.toMatch(/\b0(\.0)?%/u);
    expect(text).not.toContain('<svg');
    expect(text).not.toMatch(/NaN|undefined|null|Infinity/u);
  });

  test('no stray value of the program', () => {
    const words = page.replace(/<style>.*?<\/style>/su, '').replace(/<svg.*?<\/svg>/gsu, '');
    expect(words).not.toMatch(/NaN|undefined|\bnull\b|Infinity|\[object/u);
  });
});

test('evidence is marked once where spans overlap, and the words stay the same', () => {
  const text = '一拖再拖，没人给句准话';
  const content = marked({
    text,
    evidence: [
      { start: 5, end: 11 },
      { start: 0, end: 4 },
      { start: 2, end: 7 },
    ],
  });
  const html = markupOf(content);
  expect(html.replace(/<\/?mark>/gu, '')).toBe(text);
  expect(html).toBe('<mark>一拖再拖</mark><mark>，没人</mark><mark>给句准话</mark>');
});

test('control characters and half surrogate pairs do not reach the page', () => {
  expect(escapeHtml('a\u0007\ud83db\u0085\n"')).toBe('ab\n&quot;');
});
