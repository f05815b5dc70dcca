import type { Found } from './redact.js';
import { compoundSurnames, notNames, surnames } from './surnames.js';

const han = '[\\u3400-\\u9fff]';
const someone = '某某|某|[XＸxX×*＊]{1,2}|某(?=[\\u3400-\\u9fff])';

/** Words after which a name stands. */
const before =
  /(?:我叫|本人叫|名叫|名字[是叫为]|姓名[是为]?|联系人|申请人|投诉人|举报人|反映人|来电人|来访人|信访人|当事人|当事者|负责人|法定代表人|法人代表|法人|法人[是为]|经办人|承办人|经理人|户主|业主|房东|租客|患者|病人|死者|伤者|受害人|嫌疑人|被告|原告|学生|考生|村民|居民|市民|网民|网友|职工|员工|工人|司机|老板|店主|医生|护士|校长|院长|局长|处长|科长|股长|镇长|乡长|县长|区长|市长|书记|主任|支书|村长|组长|队长|所长|站长|社长|会长|总经理|经理|董事长|科员|民警|警官|法官|检察官|律师|老师|教师|会计|出纳|干部|工作人员|其子|其女|其夫|其妻|其父|其母|儿子|女儿|丈夫|妻子|父亲|母亲|爱人|老公|老婆|女士|先生|同志)[:：\s]*$/u;

/** Words that stand before a name and are no part of it; narrower, for names whose title follows. */
const titles =
  '先生|女士|小姐|同志|师傅|阿姨|大爷|大妈|大姐|大哥|老师|医生|大夫|护士|主任|副主任|科长|副科长|股长|局长|副局长|处长|副处长|书记|副书记|镇长|副镇长|乡长|县长|副县长|区长|副区长|市长|副市长|村长|支书|组长|队长|副队长|所长|副所长|站长|社长|会长|校长|副校长|院长|副院长|总经理|经理|董事长|总监|警官|警员|法官|检察官|律师|教授|会计|老板|某某';

const titleAt = new RegExp(`${titles}`, 'gu');
const masked = new RegExp(`(${han})(?:${someone})`, 'gu');
const minority = /[\u3400-\u9fff]{2,6}(?:[·•‧∙][\u3400-\u9fff]{2,8}){1,3}/gu;
const cueGate =
  /[叫名人主客者生工机板医护长记任书理员警官师计干部子女夫妻父母爱公婆士志爷妈姐哥傅授监某XＸx×*＊·•‧∙民友]/u;
const follows =
  /^(?:$|[^\u3400-\u9fff]|[是在说称的于向把被等因到去和与及同将就对从为已也并又曾,，。；、]|电话|手机|身份|家住|住在|反映|投诉|表示|来电|举报|先生|女士|今年|现在|男|女|以|之|经|带|给|告|让|要|打|出|没|不|有|所|未|强|私|多|接|当)/u;

/** Names of people, found by what stands before or after them. Titles and roles themselves stay. */
export function findNames(text: string): Found[] {
  if (!cueGate.test(text)) return [];
  const found: Found[] = [];
  for (const match of text.matchAll(minority)) add(found, match.index, match[0].length);
  for (const match of text.matchAll(masked)) {
    const char = match[1]!;
    if (!surnames.has(char) || isPartOfWord(text, match.index)) continue;
    const extra =
      match[0] === `${char}某` &&
      /[\u3400-\u9fff]/u.test(text[match.index + 2] ?? '') &&
      follows.test(text.slice(match.index + 3)) &&
      !follows.test(text.slice(match.index + 2))
        ? 1
        : 0;
    add(found, match.index, match[0].length + extra);
  }
  for (const match of text.matchAll(titleAt)) {
    const start = nameBefore(text, match.index);
    if (start !== null) add(found, start, match.index - start);
  }
  findAfterCues(text, found);
  return found;
}

function add(found: Found[], start: number, length: number): void {
  found.push({ start, end: start + length, kind: 'person_name' });
}

/** 某 after a character that belongs to another word: 在某, 有某 never begin with a surname that stands alone. */
function isPartOfWord(text: string, at: number): boolean {
  const next = text.slice(at, at + 3);
  return /^(?:于某|有某|和某|向某|任某|时某|包某|连某|由某|但某|同某|都某|因某)(?!某)/u.test(next);
}

const leftEdge =
  /(?:^|[^\u3400-\u9fff]|[的是找叫让给向对被把由请为和与及跟问经即有名位长员人任方说称达到去见找了着过区县市镇村组局所队处科委办院校司部室家]|姓)$/u;

/** Where the name before a title at `end` begins; null where there is none. */
function nameBefore(text: string, end: number): number | null {
  for (const length of [3, 2, 4, 1]) {
    const start = end - length;
    if (start < 0) continue;
    const name = text.slice(start, end);
    if (!isName(name, length === 1)) continue;
    if (leftEdge.test(text.slice(Math.max(0, start - 1), start))) return start;
  }
  return null;
}

function isName(name: string, surnameAlone = false): boolean {
  if (!/^[\u3400-\u9fff]+$/u.test(name)) return false;
  if (name.length === 1)
    return (
      surnameAlone &&
      surnames.has(name) &&
      !/[和于都全单公国相那来由但任向满时云门班查区平利信干原官成应明安方常]/u.test(name)
    );
  if (notNames.has(name) || notNames.has(name.slice(0, 2))) return false;
  const compound = compoundSurnames.has(name.slice(0, 2));
  if (name.length === 4) return compound && givenName(name.slice(2));
  return (compound && name.length === 3) || (name.length <= 3 && surnames.has(name[0]!) && givenName(name.slice(1)));
}

const notGiven =
  /[的了是在有不我你他她它们这那个各此其被把向对从到由为与及或而且但就都也很说称来去上下里外内中前后左右反映咨询诉报告施工持迟呼钱非尽仍还区县市省镇乡村街道路局处科委办所队院校厂店公司部门室号楼栋元月日时年万千百亿两多少几第某副总正长员主任书记先生女士]/u;

function givenName(rest: string): boolean {
  return rest.length > 0 && !notGiven.test(rest);
}

/** Names after a cue: as long as what follows lets them be. */
function findAfterCues(text: string, found: Found[]): void {
  for (let at = 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x3400 || code > 0x9fff || !surnames.has(text[at]!)) continue;
    const context = text.slice(Math.max(0, at - 8), at);
    const cue = before.exec(context);
    if (!cue) continue;
    const strict = /[民友工生人员干部子女夫妻父母爱公婆主客者]$/u.test(cue[0]);
    const length = nameLength(text, at, strict);
    if (length > 0) {
      add(found, at, length);
      at += length - 1;
    }
  }
}

const strictFollows =
  /^(?:$|[^\u3400-\u9fff]|电话|手机|身份|家住|住在|反映|投诉|表示|来电|举报|先生|女士|今年|男|女|说|称|的|在|于|因|向|与|和|是|被|等|到|将|把)/u;

function nameLength(text: string, at: number, strict: boolean): number {
  for (const length of [3, 2, 4]) {
    const name = text.slice(at, at + length);
    if (name.length < length || !isName(name)) continue;
    const rest = text.slice(at + length, at + length + 2);
    if ((strict ? strictFollows : follows).test(rest)) return length;
  }
  return 0;
}
