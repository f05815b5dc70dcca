import type { Span } from '../core/classification.js';
import { MinshengError } from '../core/errors.js';
import { normalise } from './normalise.js';

/** What a segmentation engine must do; @node-rs/jieba and nodejieba both fit. */
export interface CutEngine {
  cut(text: string): string[];
}

export type EngineName = '@node-rs/jieba' | 'nodejieba';

/**
 * A segmentation engine with the domain dictionary loaded (lines `word<TAB>frequency<TAB>tag…`).
 * @throws MinshengError (model) where the optional peer nodejieba is asked for and not installed.
 */
export async function createEngine(dictionary: string, name: EngineName = '@node-rs/jieba'): Promise<CutEngine> {
  const words = userDictionary(dictionary);
  if (name === 'nodejieba') return peerEngine(words);
  const { Jieba } = await import('@node-rs/jieba');
  const { dict } = await import('@node-rs/jieba/dict.js');
  const jieba = Jieba.withDict(dict);
  jieba.loadDict(Buffer.from(words, 'utf8'));
  return { cut: text => jieba.cut(text, true) };
}

async function peerEngine(words: string): Promise<CutEngine> {
  const peer = 'nodejieba';
  try {
    const { default: nodejieba } = (await import(peer)) as {
      default: { insertWord(word: string): void; cut(text: string): string[] };
    };
    for (const line of words.split('\n')) if (line !== '') nodejieba.insertWord(line.split(' ')[0]!);
    return { cut: text => nodejieba.cut(text) };
  } catch {
    throw new MinshengError(
      'model',
      { zh: '没有安装 nodejieba', en: 'nodejieba is not installed' },
      { zh: '用默认引擎，或先 npm install nodejieba。', en: 'Use the default engine, or npm install nodejieba first.' },
    );
  }
}

/** jieba's own form: `word frequency tag`, one a line. */
function userDictionary(dictionary: string): string {
  const lines: string[] = [];
  for (const line of dictionary.split(/\r?\n/u)) {
    if (line === '' || line.startsWith('#')) continue;
    const [word, frequency, tag] = line.split('\t');
    lines.push(`${word} ${frequency} ${tag}`);
  }
  return lines.join('\n');
}

/**
 * Words of a text, simplified and of half width, without white space. Placeholders 〔…〕 stay whole, so that no name of
 * a kind is cut in two.
 */
export function createSegmenter(engine: CutEngine): (text: string) => string[] {
  return text => piecesOf(engine, normalise(text).text).map(piece => piece.word);
}

/** Words as half-open UTF-16 spans of the text given, in order and without overlap; white space belongs to none. */
export function createTokeniser(engine: CutEngine): (text: string) => Span[] {
  return text => {
    const plain = normalise(text);
    return piecesOf(engine, plain.text).map(piece => ({
      start: plain.map(piece.start),
      end: plain.map(piece.start + piece.word.length),
    }));
  };
}

interface Piece {
  readonly word: string;
  readonly start: number;
}

const placeholder = /(〔[^〔〕]{1,8}〕)/u;

function piecesOf(engine: CutEngine, text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const part of text.includes('〔') ? text.split(placeholder) : [text]) {
    const words = part.startsWith('〔') && placeholder.test(part) ? [part] : part === '' ? [] : engine.cut(part);
    for (const word of words) {
      const trimmed = word.trim();
      if (trimmed !== '') pieces.push({ word: trimmed, start: at + word.indexOf(trimmed) });
      at += word.length;
    }
  }
  return pieces;
}
