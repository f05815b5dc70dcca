import { createHash } from 'node:crypto';
import type { candidate_themes } from '../../core/findings.js';
import type { outside_comments } from '../../core/issue-views.js';
import type { Batch, Row } from '../../core/relation.js';
import { linkCases } from './grouping.js';
import { termSpace } from './terms.js';
import { titlesOf } from './titles.js';

/**
 * Recurrent groups among the comments that carry a complaint no theme covers, proposed for a person to accept.
 * @param least comments that make a group
 * @param far least cosine, 0–1, of a comment to the centre of its group
 */
export function candidateThemes(
  month: string,
  comments: Batch<typeof outside_comments>,
  { least, far }: { readonly least: number; readonly far: number },
): Row<typeof candidate_themes>[] {
  const { comment_id, words } = comments.columns;
  const none = words.map(() => [] as string[]);
  const space = termSpace(
    words,
    words.map(() => ''),
  );
  const groups = linkCases(space, none, { near: far, same: 1, far, least });
  const titles = titlesOf(
    groups.map(group => ({ place: '', others: '', texts: group.members.map(index => words[index]!) })),
  );
  return groups
    .map((group, at) => {
      const terms = group.centre.ids.slice(0, 8).map(id => space.words[id]!);
      const hash = createHash('sha256')
        .update([month, ...terms].join('\n'))
        .digest('hex');
      return {
        candidate_id: `${month}-${hash.slice(0, 8)}`,
        month,
        title: titles[at]!.object ?? terms.slice(0, 2).join('、'),
        terms,
        size: group.members.length,
        comment_ids: group.members.map(index => comment_id[index]!),
      };
    })
    .sort((a, b) => b.size - a.size || (a.candidate_id < b.candidate_id ? -1 : 1));
}
