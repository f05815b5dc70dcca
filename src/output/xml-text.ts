const forbidden = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

/** The text without control characters and halves of surrogate pairs, which XML 1.0 forbids. */
export function xmlText(text: string): string {
  return text.replace(forbidden, '');
}

/** Text as the content of an XML element: what XML forbids is dropped, what it reserves is escaped. */
export function escapeXml(text: string): string {
  return xmlText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
