import type { Target } from '../core/classification.js';
import { type Cues, wordLists } from './rules.js';

const policy = /政策|规定|标准|条例|制度|文件|条款|门槛/u;
const policyFault = /不合理|太低|太高|过时|不人性|太死|落后|不科学|太严|不完善|滞后|脱离/u;
const handling = /解释|说明|讲|告知|答复|回复|态度|推|窗口|工作人员|办|查/u;

const thirdParties = wordLists.indexOf('third_parties');
const publicBodies = wordLists.indexOf('public_bodies');

/**
 * Whom a theme is about: the rule itself (`policy`), a third party where the passage names one and no public body, else
 * the handler.
 */
export function targetOf(evidence: string, cues: Cues): Target {
  if (policy.test(evidence) && policyFault.test(evidence) && !handling.test(evidence)) return 'policy';
  return cues.counts[thirdParties]! > 0 && cues.counts[publicBodies] === 0 ? 'third_party' : 'handler';
}
