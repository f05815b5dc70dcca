import { FIELDS, fieldOf } from './fields.js';
import { CHARACTER, DEMANDS, eachPair, type Matter } from './matter.js';
import { clausesOf, sentencesOf } from './sentences.js';
import { isCourtesy, SLOTS, telling } from './wording.js';

/** What ties a sentence to a case: figures, a place or office by name, a word that points back. */
const anchor =
  /\d|(?:[\u3400-\u9fffA-Z\d]{2}(?:局|街道|镇|(?<!家)乡|村|公司|社区|支队|大队|中心|学校|中学|小学|医院|路|大道|小区|项目|工程|段|站))|该(?!当)|因为|由于|原因|导致|上述|我们?(?:局|县|市|区|镇|乡|办|院|校|司)/u;

/** What one sentence of a reply states, courtesies and quotations left aside. */
export interface Statement {
  /** Offsets in the reply. */
  readonly start: number;
  readonly end: number;
  /** Its clauses that are no courtesy. */
  readonly text: string;
  /** How surely it is on the matter of the message, 0–1. */
  readonly bearing: number;
  /** How much it says that the message does not, 0–1. */
  readonly content: number;
  /** Share of each demand's words it takes up, 0–1. */
  readonly taken: Float64Array;
}

export interface Reading {
  readonly statements: readonly Statement[];
  /** Sum of squares of the weights of the reply's distinct pairs, quotations left aside; and of those shared. */
  readonly squares: number;
  readonly sharedSquares: number;
  /** The like of quotations in sentences that say something, or by which the reply names its matter at its start. */
  readonly framed: number;
  /** How often each field of life is touched by it. */
  readonly fields: Float64Array;
  /** Whether it names a telephone to call. */
  readonly hasPhone: boolean;
}

/** Weight shared with the message from which a sentence is one of the core, whose words link others to the matter. */
const CORE = 2;
/** What a link by the words of the core is worth against one by the words of the message. */
const LINK = 0.4;
/** Weight of shared words that two texts have by chance; and that makes a sentence half sure to be on the matter. */
const CHANCE = 0.6;
const HALF_SURE = 0.7;
/** Bearing of a sentence without such words in a passage with one that has them; where no sentence has any. */
const LEAST = 0.12;
const UNLINKED = 0.03;
/** Weight of new words that any sentence has. */
const IDLE = 2;
/** Weight of new words beyond them at which a sentence says half of what one can say. */
const HALF_SAID = 16;
/** What a word of the message says anew against a word of the reply's own. */
const RETOLD = 0.3;
/** A clause with a smaller share of new words repeats earlier ones. */
const REPEATED = 0.15;

interface Draft extends Omit<Statement, 'bearing' | 'content'> {
  readonly slots: readonly number[];
  /** Weight of each pair; of a quoted pair, less than 0. */
  readonly weights: readonly number[];
  readonly shared: number;
  readonly fresh: number;
  /** Whether it touches a field of life that the message touches twice. */
  readonly kindred: boolean;
  readonly passage: number;
}

const phone = /〔电话〕|\d{3,4}[-—－]\d{5,8}|1\d{10}/u;
/** How a reply names the matter. */
const frame = /反映|关于|针对|对于|就您|您提|您问|咨询|所提|所述|建议/u;

/** What marks a pair or character: read in the reply, counted for the reply, in this sentence, in this clause. */
const seen = new Uint32Array(SLOTS);
const told = new Uint32Array(SLOTS);
const toldCharacters = new Uint32Array(0x10000);
const within = new Uint32Array(SLOTS);
const inClause = new Uint32Array(SLOTS);
const coreMark = new Uint32Array(SLOTS);
const coreCount = new Uint8Array(SLOTS);
let generation = 0;
let sentenceGeneration = 0;
let clauseGeneration = 0;

