const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of GB 11643-1999 and a birthday that exists. Spaces and dashes between the digits are ignored. */
export function isIdNumber(data: string): boolean {
  const digits = data.replace(/[\s-]/gu, '').toUpperCase();
  if (!hasBirthday(digits.slice(6, 10), digits.slice(10, 12), digits.slice(12, 14))) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return '10X98765432'[sum % 11] === digits[17];
}

/** True where the day exists in the calendar. */
export function hasBirthday(year: string, month: string, day: string): boolean {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** 15 to 19 digits that pass Luhn's sum. */
export function isBankCard(data: string): boolean {
  const digits = data.replace(/[\s-]/gu, '');
  return digits.length >= 15 && digits.length <= 19 && passesLuhn(digits);
}

/** Luhn's sum, ISO/IEC 7812-1. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    sum += index % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

/** Eight digits that are a day such as 20230501 are no telephone number. */
export function isLandlineDate(data: string): boolean {
  const match = /^((?:19|20)\d{2})(\d{2})(\d{2})$/u.exec(data);
  return match !== null && hasBirthday(match[1]!, match[2]!, match[3]!);
}
