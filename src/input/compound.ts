const headerSize = 512;

/**
 * Whether a compound file ([MS-CFB]) has a chain of sectors that runs into itself: the library that reads such files
 * follows it for ever.
 */
export function hasEndlessChain(bytes: Uint8Array): boolean {
  if (bytes.length < headerSize) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sectorSize = 1 << (view.getUint16(0x1e, true) & 31);
  if (sectorSize !== 512 && sectorSize !== 4096) return true;
  const next = allocations(view, sectorSize);
  const seenIn = new Int32Array(next.length).fill(-1);
  for (let start = 0; start < next.length; start++) {
    for (let sector = start; sector >= 0 && sector < next.length; sector = next[sector]!) {
      if (seenIn[sector] === start) return true;
      if (seenIn[sector] !== -1) break;
      seenIn[sector] = start;
    }
  }
  return false;
}

/** The sector after each sector, from the sectors that hold the allocation table, in their order. */
function allocations(view: DataView, sectorSize: number): Int32Array {
  const tables: number[] = [];
  for (let at = 0x4c; at < headerSize; at += 4) tables.push(view.getInt32(at, true));
  const offsetOf = (sector: number) => (sector + 1) * sectorSize;
  const isInside = (sector: number) => sector >= 0 && offsetOf(sector) + sectorSize <= view.byteLength;
  const seen = new Set<number>();
  for (let sector = view.getInt32(0x44, true); isInside(sector) && !seen.has(sector); ) {
    seen.add(sector);
    const end = offsetOf(sector) + sectorSize - 4;
    for (let at = offsetOf(sector); at < end; at += 4) tables.push(view.getInt32(at, true));
    sector = view.getInt32(end, true);
  }
  const perTable = sectorSize / 4;
  const next = new Int32Array(tables.length * perTable).fill(-1);
  for (const [index, table] of tables.entries()) {
    if (!isInside(table)) continue;
    for (let at = 0; at < perTable; at++) {
      next[index * perTable + at] = view.getInt32(offsetOf(table) + at * 4, true);
    }
  }
  return next;
}