/** Reads a reply against the message: what it states, each once. */
export function readStatements(reply: string, matter: Matter): Reading {
  generation += 1;
  const drafts: Draft[] = [];
  let [squares, sharedSquares, framed] = [0, 0, 0];
  const fields = new Float64Array(FIELDS);
  let hasPhone = false;
  let opening = true;
  for (const { text: sentence, start, passage } of sentencesOf(reply)) {
    sentenceGeneration += 1;
    const slots: number[] = [];
    const weights: number[] = [];
    const taken = new Float64Array(DEMANDS);
    const kept: string[] = [];
    let kindred = false;
    let [shared, fresh, quotedSquares, opened] = [0, 0, 0, 0];
    for (const clause of clausesOf(sentence)) {
      if (phone.test(clause)) hasPhone ||= matter.quoted(clause).every(mark => mark === 0);
      if (isCourtesy(clause)) continue;
      const quoted = matter.quoted(clause);
      const before = slots.length;
      if (!takeIn(clause, quoted, slots, weights)) continue;
      kept.push(clause);
      for (let at = 0; at < clause.length; at++) {
        const code = clause.charCodeAt(at);
        if (telling[code] === 0 || quoted[at] === 1 || toldCharacters[code] === generation) continue;
        toldCharacters[code] = generation;
        squares += CHARACTER;
        if (matter.hasCharacter(code)) sharedSquares += CHARACTER;
      }
      const frames = opening && frame.test(clause);
      for (let which = before; which < slots.length; which++) {
        const slot = slots[which]!;
        const weight = Math.abs(weights[which]!);
        const field = fieldOf[slot]!;
        const isShared = matter.has(slot);
        const isNew = told[slot] !== generation;
        within[slot] = sentenceGeneration;
        seen[slot] = generation;
        told[slot] = generation;
        if (field > 0 && matter.fields[field]! >= 2) kindred = true;
        if (isShared) {
          shared += weight;
          for (let bits = matter.demandsOf(slot), demand = 0; bits !== 0; bits >>= 1, demand++) {
            if (bits & 1) taken[demand] = taken[demand]! + weight;
          }
        }
        if (weights[which]! < 0) {
          if (isNew) quotedSquares += weight * weight;
          if (isNew && frames) opened += weight * weight;
          continue;
        }
        fresh += isShared ? RETOLD * weight : weight;
        if (!isNew) continue;
        fields[field] = fields[field]! + 1;
        squares += weight * weight;
        if (isShared) sharedSquares += weight * weight;
      }
    }
    if (slots.length === 0) continue;
    framed += fresh > IDLE ? quotedSquares : opened;
    if (fresh > IDLE) opening = false;
    for (let demand = 0; demand < DEMANDS; demand++) {
      const whole = matter.demandWeights[demand]!;
      if (whole > 0) taken[demand] = taken[demand]! / whole;
    }
    const [text, end] = [kept.join('，'), start + sentence.length];
    drafts.push({ start, end, text, slots, weights, shared, fresh, taken, kindred, passage });
  }
  return { statements: linked(drafts, matter), squares, sharedSquares, framed, hasPhone, fields };
}

/** Adds a clause's pairs that its sentence has not had; false, and nothing added, where it repeats the reply. */
function takeIn(clause: string, quoted: Uint8Array, slots: number[], weights: number[]): boolean {
  clauseGeneration += 1;
  const before = slots.length;
  let [own, unseen] = [0, 0];
  eachPair(clause, (slot, weight, at) => {
    if (within[slot] === sentenceGeneration || inClause[slot] === clauseGeneration) return;
    if (weight === 0 && fieldOf[slot] === 0) return;
    inClause[slot] = clauseGeneration;
    own += weight;
    if (seen[slot] !== generation) unseen += weight;
    slots.push(slot);
    weights.push(quoted[at] === 1 && quoted[at + 1] === 1 ? -Math.max(weight, 1e-9) : weight);
  });
  if (unseen >= REPEATED * own) return true;
  slots.length = before;
  weights.length = before;
  return false;
}

function contentOf(fresh: number): number {
  const said = Math.max(0, fresh - IDLE);
  return said / (said + HALF_SAID);
}

/** Sentences bear on the matter by the words of the message, or by those of other sentences that do. */
function linked(drafts: readonly Draft[], matter: Matter): Statement[] {
  for (const { slots, shared } of drafts) {
    if (shared < CORE) continue;
    for (const slot of slots) {
      if (matter.has(slot)) continue;
      if (coreMark[slot] !== generation) {
        coreMark[slot] = generation;
        coreCount[slot] = 0;
      }
      coreCount[slot] = Math.min(255, coreCount[slot]! + 1);
    }
  }
  const sure = drafts.map(({ slots, weights, shared }) => {
    const own = shared < CORE ? 0 : 1;
    let link = 0;
    slots.forEach((slot, which) => {
      if (coreMark[slot] === generation && coreCount[slot]! > own) link += Math.max(0, weights[which]!);
    });
    return Math.max(0, shared - CHANCE) + Math.max(0, LINK * link - CHANCE);
  });
  const linkedPassages = new Set(
    drafts.filter(({ fresh }, at) => fresh > IDLE && sure[at]! > 0).map(draft => draft.passage),
  );
  return drafts.map(({ start, end, text, fresh, taken, kindred, passage }, at) => {
    const near = linkedPassages.size === 0 ? UNLINKED : linkedPassages.has(passage) ? LEAST : 0;
    const least = kindred || anchor.test(text) ? near : 0;
    const bearing = least + (1 - least) * (sure[at]! / (sure[at]! + HALF_SURE));
    return { start, end, text, bearing, content: contentOf(fresh), taken };
  });
}
