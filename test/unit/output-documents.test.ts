import excel from 'exceljs';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { renderReportDocx } from '../../src/output/report-docx/document.js';
import { fillTemplate, listMark, parseTemplate, textMark } from '../../src/output/report-docx/template.js';
import { renderUnitDocx } from '../../src/output/report-docx/unit.js';
import { renderReportXlsx } from '../../src/output/report-xlsx.js';
import { type Need, renderTrainingXlsx } from '../../src/output/training-xlsx.js';
import { inventedModel, inventedUnit } from '../support/output-model.js';
import { inZones } from '../support/zones.js';

function part(bytes: Uint8Array, name: string): string {
  return new TextDecoder().decode(unzipSync(bytes)[name]);
}

/** Text of a part, paragraphs and cells apart. */
function words(bytes: Uint8Array): string {
  return part(bytes, 'word/document.xml')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '');
}

async function sheetsOf(bytes: Uint8Array): Promise<Map<string, unknown[][]>> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  return new Map(
    workbook.worksheets.map(sheet => [
      sheet.name,
      (sheet.getSheetValues() as unknown[][]).slice(1).map(row => row.slice(1)),
    ]),
  );
}

async function same(make: () => Promise<Uint8Array>): Promise<void> {
  const all = await inZones(make);
  for (const bytes of [...all, await make()]) expect(Buffer.compare(bytes, all[0]!)).toBe(0);
}

