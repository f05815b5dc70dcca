import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { listMembers } from '../../src/input/archive.js';
import { bytesContent } from '../../src/input/content.js';
import { listFiles } from '../../src/input/files.js';
import { readFileAs } from '../support/source-tables.js';
import { workbookOf } from '../support/workbook-xml.js';

const csv = strToU8('a,b\n1,好\n');
const cells = [
  ['a', 'b'],
  ['1', '好'],
];
const filesIn = (bytes: Uint8Array) => {
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-archive-'));
  writeFileSync(join(folder, 'a.zip'), bytes);
  const files = listFiles([folder]);
  rmSync(folder, { recursive: true });
  return files;
};
const told = async (name: string, bytes: Uint8Array) =>
  (await readFileAs(name, bytes)).map(table => [table.path, table.reason ?? table.cells]);

test('members are files of their own; what no one wants is passed over; kinds are told by content', async () => {
  const book = workbookOf({ sheets: [{ name: '表', xml: '<sheetData><row><c><v>1</v></c></row></sheetData>' }] });
  const archive = zipSync({
    'b.csv': csv,
    '二月/c.xls': strToU8('<table><tr><td>1</td></tr></table>'),
    'a.xlsx': book,
    '__MACOSX/._b.csv': csv,
    '二月/~$c.xls': csv,
    '.hidden/d.csv': csv,
    'empty/': new Uint8Array(0),
    'stored.csv': [csv, { level: 0 }],
    'nothing.csv': new Uint8Array(0),
  });
  expect(await told('包.dat', archive)).toEqual([
    ['包.dat!/a.xlsx', [['1']]],
    ['包.dat!/b.csv', cells],
    ['包.dat!/nothing.csv', 'empty file'],
    ['包.dat!/stored.csv', cells],
    ['包.dat!/二月/c.xls', [['1']]],
  ]);
});

test('an archive in an archive is read, one deeper is not', async () => {
  const inner = zipSync({ 'x.csv': csv });
  const middle = zipSync({ 'y.csv': csv, 'inner.zip': inner });
  expect(await told('a.zip', zipSync({ 'm.zip': middle }))).toEqual([
    ['a.zip!/m.zip!/inner.zip', 'zip archive in a zip archive in a zip archive, which is not read'],
    ['a.zip!/m.zip!/y.csv', cells],
  ]);
});

/** An archive whose only member has that name in bytes. */
function named(name: Uint8Array): Uint8Array {
  const placeholder = 'x'.repeat(name.length);
  const archive = Buffer.from(zipSync({ [placeholder]: csv }));
  for (let at = archive.indexOf(placeholder); at >= 0; at = archive.indexOf(placeholder, at + 1)) archive.set(name, at);
  return archive;
}

test('names in GBK, in UTF-8 without a flag, with back slashes and with ways out of the folder', () => {
  const nameOf = (bytes: Uint8Array) => listMembers(bytesContent(named(bytes))).map(({ name }) => name);
  expect(nameOf(iconv.encode('信访\\五月件.csv', 'gbk'))).toEqual(['信访/五月件.csv']);
  expect(nameOf(Buffer.from('信访.csv'))).toEqual(['信访.csv']);
  expect(nameOf(Buffer.from('C:\\..\\..//./etc/\u0007a.csv'))).toEqual(['etc/a.csv']);
});

test('damage, encryption and bombs are reasons, each with the member they are in', async () => {
  const whole = Buffer.from(zipSync({ 'a.csv': [csv, { level: 0 }], 'b.csv': csv }));
  const damaged = Buffer.from(whole);
  damaged[damaged.indexOf('1,')] = 0x32;
  expect(await told('a.zip', damaged)).toEqual([
    ['a.zip!/a.csv', 'damaged zip member'],
    ['a.zip!/b.csv', cells],
  ]);
  const directory = whole.indexOf('PK\u0001\u0002');
  const encrypted = Buffer.from(whole);
  encrypted.writeUInt16LE(1, directory + 8);
  expect((await told('a.zip', encrypted))[0]).toEqual(['a.zip!/a.csv', 'encrypted: a password is needed']);
  const other = Buffer.from(whole);
  other.writeUInt16LE(14, directory + 10);
  expect((await told('a.zip', other))[0]).toEqual(['a.zip!/a.csv', 'packed by method 14, which is not read']);
  expect(await told('a.zip', whole.subarray(0, whole.length - 30))).toEqual([
    ['a.zip', 'zip archive without its directory: cut off or damaged'],
  ]);
  expect(await told('a.zip', zipSync({ '.x': csv }))).toEqual([['a.zip', 'zip archive without a file']]);
});

test('members that cannot be unpacked are not taken for one and the same file', () => {
  const archive = Buffer.from(zipSync({ 'a.csv': csv, 'b.csv': csv }));
  const entry = 'PK\u0001\u0002';
  for (let at = archive.indexOf(entry); at >= 0; at = archive.indexOf(entry, at + 1)) archive[at + 16]! ^= 1;
  const digests = filesIn(archive).map(file => file.sha256);
  expect([digests.length, new Set(digests).size, digests.every(digest => /^[0-9a-f]{64}$/u.test(digest))]).toEqual([
    2,
    2,
    true,
  ]);
  expect(new Set(filesIn(Buffer.from(zipSync({ 'a.csv': csv, 'b.csv': csv }))).map(file => file.sha256)).size).toBe(1);
});

test('a bomb is refused before it is unpacked', async () => {
  const bomb = zipSync({ 'a.csv': new Uint8Array(70 << 20) }, { level: 9 });
  expect(await told('a.zip', bomb)).toEqual([
    ['a.zip!/a.csv', 'unpacks to more than 250 times its size: refused as a zip bomb'],
  ]);
  const liar = Buffer.from(bomb);
  liar.writeUInt32LE(1000, liar.indexOf('PK\u0001\u0002') + 24);
  expect(await told('a.zip', liar)).toEqual([['a.zip!/a.csv', 'damaged zip member']]);
  const huge = Buffer.from(zipSync({ 'a.csv': csv }));
  huge.writeUInt32LE(0x90000000, huge.indexOf('PK\u0001\u0002') + 24);
  expect(await told('a.zip', huge)).toEqual([
    ['a.zip', 'zip archive of more than 2 GB unpacked: refused as a zip bomb'],
  ]);
  const overlap = Buffer.from(zipSync({ 'a.csv': csv }));
  overlap.writeUInt32LE(5000, overlap.indexOf('PK\u0001\u0002') + 20);
  expect(await told('a.zip', overlap)).toEqual([['a.zip', 'zip archive whose members overlap: refused as a zip bomb']]);
});
