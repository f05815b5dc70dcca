import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  type IParagraphStyleOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { monthDays } from '../../core/dates.js';
import { timelessParts } from '../seal.js';

// Page and type of official documents, GB/T 9704-2012: A4, 28 characters × 22 lines, margins 37/26/35/28 mm.

/** Width of the text, in twips (1/20 pt): 156 mm. */
export const textWidth = 8844;

const millimetre = 1440 / 25.4;
const latin = 'Times New Roman';

function face(eastAsia: string) {
  return { ascii: latin, hAnsi: latin, cs: latin, eastAsia };
}

/**
 * Fonts of Word's Chinese edition, each with free ones that stand in for it elsewhere. The title is set in bold 宋体:
 * 小标宋 is not free.
 */
const fonts = [
  {
    name: '方正小标宋简体',
    instead: '小标宋,STZhongsong,Noto Serif CJK SC,Source Han Serif SC,SimSun',
    family: 'roman',
  },
  { name: '仿宋', instead: 'FangSong,仿宋_GB2312,STFangsong,Noto Serif CJK SC,Source Han Serif SC', family: 'roman' },
  { name: '楷体', instead: 'KaiTi,楷体_GB2312,STKaiti,AR PL UKai CN,Noto Serif CJK SC', family: 'roman' },
  { name: '黑体', instead: 'SimHei,STHeiti,Noto Sans CJK SC,Source Han Sans SC', family: 'swiss' },
  { name: 'SimSun', instead: '宋体,STSong,Noto Serif CJK SC,Source Han Serif SC', family: 'roman' },
] as const;

const exactly = (line: number) => ({ line, lineRule: LineRuleType.EXACT });
const atLeast = (line: number) => ({ line, lineRule: LineRuleType.AT_LEAST });
const twoCharacters = { firstLine: 640, firstLineChars: 200 };

const paragraphStyles: IParagraphStyleOptions[] = [
  {
    id: 'OfficialTitle',
    name: '公文标题',
    run: { font: face('SimSun'), size: 44, bold: true },
    paragraph: { alignment: AlignmentType.CENTER, spacing: { ...exactly(640), after: 120 } },
  },
  {
    id: 'Subtitle',
    name: '副题',
    run: { font: face('楷体'), size: 32 },
    paragraph: { alignment: AlignmentType.CENTER, spacing: { ...exactly(480), after: 80 } },
  },
  {
    id: 'KeyHeading',
    name: '要点标题',
    run: { font: face('黑体'), size: 26, bold: true },
    paragraph: { spacing: { ...exactly(400), before: 60 }, keepNext: true },
  },
  {
    id: 'KeyFact',
    name: '要点',
    run: { size: 22 },
    paragraph: { alignment: AlignmentType.BOTH, indent: { left: 300, hanging: 300 }, spacing: exactly(360) },
  },
  { id: 'BodyText', name: '正文缩进', paragraph: { indent: twoCharacters, alignment: AlignmentType.BOTH } },
  {
    id: 'TableTitle',
    name: '表题',
    run: { font: face('黑体'), size: 24 },
    paragraph: {
      alignment: AlignmentType.CENTER,
      spacing: { ...atLeast(400), before: 160, after: 60 },
      keepNext: true,
    },
  },
  {
    id: 'TableHead',
    name: '表头',
    run: { font: face('黑体'), size: 21 },
    paragraph: { alignment: AlignmentType.CENTER, spacing: atLeast(300) },
  },
  { id: 'TableText', name: '表文', run: { size: 21 }, paragraph: { spacing: atLeast(300) } },
  {
    id: 'TableNumber',
    name: '表数',
    run: { size: 21 },
    paragraph: { spacing: atLeast(300), alignment: AlignmentType.CENTER },
  },
  {
    id: 'TableNote',
    name: '表注',
    run: { size: 21 },
    paragraph: { spacing: { ...atLeast(300), before: 60, after: 160 } },
  },
  {
    id: 'Quotation',
    name: '摘录',
    run: { font: face('楷体'), size: 28 },
    paragraph: { indent: { left: 640 }, spacing: { ...exactly(480), after: 60 } },
  },
];

/** A document of one month in official style, as parts that bear the month's last day. */
export async function documentParts(
  title: string,
  month: string,
  children: readonly FileChild[],
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const document = new Document({
    title,
    creator: '民声',
    lastModifiedBy: '民声',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { font: face('仿宋'), size: 32, language: { value: 'en-US', eastAsia: 'zh-CN' } },
          paragraph: { spacing: exactly(560) },
        },
        heading1: heading('黑体', true),
        heading2: heading('楷体', true),
        heading3: heading('仿宋', true),
      },
      paragraphStyles,
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: Math.round(210 * millimetre), height: Math.round(297 * millimetre) },
            margin: {
              top: Math.round(37 * millimetre),
              right: Math.round(26 * millimetre),
              bottom: Math.round(35 * millimetre),
              left: Math.round(28 * millimetre),
              footer: Math.round(28 * millimetre),
            },
          },
        },
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children: [...children],
      },
    ],
  });
  const parts = timelessParts(new Uint8Array(await Packer.toBuffer(document)), monthDays(month).last);
  parts.set('word/fontTable.xml', new TextEncoder().encode(fontTable()));
  return parts;
}

function heading(eastAsia: string, bold: boolean) {
  return {
    run: { font: face(eastAsia), size: 32, bold, color: '000000' },
    paragraph: { indent: twoCharacters, spacing: { ...exactly(560), before: 120 }, keepNext: true },
  };
}

function pageNumber(alignment: (typeof AlignmentType)['LEFT' | 'RIGHT']): Footer {
  const run = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: face('SimSun'), size: 28 });
  return new Footer({ children: [new Paragraph({ alignment, indent: { left: 280, right: 280 }, children: [run] })] });
}

function fontTable(): string {
  const entries = fonts.map(
    font =>
      `<w:font w:name="${font.name}"><w:altName w:val="${font.instead}"/><w:charset w:val="86"/>` +
      `<w:family w:val="${font.family}"/><w:pitch w:val="variable"/></w:font>`,
  );
  const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="${namespace}">${entries.join('')}</w:fonts>`;
}