describe('report.docx', () => {
  test('the same bytes twice and in any time zone', () => same(() => renderReportDocx(inventedModel(3))));

  test('has page one first, then the seven sections, then the annexes', async () => {
    const text = words(await renderReportDocx(inventedModel(3)));
    const order = [
      '2025年6月群众诉求办理质效分析报告',
      '本月情况',
      '值得关注',
      '东湖街道按期办结率 61.5%',
      '建议事项',
      '一、总体情况',
      '二、办理质效',
      '三、高频问题',
      '四、新增与突出问题',
      '五、群众不满意原因分析',
      '六、督办与整改',
      '七、工作建议',
      '附表一',
      '附表二',
      '附表三',
      '附表四',
    ];
    const places = order.map(words => text.indexOf(words));
    expect(places.every(place => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('marks what stands out and what is too small to read', async () => {
    const text = words(await renderReportDocx(inventedModel(3)));
    expect(text).toContain('按期办结率：东湖街道办事处 92.3%（88.6%–95.3%），低于 99.8% 控制限。');
    expect(text).toContain('92.3%▼▼88.6%–95.3%');
    expect(text).toContain('87.5%*');
    expect(text).not.toContain('96.2%*');
    expect(text).toContain('+19 件，+158.3% *');
    expect(text).toMatch(/小区停水\n19\n12\n5.5%5.0%–10.0%\n新增\n/);
    expect(text).toContain('按期办结率\n369／400\n92.3%\n88.6%–95.3%\n90.0%\n明显上升（+2.2 个百分点）\n');
    expect(text).toContain('拖延超期：东湖街道办事处 14／30（46.7%），高于同层级其他单位。');
    expect(text).toContain('良 3 家（东湖街道办事处、西岭镇人民政府、市水务局）');
    expect(text).toContain('C100\n东湖街道办事处\n办结超期\n2025-05-22\n21\n');
    expect(text).toContain('其他 3 类\n72\n16.4%\n63\n');
  });

  test('prints no value as words, never as 0', async () => {
    const text = words(await renderReportDocx(inventedModel(3)));
    expect(text).toMatch(/初访一次性解决率\n0／0\n—\n—\n/);
    expect(text).toContain('未满观察期');
  });

  test('underlines the evidence of a passage, drops control characters', async () => {
    const xml = part(await renderReportDocx(inventedModel(1)), 'word/document.xml');
    expect(xml).toMatch(
      /<w:u [^>]*\/><\/w:rPr><w:t[^>]*>夜里施工<\/w:t>|<w:u [^>]*\/><\/w:rPr><w:t[^>]*>里施工.*?<\/w:t>/,
    );
    expect(xml).not.toContain('\u0007');
    expect(xml).toContain('&lt;没人管');
  });

  test('repeats header rows, splits no row, numbers the pages', async () => {
    const bytes = await renderReportDocx(inventedModel(3));
    const xml = part(bytes, 'word/document.xml');
    const tables = xml.match(/<w:tbl>/g)!.length;
    expect(tables).toBeGreaterThan(10);
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(tables);
    expect(xml.match(/<w:cantSplit\/>/g)).toHaveLength(xml.match(/<w:tr>/g)!.length);
    expect(part(bytes, 'word/footer1.xml')).toContain('PAGE');
    expect(part(bytes, 'word/fontTable.xml')).toContain('Noto Serif CJK SC');
    expect(part(bytes, 'word/styles.xml')).toContain('w:eastAsia="zh-CN"');
  });

  test('an empty month says so in every section', async () => {
    const model = inventedModel(0);
    const text = words(
      await renderReportDocx({
        ...model,
        keyFacts: { happened: [], matters: [], todo: [] },
        issues: [],
        bursts: [],
        themes: [],
        training: [],
        suggestions: [],
        supervision: { ...model.supervision, units: [], cases: [], vetoes: [], appeals: [] },
      }),
    );
    for (const phrase of [
      '本月没有可报告的情况',
      '没有超出随机波动的变化或差异',
      '没有单位与同层级水平有超出随机波动的差异',
      '没有达到件数门槛',
      '没有超出随机波动的突增',
      '不能分析不满意原因',
      '没有证据充分的培训需求',
      '没有超期未办结的督办件',
    ])
      expect(text).toContain(phrase);
  });
});

describe('unit edition', () => {
  test('the same bytes twice and in any time zone', () => same(() => renderUnitDocx(inventedUnit(1))));

  test('each unit gets its own text, escaped', async () => {
    const [first, second] = await Promise.all([1, 2].map(index => renderUnitDocx(inventedUnit(index))));
    expect(words(first!)).toContain('第1街道 &lt;办事处&gt; &amp; 社区');
    expect(words(second!)).toContain('第2街道');
    expect(words(second!)).not.toContain('第1街道');
    expect(words(first!)).not.toMatch(/[⟦⟧]/);
  });

  test('hidden and missing cells show neither number nor zero', async () => {
    const text = words(await renderUnitDocx(inventedUnit(1)));
    expect(text).toMatch(/超期件\n不公开\n/);
    expect(text).toMatch(/初访一次性解决率\n—\n未满观察期\n—\n/);
    expect(text).toMatch(/应急响应及时率\n不公开\n不公开\n不公开\n/);
    expect(text).toMatch(/按期办结率\n18／22\n81.8%\n61.5%–92.7%\n/);
  });

  test('hidden themes are one line', async () => {
    const unit = inventedUnit(1);
    const themes = unit.themes.map((theme, place) =>
      place < 2 ? theme : { ...theme, cell: { kind: 'hidden' } as const },
    );
    const some = words(await renderUnitDocx({ ...unit, themes }));
    expect(some).toContain('主题1\n服务质量\n18／22\n81.8%\n61.5%–92.7%\n\n其余 10 个主题\n\n不公开\n不公开\n不公开\n');
    expect(some).not.toContain('主题2\n');
    const none = words(await renderUnitDocx({ ...unit, themes: themes.slice(2) }));
    expect(none).toContain('全部 10 个主题\n');
  });

  test('another month is another edition', async () => {
    const july = await renderUnitDocx({ ...inventedUnit(1), month: '2025-07' });
    const june = await renderUnitDocx(inventedUnit(1));
    expect(part(july, 'docProps/core.xml')).toContain('2025-07-31T00:00:00Z');
    expect(part(june, 'docProps/core.xml')).toContain('2025-06-30T00:00:00Z');
  });
});

describe('template', () => {
  const xml = `<w:p><w:r>${textMark('title')}</w:r></w:p><w:tbl><w:tr><w:p>head</w:p></w:tr><w:tr><w:tc><w:p>${listMark('rates', 1)}</w:p></w:tc><w:tc><w:p>${listMark('rates', 0)}</w:p></w:tc></w:tr></w:tbl>`;

  test('a row with list marks is repeated, the header is not', () => {
    const filled = fillTemplate(parseTemplate(xml), {
      texts: { title: '<b>' },
      lists: {
        rates: [
          ['a', 'b'],
          ['c', '&'],
        ],
      },
    });
    expect(filled).toBe(
      '<w:p><w:r>&lt;b&gt;</w:r></w:p><w:tbl><w:tr><w:p>head</w:p></w:tr>' +
        '<w:tr><w:tc><w:p>b</w:p></w:tc><w:tc><w:p>a</w:p></w:tc></w:tr>' +
        '<w:tr><w:tc><w:p>&amp;</w:p></w:tc><w:tc><w:p>c</w:p></w:tc></w:tr></w:tbl>',
    );
  });

  test('a mark without a value is an error', () => {
    expect(() => fillTemplate(parseTemplate(xml), { texts: {}, lists: { rates: [] } })).toThrow(RangeError);
    expect(() => fillTemplate(parseTemplate(xml), { texts: { title: '' }, lists: {} })).toThrow(RangeError);
  });
});

describe('report.xlsx', () => {
  test('the same bytes twice and in any time zone', () => same(() => renderReportXlsx(inventedModel(3))));

  test('one table per sheet, numbers as numbers', async () => {
    const sheets = await sheetsOf(await renderReportXlsx(inventedModel(3)));
    expect([...sheets.keys()]).toEqual([
      '说明',
      '三率及其他指标',
      '分项得分',
      '主题',
      '高频问题',
      '督办',
      '培训需求',
      '口径',
    ]);
    const rates = sheets.get('三率及其他指标')!;
    expect(rates).toHaveLength(1 + 10 + 3 * 10);
    expect(rates[2]!.slice(1, 7)).toEqual(['全部单位', undefined, '按期办结率', 369, 400, 369 / 400]);
    expect(rates[5]![6]).toBeUndefined();
    const scores = sheets.get('分项得分')!;
    expect(scores).toHaveLength(1 + 3 * 9);
    expect(scores.find(row => row[3] === '上级督查')!.slice(4, 10)).toEqual([
      ...Array(4).fill(undefined),
      0.25,
      '上级督查',
    ]);
  });

  test('text is never a formula; dates do not move with the zone', async () => {
    const bytes = await renderReportXlsx(inventedModel(1));
    const issue = (await sheetsOf(bytes)).get('高频问题')![1]!;
    expect(issue[1]).toBe('=HYPERLINK("x")积水反复');
    expect((issue[14] as Date).toISOString()).toBe('2025-06-01T00:00:00.000Z');
    const all = Object.entries(unzipSync(bytes)).filter(([name]) => name.startsWith('xl/worksheets/'));
    for (const [, xml] of all) expect(new TextDecoder().decode(xml)).not.toMatch(/<f[ >]|<mergeCell/);
  });

  test('each sheet has a frozen header, a filter, and formats', async () => {
    const workbook = new excel.Workbook();
    await workbook.xlsx.load((await renderReportXlsx(inventedModel(2))).slice().buffer);
    for (const sheet of workbook.worksheets) {
      expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
      expect(sheet.autoFilter).toBeTruthy();
    }
    const rates = workbook.getWorksheet('三率及其他指标')!;
    expect([rates.getCell('G2').numFmt, rates.getCell('E2').numFmt, rates.getCell('B2').numFmt]).toEqual([
      '0.0%',
      '#,##0',
      '@',
    ]);
    expect(workbook.getWorksheet('分项得分')!.getCell('E2').numFmt).toBe('0.0');
    expect(workbook.getWorksheet('高频问题')!.getCell('O2').numFmt).toBe('yyyy-mm-dd');
  });
});

describe('training-needs.xlsx', () => {
  const need = (unit_id: string, module_id: string, verdict: string, value: number | null): Need => ({
    month: '2025-06',
    unit_id,
    module_id,
    need: value,
    low: value === null ? null : value - 5,
    high: value === null ? null : value + 5,
    cause: 'staffing',
    themes: ['delay_overdue'],
    evidence_count: 6,
    verdict,
  });
  const content = {
    month: '2025-06',
    needs: [
      need('U1', 'M01', 'watch', 90),
      need('U1', 'M02', 'need', 40),
      need('U2', 'M01', 'no_evidence', 12),
      need('U2', 'M02', 'need', 60),
    ],
    units: [
      { unit_id: 'U1', name: '东湖街道', tier: 'grassroots' },
      { unit_id: 'U2', name: '市水务局', tier: 'upper' },
    ],
    modules: [
      { id: 'M01', zh: '轮训' },
      { id: 'M02', zh: '政策解释' },
    ],
    themes: [{ id: 'delay_overdue', zh: '拖延超期' }],
    taxonomyVersion: '1.0',
    scoringVersion: '1.0',
  };

  test('the same bytes twice and in any time zone', () => same(() => renderTrainingXlsx(content)));

  test('needs come before what is watched, the highest first; no evidence is not a need', async () => {
    const rows = (await sheetsOf(await renderTrainingXlsx(content))).get('培训需求')!.slice(1);
    expect(rows.map(row => [row[0], row[2], row[4]])).toEqual([
      ['市水务局', '政策解释', 60],
      ['东湖街道', '政策解释', 40],
      ['东湖街道', '轮训', 90],
    ]);
    expect(rows[0]!.slice(7)).toEqual(['人手不足', '拖延超期', 6]);
  });

  test('the matrix says where evidence is too thin', async () => {
    const sheets = await sheetsOf(await renderTrainingXlsx(content));
    expect(sheets.get('单位模块矩阵')!.slice(1)).toEqual([
      ['东湖街道', '基层单位', 90, 40],
      ['市水务局', '上级单位', '证据不足', 60],
    ]);
    expect(sheets.get('模块汇总')!.slice(1)).toEqual([
      ['轮训', 0, 1, 1, 90, 12, '拖延超期'],
      ['政策解释', 2, 0, 0, 60, 12, '拖延超期'],
    ]);
  });
});
