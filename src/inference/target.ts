import type { Target } from '../core/classification.js';
import type { CueRules } from './rules.js';

const policy = /政策|规定|标准|条例|制度|文件|条款|门槛/u;
const policyFault = /不合理|太低|太高|一刀切|过时|不公平|不人性|太死|落后|不科学|有问题|太严|不完善|滞后|脱离/u;
const handling = /解释|说明|讲|告知|答复|回复|态度|推|窗口|工作人员/u;

/**
 * Whom a theme is about: the rule itself (`policy`), a third party named in the clause without a public body, else the
 * handler.
 */
export function targetOf(clause: string, rules: CueRules): Target {
  if (policy.test(clause) && policyFault.test(clause) && !handling.test(clause)) return 'policy';
  if (rules.isThirdParty(clause) && !rules.isPublicBody(clause)) return 'third_party';
  return 'handler';
}
