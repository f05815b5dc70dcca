/** What `make` gives under each of some time zones, one after the other; the process's own zone is put back. */
export async function inZones<T>(make: () => T | Promise<T>): Promise<T[]> {
  const own = process.env['TZ'];
  const made: T[] = [];
  try {
    for (const zone of ['UTC', 'Asia/Shanghai', 'America/St_Johns', 'Pacific/Kiritimati']) {
      process.env['TZ'] = zone;
      made.push(await make());
    }
  } finally {
    if (own === undefined) delete process.env['TZ'];
    else process.env['TZ'] = own;
  }
  return made;
}
