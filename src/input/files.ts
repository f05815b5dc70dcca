import type { SourceFile } from '../core/source.js';
import { listMembers, type Member } from './archive.js';
import { bytesContent, type Content, fileContent, sha256Of, Unreadable } from './content.js';
import { kindOf } from './kind.js';
import { isPassedOver, listPaths } from './listing.js';
import { tablesOf, unreadTable } from './tables.js';

const deepestArchive = 2;

/**
 * The input files below the given folders and files, by relative path in byte order. Members of a zip archive are
 * files of their own, `a.zip!/b.csv`, those of an archive in it too. Kinds are told by content.
 * @throws MinshengError (input) for a path that does not exist.
 */
export function listFiles(inputs: readonly string[]): SourceFile[] {
  const files = listPaths(inputs).flatMap(([path, file]) => open(path, fileContent(file), 0, ''));
  return files.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

/** `archive`: digest of what holds the file; it stands in for the digest of a member that cannot be unpacked. */
function open(path: string, content: Content, depth: number, archive: string): SourceFile[] {
  let sha256 = sha256Of(bytesContent(Buffer.from(`${archive}!/${path}`)));
  try {
    sha256 = sha256Of(content);
    const members = archived(content);
    if (!members) return [{ path, sha256, tables: () => tablesOf(path, sha256, content) }];
    if (depth >= deepestArchive)
      throw new Unreadable('zip archive in a zip archive in a zip archive, which is not read');
    const wanted = members.filter(({ name }) => !name.split('/').some(isPassedOver));
    if (wanted.length === 0) throw new Unreadable('zip archive without a file');
    const taken = new Map<string, number>();
    return wanted.flatMap(member => {
      const count = (taken.get(member.name) ?? 0) + 1;
      taken.set(member.name, count);
      const name = count === 1 ? member.name : `${member.name} (${count})`;
      return open(`${path}!/${name}`, member.content, depth + 1, sha256);
    });
  } catch (error) {
    return [{ path, sha256, tables: async () => [unreadTable(path, sha256, error)] }];
  }
}

/** Members of an archive of files; null for anything else, a workbook above all, which is a zip archive too. */
function archived(content: Content): readonly Member[] | null {
  if (!isZip(content)) return null;
  const members = listMembers(content.held());
  const names = members.map(({ name }) => name.toLowerCase());
  if (names.includes('[content_types].xml')) {
    if (names.some(name => name.startsWith('word/'))) throw new Unreadable('Word document, which is not read');
    return null;
  }
  if (names.includes('mimetype') && names.includes('content.xml')) {
    throw new Unreadable('OpenDocument file, which is not read: save it as XLSX');
  }
  return members;
}

function isZip(content: Content): boolean {
  try {
    return kindOf(content) === 'zip';
  } catch {
    return false;
  }
}
